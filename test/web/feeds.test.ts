/** The feeds, held against the rules of RSS 2.0 with the W3C feed validator's stricter reading, and of JSON Feed 1.1. */
import { parseRssFeed } from 'feedsmith';
import { parseHTML } from 'linkedom';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { webRoot } from '../../scripts/edition/web-root.ts';
import { plainHtml, plainWords, withAddresses } from '../../scripts/web/plain.ts';
import { escape } from '../../layouts/html.ts';
import { NASTY, site } from './site.ts';

const BODY = `<p class="first" data-source-line="1">Vann ]]&gt; &amp; <em>is</em>.<sup><a href="#elva--1">1</a></sup></p>
<figure class="wide"><picture><source srcset="a.avif"><img src="../boka/a.jpg" srcset="b 2x" alt="En &quot;bok&quot;" width="4" height="3" loading="lazy"></picture></figure>
<p><a href="../boka/#b">Boka</a><button>Del</button></p><script>alert(1)</script><p>  </p>`;

const cache = mkdtempSync(join(tmpdir(), 'feeds-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const filesOf = async (fields?: string, body = BODY): Promise<Map<string, string>> => {
  const { folders, files } = await webRoot(
    site(fields),
    async (slug): Promise<Record<string, string>> => (slug === '2026-1' ? { elva: body } : {}),
    cache,
  );
  return new Map([
    ...([...files] as [string, string][]),
    ...[...folders].flatMap(([folder, own]) =>
      ([...own.files] as [string, string][]).map(([path, text]) => [`${folder}/${path}`, text] as const),
    ),
  ]);
};

/** Faults of an RSS 2.0 feed, in the W3C validator's terms. */
function rssFaults(xml: string): string[] {
  const faults: string[] = [];
  const wellFormed = xmlFault(xml);
  if (wellFormed) return [wellFormed];
  const feed = parseRssFeed(xml);
  for (const field of ['title', 'link', 'description'] as const)
    if (!feed[field]) faults.push(`channel has no ${field}`);
  if (!feed.atom?.links?.some(({ rel, href }) => rel === 'self' && href?.startsWith('https://')))
    faults.push('no atom:link rel="self"');
  if (feed.managingEditor && !/^\S+@\S+ \(.+\)$/u.test(element(xml, 'managingEditor')))
    faults.push('managingEditor is no address');
  if (!/^[a-z]{2}(-[a-z]{2})?$/iu.test(feed.language ?? '')) faults.push('language is no code');
  const ids = new Set<string>();
  for (const { title, link, guid, pubDate, description, content } of feed.items ?? []) {
    const name = guid?.value ?? title ?? '';
    if (!title && !description) faults.push(`${name}: neither title nor description`);
    if (!guid?.value) faults.push(`${name}: no guid`);
    if (ids.has(name)) faults.push(`${name}: twice`);
    ids.add(name);
    if (guid?.isPermaLink !== false && !URL.canParse(guid?.value ?? ''))
      faults.push(`${name}: guid is no address`);
    if (!link || !/^https?:/u.test(link)) faults.push(`${name}: link is not absolute`);
    const day =
      /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/u;
    if (!day.test(pubDate ?? '')) faults.push(`${name}: pubDate is ${pubDate}`);
    if (/<script|<\/?b>/u.test(description ?? ''))
      faults.push(`${name}: description is HTML, and has markup`);
    faults.push(...contentFaults(name, content?.encoded ?? ''));
  }
  return faults;
}

const element = (xml: string, name: string): string =>
  new RegExp(`<${name}>(.*?)</${name}>`, 'su').exec(xml)?.[1] ?? '';

/** What the validator warns of in HTML of an item. */
const contentFaults = (name: string, html: string): string[] => [
  ...[...html.matchAll(/ (?:href|src)="(?!https?:|mailto:)([^"]*)"/gu)].map(
    (found) => `${name}: relative ${found[1]}`,
  ),
  ...[
    ...html.matchAll(/<(script|style|iframe|object|embed|form|button|meta|link)\b|\s(style|on\w+|class)=/gu),
  ].map((found) => `${name}: ${found[0]}`),
];

