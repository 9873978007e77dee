/** Comparing in the studio, in a browser: a small issue in a git repository, edited since it was tagged. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import { stop, takeTurn } from './process.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-studio-compare-'));
const put = (file: string, text: string): void => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=P', '-c', 'user.email=p@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
const SENTENCE = 'Vannet står stille mellom holmene, og båten ligger der den lå i går kveld. ';
const article = (title: string, body: string): string =>
  `---\nlayout: feature\nopener: text\ntitle: ${title}\nstandfirst: Ingress.\nbyline: Redaksjonen\n---\n\n${body}\n`;
const ELVA = 'issues/2026-6/elva/article.md';
const elva = article(
  'Elva',
  `Elva er lang.\n\nOteren holder pusten i åtte minutter.\n\n${SENTENCE.repeat(40)}`,
);

takeTurn();

let studio: ChildProcess;
let url = '';
let browser: Browser;
let page: Page;
const requested: string[] = [];
const errors: string[] = [];

beforeAll(async () => {
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  put('issues/magazine.yaml', 'name: d:mag\nslug: prove\npublisher: P\neditor: R\nlanguage: nb\n');
  put(
    'issues/2026-6/issue.yaml',
    'title: Prøven\nnumber: 9/2026\ndate: 2026-09-01\nlanguage: nb\nprinter: sheetfed-coated\norder: [elva, skogen]\n',
  );
  put(ELVA, elva);
  put('issues/2026-6/skogen/article.md', article('Skogen', SENTENCE.repeat(60)));
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'Til korrektur');
  git('tag', 'korrektur-1');
  put(ELVA, elva.replace('åtte', 'ni'));
  studio = spawn(process.execPath, [
    resolve('scripts/setup.mjs'),
    'studio',
    '2026-6',
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
  const found = await findBrowser({ fetch: false });
  if (!isFound(found)) throw new Error(found.message);
  browser = await launchBrowser(found);
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  page.on('request', (request) => requested.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset['version'] !== undefined);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await stop(studio);
  rmSync(root, { recursive: true, force: true });
});

const text = (selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent?.replaceAll(/\s+/gu, ' ').trim() ?? '');
const says = (words: string): Promise<unknown> =>
  page.waitForFunction(
    (words) => document.querySelector('#compare-state')?.textContent?.includes(words) ?? false,
    { timeout: 60_000 },
    words,
  );
const violations = async (): Promise<unknown> => {
  await page.evaluate(axe.source);
  return page.evaluate(async () =>
    (await (window as unknown as { axe: typeof axe }).axe.run()).violations.map(({ id, nodes }) => [
      id,
      nodes[0]?.html,
    ]),
  );
};
const spot = process.env['DMAG_SHOTS'];
const photograph = async (name: string): Promise<void> => {
  if (spot) await page.screenshot({ path: join(spot, `${name}.png`) });
};

describe('comparing', () => {
  test('c offers the last commit, tags, and a name to type', async () => {
    await page.keyboard.press('c');
    await page.waitForFunction(() => document.querySelectorAll('#compare-with option').length > 1);
    expect(await text('#compare-with')).toContain('HEAD, the last commit');
    expect(await text('#compare-with')).toContain('korrektur-1');
    expect(await text('#compare-none')).toContain('Choose beside');
  }, 60_000);

  test('shows the spread before and now, its words beside it, and marks its page in the flatplan', async () => {
    await page.select('#compare-with', 'korrektur-1');
    await page.click('#compare-form button');
    await says('1 page changed, 1 word added, 1 word removed');
    expect(await text('#compare-list del')).toBe('åtte');
    expect(await text('#compare-list ins')).toBe('ni');
    expect(await text('#compare-list .acts a')).toMatch(/^elva\/article\.md:11$/u);
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLImageElement>('#compare-sheets img')].every(
        ({ complete, naturalWidth }) => complete && naturalWidth > 0,
      ),
    );
    expect(await page.$$eval('#compare-sheets rect', (boxes) => boxes.length)).toBe(1);
    expect(await text('#compare-name')).toMatch(/^Page .*changed.* \(1 of 1 spread\)$/u);
    await photograph('compare');
    const marked = await page
      .frames()
      .find((frame) => frame.url().includes('/pages'))!
      .$$eval('.leaf[data-compared]', (leaves) =>
        leaves.map((leaf) => (leaf as HTMLElement).dataset['compared']),
      );
    expect(marked).toEqual(['changed']);
  }, 90_000);

  test('arrows move the line, and the mouse too', async () => {
    await page.focus('#compare-cut');
    for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowLeft');
    expect(await page.$eval('#compare-cut', (range) => (range as HTMLInputElement).value)).toBe('40');
    const clip = await page.$eval('#compare-sheets .before', (layer) => getComputedStyle(layer).clipPath);
    expect(clip).toContain('60%');
    const box = (await (await page.$('#compare-sheets'))!.boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.8, box.y + box.height / 2);
    expect(
      Number(await page.$eval('#compare-cut', (range) => (range as HTMLInputElement).value)),
    ).toBeGreaterThan(70);
  }, 30_000);

  test('says of pages edited since that they were; the same comparison is not made twice', async () => {
    await page.click('#compare-form button');
    await page.waitForFunction(() =>
      / 0\.[0-2] s$/u.test(document.querySelector('#compare-state')!.textContent ?? ''),
    );
    put(ELVA, elva.replace('åtte', 'ti'));
    await says('The pages have changed since');
    await page.click('#compare-form button');
    await says('Against korrektur-1');
    expect(await text('#compare-list ins')).toBe('ti');
  }, 60_000);

  test('what cannot be compared with is told, with what to do, and the last one stays', async () => {
    await page.select('#compare-with', ' typed');
    await page.type('#compare-typed', 'korrektur-2');
    await page.keyboard.press('Enter');
    await says('git knows no version korrektur-2 here; write korrektur-1');
    expect(await text('#compare-list ins')).toBe('ti');
  }, 60_000);

  test('nobody else can compare, and no file is opened by a path from outside', async () => {
    const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
      fetch(`${url}compare`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    expect((await post({ ref: 'HEAD' })).status).toBe(403);
    expect((await post({ ref: 'HEAD' }, { origin: 'https://example.org' })).status).toBe(403);
    const token = await page.$eval('meta[name="dmag-token"]', (meta) => meta.content);
    for (const body of [{ ref: '/etc/passwd.pdf' }, { pdf: '/etc/passwd' }, { ref: '' }, {}])
      expect(await (await post(body, { 'x-dmag-token': token })).json()).toMatchObject({ ok: false });
    for (const name of ['../../../package.json', '..%2F..%2Fstudio.json', 'unknown.webp'])
      expect((await fetch(`${url}compared/${name}`)).status).toBe(404);
  }, 60_000);

  test('is sound for assistive technology, by day and by night, and asks nothing of any network', async () => {
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      expect(await violations()).toEqual([]);
    }
    await photograph('compare-dark');
    await page.focus('#compare-cut');
    await page.keyboard.press('Escape');
    expect(await page.$eval('#comparing', (view) => (view as HTMLElement).hidden)).toBe(true);
    await page.keyboard.press('c');
    await page.focus('#compare-cut');
    await page.keyboard.press('f');
    expect(await page.$eval('#comparing', (view) => (view as HTMLElement).hidden)).toBe(true);
    expect(await violations()).toEqual([]);
    await photograph('compare-flatplan');
    expect(
      requested.filter((address) => !address.startsWith(url) && !/^(?:data|about):/u.test(address)),
    ).toEqual([]);
    expect(errors).toEqual([]);
  }, 60_000);
});
