/** Printer's spreads of a stitched booklet: which two pages stand side by side on each side of each sheet. */
import type { SizeMm } from './geometry.ts';

/** Pages count from 1; undefined where a sheet has a page that the issue has not. */
export interface SheetSide {
  readonly left: number | undefined;
  readonly right: number | undefined;
}

/**
 * The pages in the order of their leaves, filled up to whole sheets. Blanks stand before the last page where that is a left one, so that it stays the back
 * and every spread keeps its two pages; after an odd last page there is no back to keep.
 */
export function filledUp(pages: number): (number | undefined)[] {
  const all = Array.from({ length: pages }, (_, at) => at + 1);
  const blanks = Array.from({ length: (4 - (pages % 4)) % 4 }, () => undefined);
  return pages % 2 === 0 ? [...all.slice(0, -1), ...blanks, ...all.slice(-1)] : [...all, ...blanks];
}

/** Side after side, from the outermost sheet inward, the outer side of each before its inner one: [n | 1], [2 | n − 1], [n − 2 | 3] … */
export function bookletSides(pages: number): SheetSide[] {
  const filled = filledUp(pages);
  return Array.from({ length: filled.length / 2 }, (_, side) => {
    const [first, last] = [filled[side], filled.at(-1 - side)];
    return side % 2 === 0 ? { left: last, right: first } : { left: first, right: last };
  });
}

/** What office printers take, across. */
const OFFICE: readonly SizeMm[] = [
  { widthMm: 297, heightMm: 210 },
  { widthMm: 420, heightMm: 297 },
];
/** A page that is this much too large still counts as fitting. */
const SPARE_MM = 0.5;

/** The sheet that two pages of that trim are printed on: the smallest of the office's that holds them, or as large as both together. */
export const bookletSheet = ({ widthMm, heightMm }: SizeMm): SizeMm =>
  OFFICE.find(
    (sheet) => 2 * widthMm <= sheet.widthMm + SPARE_MM && heightMm <= sheet.heightMm + SPARE_MM,
  ) ?? { widthMm: 2 * widthMm, heightMm };
