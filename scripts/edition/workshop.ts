/** What stays warm between issues and between edits: the browser, and for each theme and page its styles and tabs. */
import type { Browser } from 'puppeteer-core';
import { type Cache, writeWhole } from '../io/cache.ts';
import { type Encode, screenEncoder } from '../io/encode.ts';
import { type Checker, openChecker } from '../io/lost-words.ts';
import { fileAddress, processors } from '../io/machine.ts';
import { readScripts, readStyles, type Scripts, type Styles } from '../io/styles.ts';
import type { Printer } from '../model/printer.ts';
import { hashOf } from '../pages/key.ts';
import { pageCss, type Sheet, sheet, sheetCss } from '../pages/stylesheet.ts';
import { harness, openTabs, type Tabs } from '../pages/tabs.ts';

/** Two tabs keep two cores busy; more of them only wait for each other. */
const MOST_TABS = 2;

/** Everything that dresses an issue: its styles, its page, and tabs that have both loaded. */
export interface Outfit {
  readonly styles: Styles;
  readonly scripts: Scripts;
  readonly page: Sheet;
  /** All styles but the @page rules. */
  readonly css: string;
  readonly pageCss: string;
  /** Changes with anything that may change how an article is set. */
  readonly stamp: string;
  readonly tabs: Promise<Tabs>;
}

export interface Workshop {
  readonly browser: Promise<Browser>;
  readonly cache: Cache;
  readonly checker: Checker;
  /** Whether more editions follow: then half a second for a file that a browser shows a page at a time is not worth it. */
  readonly stays: boolean;
  /** Pictures for the screen. */
  readonly encode: Encode;
  /** Pages of each article when it was last set, by "2026-1/elva": the best guess of what it will have. */
  readonly lengths: Map<string, number>;
  outfit(theme: string, printer: Printer): Promise<Outfit>;
  /** The outfit's tabs have set an issue. They close where nobody waits to edit: that spares 400 MB while it is printed. */
  afterSetting(outfit: Outfit): void;
  /** Closes the browser and all that is open in it. */
  close(): Promise<void>;
}

/** @param stays whether more editions of the same outfit will follow, as in the studio */
export function openWorkshop(browser: Promise<Browser>, cache: Cache, stays = false): Workshop {
  // A tab is worth keeping as long as what it has loaded is what is wanted.
  const open = new Map<string, Promise<Tabs>>();
  const checker = openChecker();

  const tabsFor = async (
    stamp: string,
    document: string,
    outfit: Omit<Outfit, 'tabs' | 'stamp'>,
  ): Promise<Tabs> => {
    const file = `${cache.folder}/tabs/${stamp}.html`;
    await writeWhole(file, document);
    return openTabs(
      await browser,
      { url: fileAddress(file), pageCss: outfit.pageCss, ...outfit.scripts },
      Math.min(MOST_TABS, processors()),
    );
  };

  return {
    browser,
    cache,
    checker,
    stays,
    encode: screenEncoder(`${cache.folder}/pictures`),
    lengths: new Map(),
    async outfit(theme, printer) {
      const [styles, scripts] = await Promise.all([readStyles(theme, cache.folder), readScripts()]);
      const page = sheet(styles.theme, printer.trim, printer.bleed);
      const css = `${styles.css}\n${sheetCss(page)}`;
      const own = { styles, scripts, page, css, pageCss: pageCss(page) };
      const stamp = hashOf(css, styles.faces, own.pageCss, scripts.composer, scripts.paged);
      const tabs = open.get(stamp) ?? tabsFor(stamp, harness(css, styles.faces), own);
      tabs.catch(() => open.delete(stamp));
      open.set(stamp, tabs);
      return { ...own, stamp, tabs };
    },
    afterSetting({ stamp, tabs }) {
      if (stays) return;
      open.delete(stamp);
      void tabs.then((each) => each.close()).catch(() => undefined);
    },
    async close() {
      checker.close();
      await browser.then((each) => each.close()).catch(() => undefined);
    },
  };
}
