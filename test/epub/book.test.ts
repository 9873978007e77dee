import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bookFile } from '../../scripts/epub/container.ts';
import { COVER, coverWords } from '../../scripts/epub/cover.ts';
import { bookDocument } from '../../scripts/epub/document.ts';
import { bookStyles, legible } from '../../scripts/epub/look.ts';
import { type BookItem, identifierOf, packageDocument } from '../../scripts/epub/package.ts';
import { readSheet, readTheme, themes } from '../../scripts/io/styles.ts';
import { contrast, luminance, parseColour } from '../../scripts/model/colour.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Magazine } from '../../scripts/model/magazine.ts';
import { bookFaults, xmlFaults } from './structure.ts';

const magazine = {
  name: 'Fjære & flo',
  slug: 'fjaere',
  publisher: 'Forlaget',
  editor: 'Redaksjonen',
  language: 'nb',
} as Magazine;
const issue = {
  slug: '2026-1',
  title: 'Vår',
  number: '1/2026',
  date: '2026-03-02',
  language: 'nb',
  articles: [{ layout: 'feature', lang: 'en', byline: [{ name: 'Kari <Ås>' }], kicker: 'Sjø' }],
} as unknown as Issue;

const MARK = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-1" title="1"></span>';
const items: readonly BookItem[] = [
  {
    href: 'nav.xhtml',
    type: 'application/xhtml+xml',
    properties: 'nav',
    inSpine: true,
    content: bookDocument(
      'nb',
      'Innhold',
      '<nav epub:type="toc"><ol><li><a href="sak.xhtml">Sak</a></li></ol></nav><nav epub:type="page-list"><ol><li><a href="sak.xhtml#page-1">1</a></li></ol></nav>',
    ),
  },
  {
    href: 'sak.xhtml',
    type: 'application/xhtml+xml',
    inSpine: true,
    content: bookDocument(
      'en',
      'Tide & time',
      `<article>${MARK}<h1>Tide &amp; time</h1><p>A<br/>B</p></article>`,
    ),
  },
  { href: 'style.css', type: 'text/css', content: 'p{margin:0}' },
];
const opf = (wishes = { hasAlternatives: true, hasPages: true }): string =>
  packageDocument({ issue, magazine, items, ...wishes });
const book = (): Uint8Array => bookFile(items, opf(), issue.date);

/** The same book with one file changed, added or (undefined) left out. */
function changed(name: string, change: (text: string) => string | undefined): Uint8Array {
  const files = unzipSync(book());
  const before = files[name] ? strFromU8(files[name]) : '';
  const after = change(before);
  const zipped: Zippable = {};
  for (const [each, bytes] of Object.entries({ ...files, [name]: strToU8(after ?? '') }))
    if (each !== name || after !== undefined)
      zipped[each] = [bytes, { level: each === 'mimetype' ? 0 : 6, mtime: new Date(2026, 2, 2, 12) }];
  return zipSync(zipped);
}

describe('a book', () => {
  test('holds together', () => expect(bookFaults(book())).toEqual([]));

  test('is the same bytes each time, whatever the clock and its zone say', () => {
    expect(Buffer.compare(book(), book())).toBe(0);
    const before = process.env['TZ'];
    try {
      const zones = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((zone) => {
        process.env['TZ'] = zone;
        return Buffer.from(book()).toString('base64');
      });
      expect(new Set(zones).size).toBe(1);
    } finally {
      process.env['TZ'] = before;
    }
  });

  test.each([
    ['a file that no manifest names', 'EPUB/mer.css', () => 'p{}', 'EPUB/mer.css is not in the manifest'],
    [
      'a file that is not there',
      'EPUB/style.css',
      () => undefined,
      'style.css is in the manifest and not in the book',
    ],
    [
      'tags that cross',
      'EPUB/sak.xhtml',
      (text: string) => text.replace('<br/>', '<br>'),
      'sak.xhtml: </p> closes <br>',
    ],
    [
      'a bare ampersand',
      'EPUB/sak.xhtml',
      (text: string) => text.replace('>Tide &amp;', '>Tide &'),
      'sak.xhtml: no entity: &',
    ],
    [
      'an id twice',
      'EPUB/sak.xhtml',
      (text: string) => text.replace('<h1>', '<h1 id="page-1">'),
      'sak.xhtml has an id twice',
    ],
    [
      'a dead link',
      'EPUB/nav.xhtml',
      (text: string) => text.replace('"sak.xhtml"', '"borte.xhtml"'),
      'nav.xhtml leads to borte.xhtml',
    ],
    [
      'a page that has no mark',
      'EPUB/sak.xhtml',
      (text: string) => text.replace(MARK, ''),
      'nav.xhtml leads to sak.xhtml#page-1',
    ],
    [
      'a page that is not listed',
      'EPUB/nav.xhtml',
      (text: string) => text.replace(/<li><a href="sak.xhtml#page-1">1<\/a><\/li>/u, ''),
      'the page list (0) is not that of the marks (1)',
    ],
    [
      'a picture without alt',
      'EPUB/sak.xhtml',
      (text: string) => text.replace('<h1>', '<img src="style.css"/><h1>'),
      'sak.xhtml has a picture without alt',
    ],
    [
      'a picture from a network',
      'EPUB/sak.xhtml',
      (text: string) => text.replace('<h1>', '<img src="https://x.no/a.jpg" alt=""/><h1>'),
      'sak.xhtml shows https://x.no/a.jpg, which is not in the book',
    ],
    ['another kind of file', 'mimetype', () => 'application/zip', 'mimetype says something else'],
  ])('with %s is seen through', (_, name, change, fault) => {
    expect(bookFaults(changed(name, change as (text: string) => string | undefined))).toContain(fault);
  });

  test('packed in another order is no book', () => {
    const files = Object.entries(unzipSync(book())).toReversed();
    expect(bookFaults(zipSync(Object.fromEntries(files)))).toContain('mimetype is not first, or packed');
  });
});

