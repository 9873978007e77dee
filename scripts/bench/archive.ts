/**
 * The web edition at scale: archives of generated issues, built whole by the command itself, and built again after one word of one
 * article has changed. And what a reader has to fetch for an article, measured in the browser.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cp, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';
import { findBrowser, isFound, launchBrowser } from '../io/browser.ts';
import { MachineFault } from '../io/processes.ts';
import { asArticle, asContents, benchArticles, pictureFiles } from './content.ts';
import { measure } from './measure.ts';
import { paintPictures } from './project.ts';
import type { Row } from './table.ts';

/** Pages of each generated issue: two articles and a list of contents. */
const PAGES_EACH = 12;
const EDITS = 3;

export interface ArchiveTimes {
  readonly issues: number;
  /** The whole archive, pictures encoded before. */
  readonly seconds: number;
  readonly peakMb: number | undefined;
  /** After an edit, by a fresh process: `npm run build -- --only web`. */
  readonly freshSeconds: readonly number[];
  /** After an edit, in a process that has built it before. */
  readonly warmSeconds: readonly number[];
}

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** An archive of so many issues; articles and pictures are the same in all, words of their own are in each. */
export async function writeArchive(folder: string, issues: number, pictures: string): Promise<string> {
  const all = join(folder, 'issues');
  await rm(folder, { recursive: true, force: true });
  await mkdir(all, { recursive: true });
  await writeFile(
    join(all, 'magazine.yaml'),
    'name: Bench\nslug: bench\npublisher: Bench\neditor: Bench\nlanguage: nb\nsite: https://example.org/bench/\n',
  );
  await cp(here('issues/printers'), join(all, 'printers'), { recursive: true });
  const articles = benchArticles(PAGES_EACH);
  for (let number = 1; number <= issues; number++) {
    const year = 1990 + Math.floor(number / 10);
    const issue = join(all, `${year}-${(number % 10) + 1}`);
    await mkdir(join(issue, 'innhold'), { recursive: true });
    await writeFile(join(issue, 'innhold/article.md'), asContents(articles));
    for (const article of articles) {
      const own = join(issue, article.slug);
      await mkdir(own, { recursive: true });
      await Promise.all(pictureFiles(article).map((name) => link(join(pictures, name), join(own, name))));
      const text = asArticle(article).replace(/^title: .*$/mu, (title) => `${title} ${number}`);
      await writeFile(
        join(own, 'article.md'),
        text.replace(/^kicker: .*$/mu, `byline: Skribent ${number % 7}\ntopics: [Emne ${number % 5}]\n$&`),
      );
    }
    const order = ['innhold', ...articles.map(({ slug }) => slug)].join(', ');
    await writeFile(
      join(issue, 'issue.yaml'),
      `title: Bench ${number}\nnumber: ${(number % 10) + 1}/${year}\ndate: ${year}-0${(number % 9) + 1}-01\nlanguage: nb\nprinter: sheetfed-coated\ntheme: hav\norder: [${order}]\n`,
    );
  }
  return all;
}

/** Pictures for the archives' articles. */
export const archivePictures = (folder: string): Promise<void> =>
  paintPictures(benchArticles(PAGES_EACH), folder);

/** The sample issue's web edition, whose articles are weighed. */
export async function buildSample(folder: string): Promise<{ readonly out: string; readonly issue: string }> {
  const issue = '2026-1';
  const out = join(folder, 'dist');
  const args = [here('scripts/setup.mjs'), 'build', issue, '--only', 'web', '--quiet', '--out', out];
  await measure(process.execPath, args, { folder: here('.'), env: { ...process.env } });
  return { out, issue };
}

/** The article that is edited, in the middle of the archive. */
const editedIn = (issues: string, count: number): string => {
  const number = Math.ceil(count / 2);
  return join(
    issues,
    `${1990 + Math.floor(number / 10)}-${(number % 10) + 1}`,
    benchArticles(PAGES_EACH)[0]!.slug,
    'article.md',
  );
};

