/** The booklet's file: each side of each sheet really shows the two pages that stand there, upright, side by side and whole. */
import { PDFDocument, PDFName, rgb, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';

import { mmToPt, ptToMm, type SizeMm } from '../../scripts/model/geometry.ts';
import { bookletPdf } from '../../scripts/pdf/booklet.ts';
import { textByPdfjs } from '../../scripts/pdf/inspect.ts';
import { pagePictures } from '../raster.ts';

// A browser draws pages, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const facts = {
  title: 'Prøve',
  language: 'nb',
  date: '2026-03-01',
  creator: 'd:mag 0.1.0',
  producer: 'en nettleser',
};

/** A reader PDF whose boxes do not begin at the origin, as ours do not: what is outside the trim must not show. */
async function reader(pages: number, { widthMm, heightMm }: SizeMm): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const face = await pdf.embedFont(StandardFonts.Helvetica);
  const [width, height, off] = [mmToPt(widthMm), mmToPt(heightMm), mmToPt(3)];
  for (let number = 1; number <= pages; number++) {
    const page = pdf.addPage([width + 2 * off, height + 2 * off]);
    page.drawRectangle({ x: 0, y: 0, width: width + 2 * off, height: height + 2 * off, opacity: 1 });
    page.setMediaBox(off, off, width, height);
    page.setTrimBox(off, off, width, height);
    page.drawRectangle({
      x: off,
      y: off,
      width,
      height,
      color: number % 2 ? rgb(1, 0.6, 0.6) : rgb(0.6, 0.6, 1),
    });
    page.drawText(`Side${number}.`, { x: off + 20, y: off + 20, size: 12, font: face });
  }
  return pdf.save();
}

const A4ISH = { widthMm: 210, heightMm: 275 };

/** The numbers of the pages on each side, from left to right. */
async function shown(bytes: Uint8Array): Promise<string[]> {
  const pages = await textByPdfjs(bytes);
  return pages.map((page) => [...page.matchAll(/Side(\d+)\./gu)].map(([, number]) => number).join('|'));
}

test.each([
  [4, '4|1 2|3'],
  [8, '8|1 2|7 6|3 4|5'],
  [12, '12|1 2|11 10|3 4|9 8|5 6|7'],
  // Two sides have a blank each.
  [6, '6|1 2 3 4|5'],
])('%i pages', async (pages, sides) => {
  const bytes = await bookletPdf(await reader(pages, A4ISH), facts);
  expect((await shown(bytes)).join(' ')).toBe(sides);
});

test('44 pages are 22 sides', async () => {
  const found = await shown(await bookletPdf(await reader(44, A4ISH), facts));
  expect(found).toHaveLength(22);
  expect([found[0], found[1], found[2], found.at(-1)]).toEqual(['44|1', '2|43', '42|3', '22|23']);
});

test('sheets are A3, printed on both sides and turned on their short edge, the same bytes again', async () => {
  const source = await reader(8, A4ISH);
  const bytes = await bookletPdf(source, facts);
  const pdf = await PDFDocument.load(bytes);
  for (const page of pdf.getPages()) {
    expect([ptToMm(page.getWidth()), ptToMm(page.getHeight())].map(Math.round)).toEqual([420, 297]);
  }
  const wishes = pdf.catalog.lookup(PDFName.of('ViewerPreferences'))?.toString();
  expect(wishes).toContain('/Duplex /DuplexFlipShortEdge');
  expect(wishes).toContain('/PrintScaling /None');
  expect(Buffer.compare(await bookletPdf(source, facts), bytes)).toBe(0);
});

test('pages meet at the fold, even ones at the left, with white and a tick above and below', async () => {
  const [first] = await pagePictures(await bookletPdf(await reader(4, A4ISH), facts), 72);
  const { data, info } = await sharp(first).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (xMm: number, yMm: number): number[] => {
    const [x, y] = [xMm, yMm].map((mm) => Math.round((mm * 72) / 25.4)) as [number, number];
    return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
  };
  const blue = [153, 153, 255];
  const red = [255, 153, 153];
  expect([at(2, 148), at(208, 148), at(212, 148), at(418, 148)]).toEqual([blue, blue, red, red]);
  // Eleven millimetres of paper at head and foot: nothing from outside the trim.
  expect([at(100, 5), at(300, 5), at(100, 292), at(300, 292)]).toEqual(
    Array.from({ length: 4 }, () => [255, 255, 255]),
  );
  const tick = Array.from({ length: 5 }, (_, near) => at(209.3 + near * 0.35, 6)[0]!);
  expect(Math.min(...tick)).toBeLessThan(240);
});
