/** The web edition in a browser: every page of the sample issue, and of the specimen in the other theme, as readers meet them. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import { ownIssues } from '../own-issues.ts';
import { serve, type Served } from './server.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-web-'));
const out = join(root, 'dist');
const axe = readFileSync(resolve('node_modules/axe-core/axe.min.js'), 'utf8');
const WIDTHS = [320, 768, 1440, 1600];
/** HTML, styles and faces of an article as a host sends them, compressed where it is not so already. */
const MOST_BYTES = 100_000;

let browser: Browser;
let served: Served;
let pages: readonly string[];

const own = ownIssues();

/** The specimen unlisted as it is, in the other theme. */
function issues(): string {
  const folder = join(root, 'issues');
  cpSync(own().issues, folder, { recursive: true });
  const sheet = join(folder, 'specimen/issue.yaml');
  const yaml = readFileSync(sheet, 'utf8').replace(/^theme:.*\n/mu, '');
  writeFileSync(sheet, `${yaml.trimEnd()}\ntheme: fjell\n`);
  // A word that is wider than a telephone, in every size of type.
  const article = join(folder, 'specimen/feature/article.md');
  writeFileSync(
    article,
    readFileSync(article, 'utf8')
      .replace(/^title:.*$/mu, 'title: Menneskerettighetsorganisasjonsarbeidet')
      .concat('\n\n## Arbeidsmiljøundersøkelseskonsulenten\n\nInternasjonaliseringsmeldingene.\n'),
  );
  return folder;
}

