/** The sheet of a glued cover, held against the printer's measures; its pages read from its halves; and what the glue would hide. */
import { readFileSync } from 'node:fs';

import { PDFDocument, PDFHeader, PDFName } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';

import { spineType } from '../../scripts/edition/spine.ts';
import { openProfile } from '../../scripts/io/icc.ts';
import { mmToPt } from '../../scripts/model/geometry.ts';
import { parsePrinter } from '../../scripts/model/printer.ts';
import { formatFindings } from '../../scripts/model/report.ts';
import { inksOf } from '../../scripts/pdf/press/colour.ts';
import { type PressPdf, pressPdf } from '../../scripts/pdf/press/press.ts';
import { coverFindings } from '../../scripts/preflight/checks/cover/cover-sheet.ts';
import { safeMargin } from '../../scripts/preflight/checks/press/safe-margin.ts';
import { halfInk, halfSheet, spineOnly } from '../../scripts/preflight/cover-pages.ts';
import {
  type PressFileFacts,
  type PressPageFacts,
  readPressFile,
} from '../../scripts/preflight/press-file.ts';
import type { IssuedPage, PressProof } from '../../scripts/preflight/press-proof.ts';
import { loadProof, replacements } from '../pdf/fixture.ts';
import { here } from '../../scripts/pdf/streams.ts';

const printer = parsePrinter(
  readFileSync('issues/printers/perfect-bound.yaml', 'utf8'),
  'issues/printers/perfect-bound.yaml',
).value!;
const SPINE_MM = 4.5;
const icc = new Uint8Array(readFileSync('issues/printers/icc/FOGRA39L_300.icc'));
const picture = {
  jpeg: here(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)),
  widthPx: 6000,
  heightPx: 4000,
  gray: false,
};

let made: PressPdf;

beforeAll(async () => {
  const profile = await openProfile(icc);
  const six = await loadProof();
  for (const page of await six.copyPages(six, [0, 1, 2])) six.addPage(page);
  made = await pressPdf(await six.save({ updateFieldAppearances: false }), {
    title: 'Prøve',
    date: '2026-03-01',
    creator: 'd:mag',
    producer: 'en nettleser',
    documentId: '00000000-0000-5000-8000-000000000000',
    trim: printer.trim,
    sheetBleedMm: 3,
    bleed: printer.bleed,
    sides: ['right', 'left', 'right', 'left', 'right', 'left'],
    condition: { profile: icc, name: 'FOGRA39', registry: 'http://www.color.org', description: 'F39' },
    inks: inksOf(profile, new Map()),
    pictures: new Map([...(await replacements())].map(([hash, { name }]) => [hash, { name, picture }])),
    cover: {
      spineMm: SPINE_MM,
      title: 'Prøve (cover)',
      documentId: '11111111-0000-5000-8000-000000000000',
      slug: [],
    },
  });
});

const proofOf = (file: PressFileFacts, pages: readonly IssuedPage[] = []): PressProof => ({
  printer,
  printerPlace: { file: 'issues/printers/perfect-bound.yaml', line: 1, column: 1 },
  file,
  pages,
});

/** What is said of the cover after one change. */
async function said(
  change: (pdf: PDFDocument) => void = () => undefined,
  spineMm = SPINE_MM,
): Promise<string> {
  const pdf = await PDFDocument.load(made.cover!, { updateMetadata: false });
  pdf.context.header = PDFHeader.forVersion(1, 6);
  change(pdf);
  const file = await readPressFile(await pdf.save({ useObjectStreams: true, addDefaultPage: false }));
  return formatFindings(coverFindings(proofOf(file), file, spineMm), { color: false });
}

describe('a cover’s sheet', () => {
  test('as it is made has nothing said of it, and its block has two pages', async () => {
    expect(await said()).toBe('');
    expect((await readPressFile(made.bytes)).pages).toHaveLength(2);
    expect((await readPressFile(made.cover!)).info['Title']).toBe('Prøve (cover)');
  });

  test('of another width than the paper makes is told in millimetres', async () => {
    expect(await said(undefined, 6)).toContain(
      'the cover is trimmed to 424.50 × 275.00 mm outside; two pages and a spine of 6 mm are 426.00 × 275.00  (cover-sheet)',
    );
  });

  test('of three sides, of too little bleed, or no press file is told', async () => {
    expect(await said((pdf) => pdf.addPage([100, 100]))).toContain('the cover has 3 sides; a sheet has two');
    expect(
      await said((pdf) => {
        const { x, y, width, height } = pdf.getPage(1).getTrimBox();
        pdf.getPage(1).setBleedBox(x - mmToPt(1), y, width + mmToPt(1), height);
      }),
    ).toContain('the cover bleeds 1.00, 0.00, 0.00, 0.00 mm inside, not as the printer wants');
    expect(await said((pdf) => pdf.catalog.delete(PDFName.of('OutputIntents')))).toContain(
      'the cover’s file: ',
    );
  });

  test('has on its spine what is to be read there', async () => {
    const words = (ink: string) => async (): Promise<string> => {
      const pdf = await PDFDocument.load(made.cover!, { updateMetadata: false });
      pdf.context.header = PDFHeader.forVersion(1, 6);
      const file = await readPressFile(await pdf.save({ useObjectStreams: true, addDefaultPage: false }));
      const [outside, inside] = file.pages as [PressPageFacts, PressPageFacts];
      const x = outside.trim![0] + mmToPt(212);
      const text = {
        space: 'DeviceCMYK',
        components: ink.split(' ').map(Number),
        overprints: false,
        overprintMode: 1,
        thin: false,
        text: 'd:mag',
        missing: 0,
        font: 'Hanken',
        sizePt: 6,
        xPt: x,
        yPt: 300,
        box: [x, 300, x + 4, 340] as const,
      };
      const changed = { ...file, pages: [{ ...outside, texts: [...outside.texts, text] }, inside] };
      return formatFindings(coverFindings(proofOf(changed), changed, SPINE_MM), { color: false });
    };
    expect(await words('0 0 0 1')()).toBe('');
    expect(await words('1 0.6 0 0')()).toContain('on the spine: “d:mag”');
  });
});

