/** Warm browser tabs that set articles: each has the styles and faces loaded and takes one job after the other. */
import type { Browser, Page } from 'puppeteer-core';
import type { ComposeJob, PaginatedArticle } from './compose/types.ts';

/** What a tab's document has loaded. */
export interface Dress {
  /** @font-face rules. */
  readonly faces: string;
  /** All styles but the @page rules. */
  readonly css: string;
}

export interface TabSetup extends Dress {
  /** file: address of tab.html; compiled, it brings the composer and Paged.js along. */
  readonly url: string;
  readonly pageCss: string;
  /** Composer and Paged.js as texts, where they do not come with the document: sending them costs 0.1 s. */
  readonly scripts?: readonly string[];
}

export interface Tabs {
  paginate(job: ComposeJob): Promise<PaginatedArticle>;
  /** Dresses all tabs otherwise, while none of them works: a new one would load faces and scripts again. */
  restyle(css: string, pageCss: string): Promise<void>;
  /** Closes all tabs but one, which is as new: its styles, faces and composer are there, and nothing else. */
  handOver(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Puts styles and faces into a tab's document. Faces load when something is set in them; measuring before that would measure
 * another face. Those for rare letters wait until a text has such letters (see faces.ts of the composer).
 *
 * @returns whether it is that document; a tab that was opened ahead may still be on its way to it
 */
const dressed = (page: Page, url: string, { faces, css }: Dress): Promise<boolean> =>
  page.evaluate(
    async (wanted, texts) => {
      if (location.href !== wanted) return false;
      if (document.readyState !== 'complete')
        await new Promise((loaded) => addEventListener('load', loaded, { once: true }));
      document.querySelectorAll('style[data-harness]').forEach((style, at) => {
        style.textContent = texts[at]!;
      });
      const common = [...document.fonts].filter(({ unicodeRange }) => unicodeRange === 'U+0-10FFFF');
      await Promise.all(common.map((face) => face.load()));
      return true;
    },
    url,
    [faces, css],
  );

/** Opens the document in a tab that may have it already, and dresses it. */
export async function dress(
  page: Page,
  { url, ...clothes }: Dress & { readonly url: string },
): Promise<void> {
  if (await dressed(page, url, clothes)) return;
  await page.goto(url, { waitUntil: 'load', timeout: 0 });
  if (!(await dressed(page, url, clothes))) throw new Error(`${url} cannot be opened`);
}

/** Tabs that somebody works with. */
const taken = new WeakSet<Page>();

/** A tab that is ready to work. */
export async function openTab(page: Page, setup: TabSetup): Promise<Page> {
  taken.add(page);
  crashOf(page);
  await dress(page, setup);
  for (const script of setup.scripts ?? []) await page.evaluate(script);
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
  // Those that the browser was started with are there already; an empty one is as good as a new one, and would only hold memory.
  const there = await browser.pages();
  const ready = there.filter((page) => page.url() === setup.url && !taken.has(page));
  const known = ready.length > 0 ? ready : there.filter((page) => page.url() === 'about:blank').slice(0, 1);
  const opening = Array.from({ length: count }, async (_, index) =>
    openTab(known[index] ?? (await browser.newPage()), setup),
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
    async restyle(css, pageCss) {
      setup = { ...setup, css, pageCss };
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
