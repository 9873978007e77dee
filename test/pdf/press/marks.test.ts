/** Printer's marks on a press file, read again from its bytes. */
import { readFileSync } from 'node:fs';

import { PDFDict, PDFDocument, PDFName, type PDFStream } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';

import { slugLetters } from '../../../scripts/io/fonts.ts';
import { openProfile } from '../../../scripts/io/icc.ts';
import { type BleedMm, mmToPt } from '../../../scripts/model/geometry.ts';
import { type Mark, parsePrinter } from '../../../scripts/model/printer.ts';
import { eachOperation } from '../../../scripts/pdf/content.ts';
import { inksOf, type SpotTable } from '../../../scripts/pdf/press/colour.ts';
import type { SlugLine } from '../../../scripts/pdf/press/marks.ts';
import { pressPdf } from '../../../scripts/pdf/press/press.ts';
import { decoded, pageContent, here } from '../../../scripts/pdf/streams.ts';
import { pressChecks } from '../../../scripts/preflight/checks/press/index.ts';
import { type BoxPt, type PressFileFacts, readPressFile } from '../../../scripts/preflight/press-file.ts';
import { proof, replacements } from '../fixture.ts';

const yaml = readFileSync('issues/printers/sheetfed-coated.yaml', 'utf8')
  .replace('binding: saddle', 'binding: none')
  .replace(/^bleed: .*$/mu, 'bleed: 3');
const printer = parsePrinter(yaml, 'p.yaml').value!;
const icc = new Uint8Array(readFileSync('issues/printers/icc/FOGRA39L_300.icc'));
const profile = await openProfile(icc);
const picture = {
  jpeg: here(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)),
  widthPx: 6000,
  heightPx: 4000,
  gray: false,
};
const pictures = new Map([...(await replacements())].map(([hash, { name }]) => [hash, { name, picture }]));
const name = (written: string): PDFName => PDFName.of(written);
const sides = ['right', 'left', 'right'] as const;

const slug: SlugLine[] = sides.map((_, at) => ({
  left: `Prøve 1/2026 · Čáhppes ŋ – ${'lang '.repeat(at === 2 ? 60 : 1)}· s. ${at + 1}`,
  right: 'FOGRA39 · Ark · 2026-03-01',
}));

/** What a browser gives a link, and the proof has one on its first page. */
const LINK = '0000ee';

const ALL: readonly Mark[] = ['crop', 'bleed', 'registration', 'colour-bar', 'slug'];

const pressed = async (
  kinds: readonly Mark[],
  bleed: BleedMm = printer.bleed,
  offsetMm = 3,
  spots: SpotTable = new Map(),
): Promise<Uint8Array> => {
  const face = await slugLetters(`${slug.flatMap(({ left, right }) => [left, right]).join('')}…`);
  const { bytes, findings } = await pressPdf(proof, {
    title: 'Prøve',
    date: '2026-03-01',
    creator: 'd:mag',
    producer: 'en nettleser',
    documentId: '00000000-0000-5000-8000-000000000000',
    trim: printer.trim,
    sheetBleedMm: 3,
    bleed,
    sides,
    condition: { profile: icc, name: 'FOGRA39', registry: 'http://www.color.org', description: '' },
    inks: inksOf(profile, new Map([[LINK, [1, 0, 0, 0]]]), spots),
    pictures,
    marks: { kinds, offsetMm, slug, face },
  });
  expect(findings).toEqual([]);
  return bytes;
};

const checked = (
  file: PressFileFacts,
  kinds: readonly Mark[],
  bleed = printer.bleed,
  spots: readonly string[] = [],
): string[] =>
  pressChecks
    .flatMap((check) =>
      check({
        printer: { ...printer, marks: kinds, bleed, spots },
        printerPlace: { file: 'p.yaml', line: 1, column: 1 },
        file,
        pages: sides.map((side) => ({ side, blocks: [], pictures: [] })),
      }),
    )
    .map(({ message }) => message);

/** How far a box is from another that it does not touch; below 0 where it stands in it. */
const away = (box: BoxPt, from: BoxPt): number =>
  Math.max(box[0] - from[2], from[0] - box[2], box[1] - from[3], from[1] - box[3]);

/** Colours of the first page's bar, in their order. */
async function barOf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes);
  const objects = pdf.getPage(0).node.Resources()!.lookup(name('XObject'), PDFDict);
  const bar: string[] = [];
  eachOperation(decoded(objects.lookup(name('PressMarks')) as PDFStream), (operator, operands) => {
    if (operator === 'k' || operator === 'scn') bar.push(`${operands.map(String).join('/')} ${operator}`);
  });
  return bar;
}

