/** Fields are set as running text is. */
import { expect, test } from 'vitest';
import { setArticle, setMagazine } from '../../scripts/markdown/fields.ts';
import { setLine } from '../../scripts/markdown/line.ts';
import type { Article } from '../../scripts/model/article.ts';

const visible = (text: string): string => text.replaceAll('\u00A0', '⍽');

test.each([
  ['"Vann" - 96 % av oss', '«Vann» – 96⍽% av oss'],
  ["Kl. 16 sa han 'ja' ...", 'Kl.⍽16 sa han ‘ja’ …'],
  ['1-2 & <b> * _x_ &amp; [a](b)', '1–2 & <b> * _x_ &amp; [a](b)'],
  ['To linjer\nog "to"', 'To linjer\nog «to»'],
  ['Se https://eksempel.no/a--b', 'Se https://eksempel.no/a--b'],
])('%s', (written, set) => {
  expect(visible(setLine(written, 'nb'))).toBe(set);
});

test('an English field has English quotation marks', () => {
  expect(setLine('"Water"', 'en')).toBe('“Water”');
});

const article: Article = {
  slug: 'elva',
  issueSlug: '2026-1',
  file: 'a.md',
  layout: 'feature',
  title: '"Elva"',
  kicker: 'Vann - og is',
  byline: [{ name: 'Kari "Elv" Ås' }],
  image: { src: 'a--b.jpg', alt: '"Elva"', credit: 'Per - NTB' },
  draft: false,
  lang: 'nb',
  options: {},
  body: '"Urørt"',
  bodyLine: 5,
  start: 'any',
  locked: false,
};

test('all that an article prints is set; names of files, the body and what is not written are not', () => {
  const set = setArticle(article);
  expect(set).toEqual({
    ...article,
    title: '«Elva»',
    kicker: 'Vann – og is',
    byline: [{ name: 'Kari «Elv» Ås' }],
    image: { src: 'a--b.jpg', alt: '«Elva»', credit: 'Per – NTB' },
  });
  expect('standfirst' in set).toBe(false);
});

test('the magazine’s rows and its newsletter are set', () => {
  const set = setMagazine({
    name: 'd:mag',
    slug: 'dmag',
    publisher: 'Forlaget',
    editor: 'Kari',
    language: 'nb',
    newsletter: { title: '"Brev"', url: 'https://a.no/b--c' },
    spine: true,
    contributors: [],
    colophon: [{ label: 'Trykk', text: '"Ark" - Oslo' }],
    hyphenation: ['tids-uttrykk'],
  });
  expect(set).toMatchObject({
    newsletter: { title: '«Brev»', url: 'https://a.no/b--c' },
    colophon: [{ label: 'Trykk', text: '«Ark» – Oslo' }],
    hyphenation: ['tids-uttrykk'],
  });
});
