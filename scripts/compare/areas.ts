/** Where two pictures of a page differ: changed pixels, gathered into boxes that an eye finds. */
import pixelmatch from 'pixelmatch';
import type { BoxMm } from '../model/finding.ts';

/** Samples row by row, four bytes a pixel. */
export interface Samples {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array;
}

export interface Difference {
  /** What the boxes cover of the page's area, 0 to 1. */
  readonly share: number;
  /** On the page, from the head down. */
  readonly boxes: readonly BoxMm[];
}

/** A colour has to differ by this much of all that colours can; a rasteriser's rounding is a twentieth of it. */
const THRESHOLD = 0.1;
/** Side of the squares in which changed pixels are counted. */
const CELL_MM = 2;
/** Fewer changed pixels in a square are chance. */
const LEAST_PIXELS = 2;
/** Squares that stand no further from each other than this many are one area: a changed line, not its letters. */
const NEAR_CELLS = 2;
const MOST_BOXES = 24;

/** A part of the samples from the upper left; two rasterisers may round a page's size differently. */
function part({ widthPx, rgba }: Samples, width: number, height: number): Uint8Array {
  if (widthPx === width) return rgba.subarray(0, width * height * 4);
  const rows = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row++)
    rows.set(rgba.subarray(row * widthPx * 4, (row * widthPx + width) * 4), row * width * 4);
  return rows;
}

/** @param widthMm of what the samples show */
export function differenceOf(before: Samples, after: Samples, widthMm: number): Difference {
  const width = Math.min(before.widthPx, after.widthPx);
  const height = Math.min(before.heightPx, after.heightPx);
  const mask = new Uint8Array(width * height * 4);
  // It tells anti-aliased edges from changes, and leaves them alone.
  const count = pixelmatch(part(before, width, height), part(after, width, height), mask, width, height, {
    threshold: THRESHOLD,
    diffMask: true,
  });
  if (count === 0) return { share: 0, boxes: [] };
  const pxPerMm = after.widthPx / widthMm;
  const cellPx = Math.max(1, Math.round(CELL_MM * pxPerMm));
  const across = Math.ceil(width / cellPx);
  const down = Math.ceil(height / cellPx);
  const counts = new Uint16Array(across * down);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // In the mask an anti-aliased pixel is yellow, a changed one red.
      const at = (y * width + x) * 4;
      if (mask[at + 3] === 0 || mask[at + 1]! > 0) continue;
      counts[Math.floor(y / cellPx) * across + Math.floor(x / cellPx)]!++;
    }
  }
  const boxes = gathered(counts, across, down).map(({ left, top, right, bottom }) => ({
    xMm: round((left * cellPx) / pxPerMm),
    yMm: round((top * cellPx) / pxPerMm),
    widthMm: round((Math.min(width, (right + 1) * cellPx) - left * cellPx) / pxPerMm),
    heightMm: round((Math.min(height, (bottom + 1) * cellPx) - top * cellPx) / pxPerMm),
  }));
  const covered = boxes.reduce((sum, box) => sum + box.widthMm * box.heightMm, 0);
  return { share: Math.min(1, covered / (widthMm * (height / pxPerMm))), boxes };
}

const round = (mm: number): number => Math.round(mm * 10) / 10;

interface Cells {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Squares that hold changes, in groups of those near each other. */
function gathered(counts: Uint16Array, across: number, down: number): Cells[] {
  const seen = new Uint8Array(counts.length);
  const groups: Cells[] = [];
  for (let start = 0; start < counts.length; start++) {
    if (seen[start] || counts[start]! < LEAST_PIXELS) continue;
    seen[start] = 1;
    const open = [start];
    let box: Cells = { left: across, top: down, right: 0, bottom: 0 };
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y] = [at % across, Math.floor(at / across)];
      box = joined(box, { left: x, top: y, right: x, bottom: y });
      for (let other = Math.max(0, y - NEAR_CELLS); other <= Math.min(down - 1, y + NEAR_CELLS); other++) {
        for (
          let beside = Math.max(0, x - NEAR_CELLS);
          beside <= Math.min(across - 1, x + NEAR_CELLS);
          beside++
        ) {
          const next = other * across + beside;
          if (seen[next] || counts[next]! < LEAST_PIXELS) continue;
          seen[next] = 1;
          open.push(next);
        }
      }
    }
    groups.push(box);
  }
  return fewer(groups);
}

const joined = (one: Cells, other: Cells): Cells => ({
  left: Math.min(one.left, other.left),
  top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
});

const overlaps = (one: Cells, other: Cells): boolean =>
  one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom;

/** Boxes that lie over each other become one; of very many, all do. */
function fewer(groups: readonly Cells[]): Cells[] {
  let boxes = [...groups];
  for (let isMerged = true; isMerged;) {
    isMerged = false;
    const next: Cells[] = [];
    for (const box of boxes) {
      const at = next.findIndex((other) => overlaps(box, other));
      if (at < 0) next.push(box);
      else {
        next[at] = joined(next[at]!, box);
        isMerged = true;
      }
    }
    boxes = next;
  }
  return boxes.length > MOST_BOXES ? [boxes.reduce(joined)] : boxes;
}
