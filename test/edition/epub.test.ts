/** The EPUBs of the sample issue and of the specimen, which has every layout and all that Markdown can say, from the command line to the finished file. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'puppeteer-core';
import { afterAll, describe, expect, test } from 'vitest';
import type { SiteIssue } from '../../scripts/web/site.ts';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import { ownIssues } from '../own-issues.ts';
import { bookFaults, foliosOf } from '../epub/structure.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-epub-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const own = ownIssues();

const buildWeb = (out: string, issue: string): Promise<number> =>
  new Promise((done) => {
    const words = ['build', issue, '--only', 'web', '--issues', own().issues, '--out', out];
    const command = [resolve('scripts/setup.mjs'), ...words];
    execFile(process.execPath, command, { maxBuffer: 64e6 }, (error) => done(error ? 1 : 0));
  });

const axe = readFileSync(resolve('node_modules/axe-core/axe.min.js'), 'utf8');

/** On a page that has axe. */
const violationsOn = (page: Page): Promise<string[]> =>
  page.evaluate(async (options) => {
    const { axe: loaded } = globalThis as unknown as {
      axe: { run(root: Document, options: object): Promise<AxeResults> };
    };
    const { violations } = await loaded.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
  }, AXE);

const bookOf = (out: string, issue: string): Buffer =>
  readFileSync(join(out, 'web', issue, `dmag-${issue}.epub`));

const ISSUES = ['2026-1', 'specimen'] as const;
/** WCAG's rules, and the order of heads; that a page has one main part and one title is for web pages. */
const AXE = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  rules: { 'heading-order': { enabled: true } },
};
describe.each(ISSUES)('the EPUB of %s', (issue) => {
  const book = (): Buffer => bookOf(own().out, issue);
  const files = (): Readonly<Record<string, Uint8Array>> => unzipSync(book());
  const text = (name: string): string => strFromU8(files()[`EPUB/${name}`] ?? new Uint8Array());

  test('is made, and told to its pages', () => {
    expect(own().outcome.status).toBe(0);
    const told = JSON.parse(readFileSync(join(own().out, 'web', issue, 'issue.json'), 'utf8')) as SiteIssue;
    expect(told.epub).toEqual({ name: `dmag-${issue}.epub`, bytes: book().length });
  });

  test('holds together', () => expect(bookFaults(book())).toEqual([]));

  test('has every printed page in its list, from the first to the last', () => {
    const folios = foliosOf(book());
    expect(folios.length).toBeGreaterThan(30);
    expect(folios).toEqual(folios.map((_, at) => at + 1));
  });

  test('has pictures of a size that a reading system can hold', () => {
    const pictures = Object.entries(files()).filter(([name]) => name.startsWith('EPUB/pictures/'));
    expect(pictures.length).toBeGreaterThan(2);
    expect(pictures.filter(([, bytes]) => bytes.length > 200_000).map(([name]) => name)).toEqual([]);
    expect(book().length).toBeLessThan(5_000_000);
  });

  test('says what its pictures show, and does not read a lifted quote twice', () => {
    const documents = Object.keys(files()).filter((name) => name.endsWith('.xhtml'));
    const all = documents.map((name) => text(name.slice('EPUB/'.length))).join('\n');
    expect(all).not.toContain(' alt=""');
    const lifted = [...all.matchAll(/<aside [^>]*class="quote lifted"[^>]*>/gu)].map(([tag]) => tag);
    expect(lifted.length).toBeGreaterThan(0);
    expect(lifted.every((tag) => tag.includes('aria-hidden="true"'))).toBe(true);
  });

  test('calls its notes as reading systems want them, and leads back', () => {
    const documents = Object.keys(files()).filter((name) => name.endsWith('.xhtml'));
    const all = documents.map((name) => text(name.slice('EPUB/'.length))).join('\n');
    const calls = all.match(/<a [^>]*epub:type="noteref"/gu) ?? [];
    const notes = all.match(/<aside [^>]*epub:type="footnote"/gu) ?? [];
    expect(calls.length).toBeGreaterThan(0);
    expect(notes).toHaveLength(calls.length);
    expect(all.match(/role="doc-backlink"/gu)).toHaveLength(notes.length);
  });

  test('is XML to a browser, as every reading system parses it, and shows its faces', async () => {
    const found = await findBrowser();
    if (!isFound(found)) throw new Error(found.message);
    const browser = await launchBrowser(found);
    try {
      const page = await browser.newPage();
      const faults = await page.evaluate(
        (documents) =>
          documents.flatMap(([name, source]) => {
            const parsed = new DOMParser().parseFromString(source, 'application/xhtml+xml');
            return parsed.querySelector('parsererror') ? [name] : [];
          }),
        Object.entries(files())
          .filter(([name]) => /\.(?:xhtml|opf|svg)$/u.test(name))
          .map(([name, bytes]) => [name, strFromU8(bytes)] as const),
      );
      expect(faults).toEqual([]);
      const faces = Object.entries(files()).filter(([name]) => name.endsWith('.woff2'));
      expect(faces.length).toBeGreaterThanOrEqual(4);
      const loaded = await page.evaluate(
        async (addresses) =>
          (await Promise.all(addresses.map((address) => new FontFace('x', `url(${address})`).load()))).length,
        faces.map(([, bytes]) => `data:font/woff2;base64,${Buffer.from(bytes).toString('base64')}`),
      );
      expect(loaded).toBe(faces.length);
    } finally {
      await browser.close();
    }
  }, 60_000);
});

test('axe has nothing to hold against their documents, on sepia and in the dark', async () => {
  const found = await findBrowser();
  if (!isFound(found)) throw new Error(found.message);
  const browser = await launchBrowser(found);
  const told: string[] = [];
  let looked = 0;
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 390, height: 844 });
    for (const issue of ISSUES) {
      const folder = join(root, `open-${issue}`);
      for (const [name, bytes] of Object.entries(unzipSync(bookOf(own().out, issue)))) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), bytes);
      }
      for (const name of readdirSync(join(folder, 'EPUB')).filter((each) => each.endsWith('.xhtml'))) {
        await page.goto(pathToFileURL(join(folder, 'EPUB', name)).href, { waitUntil: 'load' });
        await page.evaluate(axe);
        const style = await page.addStyleTag({ content: 'html {}' });
        for (const [scheme, ground] of [
          ['light', 'html { background: #f4ecd8 }'],
          ['dark', 'html { background: #2b2b2b; color: #e6e6e6 }'],
        ] as const) {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          await style.evaluate((element, content) => {
            element.textContent = content;
          }, ground);
          const violations = await violationsOn(page);
          told.push(...violations.map((violation) => `${issue} ${name} ${scheme}: ${violation}`));
          looked += 1;
        }
      }
    }
    // What it would say of a picture that is not described.
    await page.evaluate(() => document.querySelector('h1')!.append(document.createElement('img')));
    expect((await violationsOn(page)).join()).toContain('image-alt');
  } finally {
    await browser.close();
  }
  expect(told).toEqual([]);
  expect(looked).toBeGreaterThan(60);
}, 240_000);

test('where the web edition alone is built it is made again, of the same bytes, and told to its pages', async () => {
  const again = join(root, 'again');
  expect(await buildWeb(again, '2026-1')).toBe(0);
  const book = bookOf(again, '2026-1');
  expect(book.equals(bookOf(own().out, '2026-1'))).toBe(true);
  const told = JSON.parse(readFileSync(join(again, 'web/2026-1/issue.json'), 'utf8')) as SiteIssue;
  expect(told.epub).toEqual({ name: 'dmag-2026-1.epub', bytes: book.length });
}, 120_000);
