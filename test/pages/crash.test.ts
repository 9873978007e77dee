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
  paginate({ article, html }) {
    document.title = 'At work';
    return new Promise((done) => setTimeout(() => done({ article }), Number(html)));
  },
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

const crashed = new WeakSet<Page>();
async function crash(page: Page): Promise<void> {
  crashed.add(page);
  const gone = new Promise<void>((done) => page.once('error', () => done()));
  void (await page.createCDPSession()).send('Page.crash').catch(() => undefined);
  await gone;
}
/** The tab that has begun to set something. */
async function tabAtWork(): Promise<Page> {
  for (;;) {
    const tab = (await browser.pages()).find((page) => page.url().endsWith('tab.html') && !crashed.has(page));
    if (tab && (await tab.title()) === 'At work') return tab;
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

/** The tab that is there has done its work. */
const rested = async (): Promise<void> =>
  (await tabAtWork()).evaluate(() => {
    document.title = '';
  });

test('a tab that has crashed while it had nothing to do', async () => {
  expect(await set('a', 0)).toEqual({ article: 'a' });
  await crash(await tabAtWork());
  expect(await set('b', 0)).toEqual({ article: 'b' });
});

test('a tab that crashes at its work, with others waiting for it', async () => {
  await rested();
  const setting = [set('a', 1500), set('b', 10)];
  await crash(await tabAtWork());
  expect(await Promise.all(setting)).toEqual([{ article: 'a' }, { article: 'b' }]);
});

test('an article that crashes every tab is told, and the tab after it works', async () => {
  await rested();
  const setting = set('a', 600_000);
  setting.catch(() => undefined);
  for (let time = 0; time < 2; time++) await crash(await tabAtWork());
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
