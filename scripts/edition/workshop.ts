/** What stays warm between issues and between edits: the browser, and for each theme and page its styles and tabs. */
import type { Browser, Page } from 'puppeteer-core';
import { adDrawer, type DrawAd } from '../io/ads.ts';
import { bookPictures, type BookPictures } from '../io/book-pictures.ts';
import type { Cache } from '../io/cache.ts';
import { type Darkroom, openDarkroom } from '../io/darkroom.ts';
import { cardDrawer, type DrawCard } from '../io/cards.ts';
import { type Checker, openChecker } from '../io/lost-words.ts';
import { tabsAtOnce } from '../io/machine.ts';
import { type PressEncode, pressEncoder } from '../io/press-pictures.ts';
import { webPictures, type WebPictures } from '../io/web-pictures.ts';
import { readScripts, readStyles, type Scripts, type Styles } from '../io/styles.ts';
import type { Printer } from '../model/printer.ts';
import type { Theme } from '../model/theme.ts';
import { hashOf } from '../pages/key.ts';
import { readerMemory, type ReaderMemory } from '../pdf/reader.ts';
import { pageCss, type Sheet, sheet, sheetCss } from '../pages/stylesheet.ts';
import { type LightTable, lightTable } from '../pages/light-table.ts';
import { openTab, openTabs, type Tabs, type TabSetup } from '../pages/tabs.ts';

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
  readonly tabs: PromiseLike<Tabs>;
  /** Where the finished pages lie, once the articles are set. */
  table(): Promise<LightTable>;
}

type Dress = Omit<Outfit, 'tabs' | 'table' | 'stamp'>;

export interface Workshop {
  /** Started when it is first asked for. */
  readonly browser: Promise<Browser>;
  readonly cache: Cache;
  readonly checker: Checker;
  /** Whether more editions follow: then half a second for a file that a browser shows a page at a time is not worth it. */
  readonly stays: boolean;
  /** Pictures for the screen. */
  readonly encode: Darkroom['screen'];
  /** What stands in for a picture until its page is printed. */
  readonly proxy: Darkroom['proxy'];
  /** Pictures for the press. */
  readonly pressEncode: PressEncode;
  /** Pictures of the web edition. */
  readonly webPictures: WebPictures;
  /** Cards by which articles and issues are shared. */
  readonly drawCard: DrawCard;
  /** Pictures for a book. */
  readonly bookPicture: BookPictures;
  /** Advertisers' PDFs as pictures for the screen. */
  readonly drawAd: DrawAd;
  /** Pages of each article when it was last set, by "2026-1/elva": the best guess of what it will have. */
  readonly lengths: Map<string, number>;
  /** What the reader PDF of an issue knows of its pages from the last time. */
  memoryOf(slug: string): ReaderMemory;
  /** @param waits whether its tabs open when the first article must be set: where all are known from the cache, no browser is needed */
  outfit(theme: Theme, printer: Printer, waits?: boolean): Promise<Outfit>;
  /** Closes the browser and all that is open in it. */
  close(): Promise<void>;
}

/** Two issues may wear one theme with tokens of their own and without: neither is an edit of the other. */
const outfitOf = ({ name, own }: Theme, { slug }: Printer): string =>
  [name, slug, own === '' ? 'as it is' : 'with own tokens'].join(' ');

/**
 * @param start starts the browser, when it is first asked for
 * @param stays whether more editions of the same outfit will follow, as in the studio
 * @param prints whether pages will be printed; where they are only set, no table is laid for them
 */
