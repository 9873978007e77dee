/** A booklet proof for the office printer: the reader PDF's pages two by two, as they stand on the sheets of a stitched magazine. */
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';

import { mmToPt, ptToMm, type SizeMm } from '../model/geometry.ts';
import { bookletSheet, bookletSides } from '../model/imposition.ts';
import { type Facts, reserveIdentifier, sealed, setMetadata } from './metadata.ts';
import { deflated } from './streams.ts';

const key = (name: string): PDFName => PDFName.of(name);
const short = (pt: number): string => `${Math.round(pt * 1000) / 1000}`;

/** Ticks where the sheet is folded, clear of the pages. */
const TICK_MM = 5;
const TICK_GAP_MM = 2;

/** The fold at head and foot of a sheet, where it has room there. In points. */
function foldTicks(sheet: SizeMm, trim: SizeMm): string {
  const edge = (sheet.heightMm - trim.heightMm) / 2;
  if (edge < TICK_GAP_MM + 1) return '';
  const x = short(mmToPt(sheet.widthMm / 2));
  const [outer, inner] = [Math.max(0, edge - TICK_GAP_MM - TICK_MM), edge - TICK_GAP_MM];
  const line = (from: number, to: number): string =>
    `${x} ${short(mmToPt(from))} m ${x} ${short(mmToPt(to))} l S`;
  const { heightMm } = sheet;
  return `0.5 G 0.25 w ${line(outer, inner)} ${line(heightMm - outer, heightMm - inner)}`;
}

/** The reader PDF's bytes in, the booklet's out; the same input gives the same bytes. It needs a page at least. */
export async function bookletPdf(reader: Uint8Array, options: Facts): Promise<Uint8Array> {
  const source = await PDFDocument.load(reader, { updateMetadata: false });
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { context, catalog } = pdf;
  const pages = source.getPages();
  const boxes = pages.map((page) => page.getTrimBox());
  const trim = { widthMm: ptToMm(boxes[0]!.width), heightMm: ptToMm(boxes[0]!.height) };
  const embedded = await pdf.embedPages(
    pages,
    boxes.map(({ x, y, width, height }) => ({ left: x, bottom: y, right: x + width, top: y + height })),
  );
  const sheet = bookletSheet(trim);
  const [middle, foot] = [mmToPt(sheet.widthMm / 2), mmToPt((sheet.heightMm - trim.heightMm) / 2)];
  for (const { left, right } of bookletSides(pages.length)) {
    const side = pdf.addPage([mmToPt(sheet.widthMm), mmToPt(sheet.heightMm)]);
    const place = (page: number | undefined, x: number): string => {
      const form = page === undefined ? undefined : embedded[page - 1];
      if (form === undefined) return '';
      return `q 1 0 0 1 ${short(x)} ${short(foot)} cm ${side.node.newXObject('Page', form.ref).toString()} Do Q`;
    };
    const program = [
      place(left, middle - mmToPt(trim.widthMm)),
      place(right, middle),
      foldTicks(sheet, trim),
    ].join('\n');
    side.node.set(key('Contents'), context.register(deflated(context, Buffer.from(program, 'latin1'))));
  }
  await pdf.flush();
  // Whoever prints it need only press the button.
  catalog.set(
    key('ViewerPreferences'),
    context.obj({ Duplex: 'DuplexFlipShortEdge', PrintScaling: 'None', DisplayDocTitle: true }),
  );
  setMetadata(pdf, options, false);
  reserveIdentifier(pdf);
  return sealed(
    await pdf.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false }),
  );
}