export async function measureArchive(
  folder: string,
  issues: number,
  pictures: string,
): Promise<ArchiveTimes> {
  const all = await writeArchive(folder, issues, pictures);
  const out = join(folder, 'dist');
  const args = [
    here('scripts/setup.mjs'),
    'build',
    '--only',
    'web',
    '--quiet',
    '--issues',
    all,
    '--out',
    out,
  ];
  const env = { ...process.env };
  const whole = await measure(process.execPath, args, { folder: here('.'), env });
  const edited = editedIn(all, issues);
  const text = await readFile(edited, 'utf8');
  const freshSeconds: number[] = [];
  for (let number = 0; number < EDITS; number++) {
    await writeFile(edited, withEdit(text, number));
    freshSeconds.push((await measure(process.execPath, args, { folder: here('.'), env })).seconds);
  }
  const warmSeconds = await warm(all, out, edited, text);
  await writeFile(edited, text);
  return { issues, seconds: whole.seconds, peakMb: whole.peakMb, freshSeconds, warmSeconds };
}

/** Makes a different edit of `text` each time. */
const withEdit = (text: string, number: number): string =>
  text.replace(/(?<= )havet?(?= )/u, (word) => `${word} endret${'e'.repeat(number + 1)}`);

/** The same edits in one process, which has made the pages once before it is measured. */
async function warm(issues: string, out: string, edited: string, text: string): Promise<number[]> {
  const { makeAndPublish } = await import('../publishing.ts');
  const once = (): Promise<unknown> => makeAndPublish({ _: [], out, issues, quiet: true }, ['web']);
  await writeFile(edited, withEdit(text, EDITS));
  await once();
  const seconds: number[] = [];
  for (let number = EDITS + 1; number <= 2 * EDITS; number++) {
    await writeFile(edited, withEdit(text, number));
    const from = performance.now();
    await once();
    seconds.push((performance.now() - from) / 1000);
  }
  return seconds;
}

/** What an article asks of a reader's browser. */
export interface PageWeight {
  readonly page: string;
  /** HTML, styles, faces and scripts as they are sent: text packed by gzip, which every host does. */
  readonly bytes: number;
  /** Sum of what moved, Chromium's own count (layout-shift). */
  readonly shift: number;
  /** Whether the largest of what was painted first is text, or a picture that was told of before. */
  readonly isLeadPreloaded: boolean;
  /** Scripts and styles that hold up the first paint, but the styles that every page has. */
  readonly blockingScripts: number;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.avif': 'image/avif',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
};