/** Tags that do not close, and bare signs: a reader's program gives up at the first. */
function xmlFault(xml: string): string | undefined {
  const open: string[] = [];
  const rest = xml
    .replaceAll(/<!\[CDATA\[.*?\]\]>/gsu, '')
    .replace(/^<\?xml[^?]*\?>/u, '')
    .replaceAll(/<!--.*?-->/gsu, '');
  if (rest.includes(']]>')) return 'a CDATA section ends early';
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/iu.test(rest)) return 'a bare &';
  for (const [, slash, name, own] of rest.matchAll(/<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/gu)) {
    if (own) continue;
    if (!slash) open.push(name!);
    else if (open.pop() !== name) return `</${name}> closes nothing`;
  }
  if (/<(?![/\w])/u.test(rest)) return 'a bare <';
  return open.length > 0 ? `<${open.at(-1)}> stays open` : undefined;
}

/** Faults by the text of JSON Feed 1.1. */
function jsonFeedFaults(text: string): string[] {
  const feed = JSON.parse(text) as Record<string, unknown>;
  const faults: string[] = [];
  if (feed['version'] !== 'https://jsonfeed.org/version/1.1') faults.push('version');
  const known =
    'version title home_page_url feed_url description user_comment next_url icon favicon authors language expired hubs items';
  for (const key of Object.keys(feed)) if (!known.split(' ').includes(key)) faults.push(`feed has ${key}`);
  if (typeof feed['title'] !== 'string') faults.push('title');
  for (const key of ['home_page_url', 'feed_url']) if (!URL.canParse(String(feed[key]))) faults.push(key);
  const items = feed['items'] as Record<string, unknown>[];
  const item =
    'id url external_url title content_html content_text summary image banner_image date_published date_modified authors tags language attachments';
  for (const each of items) {
    const name = String(each['id']);
    for (const key of Object.keys(each))
      if (!item.split(' ').includes(key)) faults.push(`${name} has ${key}`);
    if (typeof each['id'] !== 'string' || each['id'] === '') faults.push(`${name}: id`);
    if (typeof each['content_html'] !== 'string' && typeof each['content_text'] !== 'string')
      faults.push(`${name}: no content`);
    for (const key of ['url', 'image'])
      if (each[key] !== undefined && !URL.canParse(each[key] as string)) faults.push(`${name}: ${key}`);
    if (
      !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/u.test(
        String(each['date_published']),
      )
    )
      faults.push(`${name}: date_published`);
    for (const key of ['authors', 'tags'])
      if (each[key] !== undefined && !Array.isArray(each[key])) faults.push(`${name}: ${key}`);
    for (const one of (each['authors'] ?? []) as object[])
      if (Object.keys(one).length === 0) faults.push(`${name}: an empty author`);
    faults.push(...contentFaults(name, String(each['content_html'])));
  }
  if (new Set(items.map(({ id }) => id)).size !== items.length) faults.push('an id twice');
  return faults;
}

describe('the feeds', () => {
  test('keep the rules, with nasty words in every field', async () => {
    const files = await filesOf();
    const feeds = [...files.keys()].filter((path) => path.endsWith('feed.xml'));
    expect(feeds).toContain('feed.xml');
    expect(feeds).toContain('tema/natur/feed.xml');
    for (const path of feeds) {
      expect([path, rssFaults(files.get(path)!)]).toEqual([path, []]);
      expect([path, jsonFeedFaults(files.get(path.replace('.xml', '.json'))!)]).toEqual([path, []]);
    }
  });

  test('say the words as they were written', async () => {
    const files = await filesOf();
    const [first] = parseRssFeed(files.get('feed.xml')!).items!;
    expect(first).toMatchObject({
      title: NASTY,
      // A description is HTML, and says the signs themselves.
      description: escape(NASTY),
      dc: { creators: [NASTY, 'Redaksjonen'] },
      categories: [{ name: 'Natur' }, { name: NASTY }],
      guid: { value: 'https://x.no/dmag/2026-1/elva/' },
      pubDate: 'Mon, 02 Mar 2026 00:00:00 GMT',
    });
    const { document } = parseHTML(`<html><body>${first!.content!.encoded}</body></html>`);
    expect(document.body.textContent).toContain('Vann ]]> & is.');
    const json = JSON.parse(files.get('feed.json')!) as { items: { title: string; content_html: string }[] };
    expect(json.items[0]!.title).toBe(NASTY);
    expect(json.items[0]!.content_html).toBe(first!.content!.encoded);
  });

  test('have the newest first, neither the colophon nor what is unlisted', async () => {
    const files = await filesOf();
    expect(parseRssFeed(files.get('feed.xml')!).items!.map(({ link }) => link)).toEqual([
      'https://x.no/dmag/2026-1/elva/',
      'https://x.no/dmag/2026-1/boka/',
      'https://x.no/dmag/2025-1/gammel/',
    ]);
    expect([...files].filter(([, text]) => /skjult|hemmelig/iu.test(text))).toEqual([]);
    expect(element(files.get('feed.xml')!, 'lastBuildDate')).toBe('Mon, 02 Mar 2026 00:00:00 GMT');
  });

  test('are the same from the same sources', async () => {
    expect(await filesOf()).toEqual(await filesOf());
  });

  test('are not made where there is no address', async () => {
    const names = [...(await filesOf('')).keys()];
    expect(names.filter((name) => /feed|sitemap/u.test(name))).toEqual([]);
    expect(names).toContain('robots.txt');
  });

  test('a feed with faults is told from a sound one', async () => {
    const xml = (await filesOf()).get('feed.xml')!;
    expect(rssFaults(xml.replace('<title>', '<title>&'))).toEqual(['a bare &']);
    expect(rssFaults(xml.replace('</item>', ''))).not.toEqual([]);
    expect(rssFaults(xml.replaceAll('https://x.no/dmag/2026-1/boka/', '/boka/'))).toContain(
      '/boka/: guid is no address',
    );
    expect(rssFaults(xml.replaceAll('02 Mar', '2 March')).length).toBeGreaterThan(1);
    expect(rssFaults(xml.replace(/<atom:link[^>]*>/u, ''))).toEqual(['no atom:link rel="self"']);
    const json = (await filesOf()).get('feed.json')!;
    expect(jsonFeedFaults(json.replace('1.1', '1'))).toEqual(['version']);
    expect(jsonFeedFaults(json.replaceAll('content_html', 'html')).length).toBeGreaterThan(1);
    expect(jsonFeedFaults(json.replaceAll('T00:00', ' 00:00')).length).toBeGreaterThan(1);
  });

  test('a sign that XML cannot carry is left out', async () => {
    const xml = (await filesOf(undefined, '<p>a\u0008b\uFFFEc</p>')).get('feed.xml')!;
    expect(xml).toContain('<p>abc</p>');
  });
});

