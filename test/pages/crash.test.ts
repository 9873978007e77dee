/** Tabs that crash, for want of memory mostly: the article is set in another, and nobody waits for ever. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import { lightTable } from '../../scripts/pages/light-table.ts';
import { openTabs, type Tabs } from '../../scripts/pages/tabs.ts';

let browser: Browser;
let tabs: Tabs;
const folder = mkdtempSync(join(tmpdir(), 'dmag-crash-'));

/** In the composer's place: sets nothing, and takes as many milliseconds as the fragment says. */
const SLOW = `window.dmag = {
  paginate: ({ article, html }) => new Promise((done) => setTimeout(() => done({ article }), Number(html))),
  lay: () => new Promise(() => undefined),
};`;

beforeAll(async () => {
  const found = await findBrowser({ fetch: false });
  if (!isFound(found)) throw new Error(found.message);
  browser = await launchBrowser(found);
  writeFileSync(join(folder, 'tab.html'), '<!doctype html><title>Tab</title>');
  const url = pathToFileURL(join(folder, 'tab.html')).href;
  tabs = await openTabs(browser, { url, faces: '', css: '', pageCss: '', scripts: [SLOW] }, 1);
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const set = (article: string, ms: number): Promise<unknown> =>
  tabs.paginate({ article, html: String(ms), side: 'right', folios: {} });

async function crash(page: Page): Promise<void> {
  const gone = new Promise<void>((done) => page.once('error', () => done()));
  void (await page.createCDPSession()).send('Page.crash').catch(() => undefined);
  await gone;
}
const tabOf = async (): Promise<Page> =>
  (await browser.pages()).find((page) => page.url().endsWith('tab.html'))!;

test('a tab that has crashed while it had nothing to do', async () => {
  expect(await set('a', 0)).toEqual({ article: 'a' });
  await crash(await tabOf());
  expect(await set('b', 0)).toEqual({ article: 'b' });
});

test('a tab that crashes at its work, with others waiting for it', async () => {
  const setting = [set('a', 300), set('b', 10)];
  await new Promise((wake) => setTimeout(wake, 80));
  await crash(await tabOf());
  expect(await Promise.all(setting)).toEqual([{ article: 'a' }, { article: 'b' }]);
});

test('an article that crashes every tab is told, and the tab after it works', async () => {
  const setting = set('a', 3000);
  setting.catch(() => undefined);
  for (let time = 0; time < 2; time++) {
    await new Promise((wake) => setTimeout(wake, 250));
    await crash(await tabOf());
  }
  await expect(setting).rejects.toThrow('page crashed');
  expect(await set('b', 0)).toEqual({ article: 'b' });
});

test('a table that crashes while pages are laid out says so', async () => {
  const tab = await browser.newPage();
  await tab.goto(pathToFileURL(join(folder, 'tab.html')).href);
  await tab.evaluate(SLOW);
  const laying = lightTable(tab).lay({ language: 'nb', title: '', pagedCss: '', sheets: [''] });
  laying.catch(() => undefined);
  await new Promise((wake) => setTimeout(wake, 50));
  await crash(tab);
  await expect(laying).rejects.toThrow('page crashed');
});
