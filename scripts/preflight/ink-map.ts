/** How much ink lies on a page, all inks together: what the limit is held against, and what a heat map is drawn from. */
import type { BoxMm } from '../model/finding.ts';

/** A page in square cells, row by row from the top left. It covers the media box: trim, bleed and what else there is. */
export interface InkMap {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Length of a cell's side. */
  readonly cellMm: number;
  /** From the trim's top left corner to the map's: below zero where there is bleed. */
  readonly xMm: number;
  readonly yMm: number;
  /** Per cent, summed over all inks: 400 is four inks, each solid. */
  readonly percent: Uint16Array;
}

/** The most that a square holds, in per cent on average, and where it lies on the trim. A map smaller than one is one square. */
export interface InkSquare {
  readonly percent: number;
  readonly box: BoxMm;
}

/** The square of `sideMm` with the most ink on average. */
export function fullestSquare(
  { widthPx, heightPx, cellMm, xMm, yMm, percent }: InkMap,
  sideMm: number,
): InkSquare {
  const side = Math.max(1, Math.min(widthPx, heightPx, Math.round(sideMm / cellMm)));
  // Sums of everything above and to the left, one row and one column more than the map has.
  const across = widthPx + 1;
  const sums = new Float64Array(across * (heightPx + 1));
  for (let y = 0; y < heightPx; y++) {
    let row = 0;
    for (let x = 0; x < widthPx; x++) {
      row += percent[y * widthPx + x]!;
      sums[(y + 1) * across + x + 1] = sums[y * across + x + 1]! + row;
    }
  }
  let [most, left, top] = [-1, 0, 0];
  for (let y = 0; y + side <= heightPx; y++) {
    for (let x = 0; x + side <= widthPx; x++) {
      const sum =
        sums[(y + side) * across + x + side]! -
        sums[y * across + x + side]! -
        sums[(y + side) * across + x]! +
        sums[y * across + x]!;
      if (sum > most) [most, left, top] = [sum, x, y];
    }
  }
  const mm = (cells: number): number => Math.round(cells * cellMm * 100) / 100;
  return {
    percent: Math.max(0, most) / side ** 2,
    box: { xMm: mm(left) + xMm, yMm: mm(top) + yMm, widthMm: mm(side), heightMm: mm(side) },
  };
}

/** The sum of some inks, a byte a cell each (0 none, 255 solid), in per cent. */
export function inkPercent(inks: readonly { readonly amount: Uint8Array }[]): Uint16Array {
  const percent = new Uint16Array(inks[0]?.amount.length ?? 0);
  for (let cell = 0; cell < percent.length; cell++) {
    let sum = 0;
    for (const { amount } of inks) sum += amount[cell]!;
    percent[cell] = Math.round((sum * 100) / 255);
  }
  return percent;
}
