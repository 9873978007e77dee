import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { parsePrinter } from '../../scripts/model/printer.ts';
import { bleedFilled } from '../../scripts/preflight/checks/press/bleed-filled.ts';
import { emptyPage } from '../../scripts/preflight/checks/press/empty-page.ts';
import { totalInk } from '../../scripts/preflight/checks/press/total-ink.ts';
import type { InkMap } from '../../scripts/preflight/ink-map.ts';
import type { PressProof } from '../../scripts/preflight/press-proof.ts';

const file = 'issues/printers/sheetfed-coated.yaml';
const stitched = parsePrinter(readFileSync(file, 'utf8'), file).value!;
const printer = { ...stitched, binding: 'none' } as const;
const pt = (mm: number): number => (mm * 72) / 25.4;

type Area = readonly [xMm: number, yMm: number, widthMm: number, heightMm: number, percent: number];

/** A page of 210 × 275 mm with 3 mm of bleed and areas of ink on it. */
function proofOf(
  areas: readonly Area[],
  article: string | undefined = 'issues/2026-1/elva/article.md',
): PressProof {
  const percent = new Uint16Array(216 * 281);
  for (const [left, top, width, height, ink] of areas) {
    for (let y = Math.max(0, top + 3); y < Math.min(281, top + 3 + height); y++)
      percent.fill(ink, y * 216 + Math.max(0, left + 3), y * 216 + Math.min(216, left + 3 + width));
  }
  const ink: InkMap = { widthPx: 216, heightPx: 281, cellMm: 1, xMm: -3, yMm: -3, percent };
  return {
    printer,
    printerPlace: { file, line: 1, column: 1 },
    file: {
      pages: [{ trim: [pt(3), pt(3), pt(213), pt(278)], bleed: [0, 0, pt(216), pt(281)] }],
    } as unknown as PressProof['file'],
    pages: [
      {
        side: 'right',
        ...(article && { file: article }),
        blocks: [{ xMm: 20, yMm: 30, widthMm: 80, heightMm: 60, line: 12 }],
        pictures: [],
      },
    ],
    ink: [ink],
  };
}

describe('ink on the page', () => {
  test('over the limit is told of, with the fullest square and the line that stands there', () => {
    expect(totalInk(proofOf([[20, 30, 40, 40, 330]]))).toMatchObject([
      {
        rule: 'total-ink',
        level: 'warning',
        message: 'page 1 takes 330 % of ink over 15 mm; the printer allows 300 %',
        place: { line: 12 },
        page: 1,
        box: { xMm: 20, yMm: 30, widthMm: 15, heightMm: 15 },
      },
    ]);
  });
  test.each<[string, Area[]]>([
    ['at the limit', [[20, 30, 40, 40, 300]]],
    ['of a small area with much', [[20, 30, 10, 10, 400]]],
    ['of a thin line with much', [[0, 30, 210, 1, 400]]],
  ])('%s passes', (_, areas) => expect(totalInk(proofOf(areas))).toEqual([]));
});

describe('the bleed', () => {
  test.each<[string, Area, string]>([
    ['that stops at the trim', [0, 40, 60, 80, 120], 'left of page 1 does not fill the bleed, over 80 mm'],
    ['that stops a millimetre too early', [-2, 40, 60, 80, 120], 'left of page 1'],
    ['at the head', [30, 0, 90, 40, 60], 'head of page 1 does not fill the bleed, over 90 mm'],
    ['at the foot', [30, 200, 90, 75, 60], 'foot of page 1 does not fill the bleed, over 90 mm'],
    ['at the right', [150, 40, 60, 20, 60], 'right of page 1 does not fill the bleed, over 20 mm'],
  ])('of an area %s is not filled', (_, area, said) => {
    const [found, ...more] = bleedFilled(proofOf([area]));
    expect(more).toEqual([]);
    expect(found).toMatchObject({ rule: 'bleed-filled', level: 'error', page: 1 });
    expect(found!.message).toContain(said);
    expect(found!.box!.widthMm * found!.box!.heightMm).toBeGreaterThan(0);
  });
  test.each<[string, Area[]]>([
    ['that runs out of the page', [[-3, 40, 60, 80, 120]]],
    ['that keeps clear of the edge', [[2, 40, 60, 80, 120]]],
    ['that fills the page', [[-3, -3, 216, 281, 250]]],
    ['of a hair’s breadth', [[0, 40, 60, 2, 120]]],
    ['of a tint too light to see', [[0, 40, 60, 80, 10]]],
  ])('of an area %s is nothing to complain of', (_, areas) =>
    expect(bleedFilled(proofOf(areas))).toEqual([]),
  );
});

test('at the spine pages are folded, and nothing need bleed', () => {
  const proof = { ...proofOf([[0, 40, 60, 80, 120]]), printer: stitched };
  expect(bleedFilled(proof)).toEqual([]);
  expect(bleedFilled({ ...proof, pages: [{ ...proof.pages[0]!, side: 'left' }] })).toHaveLength(1);
});

describe('an empty page', () => {
  test('of an article is told of, also with marks beside it', () => {
    expect(emptyPage(proofOf([]))).toMatchObject([{ rule: 'empty-page', level: 'warning', page: 1 }]);
    expect(emptyPage(proofOf([[-3, -3, 3, 3, 400]]))).toMatchObject([{ rule: 'empty-page' }]);
  });
  test('that the issue leaves blank, or with one word on it, is none', () => {
    expect(emptyPage(proofOf([], ''))).toEqual([]);
    expect(emptyPage(proofOf([[100, 100, 2, 1, 12]]))).toEqual([]);
  });
});