/** Every article of dist/web/<issue>, on a telephone and on a desk: the worse of the two. */
export async function measurePages(out: string, issue: string): Promise<readonly PageWeight[]> {
  const found = await findBrowser();
  if (!isFound(found)) throw new MachineFault(found);
  const web = join(out, 'web');
  const { articles } = JSON.parse(await readFile(join(web, issue, 'issue.json'), 'utf8')) as {
    articles: { slug: string }[];
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const file = join(web, decodeURIComponent(pathname), pathname.endsWith('/') ? 'index.html' : '');
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    // A little late, as over a net: what would move then moves here too.
    setTimeout(() => response.end(readFileSync(file)), /\.(?:html|css)$/u.test(file) ? 0 : 80);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = await launchBrowser(found);
  try {
    const weights: PageWeight[] = [];
    for (const { slug } of articles) {
      const at: PageWeight[] = [];
      for (const width of [390, 1440]) {
        const page = await browser.newPage();
        await page.setViewport({ width, height: 844 });
        at.push(await weigh(page, `${root}${issue}/${slug}/`, web, root));
        await page.close();
      }
      weights.push({
        page: slug,
        bytes: Math.max(...at.map(({ bytes }) => bytes)),
        shift: Math.max(...at.map(({ shift }) => shift)),
        isLeadPreloaded: at.every(({ isLeadPreloaded }) => isLeadPreloaded),
        blockingScripts: Math.max(...at.map(({ blockingScripts }) => blockingScripts)),
      });
    }
    return weights;
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page before anything of it: notes what moves and what is painted largest. */
const WATCH = `window.moved = 0; window.largest = undefined;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value; }).observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.largest = { tag: entry.element?.tagName, url: entry.url }; }).observe({ type: 'largest-contentful-paint', buffered: true });`;

async function weigh(page: Page, address: string, web: string, root: string): Promise<PageWeight> {
  const asked = new Set<string>();
  page.on('response', (response) => asked.add(response.url()));
  await page.evaluateOnNewDocument(WATCH);
  await page.goto(address, { waitUntil: 'networkidle0' });
  // Down to the foot, so that what is fetched late may move things too.
  const seen = (await page.evaluate(`(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 700) { scrollTo({ top: y, behavior: 'instant' }); await new Promise((wake) => setTimeout(wake, 30)); }
    await new Promise((wake) => setTimeout(wake, 150));
    return {
      moved: window.moved,
      largest: window.largest,
      preloads: [...document.querySelectorAll('link[rel=preload][as=image]')].map((link) => link.href + ' ' + link.imageSrcset),
      blocking: [...document.querySelectorAll('script[src]:not([defer]):not([async]):not([type=module])')].length,
    };
  })()`)) as {
    moved: number;
    largest?: { tag?: string; url: string };
    preloads: string[];
    blocking: number;
  };
  const name = seen.largest?.url ? decodeURIComponent(seen.largest.url.split('/').at(-1)!) : undefined;
  const before = [...asked]
    .map((url) => url.slice(root.length).replace(/[?#].*$/u, ''))
    .map((path) => (path === '' || path.endsWith('/') ? `${path}index.html` : path))
    .filter((path) => /\.(?:html|css|woff2|js)$/u.test(path));
  return {
    page: address,
    bytes: before.reduce((sum, path) => sum + sentBytes(join(web, path)), 0),
    shift: seen.moved,
    isLeadPreloaded: name === undefined || seen.preloads.some((each) => each.includes(name)),
    blockingScripts: seen.blocking,
  };
}

const sentBytes = (file: string): number =>
  file.endsWith('.woff2') ? statSync(file).size : gzipSync(readFileSync(file)).length;

const middle = (values: readonly number[]): number | undefined =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** What all this is held to. */
export function archiveRows(times: readonly ArchiveTimes[], weights: readonly PageWeight[]): Row[] {
  const last = times.at(-1);
  const first = times.find(({ issues }) => issues >= 10) ?? times[0];
  const growth =
    first && last && last.issues > first.issues
      ? Math.log(last.seconds / first.seconds) / Math.log(last.issues / first.issues)
      : undefined;
  const most = (of: (weight: PageWeight) => number): number | undefined =>
    weights.length > 0 ? Math.max(...weights.map(of)) : undefined;
  return [
    {
      what: `growth of the web edition, exponent from ${first?.issues} to ${last?.issues} issues`,
      measured: growth,
      unit: '',
      wanted: 1.05,
    },
    {
      what: `one article edited of ${last?.issues} issues: pages by a fresh process`,
      measured: ms(middle(last?.freshSeconds ?? [])),
      unit: 'ms',
      wanted: 2000,
    },
    {
      what: 'the same in a process that has built it before',
      measured: ms(middle(last?.warmSeconds ?? [])),
      unit: 'ms',
      wanted: 2000,
    },
    {
      what: 'article on the web: HTML, styles, faces and scripts as sent, the heaviest',
      measured: kb(most(({ bytes }) => bytes)),
      unit: 'KB',
      wanted: 100,
    },
    {
      what: 'article on the web: what moves while it is read (CLS), the worst',
      measured: most(({ shift }) => shift),
      unit: '',
      wanted: 0.05,
    },
    {
      what: 'articles whose largest first picture is not preloaded',
      measured: most(({ isLeadPreloaded }) => Number(!isLeadPreloaded)),
      unit: '',
      wanted: 0,
    },
    {
      what: 'scripts that hold up the first paint',
      measured: most(({ blockingScripts }) => blockingScripts),
      unit: '',
      wanted: 0,
    },
  ];
}

const ms = (seconds: number | undefined): number | undefined => seconds && seconds * 1000;
const kb = (bytes: number | undefined): number | undefined => bytes && bytes / 1000;
