import { expect, test } from 'vitest';
import { differenceOf, type Samples } from '../../scripts/compare/areas.ts';

/** 4 pixels a millimetre, white, 100 × 50 mm. */
const MM = 4;
const WIDTH_MM = 100;
const white = (heightPx = 50 * MM, widthPx = WIDTH_MM * MM): Samples => ({
  widthPx,
  heightPx,
  rgba: new Uint8Array(widthPx * heightPx * 4).fill(255),
});

/** A rectangle in millimetres; `level` 0 is black. */
function painted(
  boxes: readonly (readonly [x: number, y: number, width: number, height: number])[],
  level = 0,
): Samples {
  const samples = white();
  for (const [x, y, width, height] of boxes)
    for (let row = y * MM; row < (y + height) * MM; row++)
      for (let column = x * MM; column < (x + width) * MM; column++)
        samples.rgba.fill(
          level,
          (row * samples.widthPx + column) * 4,
          (row * samples.widthPx + column) * 4 + 3,
        );
  return samples;
}

test('equal pages have no difference', () => {
  expect(differenceOf(white(), white(), WIDTH_MM)).toEqual({ share: 0, boxes: [] });
});

test('what has changed is in one box on the spot, as large as it is', () => {
  const { boxes, share } = differenceOf(white(), painted([[20, 10, 8, 6]]), WIDTH_MM);
  expect(boxes).toEqual([{ xMm: 20, yMm: 10, widthMm: 8, heightMm: 6 }]);
  expect(share).toBeCloseTo(48 / 5000, 4);
});

test('letters of one line are one area, and two ends of a page are two', () => {
  const line = [
    [10, 10, 2, 2],
    [14, 10, 2, 2],
    [18, 10, 2, 2],
  ] as const;
  expect(differenceOf(white(), painted(line), WIDTH_MM).boxes).toHaveLength(1);
  expect(differenceOf(white(), painted([...line, [80, 40, 4, 4]]), WIDTH_MM).boxes).toHaveLength(2);
});

test('a level of grey that a rasteriser rounds is no change, and one that an eye sees is', () => {
  expect(
    differenceOf(painted([[20, 10, 8, 6]], 128), painted([[20, 10, 8, 6]], 132), WIDTH_MM).boxes,
  ).toEqual([]);
  expect(
    differenceOf(painted([[20, 10, 8, 6]], 128), painted([[20, 10, 8, 6]], 190), WIDTH_MM).boxes,
  ).toHaveLength(1);
});

test('an edge that is smoothed otherwise is no change', () => {
  // A slanted edge, its pixels half covered; once with other halves.
  const slanted = (soft: number): Samples => {
    const samples = white();
    for (let row = 0; row < samples.heightPx; row++) {
      const edge = 100 + Math.floor(row / 3);
      const paint = (from: number, to: number, level: number): void => {
        samples.rgba.fill(level, (row * samples.widthPx + from) * 4, (row * samples.widthPx + to) * 4);
      };
      paint(0, edge, 0);
      paint(edge, edge + 1, row % 3 === 0 ? 220 : row % 3 === 1 ? 150 : soft);
    }
    for (let at = 3; at < samples.rgba.length; at += 4) samples.rgba[at] = 255;
    return samples;
  };
  expect(differenceOf(slanted(70), slanted(120), WIDTH_MM).boxes).toEqual([]);
});

test('a page that is a pixel smaller is compared all the same', () => {
  expect(differenceOf(white(), white(50 * MM - 1, WIDTH_MM * MM - 1), WIDTH_MM).boxes).toEqual([]);
});

test('a page that has changed all over is one box', () => {
  const many = Array.from({ length: 40 }, (_, at) => [(at % 8) * 12, Math.floor(at / 8) * 10, 2, 2] as const);
  expect(differenceOf(white(), painted(many), WIDTH_MM).boxes).toHaveLength(1);
});
