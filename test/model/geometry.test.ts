/** Lengths and boxes. */
import { expect, test } from 'vitest';
import * as geometry from '../../scripts/model/geometry.ts';

test('an inch is 25.4 mm, 72 pt and 96 px', () => {
  expect(geometry.mmToPt(25.4)).toBeCloseTo(72);
  expect(geometry.mmToPx(25.4)).toBeCloseTo(96);
  expect(geometry.ptToPx(72)).toBeCloseTo(96);
  expect(geometry.ptToMm(72)).toBeCloseTo(25.4);
  expect(geometry.pxToMm(96)).toBeCloseTo(25.4);
  expect(geometry.pxToPt(96)).toBeCloseTo(72);
});

test('pixels, width and resolution belong together', () => {
  expect(geometry.ppi(1200, 203.2)).toBeCloseTo(150);
  expect(geometry.pixelsFor(203.2, 150)).toBe(1200);
  expect(geometry.widestMm(1200, 150)).toBeCloseTo(203.2);
});

test('the bound edge is right on a left page and left on a right page', () => {
  const bleed = { topMm: 3, bottomMm: 3, outsideMm: 5, insideMm: 0 };
  expect(geometry.bleedAt(bleed, 'left')).toEqual({ leftMm: 5, rightMm: 0 });
  expect(geometry.bleedAt(bleed, 'right')).toEqual({ leftMm: 0, rightMm: 5 });
  const size = geometry.bleedSize({ widthMm: 210, heightMm: 275 }, bleed);
  expect(size).toEqual({ widthMm: 215, heightMm: 281 });
});
