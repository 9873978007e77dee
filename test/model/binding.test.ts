/** What binding comes to: sheets, creep, the width of a spine. */
import { expect, test } from 'vitest';
import { bindingFacts, type Paper } from '../../scripts/model/binding.ts';
import { parsePrinter } from '../../scripts/model/printer.ts';
import { formatFindings } from '../../scripts/model/report.ts';

const least =
  'name: Ark\ntrim: { width: 210, height: 275 }\nicc: { path: icc/F39.icc, condition: FOGRA39 }\n';
const read = (lines: string) => parsePrinter(`${least}${lines}`, 'p.yaml');
const paper: Paper = {
  body: { grams: 130, thicknessMm: 0.11 },
  cover: { grams: 250, thicknessMm: 0.22 },
};

test('a leaf is as thick as it is written, or as grams and volume make it', () => {
  const { value, findings } = read(
    'paper: { body: { name: Munken, grams: 90, volume: 1.8 }, cover: { grams: 250, thickness: 0.23 } }\n',
  );
  expect(findings).toEqual([]);
  expect(value?.paper).toEqual({
    body: { name: 'Munken', grams: 90, thicknessMm: 0.162 },
    cover: { grams: 250, thicknessMm: 0.23 },
  });
});

test('grams alone do not say how thick a paper is', () => {
  const said = formatFindings(read('paper: { body: { grams: 90 } }\n').findings, { color: false });
  expect(said).toContain('p.yaml:4:16 error  paper.body is a group of fields; it must be a paper with');
  expect(said).toContain('thickness: 0.11 (mm a leaf) or volume: 0.9 (cm³/g)');
});

test('a stitched issue is sheets of four pages, and its innermost leaf creeps out by all that is round it', () => {
  expect(bindingFacts({ binding: 'saddle', paper }, 44)).toEqual({
    binding: 'saddle',
    pages: 44,
    missingPages: 0,
    sheets: 11,
    // Nine sheets of the body and the cover are round it.
    creepMm: 1.21,
  });
  expect(bindingFacts({ binding: 'saddle', paper: { body: paper.body } }, 8)).toMatchObject({
    sheets: 2,
    creepMm: 0.11,
  });
  expect(bindingFacts({ binding: 'saddle', paper }, 4)).toMatchObject({ sheets: 1, creepMm: 0 });
});

test('pages that a sheet lacks are counted', () => {
  const missing = (binding: 'saddle' | 'perfect' | 'none', pages: number): number =>
    bindingFacts({ binding }, pages).missingPages;
  expect([44, 45, 46, 47].map((pages) => missing('saddle', pages))).toEqual([0, 3, 2, 1]);
  expect([44, 45, 46, 47].map((pages) => missing('perfect', pages))).toEqual([0, 1, 0, 1]);
  expect(missing('none', 45)).toBe(0);
});

test('a spine is as wide as its leaves and both leaves of the cover', () => {
  expect(bindingFacts({ binding: 'perfect', paper }, 104)).toEqual({
    binding: 'perfect',
    pages: 104,
    missingPages: 0,
    bodyPages: 100,
    // 50 leaves of 0.11 mm and two of 0.22 mm.
    spineMm: 5.94,
  });
});

test('without a thickness nothing is guessed', () => {
  expect(bindingFacts({ binding: 'perfect' }, 104)).not.toHaveProperty('spineMm');
  expect(bindingFacts({ binding: 'saddle' }, 44)).not.toHaveProperty('creepMm');
});