describe('its package document', () => {
  test('is XML, whatever names have in them', () => {
    expect(xmlFaults(opf())).toEqual([]);
    expect(opf()).toContain('<dc:creator id="author-1">Kari &lt;Ås&gt;</dc:creator>');
    expect(opf()).toContain('<dc:title id="title">Fjære &amp; flo 1/2026: Vår</dc:title>');
  });

  test('says all languages, and the day of the issue as the day of its change', () => {
    expect(opf()).toContain('<dc:language>nb</dc:language>\n<dc:language>en</dc:language>');
    expect(opf()).toContain('<meta property="dcterms:modified">2026-03-02T12:00:00Z</meta>');
  });

  test('tells of descriptions and pages only where there are any', () => {
    expect(opf()).toContain('>alternativeText<');
    expect(opf()).toContain('"schema:accessModeSufficient">textual<');
    expect(opf()).toContain('"pageBreakSource">Fjære &amp; flo 1/2026, 2026-03-02<');
    const less = opf({ hasAlternatives: false, hasPages: false });
    expect(less).not.toMatch(/alternativeText|Sufficient">textual<|pageBreak|pageNavigation/u);
    expect(less).toContain('Noen bilder mangler beskrivelse.');
  });

  test('claims no conformance that nobody has assessed', () =>
    expect(opf()).not.toMatch(/conformsTo|certifiedBy/u));

  test('has an identifier that stays: the ISBN, or a UUID of magazine and issue', () => {
    expect(identifierOf({ slug: 'a', isbn: '978-82-000-0000-0' }, magazine)).toBe('urn:isbn:9788200000000');
    const one = identifierOf({ slug: '2026-1' }, magazine);
    expect(one).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/u);
    expect(identifierOf({ slug: '2026-1' }, magazine)).toBe(one);
    expect(identifierOf({ slug: '2026-2' }, magazine)).not.toBe(one);
  });
});

describe('its look', () => {
  test.each(themes)('%s fills every name, and is read by day, on sepia and at night', async (name) => {
    const css = await readSheet('epub');
    const look = bookStyles({ theme: await readTheme(name), css, faces: [] });
    expect(look).not.toContain('var(');
    const [day = '', night = ''] = look.split('@media (prefers-color-scheme: dark)');
    const worst = (part: string, ground: string): number =>
      Math.min(
        ...[...part.matchAll(/^\s+color: (#[\da-f]{6});/gmu)].map(([, colour = '']) =>
          contrast(luminance(parseColour(colour)!), luminance(parseColour(ground)!)),
        ),
      );
    expect(worst(day, '#f4ecd8')).toBeGreaterThanOrEqual(4.5);
    expect(worst(night, '#2b2b2b')).toBeGreaterThanOrEqual(4.5);
  });

  test('leaves the size, ground and colour of running text to the reader', async () => {
    const css = await readSheet('epub');
    const body = /^body \{[^}]*\}/mu.exec(css)?.[0] ?? '';
    expect(body).not.toMatch(/font-size|color|background|line-height/u);
    expect(css).not.toMatch(/!important|\d(?:px|pt)\b(?! solid)/u);
  });

  test('a colour that is legible stays as it is', () => {
    const white = parseColour('#ffffff')!;
    expect(legible(parseColour('#0b3f4d')!, white, 4.5)).toEqual(parseColour('#0b3f4d'));
    expect(
      contrast(luminance(legible(parseColour('#ffcc00')!, white, 4.5)), luminance(white)),
    ).toBeGreaterThanOrEqual(4.5);
  });
});

test('the cover says in words what stands on it', () => {
  expect(COVER).toBe('cover.xhtml');
  expect(
    coverWords(issue, magazine, {
      title: 'Vår',
      standfirst: 'Isen går?',
      image: { src: 'a', alt: 'Et vann' },
    } as never),
  ).toBe('Forsida av Fjære & flo 1/2026. Vår. Isen går? Et vann.');
});
