/** The studio in a browser, on a small issue: what is seen, changed and kept while its files are edited. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import type { Browser, Frame, KeyInput, Page } from 'puppeteer-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adFile } from '../pdf/ad-file.ts';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import { stop, takeTurn } from './process.ts';

const SETUP = resolve('scripts/setup.mjs');
const root = mkdtempSync(join(tmpdir(), 'dmag-studio-'));
const folder = join(root, 'issues/2026-5');

const put = (file: string, text: string): void => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};
const SAK = 'issues/2026-5/sak/article.md';
const sentence =
  'Teksten går over flere linjer i en smal spalte, og den nevner hjemmeoppfølging og sykehusinnkjøp. ';
const BODY = `Begynnelsen er kort.\n\n${Array.from({ length: 14 }, (_, at) => `Avsnitt ${at + 1}. ${sentence.repeat(4)}`).join('\n\n')}\n\n![Et fargespill](farge.jpg "**Farger.** Foto: Ingen"){.wide}\n`;
const sak = (body: string): string =>
  `---\nlayout: feature\ntitle: En sak om mål\nkicker: Sak\nstandfirst: En ingress.\nbyline: Redaksjonen\nopener: text\nstatus: edited\n---\n\n${body}`;
const ISSUE =
  'title: Prøven\nnumber: 9/2026\ndate: 2026-09-01\nlanguage: nb\nprinter: sheetfed-coated\norder:\n  - omslag\n  # Åpner nummeret.\n  - sak # lang\n  - { article: spalte, pages: 1 }\n  - bakside\n';

takeTurn();

let studio: ChildProcess;
let url = '';
let browser: Browser;
let page: Page;
const requested: string[] = [];
const errors: string[] = [];

async function start(): Promise<void> {
  studio = spawn(process.execPath, [
    SETUP,
    'studio',
    '2026-5',
    '--issues',
    join(root, 'issues'),
    '--no-open',
  ]);
  let said = '';
  url = await new Promise<string>((done, fail) => {
    const listen = (part: Buffer): void => {
      said += part.toString();
      const [found] = /http:\/\/127\.0\.0\.1:\d+\//u.exec(said) ?? [];
      if (found) done(found);
    };
    studio.stdout!.on('data', listen);
    studio.stderr!.on('data', listen);
    studio.on('exit', () => fail(new Error(said)));
  });
}

beforeAll(async () => {
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  put(
    'issues/magazine.yaml',
    'name: d:mag\nslug: prove\npublisher: Prøveforlaget\neditor: Redaksjonen\nlanguage: nb\n',
  );
  put('issues/2026-5/issue.yaml', ISSUE);
  put('issues/2026-5/omslag/article.md', '---\nlayout: cover\ntitle: Prøven\n---\n');
  put(SAK, sak(BODY));
  put(
    'issues/2026-5/spalte/article.md',
    '---\nlayout: column\ntitle: Spalten\nbyline: Redaksjonen\n---\n\nKort tekst.\n',
  );
  put('issues/2026-5/bakside/article.md', '---\nlayout: back\ntitle: Takk\n---\n');
  await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#7a2e1d' } })
    .jpeg()
    .toFile(join(folder, 'sak/farge.jpg'));
  const found = await findBrowser({ fetch: false });
  if (!isFound(found)) throw new Error(found.message);
  [, browser] = await Promise.all([start(), launchBrowser(found)]);
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  page.on('request', (request) => requested.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${url}#article=sak`);
  await page.waitForFunction(() => document.documentElement.dataset['version'] !== undefined);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await stop(studio);
  rmSync(root, { recursive: true, force: true });
});

const pages = (): Frame => page.frames().find((frame) => frame.url().includes('/pages'))!;
const inPages = <T>(look: (document: Document) => T): Promise<T> =>
  pages().evaluate(`(${look.toString()})(document)`) as Promise<T>;
const text = (selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent?.replaceAll(/\s+/gu, ' ').trim() ?? '');
const says = (selector: string, words: string): Promise<unknown> =>
  page.waitForFunction(
    (selector, words) => document.querySelector(selector)?.textContent?.includes(words) ?? false,
    { timeout: 20_000 },
    selector,
    words,
  );
const inSight = (words: string): Promise<unknown> =>
  pages().waitForFunction(
    (words) => document.body.textContent?.replaceAll('\u00AD', '').includes(words) ?? false,
    { timeout: 20_000 },
    words,
  );
const yaml = (): string => readFileSync(join(folder, 'issue.yaml'), 'utf8');
const until = async (holds: () => boolean): Promise<void> => {
  for (let wait = 0; wait < 200 && !holds(); wait++) await new Promise((wake) => setTimeout(wake, 50));
  expect(holds()).toBe(true);
};

describe('pages', () => {
  test('the address leads to an article, and the arrows to the next spread', async () => {
    expect(await text('#page')).toContain('En sak om mål');
    expect(page.url()).toMatch(/#page=2$/u);
    await page.keyboard.press('ArrowRight');
    await says('#page', '4 of');
    await page.keyboard.press('ArrowLeft');
    await says('#page', '2 of');
  });

  test('every page has its own folio', async () => {
    const session = await page.createCDPSession();
    const { documents, strings } = await session.send('DOMSnapshot.captureSnapshot', { computedStyles: [] });
    await session.detach();
    const inside = documents.find(({ documentURL }) => strings[documentURL]?.includes('/pages'))!;
    const drawn = inside.layout.text.map((at) => strings[at] ?? '');
    // What the browser draws beside the words of the document.
    expect(drawn.filter((words) => /^[34]$/u.test(words))).toEqual(['3', '4']);
  });

  test('an edit exchanges the pages that it changes and no others, and one stays where one was', async () => {
    await page.keyboard.press('9');
    await pages().evaluate(() => {
      window.scrollBy({ top: 40, behavior: 'instant' });
      for (const leaf of document.querySelectorAll('.leaf .pagedjs_page'))
        leaf.setAttribute('data-known', '');
    });
    const before = await pages().evaluate(() => [scrollX, scrollY]);
    put(SAK, sak(BODY.replace('Begynnelsen er kort.', 'Begynnelsen er endret.')));
    await inSight('Begynnelsen er endret.');
    const kept = await inPages((document) =>
      [...document.querySelectorAll<HTMLElement>('.leaf')].map(
        (leaf) => leaf.querySelector('[data-known]') !== null,
      ),
    );
    expect(kept.filter((known) => !known)).toHaveLength(1);
    expect(kept[1]).toBe(false);
    expect(await pages().evaluate(() => [scrollX, scrollY])).toEqual(before);
    expect(await text('#zoom')).toBe('100 %');
    await page.keyboard.press('0');
  });

  test('of two edits in quick succession the later is shown', async () => {
    put(SAK, sak(BODY.replace('Begynnelsen er kort.', 'Den første.')));
    await new Promise((wake) => setTimeout(wake, 60));
    put(SAK, sak(BODY.replace('Begynnelsen er kort.', 'Den andre.')));
    await inSight('Den andre.');
    await new Promise((wake) => setTimeout(wake, 600));
    expect(await inPages((document) => document.body.textContent.includes('Den første.'))).toBe(false);
  });

  test('what dresses all articles is seen first where one looks', async () => {
    await page.evaluate(() => (location.hash = '#article=sak'));
    await page.waitForFunction(() => document.querySelector('#page')?.textContent?.includes('En sak om mål'));
    const telling = page.evaluate(
      () =>
        new Promise<{ version: number; articles: (string | undefined)[] }[]>((resolve) => {
          interface Told {
            kind: string;
            version: number;
            isWhole?: boolean;
            view: { pages: { article?: string }[] };
            change: { changed: [number, string][] };
          }
          const events = new EventSource('/events');
          const told: { version: number; articles: (string | undefined)[] }[] = [];
          events.addEventListener('message', ({ data }: MessageEvent<string>) => {
            const { kind, isWhole, version, view, change } = JSON.parse(data) as Told;
            if (kind === 'pages' && isWhole) document.documentElement.dataset['listening'] = '';
            if (kind !== 'pages' || isWhole) return;
            told.push({ version, articles: change.changed.map(([at]) => view.pages[at]!.article) });
            if (told.length < 2) return;
            events.close();
            resolve(told);
          });
        }),
    );
    await page.waitForSelector('html[data-listening]');
    put('issues/2026-5/theme.css', ':root {\n  --indent: 9mm;\n}\n');
    const [first, then] = await telling;
    expect(new Set(first!.articles)).toEqual(new Set(['sak']));
    expect(then!.version).toBe(first!.version + 1);
    // The rest has no paragraph with an indent, and what was shown already is not shown again.
    expect(then!.articles).not.toContain('sak');
    rmSync(join(folder, 'theme.css'));
    await page.waitForFunction(
      (version) => Number(document.documentElement.dataset['version']) > version,
      { timeout: 20_000 },
      then!.version,
    );
  }, 60_000);

  test('an error is told with its line, and the pages stay; mended, they go on', async () => {
    put(SAK, sak('Nytt.').replace('kicker:', 'kikker:'));
    await says('#findings', 'kikker is not a known field');
    expect(await page.evaluate(() => document.documentElement.dataset['state'])).toBe('stale');
    expect(await text('#findings')).toContain('sak/article.md:4');
    expect(await inPages((document) => document.body.textContent.includes('Den andre.'))).toBe(true);
    put(SAK, sak(BODY));
    await inSight('Begynnelsen er kort.');
    await page.waitForFunction(() => !document.querySelector('#findings')?.textContent?.includes('kikker'));
    await says('#state', 'hecked');
  });

  test('with the panel closed the pages themselves say why they stand still', async () => {
    const isSaid = (): Promise<boolean> => page.$eval('#stale', (bar) => bar.checkVisibility());
    await page.keyboard.press('p');
    expect(await isSaid()).toBe(false);
    put(SAK, sak(BODY).replace('standfirst:', 'standfrist:'));
    await says('#stale', 'sak/article.md:5: standfrist');
    expect(await isSaid()).toBe(true);
    await page.click('#stale');
    expect(await page.$eval('#findings', (list) => list.checkVisibility())).toBe(true);
    put(SAK, sak(BODY));
    await page.waitForFunction(() => !document.querySelector('#stale')!.checkVisibility());
  });

  test('the page that is shown has its title and the number of pages anew', async () => {
    put(SAK, sak(BODY).replace('title: En sak om mål', 'title: En annen sak'));
    await page.waitForFunction(() => document.querySelector('#page')?.textContent?.includes('En annen sak'));
    put(SAK, sak(BODY));
    await page.waitForFunction(() => document.querySelector('#page')?.textContent?.includes('En sak om mål'));
  });

  test('a folder that is taken away and put back does not stop it', async () => {
    cpSync(join(folder, 'spalte'), join(root, 'aside'), { recursive: true });
    rmSync(join(folder, 'spalte'), { recursive: true });
    await says('#findings', 'spalte');
    cpSync(join(root, 'aside'), join(folder, 'spalte'), { recursive: true });
    await page.waitForFunction(() => document.documentElement.dataset['state'] !== 'stale');
  });

  test('a click shows the line that is written there', async () => {
    const line =
      sak(BODY)
        .split('\n')
        .findIndex((each) => each.startsWith('Avsnitt 3.')) + 1;
    await pages().evaluate(() => {
      const found = [...document.querySelectorAll<HTMLElement>('[data-source-line]')].find((each) =>
        each.textContent?.startsWith('Avsnitt 3.'),
      );
      found!.click();
    });
    await says('#source', `sak/article.md:${line}`);
    expect(await page.$eval('#source a', (link) => link.href)).toMatch(
      new RegExp(`^vscode://file/.*sak/article\\.md:${line}:1$`, 'u'),
    );
  });

  test('from a line of a source to its page', async () => {
    await page.keyboard.press('ArrowLeft');
    await says('#page', '1 of');
    const line =
      sak(BODY)
        .split('\n')
        .findIndex((each) => each.startsWith('Avsnitt 14.')) + 1;
    const outcome = await new Promise<string>((done) => {
      execFile(
        process.execPath,
        [SETUP, 'studio', '--issues', join(root, 'issues'), '--goto', `${join(root, SAK)}:${line}`],
        (_, stdout) => done(stdout),
      );
    });
    expect(outcome).toContain('shown:');
    await pages().waitForFunction(() =>
      document.querySelector('.lit-text')?.textContent?.startsWith('Avsnitt 14.'),
    );
    expect(await text('#page')).toContain('En sak om mål');
  });

  test('two fingers make pages larger and smaller', async () => {
    const session = await page.createCDPSession();
    const frameBox = (await (await page.$('#pages'))!.boundingBox())!;
    const middle = { x: frameBox.x + frameBox.width / 2, y: frameBox.y + frameBox.height / 2 };
    const scale = (): Promise<number> =>
      pages().evaluate(() => Number(document.documentElement.style.getPropertyValue('--scale')));
    const pinch = async (from: number, to: number): Promise<void> => {
      const fingers = (apart: number): { x: number; y: number }[] =>
        [-1, 1].map((side) => ({ x: middle.x + (side * apart) / 2, y: middle.y }));
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart?: number): Promise<unknown> =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: apart === undefined ? [] : fingers(apart),
        });
      await touch('touchStart', from);
      for (let step = 1; step <= 8; step++) await touch('touchMove', from + ((to - from) * step) / 8);
      await touch('touchEnd');
    };
    await page.keyboard.press('0');
    const fitted = await scale();
    await pinch(120, 240);
    const larger = await scale();
    // Twice as far apart; the first move only tells where they are.
    expect(larger / fitted).toBeGreaterThan(1.6);
    expect(larger / fitted).toBeLessThan(2.1);
    expect(await text('#zoom')).toBe(`${Math.round(larger * 100)} %`);
    await pinch(240, 120);
    expect((await scale()) / larger).toBeLessThan(0.65);
    await page.keyboard.press('0');
    expect(await scale()).toBeCloseTo(fitted, 5);
    await session.detach();
  });

  test('what is under the pointer stays there where one zooms', async () => {
    await page.keyboard.press('0');
    const frameBox = (await (await page.$('#pages'))!.boundingBox())!;
    // A word away from the middle, by its place in the window.
    const spot = (): Promise<{ x: number; y: number }> =>
      pages().evaluate(() => {
        const { left, top } = [...document.querySelectorAll('.leaf .column > p')]
          .at(3)!
          .getBoundingClientRect();
        return { x: left + 4, y: top + 4 };
      });
    await page.evaluate(() => (location.hash = '#article=sak'));
    const scale = (): Promise<number> =>
      pages().evaluate(() => Number(document.documentElement.style.getPropertyValue('--scale')));
    const fitted = await scale();
    const before = await spot();
    await page.mouse.move(frameBox.x + before.x, frameBox.y + before.y);
    await page.keyboard.down('Control');
    for (let step = 0; step < 5; step++) await page.mouse.wheel({ deltaY: -60 });
    await page.keyboard.up('Control');
    await pages().waitForFunction(
      (least) => Number(document.documentElement.style.getPropertyValue('--scale')) > least,
      { timeout: 10_000 },
      fitted * 2,
    );
    const after = await spot();
    expect(Math.abs(after.x - before.x)).toBeLessThan(8);
    expect(Math.abs(after.y - before.y)).toBeLessThan(8);
    await page.keyboard.press('0');
  });

  test('overlays stand where they belong: baselines under the text', async () => {
    await page.keyboard.press('9');
    await page.keyboard.press('g');
    const off = await inPages((document) => {
      const leaf = document.querySelector<HTMLElement>('.leaf[data-page="2"]')!;
      const grid = leaf.querySelector<HTMLElement>('.baselines')!;
      const { top } = grid.getBoundingClientRect();
      const probe = grid.cloneNode() as HTMLElement;
      probe.style.height = 'var(--step)';
      grid.parentElement!.append(probe);
      const step = probe.getBoundingClientRect().height;
      probe.remove();
      // A face's ascent is its descent: its baseline is in the middle of its box.
      return [...leaf.querySelectorAll('.column > p')].map((block) => {
        const range = document.createRange();
        range.selectNodeContents(block);
        const { top: above, height } = range.getClientRects()[0]!;
        const lines = (above + height / 2 - top) / step;
        return Math.abs(lines - Math.round(lines)) * step;
      });
    });
    expect(off.length).toBeGreaterThan(2);
    expect(Math.max(...off)).toBeLessThan(1);
    await page.keyboard.press('g');
    await page.keyboard.press('0');
  });
});

test('black text is on the black plate and no other', async () => {
  const darkest = async (plate: string): Promise<number> => {
    await page.select('#plate', plate);
    const frame = await page.$('#pages');
    const spot = await pages().$eval('p[data-source-line]', (element) => {
      element.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
    const at = (await frame!.boundingBox())!;
    const clip = { ...spot, x: at.x + spot.x, y: at.y + spot.y };
    const { channels } = await sharp(await page.screenshot({ clip })).stats();
    return channels[0]!.min;
  };
  // A plate is in sight as soon as the browser has drawn it.
  const drawn = async (plate: string, holds: (least: number) => boolean): Promise<boolean> => {
    for (let look = 0; look < 20; look++) {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      if (holds(await darkest(plate))) return true;
    }
    return false;
  };
  try {
    expect(await drawn('black', (least) => least < 120)).toBe(true);
    for (const plate of ['cyan', 'magenta', 'yellow'])
      // oxlint-disable-next-line no-await-in-loop -- one plate after the other
      expect(await drawn(plate, (least) => least > 235), plate).toBe(true);
  } finally {
    await page.select('#plate', '');
  }
}, 30_000);

describe('text that does not fit', () => {
  test('pages beyond an article’s plan say so', async () => {
    put('issues/2026-5/issue.yaml', ISSUE.replace('- sak # lang', '- { article: sak, pages: 1 } # lang'));
    await pages().waitForSelector('.overset-flag');
    const flagged = await pages().$$eval('.overset-flag', (all) =>
      all.map((each) => [each.closest<HTMLElement>('.leaf')!.dataset['page'], each.textContent]),
    );
    expect(flagged.length).toBeGreaterThan(0);
    // The first page is within the plan.
    expect(flagged[0]![0]).toBe('3');
    expect(flagged[0]![1]).toMatch(/over 1/u);
    put('issues/2026-5/issue.yaml', ISSUE);
    await pages().waitForFunction(() => !document.querySelector('.overset-flag'));
  });

  const unfit = (): Promise<number> =>
    inPages(
      (document) =>
        [...document.querySelectorAll('.clamped, [data-fit]')].filter(
          (each) => getComputedStyle(each).outlineStyle === 'solid',
        ).length,
    );

  test('a list that fits its place is not marked', async () => {
    put('issues/2026-5/innhold/article.md', '---\nlayout: contents\ntitle: Innhold\nvariant: list\n---\n');
    put('issues/2026-5/issue.yaml', ISSUE.replace('- omslag\n', '- omslag\n  - innhold\n'));
    await pages().waitForSelector('[data-fit]', { timeout: 20_000 });
    await page.keyboard.press('x');
    expect(await unfit()).toBe(0);
    await page.keyboard.press('x');
    rmSync(join(folder, 'innhold'), { recursive: true });
    put('issues/2026-5/issue.yaml', ISSUE);
    await pages().waitForFunction(() => !document.querySelector('[data-fit]'), { timeout: 20_000 });
  }, 45_000);

  test('a box that is cut off shows what is cut off', async () => {
    // One paragraph is not divided.
    put(SAK, sak(`${BODY}\n\n::: fact En lang ramme\n${sentence.repeat(60)}\n:::\n`));
    await pages().waitForFunction(() => document.querySelector('.clamped'), { timeout: 20_000 });
    const clip = (): Promise<string> =>
      pages().$eval('.clamped', (element) => getComputedStyle(element).overflowY);
    expect(await clip()).toBe('clip');
    await page.keyboard.press('x');
    expect(await clip()).toBe('visible');
    expect(await unfit()).toBe(1);
    await page.keyboard.press('x');
    put(SAK, sak(BODY));
    await pages().waitForFunction(() => !document.querySelector('.clamped'));
  });
});

describe('the flatplan', () => {
  const drag = async (from: number, to: number): Promise<void> => {
    const spot = async (number: number): Promise<{ x: number; y: number }> => {
      const leaf = await pages().waitForSelector(`.leaf[data-page="${number}"]`);
      const box = (await leaf!.boundingBox())!;
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const [start, end] = [await spot(from), await spot(to)];
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await page.mouse.move(end.x, end.y, { steps: 4 });
    await page.mouse.up();
  };

  test('shows the order with budget and state, and an article moves by a button, and back', async () => {
    await page.click('#tab-articles');
    expect(await text('#articles')).toContain('edited');
    await page.$eval('button[aria-label="Spalten: move up"]', (button) => (button as HTMLElement).click());
    await until(() => yaml().indexOf('spalte') < yaml().indexOf('sak #'));
    expect(yaml()).toContain('  # Åpner nummeret.\n  - sak # lang\n');
    await says('#articles', 'p. 2 · 1 page');
    await page.keyboard.press('u');
    await until(() => yaml() === ISSUE);
  });

  test('an article is moved by dragging, and a locked one is not pushed', async () => {
    put('issues/2026-5/issue.yaml', ISSUE.replace('- omslag', '- { article: omslag, locked: true }'));
    await page.waitForFunction(() => document.querySelector('#articles')?.textContent?.includes('locked'));
    await page.keyboard.press('f');
    const last = Number(/of (\d+)/u.exec(await text('#page'))?.[1]);
    await drag(last - 1, 1);
    await says('#said', 'omslag is locked in its place');
    expect(yaml()).toContain('omslag, locked: true }\n  # Åpner');
    // Dragged itself, it stays, says why, and nothing is selected.
    await drag(1, last - 1);
    await says('#said', 'is locked: take locked: true out of issue.yaml');
    expect(yaml()).toContain('omslag, locked: true }\n  # Åpner');
    expect(await pages().evaluate(() => document.getSelection()?.isCollapsed)).toBe(true);
    await drag(last - 1, 2);
    await until(() => yaml().indexOf('spalte') < yaml().indexOf('sak #'));
    expect(yaml()).toContain('  # Åpner nummeret.\n  - sak # lang\n');
    await page.keyboard.press('u');
    await until(() => yaml().indexOf('spalte') > yaml().indexOf('sak #'));
    await page.keyboard.press('f');
  });

  test('an article that is dropped on a blank page goes there', async () => {
    put('issues/2026-5/issue.yaml', ISSUE.replace('- sak # lang', '- { article: sak, start: right }'));
    // Page 2 is nobody's.
    await page.waitForFunction(() =>
      /^(?!.*p\. 2 ).*p\. 3 /su.test(document.querySelector('#articles')?.textContent ?? ''),
    );
    await page.keyboard.press('f');
    const last = await inPages((document) => {
      const leaves = [...document.querySelectorAll<HTMLElement>('.leaf')];
      return Number(leaves.find((each) => each.textContent?.includes('Kort tekst.'))!.dataset['page']);
    });
    await drag(last, 2);
    await until(() => yaml().indexOf('spalte') < yaml().indexOf('article: sak'));
    await says('#articles', 'p. 2 ·');
    await page.keyboard.press('f');
    put('issues/2026-5/issue.yaml', ISSUE);
    await page.waitForFunction(() => !document.querySelector('#articles')?.textContent?.includes('p. 3 ·'));
  }, 30_000);
});

describe('what can be set of an article', () => {
  const column = (): string => readFileSync(join(folder, 'spalte/article.md'), 'utf8');
  const press = async (key: KeyInput, ...held: KeyInput[]): Promise<void> => {
    for (const each of held) await page.keyboard.down(each);
    await page.keyboard.press(key);
    for (const each of held.toReversed()) await page.keyboard.up(each);
  };
  const shows = (words: string, isThere = true): Promise<unknown> =>
    pages().waitForFunction(
      (words, isThere) =>
        [...document.querySelectorAll('.tag')].some((tag) => tag.textContent?.includes(words)) === isThere,
      { timeout: 20_000 },
      words,
      isThere,
    );
  const hues = (): Promise<Record<string, string>> =>
    inPages((document) =>
      Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>('.leaf:has(.tag[data-article])')].map((leaf) => [
          leaf.querySelector<HTMLElement>('.tag')!.dataset['article']!,
          getComputedStyle(leaf, '::before').backgroundColor,
        ]),
      ),
    );

  test('its status, by keys alone, from the words under it in the flatplan; back and again', async () => {
    const before = column();
    await page.click('#tab-findings');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('f');
    await pages().focus('.tag[data-article="spalte"]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'Spalten: status',
    );
    // "i": idea.
    await page.keyboard.press('i');
    await until(() => column() === before.replace('Redaksjonen\n', 'Redaksjonen\nstatus: idea\n'));
    await shows('idea');
    await page.waitForFunction(
      () => (document.activeElement as HTMLSelectElement | null)?.selectedOptions[0]?.textContent === 'idea',
    );
    await press('z', 'Control');
    await until(() => column() === before);
    await says('#said', 'taken back: spalte was set to idea');
    await press('z', 'Control', 'Shift');
    await until(() => column().includes('status: idea'));
    await says('#said', 'done again');
    await page.keyboard.press('u');
    await until(() => column() === before);
    await press('y', 'Control');
    await until(() => column().includes('status: idea'));
    put('issues/2026-5/spalte/article.md', before);
    await shows('idea', false);
  });

  test('its pages; what is no number is refused with a reason', async () => {
    const field = 'input[aria-label="En sak om mål: planned pages"]';
    await page.focus(field);
    await page.keyboard.type('fire');
    await page.keyboard.press('Enter');
    await says('#said', 'fire is no number of pages');
    await page.waitForFunction(
      (field) => document.querySelector<HTMLInputElement>(field)!.value === '',
      {},
      field,
    );
    expect(yaml()).toBe(ISSUE);
    await page.focus(field);
    await page.keyboard.type('9');
    await page.keyboard.press('Enter');
    await until(() => yaml() === ISSUE.replace('- sak # lang', '- { article: sak, pages: 9 } # lang'));
    await shows('of 9 pages');
    await press('z', 'Control');
    await until(() => yaml() === ISSUE);
    await shows('of 9 pages', false);
  });

  test('it keeps its colour where it is moved to', async () => {
    const before = await hues();
    expect(Object.keys(before)).toHaveLength(4);
    expect(new Set(Object.values(before)).size).toBe(4);
    await page.$eval('button[aria-label="Spalten: move up"]', (button) => (button as HTMLElement).click());
    await pages().waitForSelector('.leaf[data-page="2"] .tag[data-article="spalte"]');
    expect(await hues()).toEqual(before);
    await page.keyboard.press('u');
    await until(() => yaml() === ISSUE);
    await pages().waitForSelector('.leaf[data-page="2"] .tag[data-article="sak"]');
  });

  test('it is taken out, loses nothing, and is put in where it was', async () => {
    const before = column();
    const isOut = (): Promise<unknown> =>
      page.waitForFunction(() => document.querySelector('.outside')?.textContent?.includes('Spalten'));
    await page.$eval('button[aria-label="Take out Spalten"]', (button) => (button as HTMLElement).click());
    await until(() => yaml() === ISSUE.replace('- { article: spalte', '# - { article: spalte'));
    await isOut();
    expect(column()).toBe(before.replace('Redaksjonen\n', 'Redaksjonen\ndraft: true\n'));
    await shows('Spalten', false);
    expect(await page.evaluate(() => document.documentElement.dataset['state'])).not.toBe('stale');
    await page.$eval('button[aria-label="Put in Spalten"]', (button) => (button as HTMLElement).click());
    await until(() => yaml() === ISSUE && column() === before);
    await shows('Spalten');
    await page.keyboard.press('u');
    await isOut();
    await page.keyboard.press('u');
    await until(() => yaml() === ISSUE && column() === before);
    await page.waitForFunction(() => !document.querySelector('.outside'));
  });

  test('a locked one cannot be taken out', async () => {
    put('issues/2026-5/issue.yaml', ISSUE.replace('- sak # lang', '- { article: sak, locked: true }'));
    await page.waitForSelector('button[aria-label="Take out En sak om mål"]:disabled');
    put('issues/2026-5/issue.yaml', ISSUE);
    await page.waitForSelector('button[aria-label="Take out En sak om mål"]:enabled');
  });

  test('a folder outside the order is listed while the pages stand still; it can wait, and be put in', async () => {
    const text = '---\nlayout: column\ntitle: Boka\nbyline: Redaksjonen\n---\n\nKort.\n';
    put('issues/2026-5/boka/article.md', text);
    await page.waitForFunction(() => document.documentElement.dataset['state'] === 'stale');
    await says('#findings', 'the folder boka is not in order');
    await page.$eval('button[aria-label^="Let it wait: Boka"]', (button) => (button as HTMLElement).click());
    await page.waitForFunction(() => document.documentElement.dataset['state'] !== 'stale');
    await says('.outside', 'Boka · a draft');
    await page.$eval('button[aria-label="Put in Boka"]', (button) => (button as HTMLElement).click());
    // Before the back page, as a new article comes.
    await until(() => yaml() === ISSUE.replace('  - bakside', '  - boka\n  - bakside'));
    await shows('Boka');
    expect(readFileSync(join(folder, 'boka/article.md'), 'utf8')).toBe(text);
    put('issues/2026-5/issue.yaml', ISSUE);
    rmSync(join(folder, 'boka'), { recursive: true });
    await shows('Boka', false);
    await page.waitForFunction(() => document.documentElement.dataset['state'] !== 'stale');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('f');
    // What stood beside the pages before.
    expect(await page.$eval('#findings', (list) => list.checkVisibility())).toBe(true);
  });
});

describe('notes', () => {
  test('a note is written, stands by its words when they have moved, and is resolved', async () => {
    await page.click('#tab-notes');
    const body = BODY.replace('Avsnitt 9.', 'Merket ord.');
    put(SAK, sak(body));
    await inSight('Merket ord.');
    await page.keyboard.press('n');
    await pages().evaluate(() => {
      const block = [...document.querySelectorAll<HTMLElement>('[data-source-line]')].find((each) =>
        each.textContent?.startsWith('Merket'),
      )!;
      block.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top } = block.getBoundingClientRect();
      block.dispatchEvent(
        new MouseEvent('click', { bubbles: true, cancelable: true, clientX: left + 6, clientY: top + 6 }),
      );
    });
    await page.waitForSelector('#write[open]');
    expect(await text('#note-about')).toMatch(/^page \d+ Merket ord\. Teksten$/u);
    await page.type('#note-words', 'Er dette riktig?');
    await page.type('#note-author', 'Åse');
    await page.click('#write button[value="save"]');
    await says('#notes', 'Er dette riktig?');
    expect(readFileSync(join(folder, 'notes.yaml'), 'utf8')).toMatch(
      /quote: Merket ord\. Teksten\n[^]*author: Åse\n {2}date: \d{4}-\d\d-\d\d\n/u,
    );
    expect(await text('#notes')).toMatch(/Åse, \d{4}-\d\d-\d\d/u);
    const place = (): Promise<[string | undefined, number]> =>
      inPages((document) => {
        const pin = document.querySelector('.pin');
        const block = [...document.querySelectorAll('[data-source-line]')].find((each) =>
          each.textContent?.startsWith('Merket'),
        )!;
        const leaf = pin?.closest<HTMLElement>('.leaf');
        return [
          leaf === block.closest('.leaf') ? leaf?.dataset['page'] : undefined,
          Math.round(pin!.getBoundingClientRect().bottom - block.getBoundingClientRect().top),
        ];
      });
    const [before, down] = await place();
    expect(before).toBeDefined();
    // In its first line.
    expect(Math.abs(down - 6)).toBeLessThanOrEqual(8);
    put(SAK, sak(`Alt er nytt her. ${sentence.repeat(60)}\n\n${body}`));
    await inSight('Alt er nytt her.');
    await pages().waitForFunction(
      (page) =>
        (document.querySelector('.pin')?.closest('.leaf') as HTMLElement | null)?.dataset['page'] !== page,
      { timeout: 10_000 },
      before,
    );
    expect((await place())[0]).toBeDefined();
  });

  test('open notes are counted on their page in the flatplan', async () => {
    await page.keyboard.press('f');
    const counts = (): Promise<string[]> =>
      inPages((document) =>
        [...document.querySelectorAll<HTMLElement>('.leaf')].flatMap((leaf) =>
          [...leaf.querySelectorAll('.open-notes')].map(
            (count) => `${leaf.dataset['page']}: ${count.textContent}`,
          ),
        ),
      );
    const now = await text('#notes .acts button');
    expect(await counts()).toEqual([`${/\d+/u.exec(now)![0]}: 1`]);
    await page.keyboard.press('f');
  });

  test('a note of a folder that has another name now is found by its words', async () => {
    const before = readFileSync(join(folder, 'notes.yaml'), 'utf8');
    writeFileSync(join(folder, 'notes.yaml'), before.replaceAll('article: sak', 'article: forsak'));
    await new Promise((wake) => setTimeout(wake, 600));
    await pages().waitForFunction(() => document.querySelector('.pin') !== null, { timeout: 10_000 });
    expect(await text('#notes')).not.toContain('is gone');
    writeFileSync(join(folder, 'notes.yaml'), before);
  });
  test('a note whose words are gone goes to its article and says so', async () => {
    put(SAK, sak(BODY));
    await inSight('Avsnitt 9.');
    await says('#notes', 'is gone: it waits on page 2');
    expect(
      await inPages(
        (document) => document.querySelector('.pin')?.closest<HTMLElement>('.leaf')?.dataset['page'],
      ),
    ).toBe('2');
  });

  test('a note finds words that the end of a line has divided', async () => {
    const word = 'sykehusinnkjøpsordningsarbeidsgruppen';
    const before = readFileSync(join(folder, 'notes.yaml'), 'utf8');
    put(SAK, sak(`Det var et møte i ${word} før jul.\n\n${BODY}`));
    await pages().waitForFunction(() =>
      /sykehus\S*-\S*gruppen før jul/u.test(document.body.textContent ?? ''),
    );
    put(
      'issues/2026-5/notes.yaml',
      `- { id: 9, article: sak, page: 2, line: 11, quote: ${word}, x: 1, y: 1, words: Heter den det? }\n`,
    );
    await says('#notes', 'Heter den det?');
    await page.waitForFunction(() => document.querySelectorAll('#notes .note').length === 1);
    expect(await text('#notes')).not.toContain('is gone');
    expect(await inPages((document) => document.querySelectorAll('.noted').length)).toBe(2);
    put('issues/2026-5/notes.yaml', before);
    put(SAK, sak(BODY));
    await page.waitForFunction(() => !document.querySelector('#notes')?.textContent?.includes('Heter den'));
  });

  test('a note is worded otherwise and stays where it stands', async () => {
    const note = (): string => readFileSync(join(folder, 'notes.yaml'), 'utf8');
    const before = note();
    const [words = ''] = /(?<=words: ).*/u.exec(before) ?? [];
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('#notes [aria-label^="Edit note"]')!.click(),
    );
    await page.waitForSelector('#write[open]');
    expect(await page.$eval('#note-words', (field) => (field as HTMLTextAreaElement).value)).toBe(words);
    await page.type('#note-words', ' Nå.');
    await page.click('#write button[value="save"]');
    await until(() => note() === before.replace(words, `${words} Nå.`));
    await says('#notes', `${words} Nå.`);
  });

  test('a note is deleted, and comes back', async () => {
    const note = (): string => readFileSync(join(folder, 'notes.yaml'), 'utf8');
    const before = note();
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('#notes [aria-label^="Delete note"]')!.click(),
    );
    await until(() => !note().includes('words:'));
    await says('#notes', 'No notes.');
    expect(await inPages((document) => document.querySelector('.pin'))).toBeNull();
    await page.keyboard.press('u');
    await until(() => note() === before);
    await page.waitForSelector('#notes .note');
  });

  test('a note is resolved, and no longer counted', async () => {
    await page.evaluate(() => document.querySelector<HTMLElement>('#notes [aria-label^="Resolve"]')!.click());
    await until(() => readFileSync(join(folder, 'notes.yaml'), 'utf8').includes('state: resolved'));
    await says('#notes', 'Resolved');
    expect(await text('#open-notes')).toBe('');
  });
});