describe('plain HTML', () => {
  test('keeps text, pictures and links, and nothing that asks for styles or scripts', () => {
    expect(plainHtml(BODY)).toBe(`<p>Vann ]]&gt; &amp; <em>is</em>.<sup><a href="#elva--1">1</a></sup></p>
<figure><img src="../boka/a.jpg" alt="En &quot;bok&quot;" width="4" height="3"></figure>
<p><a href="../boka/#b">Boka</a></p>`);
  });

  test('leads home from anywhere', () => {
    expect(
      withAddresses(
        '<a href="../boka/?a=1&amp;b=2#c">x</a><img src="a.jpg"><a href="#n">1</a>',
        'https://x.no/d/1/elva/',
      ),
    ).toBe(
      '<a href="https://x.no/d/1/boka/?a=1&amp;b=2#c">x</a><img src="https://x.no/d/1/elva/a.jpg"><a href="https://x.no/d/1/elva/#n">1</a>',
    );
  });

  test('is words, a block a line', () => {
    expect(plainWords('<h2>Hode</h2><ul><li>En<li>To</ul><p>a <b>b</b>c</p>')).toBe('Hode\nEn\nTo\na bc');
  });
});

describe('the sitemap', () => {
  test('names every page that is to be found, with the day it changed', async () => {
    const xml = (await filesOf()).get('sitemap.xml')!;
    expect(xmlFault(xml)).toBeUndefined();
    const pages = [...xml.matchAll(/<url><loc>(.*?)<\/loc>(?:<lastmod>(.*?)<\/lastmod>)?<\/url>/gu)];
    const found = new Map(pages.map(([, loc, day]) => [loc!.replace('https://x.no/dmag/', ''), day]));
    expect(found.get('')).toBe('2026-03-02');
    expect(found.get('2025-1/gammel/')).toBe('2025-05-30');
    expect(found.get('forfattere/kari-aas/')).toBe('2025-05-30');
    expect(found.get('tema/natur/')).toBe('2026-03-02');
    expect(found.has('2026-1/kolofon/')).toBe(true);
    expect([...found.keys()].some((path) => /hemmelig|404|sok/u.test(path))).toBe(false);
    expect(pages).toHaveLength(xml.split('<url>').length - 1);
    for (const [path] of found) expect(new URL(path, 'https://x.no/dmag/').href).toContain(path);
  });

  test('is named in robots.txt', async () => {
    expect((await filesOf()).get('robots.txt')).toBe(
      'User-agent: *\nAllow: /\n\nSitemap: https://x.no/dmag/sitemap.xml\n',
    );
  });
});
