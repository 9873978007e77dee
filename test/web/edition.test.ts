/** The sample issue and the specimen as they are published: valid HTML, under any base path, and found by a search in a real browser. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../../scripts/io/browser.ts';
import { contentPolicy } from '../../scripts/web/policy.ts';
import { ownIssues } from '../own-issues.ts';

const own = ownIssues();
let web = '';
beforeAll(() => {
  web = join(own().out, 'web');
});

const pages = (): string[] =>
  readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.replaceAll('\\', '/'))
    .toSorted();

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:standard'],
    rules: {
      // A run-in head begins its paragraph, where HTML has room for no <h3>: the span says what it is.
      'prefer-native-element': ['error', { exclude: ['heading'] }],
    },
  }),
);

async function htmlFaults(name: string, html: string): Promise<string[]> {
  const { results } = await validator.validateString(html, name);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${name}:${line} ${message} (${ruleId})`),
  );
}

describe('every page', () => {
  test('is valid HTML', async () => {
    const found = pages();
    expect(found).toEqual(
      expect.arrayContaining([
        'index.html',
        '404.html',
        '2026-1/oteren/index.html',
        'sok/index.html',
        'tema/natur/index.html',
      ]),
    );
    expect(found.length).toBeGreaterThan(35);
    const faults = await Promise.all(
      found.map((name) => htmlFaults(name, readFileSync(join(web, name), 'utf8'))),
    );
    expect(faults.flat()).toEqual([]);
  }, 60_000);

  test('with faults is told from a valid one', async () => {
    const html = readFileSync(join(web, 'index.html'), 'utf8');
    expect(await htmlFaults('a', html.replace('</main>', ''))).not.toEqual([]);
    expect(
      await htmlFaults('a', html.replace('<main id="main">', '<main id="main"><img src="a.jpg">')),
    ).not.toEqual([]);
  });

  test('says where it lives, unless it is not to be found', () => {
    for (const name of pages()) {
      const html = readFileSync(join(web, name), 'utf8');
      const hidden = name === '404.html' || name.startsWith('specimen/') || name.startsWith('sok/');
      const address = `https://example.org/dmag/${name.replace(/index\.html$/u, '')}`;
      expect([name, html.includes(`<link rel="canonical" href="${address}">`)]).toEqual([name, !hidden]);
      expect([name, html.includes('content="noindex"')]).toEqual([name, hidden]);
      expect(html).not.toMatch(/<script>|<style|\son\w+=|href="javascript:/u);
    }
  });

  test('has its theme’s icon', () => {
    for (const name of pages()) {
      const html = readFileSync(join(web, name), 'utf8');
      expect([
        name,
        /<link rel="icon" [^>]*href="[^"]*assets\/icon-(?:hav|fjell)\.svg">/u.test(html),
      ]).toEqual([name, true]);
    }
  });

  test('that is not found leads home from wherever it stands', () => {
    const html = readFileSync(join(web, '404.html'), 'utf8');
    const addresses = (tag: string): string[] =>
      [...html.matchAll(new RegExp(`<${tag}\\b[^>]*? href="([^"]*)"`, 'gu'))].map(([, address]) => address!);
    const ways = addresses('a').filter((address) => address !== '#main');
    expect(ways.length).toBeGreaterThan(4);
    for (const way of ways) expect(way).toMatch(/^https:\/\/example\.org\/dmag\//u);
    // The policy lets styles come from the page's own host alone.
    for (const file of addresses('link').filter((address) => address.includes('assets/')))
      expect(file).toMatch(/^\/dmag\/assets\//u);
  });

  test('that can be shared has a card that is there', () => {
    for (const name of pages()) {
      const html = readFileSync(join(web, name), 'utf8');
      const [, card] =
        /property="og:image" content="https:\/\/example\.org\/dmag\/([^"]*)"/u.exec(html) ?? [];
      if (!html.includes('rel="canonical"')) continue;
      expect([name, card]).toEqual([name, expect.stringMatching(/^2026-1\/.*card-[0-9a-f]{10}\.jpg$/u)]);
      expect(readFileSync(join(web, card!)).length).toBeLessThanOrEqual(150_000);
    }
  });

  test('of the specimen is in no feed, list, sitemap or index', () => {
    const above = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(?:html|xml|json|txt)$/u.test(name) && !name.startsWith('specimen'),
    );
    for (const name of above)
      expect([name, readFileSync(join(web, name), 'utf8').includes('specimen')]).toEqual([name, false]);
  });
});

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.avif': 'image/avif',
  '.webp': 'image/webp',
};

describe('in a browser, under another base path and the content security policy', () => {
  let browser: Browser;
  let server: Server;
  let home: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      const path = decodeURIComponent(url.split('?')[0]!).replace(/\/$/u, '/index.html');
      try {
        if (!path.startsWith('/some/where/')) throw new Error(path);
        const body = readFileSync(join(web, path.slice('/some/where/'.length)));
        response.writeHead(200, {
          'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': contentPolicy,
        });
        response.end(body);
      } catch {
        if (!path.endsWith('favicon.ico')) complaints.push(`nothing at ${path}`);
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/`;
    browser = await startBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  async function open(path: string): Promise<Page> {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(home + path, { waitUntil: 'networkidle0' });
    return page;
  }
  const found = (page: Page): Promise<string[]> =>
    page.$$eval('.found h2 a', (links) => links.map((link) => link.href));
  const told = async (page: Page, words: string): Promise<void> => {
    await page.waitForFunction(
      (wanted) => document.querySelector('.search-said')!.textContent.includes(wanted),
      { timeout: 20_000 },
      words,
    );
  };

  test('a word finds its articles in all its forms, and the address remembers it', async () => {
    const page = await open('sok/');
    expect(await page.$eval('.without-script', (element) => (element as HTMLElement).hidden)).toBe(true);
    await page.type('#search-field', 'oterne');
    await told(page, '«oterne»');
    expect((await found(page))[0]).toBe(`${home}2026-1/oteren/`);
    expect(page.url()).toBe(`${home}sok/?q=oterne`);
    expect(await page.$eval('.search-said', (element) => element.getAttribute('role'))).toBe('status');
    expect(await page.$$eval('.found mark', (marks) => marks.length)).toBeGreaterThan(0);
    // The picture is there.
    await page.waitForFunction(
      () => document.querySelector<HTMLImageElement>('.found img')!.naturalWidth > 0,
    );
    await page.close();
    expect(complaints).toEqual([]);
  }, 60_000);

  test('an address with words in it searches by itself; by keyboard alone one reaches what is found', async () => {
    const page = await open('sok/?q=fisk');
    await told(page, '«fisk»');
    const [first] = await found(page);
    // Searched again, the list is another.
    await page.$eval('.found ol', (list) => list.classList.add('before'));
    await page.focus('#search-field');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.found ol:not(.before)');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href)).toBe(first);
    await page.close();
  }, 60_000);

  test('what is not there is said; the colophon and the specimen are not found', async () => {
    const page = await open('sok/?q=xyzzyqwv');
    await told(page, 'Ingen treff');
    expect(await found(page)).toEqual([]);
    await page.close();
    const other = await open('sok/?q=Redaksjonen');
    await told(other, '«Redaksjonen»');
    const all = await found(other);
    expect(all.length).toBeGreaterThan(3);
    expect(all.filter((address) => /kolofon|specimen/u.test(address))).toEqual([]);
    await other.close();
  }, 60_000);

  test('without JavaScript the page says where else to look', async () => {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.goto(`${home}sok/`, { waitUntil: 'load' });
    const links = await page.$$eval('.without-script a', (all) => all.map((link) => link.href));
    expect(links).toEqual([home, `${home}tema/`]);
    expect(await page.$eval('.search-form', (form) => (form as HTMLElement).offsetHeight)).toBe(0);
    await page.close();
  }, 60_000);

  test('no page asks for anything that is not there or not allowed, JSON-LD included', async () => {
    complaints.length = 0;
    for (const path of [
      '',
      '2026-1/',
      '2026-1/oteren/',
      'tema/',
      'tema/natur/',
      'forfattere/redaksjonen/',
      'tilgjengelighet/',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      const page = await open(path);
      for (const width of [320, 768, 1440]) {
        // oxlint-disable-next-line no-await-in-loop -- one width after the other
        await page.setViewport({ width, height: 800 });
        // oxlint-disable-next-line no-await-in-loop -- as above
        expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
          path,
          width,
        ]);
      }
      // oxlint-disable-next-line no-await-in-loop -- as above
      await page.close();
    }
    expect(complaints).toEqual([]);
  }, 120_000);
});
