/** What a page tells machines, held against what schema.org and the programs that read it ask for. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { html } from '../../layouts/html.ts';
import { webDocument, type WebPage } from '../../scripts/web/document.ts';
import type { Subject } from '../../scripts/web/head.ts';
import type { Site } from '../../scripts/web/site.ts';
import { NASTY, site } from './site.ts';

const page = (own: Site, subject: Subject, path: string, title = NASTY): Document => {
  const given: WebPage = {
    path,
    title,
    description: NASTY,
    language: 'nb',
    theme: 'hav',
    subject,
    main: html`<h1>x</h1>`,
  };
  return parseHTML(webDocument(own, given)).document;
};
const [newest] = site().issues;
const elva = newest!.articles[0]!;
const onElva = (own = site()): Document =>
  page(own, { kind: 'article', issue: newest!, article: elva }, '2026-1/elva/');

const meta = (document: Document, name: string): (string | null)[] =>
  [...document.querySelectorAll(`meta[property="${name}"], meta[name="${name}"]`)].map((each) =>
    each.getAttribute('content'),
  );

type Thing = Record<string, unknown>;
const things = (document: Document): Thing[] =>
  [...document.querySelectorAll('script')].flatMap((script) => {
    expect(script.getAttribute('type')).toBe('application/ld+json');
    return (JSON.parse(script.textContent ?? '') as { '@graph': Thing[] })['@graph'];
  });

/**
 * What each type may say (schema.org 29) and, marked `!`, must say for Google to show it (its guide to structured data) or for
 * the thing to be any use.
 */
const SHAPES: Readonly<Record<string, string>> = {
  Article:
    'headline! datePublished! author! publisher! isPartOf! inLanguage! url mainEntityOfPage description articleSection image wordCount keywords pageStart pageEnd pagination isAccessibleForFree',
  PublicationIssue:
    'issueNumber! datePublished! isPartOf! name url inLanguage image numberOfPages publisher isbn',
  Periodical: 'name! publisher! url description issn inLanguage',
  WebSite: 'name! url inLanguage',
  Organization: 'name! url',
  Person: 'name! url jobTitle',
  ImageObject: 'url! width! height!',
  BreadcrumbList: 'itemListElement!',
  ListItem: 'position! name! item!',
};

const ADDRESSES = ['url', 'item', '@id', 'mainEntityOfPage'];

function thingFaults(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(thingFaults);
  if (typeof value !== 'object' || value === null)
    return value === null || value === '' ? ['an empty value'] : [];
  const thing = value as Thing;
  const type = String(thing['@type']);
  const shape = SHAPES[type];
  if (!shape) return [`${type} is no type here`];
  const known = shape.split(' ').map((name) => name.replace('!', ''));
  const missing = shape
    .split(' ')
    .filter((name) => name.endsWith('!') && thing[name.slice(0, -1)] === undefined);
  return [
    ...missing.map((name) => `${type} has no ${name.slice(0, -1)}`),
    ...Object.entries(thing).flatMap(([name, own]) => {
      if (name === '@type') return [];
      if (name !== '@id' && !known.includes(name)) return [`${type} has ${name}`];
      if (ADDRESSES.includes(name)) return URL.canParse(String(own)) ? [] : [`${name} is ${String(own)}`];
      if (name.startsWith('date'))
        return /^\d{4}-\d{2}-\d{2}$/u.test(String(own)) ? [] : [`${name} is ${String(own)}`];
      return thingFaults(own);
    }),
  ];
}