describe('its pages', () => {
  const text = (xMm: number) => ({ box: [mmToPt(xMm), 0, mmToPt(xMm + 2), 9] });
  const sheet = {
    trim: [mmToPt(3), mmToPt(3), mmToPt(3 + 424.5), mmToPt(278)],
    bleed: [0, 0, mmToPt(430.5), mmToPt(281)],
    texts: [text(50), text(214), text(300)],
    lines: [],
    pictures: [],
  } as unknown as PressPageFacts;
  const measures = { trim: printer.trim, insideMm: 2 };

  test('are the halves, each with its own trim and what stands in it; the spine’s words are neither’s', () => {
    const [left, right] = (['left', 'right'] as const).map((half) => halfSheet(sheet, half, measures)) as [
      PressPageFacts,
      PressPageFacts,
    ];
    const mm = (box: readonly number[] | undefined): number[] =>
      box!.map((pt) => Math.round((pt * 254) / 72) / 10);
    expect(mm(left.trim)).toEqual([3, 3, 213, 278]);
    expect(mm(left.bleed)).toEqual([0, 0, 215, 281]);
    expect(mm(right.trim)).toEqual([217.5, 3, 427.5, 278]);
    expect(mm(right.bleed)).toEqual([215.5, 0, 430.5, 281]);
    expect([left.texts, right.texts]).toEqual([[sheet.texts[0]], [sheet.texts[2]]]);
    expect(spineOnly(sheet, printer.trim).texts).toEqual([sheet.texts[1]]);
  });

  test('take their ink with them', () => {
    // Two rows of ten cells of a millimetre, from one before the trim: pages of three, and a spine of two.
    const percent = Uint16Array.from({ length: 20 }, (_, at) => at);
    const map = { widthPx: 10, heightPx: 2, cellMm: 1, xMm: -1, yMm: 0, percent };
    expect(halfInk(map, 'left', 0, 3)).toMatchObject({
      widthPx: 4,
      xMm: -1,
      percent: Uint16Array.of(0, 1, 2, 3, 10, 11, 12, 13),
    });
    expect(halfInk(map, 'right', 5, 3)).toMatchObject({
      widthPx: 4,
      xMm: 0,
      percent: Uint16Array.of(6, 7, 8, 9, 16, 17, 18, 19),
    });
  });
});

test('words that the glue would hide are told on the cover’s inside, too', async () => {
  const { pages } = await readPressFile(made.cover!);
  const inside = pages[1]!;
  const [left, foot] = inside.trim!;
  const use = (xMm: number) => {
    const x = left + mmToPt(xMm);
    const box = [x, foot + 300, x + mmToPt(10), foot + 310] as const;
    return { text: 'Limt', box } as unknown as PressPageFacts['texts'][number];
  };
  const told = (xMm: number): string => {
    const half = halfSheet({ ...inside, texts: [use(xMm)] }, 'left', { trim: printer.trim, insideMm: 0 });
    const file = { pages: [half] } as unknown as PressFileFacts;
    return formatFindings(safeMargin(proofOf(file, [{ side: 'left', blocks: [], pictures: [] }])), {
      color: false,
    });
  };
  // Ten millimetres wide, on a page of 210: five from the trim and six of glue.
  expect(told(210 - 10 - 4)).toContain(
    '“Limt” stands 4 mm from the right of page 1; the printer asks for 11 mm',
  );
  expect(told(210 - 10 - 12)).toBe('');
});

test('words on a spine are as large as it lets them, from three millimetres', () => {
  expect(spineType(2.9)).toBeUndefined();
  expect(spineType(3)).toBe(5.5);
  expect(spineType(4)).toBe(8.5);
  expect(spineType(12)).toBe(10);
});
