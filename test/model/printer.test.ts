/** printers/<printer>.yaml. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';
import { parsePrinter } from '../../scripts/model/printer.ts';
import { formatFindings } from '../../scripts/model/report.ts';

const least =
  'name: Ark\ntrim: { width: 210, height: 275 }\nicc: { path: icc/F39.icc, condition: FOGRA39 }\n';
const report = (source: string): string =>
  formatFindings(parsePrinter(source, 'p.yaml').findings, { color: false });

test('trim and profile are enough; the rest is what most print shops ask', () => {
  expect(parsePrinter(least, 'issues/printers/ark.yaml')).toEqual({
    findings: [],
    value: {
      slug: 'ark',
      name: 'Ark',
      trim: { widthMm: 210, heightMm: 275 },
      bleed: { topMm: 3, bottomMm: 3, outsideMm: 3, insideMm: 3 },
      safeMm: 5,
      binding: 'saddle',
      hingeMm: 0,
      level: 'X-4',
      icc: { path: 'icc/F39.icc', condition: 'FOGRA39', registry: 'http://www.color.org' },
      inkLimitPercent: 300,
      inkSquareMm: 15,
      ppi: { error: 149, warning: 224, target: 300, smallestPx: 16, bitmap: { error: 549, warning: 799 } },
      textSmallestPt: 8,
      linePt: { single: 0.25, multi: 0.25 },
      black: { textPt: 12, linePt: 2, fromPercent: 85, sumPercent: 280 },
      marks: [],
      marksOffsetMm: 3,
      spots: [],
      pagesMultiple: 4,
      rules: {},
      places: {
        level: { file: 'issues/printers/ark.yaml', line: 1, column: 1 },
        icc: { file: 'issues/printers/ark.yaml', line: 3, column: 1 },
        marks: { file: 'issues/printers/ark.yaml', line: 1, column: 1 },
        spots: { file: 'issues/printers/ark.yaml', line: 1, column: 1 },
        pages: { file: 'issues/printers/ark.yaml', line: 1, column: 1 },
      },
    },
  });
});

test('bleed is one number or four, marks all, none or some', () => {
  expect(parsePrinter(`${least}bleed: 5\nmarks: true\n`, 'p.yaml').value).toMatchObject({
    bleed: { topMm: 5, insideMm: 5 },
    marks: ['crop', 'bleed', 'registration', 'colour-bar', 'slug'],
  });
  const source = `${least}bleed: { top: 3, bottom: 3, outside: "5.0", inside: 0 }\nmarks: [crop]\n`;
  expect(parsePrinter(source, 'p.yaml').value).toMatchObject({
    bleed: { outsideMm: 5, insideMm: 0 },
    marks: ['crop'],
  });
});

test('a number that no press has is an error', () => {
  expect(report(`${least}ink: 3000\nbleed: 3,5\n`)).toBe(
    'p.yaml:4:6 error  ink.limit is 3000; it must be at most 400  (wrong-value)\n' +
      'p.yaml:5:8 error  bleed is 3,5; it must be a group of fields, each on an indented line of its own  (wrong-value)\n  hint: write 3.5',
  );
  expect(report(`${least}ppi: { eror: 1 }\nbleed: { top: 99, bottom: 3, inside: 3 }\n`)).toBe(
    'p.yaml:4:8 error  ppi.eror is not a known field  (unknown-field)\n  hint: write error\n' +
      'p.yaml:5:8 error  bleed.outside is missing  (missing-field)\n  hint: add the field outside: a number\n' +
      'p.yaml:5:15 error  bleed.top is 99; it must be at most 20  (wrong-value)',
  );
});

test('marks may say how far from the trim they begin', () => {
  const marked = (lines: string) => {
    const { marks, marksOffsetMm } = parsePrinter(`${least}${lines}`, 'p.yaml').value ?? {};
    return [marks, marksOffsetMm];
  };
  expect(marked('marks: false\n')).toEqual([[], 3]);
  expect(marked('marks: crop\n')).toEqual([['crop'], 3]);
  expect(marked('marks: { kinds: [crop, slug], offset: 5 }\n')).toEqual([['crop', 'slug'], 5]);
  expect(marked('marks: { offset: 4 }\n')[0]).toHaveLength(5);
  expect(report(`${least}marks: [crap]\n`)).toContain('hint: write crop');
});

test('limits that a print shop has of its own', () => {
  const source = `${least}ink: { limit: 240, square: 10 }
text: { smallest: 9 }
line: { single: 0.5, multi: 1 }
black: { text: 24, line: 1, from: 90, sum: 220 }
binding: perfect
pages: { multiple: 16 }
ppi: { smallest: 8 }
`;
  expect(parsePrinter(source, 'p.yaml')).toMatchObject({
    findings: [],
    value: {
      inkLimitPercent: 240,
      inkSquareMm: 10,
      textSmallestPt: 9,
      linePt: { single: 0.5, multi: 1 },
      black: { textPt: 24, linePt: 1, fromPercent: 90, sumPercent: 220 },
      pagesMultiple: 16,
      ppi: { smallestPx: 8, error: 149 },
    },
  });
  const multiple = (lines: string) => parsePrinter(`${least}${lines}`, 'p.yaml').value?.pagesMultiple;
  expect(multiple('binding: perfect\n')).toBe(2);
  expect(multiple('binding: none\n')).toBe(1);
});

test('rules are weighed by their names, and a misspelt one is told with the nearest', () => {
  const source = `${least}rules: { image-resolution: warning, empty-page: error, thin-line: off }\n`;
  expect(parsePrinter(source, 'p.yaml')).toMatchObject({
    findings: [],
    value: { rules: { 'image-resolution': 'warning', 'empty-page': 'error', 'thin-line': 'off' } },
  });
  expect(report(`${least}rules:\n  image-reslution: error\n  empty-page: eror\n`)).toBe(
    'p.yaml:5:3 error  rules.image-reslution is not a known field  (unknown-field)\n  hint: write image-resolution\n' +
      'p.yaml:6:15 error  rules.empty-page is eror; it must be one of error, warning, note, off  (wrong-value)\n  hint: write error',
  );
});

test('another PDF/X level is an error that names the two', () => {
  expect(report(`${least}level: X-3\n`)).toContain(
    'level is X-3; it must be one of X-4, X-1a  (wrong-value)\n  hint: write X-4',
  );
});

test('a hinge is for glue: up to 10 mm with perfect binding, none in a stitched magazine', () => {
  const hinge = (lines: string): number | undefined =>
    parsePrinter(`${least}${lines}`, 'p.yaml').value?.hingeMm;
  expect(hinge('binding: perfect\nhinge: 6\n')).toBe(6);
  expect(hinge('binding: perfect\n')).toBe(0);
  expect(hinge('binding: saddle\nhinge: 6\n')).toBe(0);
  expect(report(`${least}hinge: 6\n`)).toBe(
    'p.yaml:4:1 warning  hinge: 6 is left out, since binding: saddle needs no glue at the spine  (hinge)\n' +
      '  hint: write binding: perfect, or delete hinge',
  );
  expect(report(`${least}binding: perfect\nhinge: 11\n`)).toContain('hinge is 11; it must be at most 10');
});

test('the profiles that come with d:mag are whole, and only their limits differ', () => {
  const folder = 'issues/printers';
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const read = files.map((name) =>
    parsePrinter(readFileSync(`${folder}/${name}`, 'utf8'), `${folder}/${name}`),
  );
  expect(read.flatMap(({ findings }) => findings)).toEqual([]);
  const shown = read.map(({ value }) => [
    value!.slug,
    value!.icc.condition,
    value!.inkLimitPercent,
    value!.bleed.insideMm,
    value!.pagesMultiple,
    value!.marks.length,
    existsSync(`${folder}/${value!.icc.path}`),
  ]);
  expect(shown).toEqual([
    ['digital-short-run', 'FOGRA39', 280, 3, 4, 1, true],
    ['heatset-web', 'FOGRA45', 300, 0, 8, 0, false],
    ['newspaper-insert', 'WAN-IFRAnewspaper26v5', 220, 0, 4, 0, false],
    ['perfect-bound', 'FOGRA39', 300, 0, 2, 0, true],
    ['sheetfed-coated', 'FOGRA39', 300, 0, 4, 0, true],
    ['sheetfed-uncoated', 'FOGRA52', 300, 0, 4, 0, false],
  ]);
});
