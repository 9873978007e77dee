/**
 * The document in which an issue's pages lie, to be measured and printed. It stays open as long as the workshop does, and after
 * an edit only the pages that have changed are laid anew.
 */
import type { Page } from 'puppeteer-core';
import { orCrash } from './tabs.ts';

/** An issue's pages and what dresses them beside the theme. */
export interface Layout {
  readonly language: string;
  readonly title: string;
  /** The rules that Paged.js made. */
  readonly pagedCss: string;
  /** One a page, as HTML. */
  readonly sheets: readonly string[];
}

/** What the tab is told: pages by index, and how many there are in all. */
export interface Laying extends Omit<Layout, 'sheets'> {
  readonly changed: readonly (readonly [at: number, sheet: string])[];
  readonly count: number;
}

export interface LightTable {
  readonly tab: Page;
  /** Lays out these pages, with faces and pictures loaded. */
  lay(layout: Layout): Promise<void>;
  close(): Promise<void>;
}

// Loaded is enough: a JPEG goes into the PDF as it is, and a drawing as lines; to decode them would be for a screen that nobody looks at.
const FACES_AND_PICTURES = `Promise.all([
  document.fonts.ready,
  ...[...document.images]
    .filter(({ complete }) => !complete)
    .map((image) => new Promise((loaded) => { image.onload = image.onerror = loaded; })),
]).then(() => undefined)`;

/** @param tab dressed, and with nothing lying in it */
export function lightTable(tab: Page): LightTable {
  let lying: readonly string[] = [];
  return {
    tab,
    async lay({ sheets, ...dress }) {
      const changed = sheets.flatMap((sheet, at) => (sheet === lying[at] ? [] : [[at, sheet] as const]));
      // Should it be interrupted, nobody knows what lies there.
      lying = [];
      const laying = { ...dress, changed, count: sheets.length };
      await orCrash(
        tab,
        tab.evaluate((laying: Laying) => window.dmag.lay(laying), laying),
      );
      await orCrash(tab, tab.evaluate(FACES_AND_PICTURES));
      lying = sheets;
    },
    close: () => tab.close().catch(() => undefined),
  };
}
