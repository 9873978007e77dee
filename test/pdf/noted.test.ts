/** Notes in a proof: comments that other programs read, at their place, with an appearance of their own. */
import { PDFDocument, PDFName, rgb } from '@cantoo/pdf-lib';
import { expect, test, vi } from 'vitest';

import { mmToPt } from '../../scripts/model/geometry.ts';
import { setMetadata } from '../../scripts/pdf/metadata.ts';
import { notedPdf, type PdfNote } from '../../scripts/pdf/noted.ts';
import { pagePictures } from '../raster.ts';
import { commentsByPdfjs } from './comments.ts';
import sharp from 'sharp';

// A browser draws pages, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const facts = {
  title: 'Korrektur: Prøve',
  language: 'nb',
  date: '2026-03-01',
  creator: 'd:mag 0.1.0',
  producer: 'en nettleser',
};
const [WIDTH_MM, HEIGHT_MM, OFF_MM] = [100, 140, 3];

/** Two white pages with a black bar, in boxes that do not begin at the origin; the second has a link. */
async function reader(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  for (let at = 0; at < 2; at++) {
    const page = pdf.addPage([mmToPt(WIDTH_MM + 2 * OFF_MM), mmToPt(HEIGHT_MM + 2 * OFF_MM)]);
    page.setMediaBox(mmToPt(OFF_MM), mmToPt(OFF_MM), mmToPt(WIDTH_MM), mmToPt(HEIGHT_MM));
    page.drawRectangle({
      x: mmToPt(OFF_MM + 10),
      y: mmToPt(OFF_MM + HEIGHT_MM - 30),
      width: mmToPt(5),
      height: mmToPt(10),
      color: rgb(0, 0, 0),
    });
    if (at === 1) {
      const link = pdf.context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [20, 20, 40, 40],
        Border: [0, 0, 0],
      });
      page.node.set(PDFName.of('Annots'), pdf.context.obj([pdf.context.register(link)]));
    }
  }
  setMetadata(pdf, facts, true);
  return pdf.save({ useObjectStreams: false });
}

const note = (more: Partial<PdfNote> = {}): PdfNote => ({
  page: 1,
  xMm: 50,
  yMm: 60,
  boxes: [],
  text: 'Stemmer «dette» – 1 000 ganger?',
  name: '2026-9-1',
  subject: 'Kommentar 1',
  author: 'Åse',
  ...more,
});
const LINES = [
  { xMm: 10, yMm: 20, widthMm: 30, heightMm: 10 },
  { xMm: 10, yMm: 32, widthMm: 20, heightMm: 4 },
];

test('another program finds them, with who, when and what', async () => {
  const bytes = await notedPdf(
    await reader(),
    [note({ boxes: LINES, date: '2026-02-20' }), note({ page: 2, name: '2026-9-2' })],
    facts,
  );
  const [first, second, ...others] = await commentsByPdfjs(bytes);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    page: 1,
    kind: 'Highlight',
    author: 'Åse',
    text: 'Stemmer «dette» – 1 000 ganger?',
    date: 'D:20260220000000Z',
    hasAppearance: true,
  });
  // Two lines of four corners, from the trim's own corner.
  expect(first!.quads).toHaveLength(16);
  expect(first!.rect[0]).toBeCloseTo(mmToPt(OFF_MM + 10), 1);
  expect(first!.rect[3]).toBeCloseTo(mmToPt(OFF_MM + HEIGHT_MM - 20), 1);
  // Of the other nobody knows the day, and nobody makes one up.
  expect(second).toMatchObject({ page: 2, kind: 'Text', date: undefined, hasAppearance: true });
});

test('links stay where they were, and the file does not say any more that all is tagged', async () => {
  const source = await reader();
  expect(Buffer.from(source).toString('latin1')).toContain('pdfuaid:part');
  const bytes = await notedPdf(source, [note({ page: 2 })], facts);
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const kinds = pdf
    .getPages()[1]!
    .node.Annots()!
    .asArray()
    .map((ref) =>
      String((pdf.context.lookup(ref) as unknown as Map<PDFName, unknown>).get(PDFName.of('Subtype'))),
    );
  expect(kinds).toEqual(['/Link', '/Text']);
  expect(Buffer.from(bytes).toString('latin1')).not.toContain('pdfuaid:part');
});

test('words lie under a marker pen and can still be read; a pin at the edge stands on the page', async () => {
  const [first, second] = await pagePictures(
    await notedPdf(await reader(), [note({ boxes: LINES }), note({ page: 2, xMm: 99.5, yMm: 139.5 })], facts),
    144,
  );
  const colourAt = async (page: Uint8Array, xMm: number, yMm: number): Promise<number[]> => {
    const picture = sharp(page).removeAlpha();
    const { width } = await sharp(page).metadata();
    const px = width / WIDTH_MM;
    const raw = await picture
      .extract({ left: Math.round(xMm * px), top: Math.round(yMm * px), width: 1, height: 1 })
      .raw()
      .toBuffer();
    return [...raw];
  };
  const [red, , blue] = await colourAt(first!, 30, 25);
  expect(red).toBeGreaterThan(240);
  expect(blue).toBeLessThan(110);
  expect(await colourAt(first!, 12, 25)).toEqual([0, 0, 0]);
  expect(await colourAt(first!, 60, 25)).toEqual([255, 255, 255]);
  const [, , pinBlue] = await colourAt(second!, 96.8, 136.1);
  expect(pinBlue).toBeLessThan(140);
});

test('the same notes give the same bytes', async () => {
  const source = await reader();
  const made = await Promise.all([1, 2].map(() => notedPdf(source, [note({ boxes: LINES }), note()], facts)));
  expect(Buffer.from(made[0]!).equals(Buffer.from(made[1]!))).toBe(true);
});