describe('the keys alone', () => {
  test('Escape leaves a note that was begun; Enter puts one on the page in sight, Ctrl and Enter keep it', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const isNoting = (): Promise<boolean> => inPages(({ body }) => body.classList.contains('noting'));
    await page.keyboard.press('n');
    expect(await isNoting()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await isNoting()).toBe(false);
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#write[open]');
    await page.keyboard.type('Uten mus.');
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
    await until(() => readFileSync(join(folder, 'notes.yaml'), 'utf8').includes('Uten mus.'));
    await page.waitForFunction(() => !document.querySelector('#write')!.matches('[open]'));
  });

  test('a button that says the same stays, so that no click on it is lost when pages are exchanged', async () => {
    const handle = await page.$('button[aria-label="Spalten: move up"]');
    put(SAK, sak(BODY.replace('Avsnitt 9.', 'Niende avsnitt.')));
    await inSight('Niende avsnitt.');
    // Longer than the panel waits before it is drawn anew.
    await new Promise((wake) => setTimeout(wake, 300));
    expect(await handle!.evaluate((button) => button.isConnected)).toBe(true);
    put(SAK, sak(BODY));
    await inSight('Avsnitt 9.');
  });

  test('what cannot be written down is asked for again, with its words', async () => {
    await page.focus('button[aria-label="Spalten: move up"]');
    const order = yaml();
    await page.keyboard.press('n');
    // Enter is for the note, and not for the button.
    await page.keyboard.press('Enter');
    await page.waitForSelector('#write[open]');
    expect(yaml()).toBe(order);
    await page.evaluate(() => {
      const before = window.fetch.bind(window);
      window.fetch = () => Promise.reject(new TypeError('the studio is gone'));
      (window as unknown as { back: () => void }).back = () => (window.fetch = before);
    });
    await page.keyboard.type('Mist ikke dette.');
    await page.click('#write button[value="save"]');
    await says('#note-fault', 'was not written');
    expect(await page.$eval('#note-words', (field) => (field as HTMLTextAreaElement).value)).toBe(
      'Mist ikke dette.',
    );
    await page.evaluate(() => (window as unknown as { back: () => void }).back());
    await page.focus('#note-author');
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
    await until(() => readFileSync(join(folder, 'notes.yaml'), 'utf8').includes('Mist ikke dette.'));
    await page.waitForFunction(() => !document.querySelector('#write')!.matches('[open]'));
    await page.keyboard.press('u');
    await until(() => !readFileSync(join(folder, 'notes.yaml'), 'utf8').includes('Mist ikke dette.'));
  });
  test('an article is moved twice without looking for its button anew', async () => {
    await page.click('#tab-articles');
    await page.focus('button[aria-label="Spalten: move up"]');
    await page.keyboard.press('Enter');
    await until(() => yaml().indexOf('spalte') < yaml().indexOf('sak #'));
    await says('#articles', 'Spalten');
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'Spalten: move up',
    );
    await new Promise((wake) => setTimeout(wake, 400));
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Spalten: move up',
    );
    put('issues/2026-5/issue.yaml', ISSUE);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  });
});

