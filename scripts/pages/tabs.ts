/** Warm browser tabs that set articles: each has the styles and faces loaded and takes one job after the other. */
import type { Browser, Page } from 'puppeteer-core';
import type { ComposeJob, PaginatedArticle } from './compose/types.ts';

export interface TabSetup {
  /** A file: address whose document has the styles and faces (see harness()). */
  readonly url: string;
  readonly pageCss: string;
  readonly composer: string;
  readonly paged: string;
  /** file: addresses of both, to be loaded instead. */
  readonly addresses?: readonly string[];
}

export interface Tabs {
  paginate(job: ComposeJob): Promise<PaginatedArticle>;
  /** Closes all tabs but one, which is as new: its styles, faces and composer are there, and nothing else. */
  handOver(): Promise<Page>;
  close(): Promise<void>;
}

/** The document of a tab: no content, no scripts but our files, nothing from any network. */
export const harness = (css: string, faces: string): string => `<!doctype html>
<html lang="nb"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src file:; script-src file:; style-src 'unsafe-inline'">
<style data-harness>${faces}</style><style data-harness>${css}</style></head><body></body></html>`;

/**
 * Faces load when something is set in them; measuring before that would measure another face. Those for rare letters wait until
 * a text has such letters (see faces.ts of the composer).
 */
export const LOAD_FACES = `Promise.all(
  [...document.fonts].filter(({ unicodeRange }) => unicodeRange === 'U+0-10FFFF').map((face) => face.load()),
).then(() => undefined)`;

async function openTab(page: Page, setup: TabSetup): Promise<Page> {
  await page.goto(setup.url, { waitUntil: 'load', timeout: 0 });
  // Paged.js waits for animation frames, which a background tab never gets.
  await page.evaluate(
    'window.requestAnimationFrame = (callback) => { queueMicrotask(() => callback(performance.now())); return 0; };',
  );
  if (setup.addresses) {
    for (const url of setup.addresses) await page.addScriptTag({ url });
  } else {
    for (const script of [setup.paged, setup.composer]) await page.evaluate(script);
  }
  await page.evaluate(LOAD_FACES);
  return page;
}

/** Opens `count` tabs at once. They share one renderer's caches but lay out in parallel. */
export async function openTabs(browser: Browser, setup: TabSetup, count = 2): Promise<Tabs> {
  // The empty tab that a browser starts with is as good as a new one, and would only hold memory.
  const empty = (await browser.pages()).filter((page) => page.url() === 'about:blank').slice(0, 1);
  const opening = Array.from({ length: count }, async (_, index) =>
    openTab(empty[index] ?? (await browser.newPage()), setup),
  );
  const free: Page[] = [];
  const queue: ((page: Page) => void)[] = [];
  const give = (page: Page): void => {
    const next = queue.shift();
    if (next) next(page);
    else free.push(page);
  };
  for (const tab of opening) void tab.then(give, () => undefined);
  await Promise.race(opening);
  const take = (): Promise<Page> => {
    const page = free.shift();
    return page ? Promise.resolve(page) : new Promise((resolve) => queue.push(resolve));
  };
  return {
    async paginate(job) {
      const page = await take();
      try {
        return await page.evaluate((job, css) => window.dmag.paginate(job, css), job, setup.pageCss);
      } finally {
        give(page);
      }
    },
    async handOver() {
      const [kept, ...others] = await Promise.all(opening);
      for (const page of others) void page.close().catch(() => undefined);
      await kept!.evaluate(() => window.dmag.clear());
      return kept!;
    },
    async close() {
      const pages = await Promise.all(opening);
      await Promise.all(pages.map((page) => page.close()));
    },
  };
}
