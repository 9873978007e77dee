/** The studio while a layout is being made: its code is loaded anew after an edit, and text that it has no page for is shown. In a copy of the project. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import { stop } from './process.ts';

// All code is compiled for every edit, which takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 });

const root = mkdtempSync(join(tmpdir(), 'dmag-layout-code-'));
const put = (file: string, text: string): void => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};

let studio: ChildProcess;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  for (const name of [
    'scripts',
    'layouts',
    'styles',
    'eleventy.config.ts',
    'package.json',
    'package-lock.json',
    'issues/printers',
  ])
    cpSync(name, join(root, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, '.cache'));
  if (existsSync('.cache/browser')) symlinkSync(resolve('.cache/browser'), join(root, '.cache/browser'));
  put(
    'issues/magazine.yaml',
    'name: d:mag\nslug: prove\npublisher: Prøveforlaget\neditor: Redaksjonen\nlanguage: nb\n',
  );
  put(
    'issues/9/issue.yaml',
    'title: Prøven\nnumber: 9/2026\ndate: 2026-09-01\nlanguage: nb\nprinter: sheetfed-coated\norder: [spalte, takk]\n',
  );
  put(
    'issues/9/spalte/article.md',
    '---\nlayout: column\ntitle: Spalten\nbyline: Redaksjonen\n---\n\nKort tekst.\n',
  );
  put('issues/9/takk/article.md', '---\nlayout: back\ntitle: Takk\n---\n');
  const found = await findBrowser({ fetch: false });
  if (!isFound(found)) throw new Error(found.message);
  studio = spawn(process.execPath, [join(root, 'scripts/setup.mjs'), 'studio', '9', '--no-open'], {
    cwd: root,
  });
  let said = '';
  const url = await new Promise<string>((done, fail) => {
    const listen = (part: Buffer): void => {
      said += part.toString();
      const [address] = /http:\/\/127\.0\.0\.1:\d+\//u.exec(said) ?? [];
      if (address) done(address);
    };
    studio.stdout!.on('data', listen);
    studio.stderr!.on('data', listen);
    studio.on('exit', () => fail(new Error(said)));
  });
  browser = await launchBrowser(found);
  page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset['version'] !== undefined, {
    timeout: 60_000,
  });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await stop(studio);
  rmSync(root, { recursive: true, force: true });
});

const pages = (): Frame => page.frames().find((frame) => frame.url().includes('/pages'))!;
const inSight = (words: string): Promise<unknown> =>
  pages().waitForFunction(
    (words) => document.body.textContent?.replaceAll('\u00AD', '').includes(words) ?? false,
    { timeout: 40_000 },
    words,
  );
const LAYOUT = 'layouts/back/back.11ty.ts';
const code = readFileSync(LAYOUT, 'utf8');
const saying = (words: string): string =>
  code.replace('${standfirst(data)}', `\${standfirst(data)}<p>${words}</p>`);

test('an edit of a layout’s code shows on its pages', async () => {
  expect(saying('x')).not.toBe(code);
  put(LAYOUT, saying('Lagt til.'));
  await inSight('Lagt til.');
  put(LAYOUT, saying('Lagt til igjen.'));
  await inSight('Lagt til igjen.');
});

test('an error in it is told with its line, the pages stay, and mended it goes on', async () => {
  put(LAYOUT, saying('Borte.').replace('start: () =>', 'start: () => =>'));
  const line = code.split('\n').findIndex((each) => each.includes('start: () =>')) + 1;
  await page.waitForFunction(
    (place) => document.querySelector('#findings')?.textContent?.includes(place),
    { timeout: 40_000 },
    `back/back.11ty.ts:${line}`,
  );
  expect(await page.evaluate(() => document.documentElement.dataset['state'])).toBe('stale');
  await inSight('Lagt til igjen.');
  // An article that is edited meanwhile does not hide it.
  put('issues/9/takk/article.md', '---\nlayout: back\ntitle: Takk for nå\n---\n');
  await new Promise((wake) => setTimeout(wake, 500));
  expect(await page.$eval('#findings', (list) => list.textContent)).toContain('back.11ty.ts');
  put(LAYOUT, code);
  await inSight('Takk for nå');
  expect(await pages().evaluate(() => document.body.textContent?.includes('Lagt til'))).toBe(false);
});

test('text that a layout has no page for is told on its last page, and shown where it is asked for', async () => {
  const column = readFileSync('layouts/column/column.11ty.ts', 'utf8');
  const once = column.replaceAll(/repeat: true/gu, 'repeat: false');
  expect(once).not.toBe(column);
  put('layouts/column/column.11ty.ts', once);
  const paragraph = 'Teksten går over flere linjer i en smal spalte, og den sier det samme om igjen. '.repeat(
    6,
  );
  put(
    'issues/9/spalte/article.md',
    `---\nlayout: column\ntitle: Spalten\nbyline: Redaksjonen\n---\n\n${`${paragraph}\n\n`.repeat(14)}Helt til slutt.\n`,
  );
  await pages().waitForSelector('.overset-flag', { timeout: 40_000 });
  const [flag, number] = await pages().$eval('.overset-flag', (each) => [
    each.textContent,
    each.closest<HTMLElement>('.leaf')!.dataset['page'],
  ]);
  const last = await pages().$$eval('.leaf', (leaves) =>
    leaves
      .filter((leaf) => leaf.textContent?.includes('linjer i en'))
      .map((leaf) => leaf.getAttribute('data-page')),
  );
  expect(number).toBe(last.at(-1));
  expect(await pages().$('.overset-text')).toBeNull();
  await page.keyboard.press('x');
  const over = await pages().$$eval('.overset-text p', (all) => all.map((each) => each.textContent ?? ''));
  expect(over.at(-1)).toBe('Helt til slutt.');
  expect(over[0]).toMatch(/^Teksten går over/u);
  expect(over.length).toBeLessThan(15);
  expect(flag).toBe(`${over.join(' ').split(' ').length} words do not fit`);
  await page.keyboard.press('x');
  expect(await pages().$('.overset-text')).toBeNull();
});
