/** Titles are set as large as their place allows, and no larger. */
import { expect, test } from 'vitest';
import { newsItems } from '../../layouts/news/items.ts';
import { lineSize, titleSize } from '../../layouts/parts/title-size.ts';

const place = {
  widthMm: 114,
  depthPt: 170,
  sizes: [
    { sizePt: 53, leadingPt: 52 },
    { sizePt: 34, leadingPt: 36 },
  ],
};

test('a short title takes the largest size', () =>
  expect(titleSize('Kunsten å sette en linje', place).sizePt).toBe(53));

test('a title of ninety letters takes the size at which it keeps to its depth', () =>
  expect(
    titleSize('Hvordan vi sluttet å telle skritt og begynte å telle timer '.repeat(2), place).sizePt,
  ).toBe(34));

test('one word too long for every size is made to measure', () => {
  const { sizePt } = titleSize('Menneskerettighetsorganisasjonene', place);
  expect(sizePt).toBeLessThan(34);
  expect(sizePt).toBeGreaterThan(15);
});

test('a long name of a magazine makes its masthead smaller', () => {
  expect(lineSize('d:mag', 138, 118)).toBe(118);
  expect(lineSize('Nytt magasin', 138, 118)).toBeLessThan(90);
});

test('the first head of the news leads, figures are told from words', () => {
  const { lead, body } = newsItems('<h2>Spiret</h2><p>x</p><h2>97,4 %</h2><p>y</p><h2>Vask</h2>', place);
  expect(lead).toContain('class="lead-head"');
  expect(body).toContain('<h2 class="figure-head">97,4 %</h2>');
  expect(body).toContain('<h2 class="short-head">Vask</h2>');
});
