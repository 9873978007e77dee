import { describe, expect, test } from 'vitest';
import { brokenLinks, lineOf, linksOf } from '../../scripts/web/links.ts';

const PAGE = '2026-1/elva/index.html';
const files = (html: string, site?: string) =>
  linksOf(PAGE, html, site).map(({ file, anchor }) => [file, anchor]);

describe('where an address leads', () => {
  test.each([
    ['<a href="../skogen/">', '2026-1/skogen/index.html', undefined],
    ['<a href="../skogen/#trær">', '2026-1/skogen/index.html', 'trær'],
    ['<a href="#slutt">', PAGE, 'slutt'],
    ['<a href="../../">', 'index.html', undefined],
    ['<a href="./?a=1&amp;b=2">', PAGE, undefined],
    ["<img alt='>' src='b%C3%A5t.jpg'>", '2026-1/elva/båt.jpg', undefined],
    ['<meta http-equiv="refresh" content="0; url=../skogen/">', '2026-1/skogen/index.html', undefined],
  ])('%s', (html, file, anchor) => expect(files(html)).toEqual([[file, anchor]]));

  test('every size of a picture', () => {
    expect(files('<source srcset="a-1.avif 1w, a-2.avif 2w">').map(([file]) => file)).toEqual([
      '2026-1/elva/a-1.avif',
      '2026-1/elva/a-2.avif',
    ]);
  });

  test('an address of the edition itself is looked up, one from the root counts from its base', () => {
    const site = 'https://x.no/dmag/';
    expect(files('<a href="https://x.no/dmag/2026-1/">', site)).toEqual([['2026-1/index.html', undefined]]);
    expect(files('<a href="/dmag/assets/hav.css">', site)).toEqual([['assets/hav.css', undefined]]);
    expect(files('<a href="https://x.no/annet/">', site)).toEqual([[undefined, undefined]]);
  });

  test('other sites are held against their form alone', () => {
    const malformed = (href: string): boolean => Boolean(linksOf(PAGE, `<a href="${href}">`)[0]?.isMalformed);
    expect(['https://example.org/a', 'mailto:a@b.no', 'tel:+4722', 'data:,x'].map(malformed)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(['https://', 'https://elva', 'http://[', 'https:///elva'].map(malformed)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

test('files and places that are not there', () => {
  const pages = new Map([
    [
      PAGE,
      '<h2 id="slutt">x</h2><a href="#slutt"></a><a href="#start"></a><a href="../skogen/#x"></a><a href="borte.jpg"></a>',
    ],
    ['2026-1/skogen/index.html', '<p id="y">'],
  ]);
  const exists = (file: string): boolean => pages.has(file);
  expect(brokenLinks(pages, exists).map(({ link, why }) => [link.written, why])).toEqual([
    ['#start', 'no place'],
    ['../skogen/#x', 'no place'],
    ['borte.jpg', 'no file'],
  ]);
  // A page that is not made now was held against its links when it was.
  const alone = new Map([[PAGE, '<a href="../skogen/#x"></a>']]);
  expect(brokenLinks(alone, () => true)).toEqual([]);
});

test('a reference is found at the line of the block that holds it', () => {
  const body =
    '<p data-source-line="12">a</p><p data-source-line="14"><a href="#skogen" data-ref="skogen">s</a> <a href="#skogen--x" class="xref" data-ref="skogen">x</a></p>';
  expect(lineOf(body, { article: 'skogen' })).toBe(14);
  expect(lineOf(body, { article: 'skogen', anchor: 'skogen--x' })).toBe(14);
  expect(lineOf(body, { article: 'elva' })).toBeUndefined();
});
