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
  /** Dresses all tabs otherwise, while none of them works: a new one would load faces and scripts again. */
  restyle(css: string, pageCss: string, url: string): Promise<void>;
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
  crashOf(page);
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

/** A tab has crashed, for want of memory mostly. */
export class TabCrash extends Error {
  constructor() {
    super('page crashed');
  }
}

const crashes = new WeakMap<Page, AbortSignal>();

/** Aborted when the tab crashes; asked for while it is whole, since that is told once. */
function crashOf(tab: Page): AbortSignal {
  const known = crashes.get(tab);
  if (known) return known;
  const crash = new AbortController();
  tab.once('error', () => crash.abort());
  crashes.set(tab, crash.signal);
  return crash.signal;
}

/** A tab that has crashed gives no answer, ever. */
export function orCrash<T>(tab: Page, work: Promise<T>): Promise<T> {
  const crash = crashOf(tab);
  return new Promise((resolve, reject) => {
    const onCrash = (): void => reject(new TabCrash());
    if (crash.aborted) onCrash();
    crash.addEventListener('abort', onCrash, { once: true });
    work.then(resolve, reject).finally(() => crash.removeEventListener('abort', onCrash));
  });
}

/** Opens `count` tabs at once. They share one renderer's caches but lay out in parallel. */
export async function openTabs(browser: Browser, first: TabSetup, count = 2): Promise<Tabs> {
  let setup = first;
  // The empty tab that a browser starts with is as good as a new one, and would only hold memory.
  const empty = (await browser.pages()).filter((page) => page.url() === 'about:blank').slice(0, 1);
  const opening = Array.from({ length: count }, async (_, index) =>
    openTab(empty[index] ?? (await browser.newPage()), setup),
  );
  const all = new Set<Page>();
  const free: Page[] = [];
  const queue: ((page: Page) => void)[] = [];
  const give = (page: Page): void => {
    const next = queue.shift();
    if (next) next(page);
    else free.push(page);
  };
  for (const tab of opening)
    void tab.then(
      (page) => {
        all.add(page);
        give(page);
      },
      () => undefined,
    );
  await Promise.race(opening);
  const take = (): Promise<Page> => {
    const page = free.shift();
    return page ? Promise.resolve(page) : new Promise((resolve) => queue.push(resolve));
  };
  /** A new tab in the place of one that has crashed. */
  const replace = async (crashed: Page): Promise<void> => {
    all.delete(crashed);
    void crashed.close().catch(() => undefined);
    const page = await openTab(await browser.newPage(), setup);
    all.add(page);
    give(page);
  };
  const attempt = async (job: ComposeJob): Promise<PaginatedArticle | TabCrash> => {
    const page = await take();
    try {
      const result = await orCrash(
        page,
        page.evaluate((job, css) => window.dmag.paginate(job, css), job, setup.pageCss),
      );
      give(page);
      return result;
    } catch (error) {
      if (!(error instanceof TabCrash)) {
        give(page);
        throw error;
      }
      await replace(page);
      return error;
    }
  };
  return {
    async paginate(job) {
      const result = await attempt(job);
      if (!(result instanceof TabCrash)) return result;
      // Memory may have been short for a moment. An article that does it twice would do it for ever.
      const again = await attempt(job);
      if (again instanceof TabCrash) throw again;
      return again;
    },
    async restyle(css, dressCss, url) {
      setup = { ...setup, pageCss: dressCss, url };
      await Promise.all(opening);
      await Promise.all(
        [...all].map((page) =>
          orCrash(
            page,
            page.evaluate(async (text) => {
              window.dmag.clear();
              document.querySelectorAll('style[data-harness]')[1]!.textContent = text;
              await document.fonts.ready;
            }, css),
          ),
        ),
      );
    },
    async handOver() {
      const [kept, ...others] = await Promise.all(opening);
      for (const page of others) void page.close().catch(() => undefined);
      await kept!.evaluate(() => window.dmag.clear());
      return kept!;
    },
    async close() {
      await Promise.all(opening);
      await Promise.all([...all].map((page) => page.close()));
    },
  };
}
