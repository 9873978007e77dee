/** An advertisement is marked, belongs to someone, and leaves the page that its size says. */
import { expect, test } from 'vitest';
import { layout } from '../../layouts/ad/ad.11ty.ts';
import { pagesOf, rendered, words } from './rendered.ts';

const ad = (front: string, body = '') => rendered('ad', layout, `advertiser: Lien te\n${front}`, body);
const PICTURE = 'image: { src: te.jpg, alt: Te fra Lien }\n';

test('every size is marked, in the language of the article', () => {
  for (const size of ['full', 'half', 'quarter']) {
    expect(words(ad(`${PICTURE}size: ${size}`).html)).toBe('Annonse');
    expect(words(ad(`${PICTURE}size: ${size}\nlang: en`).html)).toBe('Advertisement');
  }
});

test('a size says what of the page it takes; a whole page is the rule', () => {
  expect(ad(PICTURE).html).toContain('class="article ad ad-full"');
  expect(ad(`${PICTURE}size: quarter`).html).toContain('class="article ad ad-quarter"');
  expect(ad(`${PICTURE}size: third`).findings).toMatchObject([{ level: 'error' }]);
});

test('of a text above an advertisement is said that the web edition leaves it out', () => {
  const { findings } = ad(`${PICTURE}size: half\ntitle: Må jeg svare?`, 'Nei.\n');
  expect(findings).toMatchObject([
    { rule: 'text-on-paper', level: 'note', message: expect.stringContaining('1 word') },
  ]);
  expect(ad(`${PICTURE}size: half`).findings).toEqual([]);
});

test('a text stands above half a page, under its own title', () => {
  const made = ad(`${PICTURE}size: half\nkicker: Spør oss\ntitle: Må jeg svare?`, 'Nei.\n');
  expect(pagesOf(made)).toEqual(['bleed', 'text repeated']);
  expect(words(made.html)).toBe('Spør oss Må jeg svare? Annonse Nei.');
});

test('the article can be found by its id whether it has a title or not', () => {
  expect(ad(PICTURE).html.match(/ id="a"/gu)).toHaveLength(1);
  expect(ad(`${PICTURE}size: half`, 'Nei.').html.match(/ id="a"/gu)).toHaveLength(1);
});

test('an address makes the picture a link', () => {
  expect(ad(`${PICTURE}url: https://example.org/te`).html).toMatch(
    /<a class="ad-place" href="https:\/\/example\.org\/te"\s*>\s*<img/u,
  );
  expect(ad(PICTURE).html).not.toContain('<a ');
});

test('without an advertiser there is no advertisement', () => {
  const { findings } = rendered('ad', layout, PICTURE);
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('advertiser')]);
});

test('what cannot be printed is told with its place', () => {
  expect(ad('').findings).toMatchObject([{ rule: 'ad-picture', place: { line: 2 } }]);
  expect(ad(PICTURE, 'To ord.').findings).toMatchObject([
    { rule: 'text-not-set', level: 'error', place: { line: 8 } },
  ]);
});

test('a PDF stands by its own boxes, and its stand-in is never cropped', () => {
  const { html, findings } = ad('image: { src: te.pdf, alt: Te fra Lien }');
  expect(findings).toEqual([]);
  expect(html).toContain('class="ad-picture ad-supplied"');
  expect(html).toContain('alt="Te fra Lien"');
  expect(ad(PICTURE).html).not.toContain('ad-supplied');
});
