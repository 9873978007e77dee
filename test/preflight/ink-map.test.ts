import { expect, test } from 'vitest';

import { fullestSquare, type InkMap } from '../../scripts/preflight/ink-map.ts';

const map = (widthPx: number, heightPx: number, at: (x: number, y: number) => number): InkMap => ({
  widthPx,
  heightPx,
  cellMm: 2,
  xMm: -3,
  yMm: -3,
  percent: Uint16Array.from({ length: widthPx * heightPx }, (_, cell) =>
    at(cell % widthPx, Math.floor(cell / widthPx)),
  ),
});

test('the fullest square is found where it lies, from the trim’s corner', () => {
  const found = fullestSquare(
    map(20, 30, (x, y) => (x >= 7 && x < 12 && y >= 11 && y < 16 ? 340 : 100)),
    10,
  );
  expect(found).toEqual({ percent: 340, box: { xMm: 11, yMm: 19, widthMm: 10, heightMm: 10 } });
});

test('one dark cell is diluted by what lies around it', () => {
  expect(
    fullestSquare(
      map(20, 20, (x, y) => (x === 5 && y === 5 ? 400 : 0)),
      10,
    ).percent,
  ).toBe(16);
});

test('a page smaller than the square is one square', () => {
  expect(
    fullestSquare(
      map(3, 2, () => 200),
      15,
    ),
  ).toMatchObject({ percent: 200, box: { widthMm: 4 } });
});