describe('the whole', () => {
  test('no button is out of sight in a window of 1024 px', async () => {
    await page.setViewport({ width: 1024, height: 700 });
    const rights = await page.$$eval('.bar button', (all) =>
      all.map((each) => each.getBoundingClientRect().right),
    );
    expect(Math.max(...rights)).toBeLessThanOrEqual(1024);
    expect(await page.$eval('.bar', (bar) => bar.scrollWidth - bar.clientWidth)).toBe(0);
    await page.setViewport({ width: 1280, height: 800 });
  });

  test('the tab of changes offers what there is to compare with', async () => {
    await page.click('#tab-changes');
    await page.waitForFunction(() => document.querySelectorAll('#compare-with option').length > 0);
  });

  test('search finds words over line breaks and leads to them', async () => {
    put(SAK, sak(BODY));
    await inSight('Avsnitt 9.');
    await page.keyboard.press('/');
    await page.type('#words', 'spalte, og den nevner hjemmeoppfølging');
    await page.waitForSelector('#hits button');
    await page.keyboard.press('Enter');
    expect(await inPages((document) => document.querySelector('.lit-text') !== null)).toBe(true);
  });

  test('search finds all that is read: titles, standfirsts, captions, and every divided word', async () => {
    const hits = async (words: string): Promise<string[]> => {
      await page.waitForSelector('#search:not([open])');
      await page.keyboard.press('/');
      await page.waitForSelector('#search[open]');
      await page.$eval('#words', (field) => ((field as HTMLInputElement).value = ''));
      await page.type('#words', words);
      const found = await page.$$eval('#hits button', (all) => all.map((each) => each.textContent ?? ''));
      await page.keyboard.press('Escape');
      await page.waitForSelector('#search:not([open])');
      return found;
    };
    expect(await hits('en sak om mål')).not.toEqual([]);
    expect(await hits('en ingress')).not.toEqual([]);
    expect(await hits('farger.')).not.toEqual([]);
    const divided = await inPages(
      (document) =>
        [...document.querySelectorAll('p[data-source-line]')]
          .map((each) => /\p{L}{3,}-\p{L}{3,}/u.exec(each.textContent ?? '')?.[0])
          .find(Boolean) ?? '',
    );
    expect(divided).not.toBe('');
    // Every long word of the sentence stands in it once.
    expect(await hits(divided.replace('-', '')), divided).toHaveLength(14 * 4);
  }, 20_000);

  test('pictures are listed with what they print at', async () => {
    await page.click('#tab-pictures');
    await says('#pictures', 'sak/farge.jpg');
    expect(await text('#pictures')).toMatch(/farge\.jpg4\d{3}100 %Foto: Ingen · Et fargespill/u);
  });

  test('a picture has the credit and the words of its front matter, where the page shows none', async () => {
    const column = 'issues/2026-5/spalte/article.md';
    const before = readFileSync(join(root, column), 'utf8');
    cpSync(join(folder, 'sak/farge.jpg'), join(folder, 'spalte/portrett.jpg'));
    put(
      column,
      before.replace('byline:', 'photo: Kari Ås\nimage: { src: portrett.jpg, alt: Et ansikt }\nbyline:'),
    );
    await says('#pictures', 'portrett.jpg');
    await page.waitForFunction(() =>
      /portrett\.jpg.*Kari Ås · Et ansikt/u.test(document.querySelector('#pictures')?.textContent ?? ''),
    );
    put(column, before);
    rmSync(join(folder, 'spalte/portrett.jpg'));
    await page.waitForFunction(() => !document.querySelector('#pictures')?.textContent?.includes('portrett'));
  });

  test('an advertiser’s PDF is drawn on its page, and drawn anew when another comes', async () => {
    const ad = join(folder, 'te/annonse.pdf');
    put(
      'issues/2026-5/te/article.md',
      '---\nlayout: ad\ntitle: Te\nadvertiser: Lien te\nsize: full\nimage: { src: annonse.pdf, alt: Annonse for te }\n---\n',
    );
    writeFileSync(ad, await adFile({ text: 'Te', ground: '0 1 1 0 k' }));
    put('issues/2026-5/issue.yaml', ISSUE.replace('  - bakside', '  - te\n  - bakside'));
    /** Red, green and blue of the middle of the picture, as the browser shows it. */
    const shown = (): Promise<number[] | undefined> =>
      pages().evaluate(async () => {
        const image = document.querySelector<HTMLImageElement>('img[data-picture$=".pdf"]');
        if (!image?.src.includes('/picture/')) return undefined;
        await image.decode().catch(() => undefined);
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(canvas.width / 2, canvas.height / 4, 1, 1);
        const [red = 0, green = 0, blue = 0] = data;
        return [red, green, blue];
      });
    const becomes = async (isIt: (colour: number[]) => boolean): Promise<void> => {
      let colour: number[] | undefined;
      for (let wait = 0; wait < 100 && !(colour && isIt(colour)); wait++) {
        await new Promise((wake) => setTimeout(wake, 100));
        colour = await shown();
      }
      expect(colour && isIt(colour), String(colour)).toBe(true);
    };
    await becomes(([red = 0, green = 0]) => red > 150 && green < 100);
    writeFileSync(ad, await adFile({ text: 'Te', ground: '1 0 1 0 k' }));
    await becomes(([red = 0, green = 0]) => green > 100 && red < 100);
    put('issues/2026-5/issue.yaml', ISSUE);
    rmSync(join(folder, 'te'), { recursive: true });
    await page.waitForFunction(() => document.documentElement.dataset['state'] !== 'stale');
  });

  test('nothing is asked of any other machine, and nothing failed in the browser', () => {
    expect(requested.length).toBeGreaterThan(5);
    expect(requested.filter((each) => !each.startsWith(url) && !each.startsWith('data:'))).toEqual([]);
    expect(errors).toEqual([]);
  });

  test.each(['light', 'dark'])('can be used by everyone: %s', async (scheme) => {
    // A colour that is still on its way from one scheme to the other is no fault.
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    // Something that waits outside the order is shown too.
    put('issues/2026-5/boka/article.md', '---\nlayout: column\ntitle: Boka\ndraft: true\n---\n');
    await says('#articles', 'Boka');
    await page.evaluate(axe.source);
    for (const tab of ['findings', 'articles', 'pictures', 'notes', 'help', 'search', 'write']) {
      if (['help', 'search', 'write'].includes(tab))
        await page.evaluate((id) => {
          for (const open of document.querySelectorAll('dialog')) open.close();
          (document.getElementById(id) as HTMLDialogElement).showModal();
        }, tab);
      else await page.click(`#tab-${tab}`);
      const found = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run: (what: object) => Promise<{ violations: object[] }> };
        };
        // The magazine's own pages are held to the rules of print.
        const { violations } = await axe.run({ exclude: ['iframe'] });
        return violations;
      });
      expect(found, tab).toEqual([]);
    }
    await page.evaluate(() => document.querySelector<HTMLDialogElement>('#write')!.close());
    rmSync(join(folder, 'boka'), { recursive: true });
  });

  test.each(['light', 'dark'])('what lies over the pages can be used by everyone: %s', async (scheme) => {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    for (const key of ['f', 'f'] as const) {
      await page.keyboard.press(key);
      await pages().evaluate(axe.source);
      const found = await pages().evaluate(async () => {
        const { axe } = window as unknown as {
          axe: {
            run: (what: object) => Promise<{ violations: object[]; passes: object[]; incomplete: object[] }>;
          };
        };
        const { violations, passes, incomplete } = await axe.run({ include: ['.overlay'] });
        return { violations, looked: passes.length + incomplete.length };
      });
      expect(found.violations).toEqual([]);
      expect(found.looked).toBeGreaterThan(0);
    }
  });

  test('an interrupt ends it, and nothing of it stays', async () => {
    const ended = new Promise<number | null>((done) => studio.once('exit', done));
    studio.kill('SIGINT');
    expect(await ended).toBe(0);
    await page.waitForFunction(() => document.querySelector('#state')?.textContent?.includes('stopped'));
    await expect(fetch(url)).rejects.toThrow();
  });
});
