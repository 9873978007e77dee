/** A column: its text hangs as low on the page as it may. */
import { expect, test } from 'vitest';
import { layout } from '../../layouts/column/column.11ty.ts';
import { pagesOf, rendered, words } from './rendered.ts';

const sentence = 'Vi legger til et felt på en tirsdag, og ingen spør hvorfor det står der. ';
const column = (front: string, sentences: number) =>
  rendered('column', layout, front, `${sentence.repeat(3)}\n\n`.repeat(sentences / 3));
const textFrom = (html: string): number =>
  Number(/text-area"[^>]*--l: (\d+)/u.exec(html.replaceAll(/\s+/gu, ' '))?.[1]);

test('a short text begins low, a longer one higher, line by line', () => {
  const starts = [6, 15, 18, 21, 27].map((count) => textFrom(column('', count).html));
  expect(starts[0]).toBe(35);
  expect(starts).toEqual(starts.toSorted((one, other) => other - one));
  expect(new Set(starts).size).toBeGreaterThan(3);
});

test('a text that one page cannot hold keeps its white and runs on', () => {
  const long = column('', 90);
  expect(textFrom(long.html)).toBe(27);
  expect(pagesOf(long)).toEqual(['plain', 'text repeated']);
});

test('the writer stands beside the text: portrait, name, what the column is', () => {
  const side = column(
    'byline: Kari Ås\nabout: Om én ting i uka.\nimage: { src: kari.jpg, alt: Kari }',
    6,
  ).html.replaceAll(/\s+/gu, ' ');
  expect(words(/column-side[^>]*>([^]*?)<div class="text-area/u.exec(side)![1]!)).toBe(
    'Tekst Kari Ås Om spalten Om én ting i uka.',
  );
  expect(side.indexOf('class="portrait"')).toBeLessThan(side.indexOf('class="byline"'));
});

test('its own words are in the language of the article', () => {
  expect(words(column('lang: nn\nabout: x', 6).html)).toContain('Om spalta x');
  expect(words(column('lang: en\nabout: x', 6).html)).toContain('About this column x');
});

test('what is said of the column has the quotation marks of its language', () =>
  expect(words(column('about: Om "feltet" - hver uke.', 6).html)).toContain('Om «feltet» – hver uke.'));

test('a long text about the column makes room for itself', () => {
  expect(textFrom(column(`about: ${sentence.repeat(8)}`, 6).html)).toBeLessThan(35);
});

test('no class of it is taken for a column of text', () => {
  expect(column('', 6).html).not.toMatch(/class="[^"]*(?<![\w-])column(?![\w-])/u);
});

test('a field that it does not know is refused', () => {
  expect(column('abuot: x', 6).findings).toMatchObject([{ rule: 'unknown-field', hint: 'write about' }]);
});