beforeAll(async () => {
  // The sample's issue is there already; the specimen takes the place of itself.
  for (const name of ['web', '.web']) cpSync(join(own().out, name), join(out, name), { recursive: true });
  const words = ['build', 'specimen', '--only', 'web', '--issues', issues(), '--out', out, '--quiet'];
  await promisify(execFile)(process.execPath, [resolve('scripts/setup.mjs'), ...words], {
    maxBuffer: 1e8,
  }).catch(({ stdout }: { stdout: string }) => {
    throw new Error(stdout);
  });
  served = await serve(join(out, 'web'), '/dmag/');
  pages = readdirSync(join(out, 'web'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('index.html'))
    .map((file) => file.slice(0, -'index.html'.length))
    .sort();
  const found = await findBrowser();
  if (!isFound(found)) throw new Error(found.message);
  browser = await launchBrowser(found);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  served?.close();
  rmSync(root, { recursive: true, force: true });
});

interface Watched {
  readonly page: Page;
  /** What went wrong, and what was asked of others. */
  readonly complaints: string[];
  /** Bytes of HTML, styles and faces, compressed. */
  readonly weight: () => Promise<number>;
}

async function open(path: string, { scripts = true } = {}): Promise<Watched> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  const bodies: Promise<{ readonly url: string; readonly bytes: Buffer }>[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(served.address) && !url.startsWith('data:')) complaints.push(`asks for ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    if (/document|stylesheet|font/u.test(response.request().resourceType()))
      bodies.push(
        response
          .buffer()
          .then((bytes) => ({ url: response.url(), bytes }))
          // A page that is closed has no more to tell.
          .catch(() => ({ url: '', bytes: Buffer.alloc(0) })),
      );
  });
  await page.setJavaScriptEnabled(scripts);
  await page.goto(served.address + path, { waitUntil: 'load' });
  return {
    page,
    complaints,
    weight: async () => {
      const { gzipSync } = await import('node:zlib');
      const all = await Promise.all(bodies);
      return all.reduce(
        (sum, { url, bytes }) => sum + (url.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length),
        0,
      );
    },
  };
}

const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((each) => each.getBoundingClientRect().right > most + 1)
      .map((each) => `${each.tagName} ${each.className} to ${each.getBoundingClientRect().right}`)
      .slice(0, 5);
  });

const violations = async (page: Page): Promise<string[]> => {
  const results = await page.evaluate(() =>
    (
      globalThis as unknown as { axe: { run(root: Document, options: RunOptions): Promise<AxeResults> } }
    ).axe.run(document, { resultTypes: ['violations'] }),
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

describe('every page', () => {
  /** What is wrong with them, by what was looked at. One visit to each, since to load them takes longest. */
  const wrong = { read: [] as string[], zoomed: [] as string[] };

  beforeAll(async () => {
    const { page, complaints } = await open('');
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    for (const path of pages) {
      await page.setViewport({ width: WIDTHS[0]!, height: 900 });
      await page.goto(served.address + path, { waitUntil: 'load' });
      await page.evaluate(axe);
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 900 });
        wrong.read.push(...(await overflow(page)).map((what) => `${path} at ${width}: ${what}`));
        // Both of the others fall between these two, where nothing new begins.
        if (width !== 320 && width !== 1440) continue;
        for (const value of ['light', 'dark']) {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
          wrong.read.push(...(await violations(page)).map((what) => `${path} at ${width} ${value}: ${what}`));
        }
      }
      await page.setViewport({ width: 640, height: 450, deviceScaleFactor: 2 });
      wrong.zoomed.push(...(await overflow(page)).map((what) => `${path} zoomed: ${what}`));
      await page.setViewport({ width: 768, height: 900 });
      // By hand: the content security policy lets no stylesheet in.
      await page.evaluate(() => {
        document.documentElement.style.setProperty('font-size', '200%', 'important');
      });
      wrong.zoomed.push(...(await overflow(page)).map((what) => `${path} large type: ${what}`));
      wrong.read.push(...complaints.splice(0).map((what) => `${path}: ${what}`));
    }
    await page.close();
  }, 900_000);

  test('can be read at every width, by day and by night, and asks nothing of others', () => {
    expect(pages.length).toBeGreaterThan(20);
    expect(wrong.read).toEqual([]);
  });

  test('holds at 200 %: the window half as wide, or the type twice as large', () => {
    expect(wrong.zoomed).toEqual([]);
  });
});

describe('an article', () => {
  test('weighs less than its budget before pictures, and nothing moves', async () => {
    for (const path of ['2026-1/fiskeorn/', '2026-1/oteren/', '2026-1/bindestreken/', 'specimen/skriv/']) {
      const page = await browser.newPage();
      await page.setViewport({ width: 1440, height: 900 });
      await page.evaluateOnNewDocument(() => {
        const seen = globalThis as unknown as { moved: number };
        seen.moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.moved += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(served.address + path, { waitUntil: 'networkidle0' });
      const moved = await page.evaluate(() => (globalThis as unknown as { moved: number }).moved);
      expect(moved, path).toBeLessThan(0.05);
      await page.close();
      const watched = await open(path);
      await watched.page.waitForNetworkIdle({ idleTime: 300 });
      expect(await watched.weight(), path).toBeLessThan(MOST_BYTES);
      await watched.page.close();
    }
  }, 120_000);

  test('holds its lines on a telephone, while its faces come slowly', async () => {
    for (const path of ['2026-1/utenfor/', '2026-1/sidetallet/', '2026-1/', 'sok/']) {
      const page = await browser.newPage();
      await page.setCacheEnabled(false);
      await page.setViewport({ width: 360, height: 780 });
      await page.emulateNetworkConditions({ download: 400_000, upload: 200_000, latency: 60 });
      await page.evaluateOnNewDocument(() => {
        const seen = globalThis as unknown as { moved: number };
        seen.moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.moved += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(served.address + path, { waitUntil: 'networkidle0' });
      expect(
        await page.evaluate(() => (globalThis as unknown as { moved: number }).moved),
        path,
      ).toBeLessThan(0.05);
      await page.close();
    }
  }, 120_000);

  test('has its notes in the margin of a wide window and in a popover on a narrow one, without a script', async () => {
    const { page } = await open('2026-1/fiskeorn/', { scripts: false });
    await page.setViewport({ width: 1440, height: 900 });
    const boxOf = async (selector: string) => (await (await page.$(selector))!.boundingBox())!;
    const [text, note] = [await boxOf('.text > p'), await boxOf('.note')];
    expect(note.x).toBeGreaterThan(text.x + text.width);
    expect(await (await page.$('.note-call a'))!.isVisible()).toBe(true);
    await page.setViewport({ width: 390, height: 800 });
    expect(await (await page.$('.note'))!.isVisible()).toBe(false);
    await (await page.$('.note-call button'))!.click();
    expect(await (await page.$('.note'))!.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await (await page.$('.note'))!.isVisible()).toBe(false);
    await page.close();
  }, 60_000);

  test('opens its pictures over the page by keys, leafs through them, and gives the focus back', async () => {
    const { page } = await open('2026-1/fiskeorn/');
    await page.setViewport({ width: 1440, height: 900 });
    const shown = () =>
      page.evaluate(() => ({
        open: document.querySelector<HTMLDialogElement>('dialog.lightbox')!.open,
        picture: document.querySelector<HTMLImageElement>('dialog.lightbox img')?.getAttribute('src') ?? '',
        alt: document.querySelector<HTMLImageElement>('dialog.lightbox img')?.alt ?? '',
        caption: document.querySelector('dialog.lightbox figcaption')!.textContent,
        focus: document.activeElement?.className,
      }));
    await page.focus('a.zoom');
    await page.keyboard.press('Enter');
    const first = await shown();
    expect(first).toMatchObject({ open: true, focus: 'lightbox-close' });
    expect(first.alt).not.toBe('');
    expect(first.caption).toContain('Tegning: d:mag');
    await page.keyboard.press('ArrowRight');
    const second = await shown();
    expect(second.picture).not.toBe(first.picture);
    await page.keyboard.press('ArrowLeft');
    expect((await shown()).picture).toBe(first.picture);
    await page.keyboard.press('Escape');
    expect(await shown()).toMatchObject({ open: false, focus: 'zoom' });
    await page.close();
  }, 60_000);

  test('shows a drawing larger over the page than in it', async () => {
    const { page } = await open('2026-1/fiskeorn/');
    await page.setViewport({ width: 1440, height: 900 });
    const widthOf = (selector: string) =>
      page.$eval(selector, (each) => Math.round(each.getBoundingClientRect().width));
    const before = await widthOf('a.zoom[href$=".svg"] img');
    await page.$eval('a.zoom[href$=".svg"]', (link) => {
      (link as HTMLElement).click();
    });
    expect(await widthOf('dialog.lightbox img')).toBeGreaterThan(before);
    const { height, bottom } = await page.$eval('dialog.lightbox img', (each) => {
      const box = each.getBoundingClientRect();
      return { height: box.height, bottom: box.bottom };
    });
    expect(height).toBeGreaterThan(100);
    expect(bottom).toBeLessThan(900);
    await page.close();
  }, 60_000);

  test('lets the lettering of a drawing be read on a telephone', async () => {
    const { page } = await open('2026-1/fiskeorn/');
    const hint = 'a.zoom[href$=".svg"] .zoom-hint';
    await page.setViewport({ width: 1440, height: 900 });
    expect(await (await page.$(hint))!.isVisible()).toBe(false);
    await page.setViewport({ width: 375, height: 700 });
    expect(await (await page.$(hint))!.isVisible()).toBe(true);
    await page.$eval('a.zoom[href$=".svg"]', (link) => {
      (link as HTMLElement).focus();
    });
    await page.keyboard.press('Enter');
    const shown = () =>
      page.evaluate(() => ({
        width: document.querySelector('dialog.lightbox img')!.getBoundingClientRect().width,
        frame: document.querySelector('.lightbox-picture')!.clientWidth,
        scrolled: document.querySelector('.lightbox-picture')!.scrollLeft,
        focus: document.activeElement?.className,
      }));
    const first = await shown();
    expect(first).toMatchObject({ scrolled: 0, focus: 'lightbox-close' });
    expect(first.width).toBeGreaterThanOrEqual(600);
    expect(first.frame).toBeLessThan(375);
    await page.evaluate(axe);
    expect(await violations(page)).toEqual([]);
    // The keyboard reaches it, and then its arrows scroll and do not leaf.
    await page.focus('.lightbox-picture');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('.lightbox-picture')!.scrollLeft > 0);
    expect((await shown()).width).toBe(first.width);
    await page.close();
  }, 60_000);

  test('keeps its drawings and boxes where the reader forces colours', async () => {
    const { page } = await open('2026-1/oteren/');
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'forced-colors', value: 'active' },
        { name: 'prefers-color-scheme', value: 'dark' },
      ],
    });
    const { body, drawing, box } = await page.evaluate(() => ({
      body: getComputedStyle(document.body).backgroundColor,
      drawing: getComputedStyle(document.querySelector('.text img[src$=".svg"]')!).backgroundColor,
      box: getComputedStyle(document.querySelector('.fact')!).borderTopStyle,
    }));
    expect(body).toBe('rgb(0, 0, 0)');
    expect(drawing).toBe('rgb(255, 255, 255)');
    expect(box).toBe('solid');
    await page.close();
  }, 60_000);

  test('asks for its first picture before its styles are there', async () => {
    for (const path of ['2026-1/utenfor/', '2026-1/oteren/', 'specimen/photo-essay/']) {
      const { page } = await open(path, { scripts: false });
      const early = await page.$$eval('link[rel="preload"][as="image"]', (links) => links.length);
      expect(early, path).toBe(1);
      await page.close();
    }
  }, 60_000);

  test('keeps a question clear of the initial of a short beginning', async () => {
    const { page } = await open('2026-1/bindestreken/');
    await page.setViewport({ width: 1440, height: 900 });
    const [first, question, after] = await page.evaluate(() =>
      ['.first', '.first + .question', '.first + .question + p'].map((selector) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(selector)!);
        return range.getBoundingClientRect().left;
      }),
    );
    expect(question).toBe(after);
    expect(first).toBeLessThanOrEqual(question!);
    await page.close();
  }, 60_000);

  test('has its way on in one row of a wide window', async () => {
    for (const path of ['2026-1/linja/', '2026-1/', '', 'sok/']) {
      const { page } = await open(path);
      await page.setViewport({ width: 1440, height: 900 });
      const tops = await page.$$eval('.wayfinding li', (places) =>
        places.map((place) => Math.round(place.getBoundingClientRect().top)),
      );
      expect(tops.length, path).toBeGreaterThan(5);
      expect(new Set(tops).size, path).toBe(1);
      await page.close();
    }
  }, 60_000);

  test('lets copied text go without soft hyphens', async () => {
    const { page } = await open('2026-1/linja/');
    const copied = await page.evaluate(() => {
      const holder = [...document.querySelectorAll('.text p')].find(({ textContent }) =>
        textContent?.includes('\u00AD'),
      )!;
      getSelection()!.selectAllChildren(holder);
      const data = new DataTransfer();
      const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true });
      holder.dispatchEvent(event);
      return { text: data.getData('text/plain'), isOurs: event.defaultPrevented };
    });
    expect(copied.isOurs).toBe(true);
    expect(copied.text.length).toBeGreaterThan(50);
    expect(copied.text).not.toContain('\u00AD');
    await page.close();
  }, 60_000);

  test('plays a podcast only when it is asked to', async () => {
    const { page } = await open('2026-1/oteren/');
    await page.setRequestInterception(true);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(served.address)) return void request.continue();
      asked.push(request.url());
      void request.respond({ status: 200, contentType: 'text/html', body: 'spiller' });
    });
    // The sample's episodes are nowhere; one that were somewhere would look like this.
    await page.evaluate(() => {
      const link = document.querySelector<HTMLAnchorElement>('.podcast .links a')!;
      link.dataset['player'] = 'https://open.spotify.com/embed/episode/1';
      link.dataset['playerHeight'] = '152';
      link.dataset['playerLabel'] = 'Spill av her, fra Spotify';
    });
    const script = await page.evaluate(() => document.querySelector<HTMLScriptElement>('script[src]')!.src);
    await page.evaluate(
      (src) =>
        new Promise((done) => {
          const again = document.createElement('script');
          again.src = src;
          again.addEventListener('load', done);
          document.head.append(again);
        }),
      script,
    );
    expect(asked).toEqual([]);
    await page.click('.play');
    await page.waitForSelector('iframe.player');
    expect(await page.$eval('iframe.player', (frame) => frame.title)).toBe('Spill av her, fra Spotify');
    expect(await page.$('.play')).toBe(null);
    await page.close();
  }, 60_000);

  test('stands whole without a script and without motion, and prints without what is only for screens', async () => {
    const { page, complaints } = await open('2026-1/oteren/', { scripts: false });
    expect(await page.$$('.play')).toEqual([]);
    expect(await page.$eval('a.zoom', ({ href }) => href)).toMatch(/\.(?:jpg|svg)$/u);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.emulateMediaType('print');
    expect(await (await page.$('.way-on .neighbours'))!.isVisible()).toBe(false);
    expect(await (await page.$('.way-on .way-issue'))!.isVisible()).toBe(true);
    expect(await (await page.$('.text'))!.isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('has a way past the masthead, and shows where the focus is', async () => {
    const { page } = await open('2026-1/linja/');
    await page.keyboard.press('Tab');
    const skip = await page.evaluate(() => {
      const { className } = document.activeElement!;
      const { width, height } = document.activeElement!.getBoundingClientRect();
      return { className, isSeen: width > 40 && height > 20 };
    });
    expect(skip).toEqual({ className: 'skip', isSeen: true });
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(ring).toBe('solid');
    await page.close();
  }, 60_000);
});
