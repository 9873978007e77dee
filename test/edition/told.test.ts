/** Which lines a fault of the composer speaks of. */
import { expect, test } from 'vitest';
import { isTold, toldLines } from '../../scripts/edition/told.ts';
import type { ComposeFinding } from '../../scripts/pages/compose/types.ts';

const finding = (rule: ComposeFinding['rule'], sourceLine?: number): ComposeFinding => ({
  rule,
  level: 'error',
  message: '',
  hint: '',
  sourceLine,
  page: 1,
});

const HTML =
  '<p data-source-line="3">a</p><aside class="fact" data-source-line="5"><div><p data-source-line="6">b</p><aside><p data-source-line="8">c</p></aside></div></aside><p data-source-line="10">d</p>';

test('a box that is cut off speaks for all that stands in it', () => {
  expect([...toldLines(HTML, [finding('oversize', 5)])]).toEqual([5, 6, 8]);
});

test('a wide word speaks for nothing', () => {
  expect(toldLines(HTML, [finding('wide-word', 5)]).size).toBe(0);
  expect(isTold([finding('wide-word', 5)], 1)).toBe(false);
});

test('an opener that is too full speaks for the front matter, and for its page', () => {
  expect([...toldLines(HTML, [finding('opener-overflow')])]).toEqual([1]);
  expect([0, 1].map((page) => isTold([finding('opener-overflow')], page))).toEqual([false, true]);
});