describe('the head of a page', () => {
  test('says where it lives and how it looks when shared', () => {
    const document = onElva();
    expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe(
      'https://x.no/dmag/2026-1/elva/',
    );
    expect(meta(document, 'og:type')).toEqual(['article']);
    expect(meta(document, 'og:title')).toEqual([NASTY]);
    expect(meta(document, 'og:description')).toEqual([NASTY]);
    expect(meta(document, 'og:url')).toEqual(['https://x.no/dmag/2026-1/elva/']);
    expect(meta(document, 'og:image')).toEqual(['https://x.no/dmag/2026-1/elva/card-1.jpg']);
    expect(meta(document, 'og:image:width')).toEqual(['1200']);
    expect(meta(document, 'og:image:alt')).toEqual(['Elva']);
    expect(meta(document, 'og:locale')).toEqual(['nb_NO']);
    expect(meta(document, 'article:published_time')).toEqual(['2026-03-02']);
    expect(meta(document, 'article:tag')).toEqual(['Natur', NASTY]);
    expect(meta(document, 'twitter:card')).toEqual(['summary_large_image']);
    expect(meta(document, 'robots')).toEqual([]);
    expect(document.documentElement.getAttribute('lang')).toBe('nb');
    expect(
      [...document.querySelectorAll('link[rel="alternate"]')].map((link) => link.getAttribute('href')),
    ).toEqual(['../../feed.xml', '../../feed.json']);
  });

  test('tells an article, its issue and its magazine apart, with the pages in print', () => {
    const [article, crumbs] = things(onElva());
    expect(thingFaults([article, crumbs])).toEqual([]);
    expect(article).toMatchObject({
      '@type': 'Article',
      headline: NASTY,
      pageStart: '12',
      pageEnd: '17',
      author: [
        { '@type': 'Person', name: NASTY },
        { '@type': 'Organization', name: 'Redaksjonen' },
      ],
      isPartOf: { issueNumber: '1/2026', isPartOf: { '@type': 'Periodical', issn: '1234-567X' } },
    });
    const way = (crumbs!['itemListElement'] as Thing[]).map(({ item }) => item);
    expect(way).toEqual([
      'https://x.no/dmag/',
      'https://x.no/dmag/2026-1/',
      'https://x.no/dmag/2026-1/elva/',
    ]);
  });

  test('tells the front page, an issue and a list', () => {
    const archive = things(page(site(), { kind: 'archive' }, ''));
    expect(archive.map((thing) => thing['@type'])).toEqual(['Periodical', 'WebSite']);
    const issue = things(page(site(), { kind: 'issue', issue: newest! }, '2026-1/'));
    expect(issue.map((thing) => thing['@type'])).toEqual(['PublicationIssue', 'BreadcrumbList']);
    const above = { name: 'Temaer', path: 'tema/' };
    const list = page(site(), { kind: 'list', name: 'Natur', above, feed: true }, 'tema/natur/');
    expect(thingFaults([...archive, ...issue, ...things(list)])).toEqual([]);
    expect(
      [...list.querySelectorAll('link[type="application/rss+xml"]')].map((link) => link.getAttribute('href')),
    ).toEqual(['feed.xml', '../../feed.xml']);
  });

  test('without an address tells what it can without one', () => {
    const document = onElva(site(''));
    expect(document.querySelector('link[rel="canonical"], link[rel="alternate"], meta[property]')).toBeNull();
    expect(thingFaults(things(document))).toEqual([]);
    expect(JSON.stringify(things(document))).not.toContain('http');
  });

  test('keeps what is not to be found from being found', () => {
    const hidden = site().issues.find(({ unlisted }) => unlisted)!;
    for (const document of [
      page(site(), { kind: 'issue', issue: hidden }, 'hemmelig/'),
      page(site(), { kind: 'article', issue: hidden, article: hidden.articles[0]! }, 'hemmelig/skjult/'),
      page(site(), { kind: 'help', isFound: false }, ''),
    ]) {
      expect(meta(document, 'robots')).toEqual(['noindex']);
      expect(document.querySelector('link[rel="canonical"]')).toBeNull();
      expect(things(document)).toEqual([]);
    }
  });

  test('a thing with faults is told from a sound one', () => {
    const [article] = things(onElva());
    expect(thingFaults({ ...article, headline: undefined })).toContain('Article has no headline');
    expect(thingFaults({ ...article, datePublished: '2. mars' })).toEqual(['datePublished is 2. mars']);
    expect(thingFaults({ ...article, url: '/elva/' })).toEqual(['url is /elva/']);
    expect(thingFaults({ ...article, issn: '1' })).toEqual(['Article has issn']);
    expect(thingFaults({ '@type': 'Artikkel' })).toEqual(['Artikkel is no type here']);
  });
});
