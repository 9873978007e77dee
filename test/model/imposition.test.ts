/** Printer's spreads: the order of pages on the sheets of a stitched booklet. */
import { expect, test } from 'vitest';
import { bookletSheet, bookletSides, filledUp } from '../../scripts/model/imposition.ts';

const spreads = (pages: number): string =>
  bookletSides(pages)
    .map(({ left, right }) => `${left ?? '–'}|${right ?? '–'}`)
    .join(' ');

test('the sheets of 4, 8 and 12 pages', () => {
  expect(spreads(4)).toBe('4|1 2|3');
  expect(spreads(8)).toBe('8|1 2|7 6|3 4|5');
  expect(spreads(12)).toBe('12|1 2|11 10|3 4|9 8|5 6|7');
});

test('44 pages are 11 sheets, the middle of the magazine on the last side', () => {
  const sides = bookletSides(44);
  expect(sides).toHaveLength(22);
  expect(sides[0]).toEqual({ left: 44, right: 1 });
  expect(sides[1]).toEqual({ left: 2, right: 43 });
  expect(sides.at(-1)).toEqual({ left: 22, right: 23 });
  // Every side has one even page, at the left, and one odd, at the right, and they add up.
  for (const { left, right } of sides) {
    expect(left! % 2).toBe(0);
    expect(right! % 2).toBe(1);
    expect(left! + right!).toBe(45);
  }
});

test('blanks stand before the back, so that spreads stay spreads and the back stays outside', () => {
  expect(filledUp(6)).toEqual([1, 2, 3, 4, 5, undefined, undefined, 6]);
  expect(spreads(6)).toBe('6|1 2|– –|3 4|5');
  expect(spreads(46).startsWith('46|1 2|– –|3 4|45')).toBe(true);
});

test('an odd last page is no back: its blanks follow', () => {
  expect(filledUp(5)).toEqual([1, 2, 3, 4, 5, undefined, undefined, undefined]);
  expect(spreads(7)).toBe('–|1 2|7 6|3 4|5');
  expect(spreads(1)).toBe('–|1 –|–');
});

test.each([1, 2, 3, 4, 5, 6, 7, 30, 45, 46, 47, 64])(
  'of %i pages each is there once, on the side that it has',
  (pages) => {
    const sides = bookletSides(pages);
    const found = sides.flatMap(({ left, right }) => [left, right]).filter((page) => page !== undefined);
    expect(found.sort((one, other) => one - other)).toEqual(Array.from({ length: pages }, (_, at) => at + 1));
    expect(sides.every(({ left = 2, right = 1 }) => left % 2 === 0 && right % 2 === 1)).toBe(true);
  },
);

test('two pages go on A4 or A3 where they fit, else on a sheet of their own', () => {
  expect(bookletSheet({ widthMm: 210, heightMm: 275 })).toEqual({ widthMm: 420, heightMm: 297 });
  expect(bookletSheet({ widthMm: 148, heightMm: 210 })).toEqual({ widthMm: 297, heightMm: 210 });
  expect(bookletSheet({ widthMm: 230, heightMm: 300 })).toEqual({ widthMm: 460, heightMm: 300 });
});