describe('all marks', () => {
  let bytes: Uint8Array;
  let file: PressFileFacts;
  beforeAll(async () => {
    bytes = await pressed(ALL);
    file = await readPressFile(bytes);
  });

  test('pass the checks, and are the same bytes again', async () => {
    expect(checked(file, ALL)).toEqual([]);
    expect(Buffer.compare(await pressed(ALL), bytes)).toBe(0);
  });

  test('the media box has grown alike at every edge, and trim and bleed stand as before', () => {
    for (const { media, bleed, trim } of file.pages) {
      const edges = [trim![0] - media![0], trim![1] - media![1], media![2] - trim![2], media![3] - trim![3]];
      for (const edge of edges) expect(edge).toBeCloseTo(mmToPt(3 + 5 + 2), 2);
      expect(trim![0] - bleed![0]).toBeCloseTo(mmToPt(3), 2);
    }
  });

  test('every mark stands between bleed and media', () => {
    for (const { marks, media, bleed } of file.pages) {
      // Eight crop marks, eight bleed marks, four crosses of three, two texts.
      expect(marks).toHaveLength(8 + 8 + 12 + 2);
      for (const { box: mark } of marks) {
        expect(away(mark, bleed!)).toBeGreaterThan(-0.01);
        expect(
          mark[0] >= media![0] && mark[1] >= media![1] && mark[2] <= media![2] && mark[3] <= media![3],
        ).toBe(true);
      }
    }
  });

  test('the slug line is in an embedded face, and short enough for its half of the head', () => {
    expect(file.fonts.find(({ name }) => name === 'HankenGrotesk-Regular')).toMatchObject({
      kind: 'CID TrueType',
      embedded: true,
    });
    for (const { marks, trim } of file.pages) {
      const middle = (trim![0] + trim![2]) / 2;
      const [left, right] = marks.slice(-2).map(({ box }) => box) as [BoxPt, BoxPt];
      expect(left[2]).toBeLessThan(middle - mmToPt(2.5));
      expect(right[0]).toBeGreaterThan(middle + mmToPt(2.5));
      expect(right[2]).toBeLessThan(trim![2]);
    }
  });

  test('the colour bar has each ink alone, at half, two by two, and a grey', async () => {
    expect(await barOf(bytes)).toEqual([
      '1/0/0/0 k',
      '0/1/0/0 k',
      '0/0/1/0 k',
      '0/0/0/1 k',
      '0.5/0/0/0 k',
      '0/0.5/0/0 k',
      '0/0/0.5/0 k',
      '0/0/0/0.5 k',
      '0/1/1/0 k',
      '1/0/1/0 k',
      '1/1/0/0 k',
      '0.5/0.4/0.4/0 k',
    ]);
  });

  test('and the spot inks that the pages use, with no plate for others', async () => {
    const spots = new Map([
      [LINK, 'Lenkeblå'],
      ['d4532f', 'Korall'],
    ]);
    const spotted = await pressed(ALL, printer.bleed, 3, spots);
    const read = await readPressFile(spotted);
    expect(read.spots).toEqual(['Lenkeblå']);
    expect(checked(read, ALL, printer.bleed, ['Lenkeblå', 'Korall'])).toEqual([]);
    expect(checked(read, ALL, printer.bleed, ['Korall'])[0]).toContain('Separation Lenkeblå');
    expect((await barOf(spotted)).slice(12)).toEqual(['1 scn', '0.5 scn']);
  });
});

describe('some marks', () => {
  test('only those asked for', async () => {
    const file = await readPressFile(await pressed(['crop']));
    expect(checked(file, ['crop'])).toEqual([]);
    expect(file.pages.map(({ marks }) => marks.length)).toEqual([8, 8, 8]);
    expect(file.fonts.some(({ name }) => name.startsWith('Hanken'))).toBe(false);
    expect(file.pages[0]!.spaces.filter(({ space }) => space === 'DeviceCMYK').length).toBeGreaterThan(0);
  });

  test('where nothing bleeds at the inside, marks keep their distance and the page is clipped', async () => {
    const bleed: BleedMm = { topMm: 3, bottomMm: 3, outsideMm: 3, insideMm: 0 };
    const bytes = await pressed(ALL, bleed);
    const file = await readPressFile(bytes);
    expect(checked(file, ALL, bleed)).toEqual([]);
    for (const { marks, trim, bleed: box } of file.pages) {
      // At the inside the crop mark is the bleed mark.
      expect(marks).toHaveLength(8 + 6 + 12 + 2);
      for (const { box: mark } of marks) expect(away(mark, trim!)).toBeGreaterThan(mmToPt(3) - 0.5);
      for (const { box: mark } of marks) expect(away(mark, box!)).toBeGreaterThan(-0.01);
    }
    const pdf = await PDFDocument.load(bytes);
    for (const [at, page] of pdf.getPages().entries()) {
      const [left, foot, right, head] = file.pages[at]!.bleed!;
      const begin = Buffer.from(pageContent(page).subarray(0, 80)).toString('latin1');
      const [x, y, width, height] = /^q (\S+) (\S+) (\S+) (\S+) re W n/u.exec(begin)!.slice(1).map(Number);
      expect(x).toBeCloseTo(left, 2);
      expect(y).toBeCloseTo(foot, 2);
      expect(width).toBeCloseTo(right - left, 2);
      expect(height).toBeCloseTo(head - foot, 2);
    }
  });

  test('the offset is from the trim, and gives way to a wider bleed', async () => {
    const nearest = async (offsetMm: number): Promise<number> => {
      const [page] = (await readPressFile(await pressed(['crop'], printer.bleed, offsetMm))).pages;
      return Math.min(...page!.marks.map(({ box: mark }) => away(mark, page!.trim!)));
    };
    expect(await nearest(6)).toBeCloseTo(mmToPt(6), 1);
    expect(await nearest(0)).toBeCloseTo(mmToPt(3), 1);
  });
});