export function openWorkshop(
  start: () => Promise<Browser>,
  cache: Cache,
  stays = false,
  prints = true,
): Workshop {
  const keepsTable = stays && prints;
  let started: Promise<Browser> | undefined;
  const browser = (): Promise<Browser> => {
    if (!started) {
      started = start();
      started.catch(() => undefined);
    }
    return started;
  };
  // A tab is worth keeping as long as what it has loaded is what is wanted.
  const tabs = new Map<string, Promise<Tabs>>();
  const tables = new Map<string, Promise<LightTable>>();
  const stamps = new Map<string, string>();
  /** What a stamp's tabs have loaded beside their styles. */
  const dressed = new Map<string, string>();
  const memories = new Map<string, ReaderMemory>();
  const checker = openChecker();
  const darkroom = openDarkroom(`${cache.folder}/pictures`);
  const drawAd = adDrawer(browser, `${cache.folder}/ads`);

  const openOutfit = (stamp: string, { css, styles: { faces }, pageCss, scripts }: Dress): void => {
    const { tab, come, paged, composer } = scripts;
    const setup: TabSetup = { url: tab, faces, css, pageCss, ...(!come && { scripts: [paged, composer] }) };
    const opening = browser().then((each) => openTabs(each, setup, tabsAtOnce()));
    opening.catch(() => tabs.delete(stamp));
    tabs.set(stamp, opening);
    // Articles are set first; nothing lies on the table before one is.
    if (keepsTable && !tables.has(stamp))
      putTable(
        stamp,
        opening.then(async () => openTab(await (await browser()).newPage(), setup)),
      );
  };

  const putTable = (stamp: string, tab: Promise<Page>): void => {
    const table = tab.then(lightTable);
    // One that has crashed is forgotten, and another laid when it is wanted.
    const forget = (): void => {
      if (tables.get(stamp) === table) tables.delete(stamp);
    };
    table.then(({ tab }) => tab.once('error', forget)).catch(forget);
    tables.set(stamp, table);
  };

  /**
   * Where nobody waits to edit, one of the tabs that have set the articles becomes the table and the others close: that spares
   * a tab's opening, and 400 MB while the issue is printed.
   */
  const tableOf = (stamp: string): Promise<LightTable> => {
    const setting = tabs.get(stamp);
    if (!stays && setting) {
      tabs.delete(stamp);
      if (!tables.has(stamp))
        putTable(
          stamp,
          setting.then((each) => each.handOver()),
        );
      else void setting.then((each) => each.close()).catch(() => undefined);
    }
    return tables.get(stamp)!;
  };

  const closeOutfit = (stamp: string): void => {
    for (const shelf of [tabs, tables]) {
      void shelf
        .get(stamp)
        ?.then((each) => each.close())
        .catch(() => undefined);
      shelf.delete(stamp);
    }
  };

  return {
    get browser() {
      return browser();
    },
    cache,
    checker,
    stays,
    encode: darkroom.screen,
    proxy: darkroom.proxy,
    pressEncode: pressEncoder(`${cache.folder}/press-pictures`),
    webPictures: webPictures(`${cache.folder}/web-pictures`),
    drawCard: cardDrawer(browser, cache.folder),
    bookPicture: bookPictures(`${cache.folder}/book-pictures`, drawAd),
    drawAd,
    lengths: new Map(),
    memoryOf(slug) {
      const memory = memories.get(slug) ?? readerMemory();
      // Where no other edition follows, nobody would ask for it.
      if (stays) memories.set(slug, memory);
      return memory;
    },
    async outfit(theme, printer, waits = false) {
      const [styles, scripts] = await Promise.all([readStyles(theme, cache.folder), readScripts()]);
      const page = sheet(theme, printer.trim, printer.bleed, printer.hingeMm);
      const css = `${styles.css}\n${sheetCss(page)}`;
      const own = { styles, scripts, page, css, pageCss: pageCss(page) };
      const stamp = hashOf(css, styles.faces, own.pageCss, scripts.composer, scripts.paged);
      if (waits && !stays) {
        const opened = (): Promise<Tabs> => {
          if (!tabs.has(stamp)) openOutfit(stamp, own);
          return tabs.get(stamp)!;
        };
        const tabsWhenWanted: PromiseLike<Tabs> = {
          // oxlint-disable-next-line unicorn/no-thenable -- a promise begins its work at once, and this one may have none
          then: (done, failed) => opened().then(done, failed),
        };
        const table = async (): Promise<LightTable> => {
          await opened();
          return tableOf(stamp);
        };
        return { ...own, stamp, tabs: tabsWhenWanted, table };
      }
      const before = stamps.get(outfitOf(theme, printer));
      stamps.set(outfitOf(theme, printer), stamp);
      const loaded = hashOf(styles.faces, scripts.composer, scripts.paged);
      const worn = before === undefined || before === stamp ? undefined : tabs.get(before);
      // Pages that are only shown: their tabs change dress, where faces and scripts stay.
      const changes = worn !== undefined && stays && !prints && dressed.get(before!) === loaded;
      dressed.set(stamp, loaded);
      if (changes) {
        tabs.delete(before!);
        const restyled = worn.then(async (each) => {
          await each.restyle(css, own.pageCss);
          return each;
        });
        restyled.catch(() => tabs.delete(stamp));
        tabs.set(stamp, restyled);
      }
      if (!tabs.has(stamp) || (keepsTable && !tables.has(stamp))) openOutfit(stamp, own);
      // Styles were edited. The last tab closes after another has opened, or the browser may end.
      if (before !== undefined && before !== stamp && !changes)
        void tabs.get(stamp)!.then(() => closeOutfit(before));
      return { ...own, stamp, tabs: tabs.get(stamp)!, table: () => tableOf(stamp) };
    },
    async close() {
      checker.close();
      darkroom.close();
      await started?.then((each) => each.close()).catch(() => undefined);
    },
  };
}
