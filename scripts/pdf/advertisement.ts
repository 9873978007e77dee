/**
 * Advertisers' PDFs: read, and their first page made a form of another file, as it is: its inks, its faces and its pictures are not touched.
 * What lies on the page instead of being drawn on it stays behind.
 */
import {
  EncryptedPDFError,
  type PDFContext,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  type PDFPage,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

import { type AdFacts, type AdFit, type AdSlot, fitIn } from '../model/advertisement.ts';
import { mmToPt, ptToMm } from '../model/geometry.ts';
import { deflated, pageContent } from './streams.ts';
import { type Matrix, multiply } from './walk.ts';

/** [left, bottom, right, top] in points. */
type Box = readonly [number, number, number, number];

/** A file that has been read, and can be placed. */
export interface AdPdf {
  readonly facts: AdFacts;
  readonly page: PDFPage;
  /** Trim and bleed in the page's own points. */
  readonly trim: Box;
  readonly bleed: Box;
  /** Takes the page upright, the lower left corner of its trim to the origin. */
  readonly upright: Matrix;
}

export type AdRefusal = 'encrypted' | 'no page' | 'unreadable';

const key = (name: string): PDFName => PDFName.of(name);

/** Says which file a form is from, for whoever reads the finished file (ISO 32000-1, 14.5). */
const PIECE = key('DMAG');

const asNumber = (object: unknown, otherwise: number): number =>
  object instanceof PDFNumber ? object.asNumber() : otherwise;

const boxOf = (page: PDFPage, name: string): Box | undefined => {
  const box = page.node.getInheritableAttribute(key(name));
  if (!(box instanceof PDFArray) || box.size() !== 4) return undefined;
  const [a, b, c, d] = [0, 1, 2, 3].map((at) => asNumber(box.lookup(at), 0));
  return [Math.min(a!, c!), Math.min(b!, d!), Math.max(a!, c!), Math.max(b!, d!)];
};

const cut = (one: Box, other: Box): Box => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
];

const UPRIGHT: Readonly<Record<number, (trim: Box) => Matrix>> = {
  0: ([left, bottom]) => [1, 0, 0, 1, -left, -bottom],
  90: ([, bottom, right]) => [0, -1, 1, 0, -bottom, right],
  180: ([, , right, top]) => [-1, 0, 0, -1, right, top],
  270: ([left, , , top]) => [0, 1, -1, 0, top, -left],
};

const annotationsOf = (page: PDFPage): string[] => {
  const found = page.node.lookup(key('Annots'));
  if (!(found instanceof PDFArray)) return [];
  return found.asArray().flatMap((_, at) => {
    const annotation = found.lookup(at);
    const kind = annotation instanceof PDFDict ? annotation.lookup(key('Subtype')) : undefined;
    const name = kind instanceof PDFName ? kind.decodeText() : '';
    // What presses put there themselves is no content, and a popup belongs to its note.
    return ['', 'Popup', 'PrinterMark', 'TrapNet'].includes(name) ? [] : [name];
  });
};

const hiddenLayers = (pdf: PDFDocument): string[] => {
  const usual = pdf.catalog.lookupMaybe(key('OCProperties'), PDFDict)?.lookup(key('D'));
  const off = usual instanceof PDFDict ? usual.lookup(key('OFF')) : undefined;
  if (!(off instanceof PDFArray)) return [];
  return off.asArray().map((_, at) => {
    const layer = off.lookup(at);
    const name = layer instanceof PDFDict ? layer.lookup(key('Name')) : undefined;
    return name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : '';
  });
};

/** Reads an advertiser's file, or says why it cannot be read. */
export async function openAd(bytes: Uint8Array): Promise<AdPdf | AdRefusal> {
  let pdf: PDFDocument;
  try {
    pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    if (pdf.getPageCount() === 0) return 'no page';
  } catch (error) {
    return error instanceof EncryptedPDFError ? 'encrypted' : 'unreadable';
  }
  const page = pdf.getPage(0);
  const media = boxOf(page, 'MediaBox');
  if (media === undefined) return 'no page';
  const crop = cut(boxOf(page, 'CropBox') ?? media, media);
  const own = boxOf(page, 'TrimBox') ?? boxOf(page, 'ArtBox');
  const trim = cut(own ?? crop, media);
  const bleed = cut(boxOf(page, 'BleedBox') ?? crop, media);
  const angle = asNumber(page.node.getInheritableAttribute(key('Rotate')), 0);
  const turn = ((angle % 360) + 360) % 360;
  const unit = asNumber(page.node.lookup(key('UserUnit')), 1);
  const upright = multiply((UPRIGHT[turn] ?? UPRIGHT[0]!)(trim), [unit, 0, 0, unit, 0, 0]);
  const mm = (pt: number): number => ptToMm(pt * unit);
  const [width, height] = [mm(trim[2] - trim[0]), mm(trim[3] - trim[1])];
  if (width <= 0 || height <= 0) return 'no page';
  const isTurned = turn % 180 !== 0;
  // Left, top, right, bottom of the page as it lies in the file; turning it clockwise moves each on by one.
  const over = [trim[0] - bleed[0], bleed[3] - trim[3], bleed[2] - trim[2], trim[1] - bleed[1]].map((pt) =>
    Math.max(0, mm(pt)),
  );
  const edge = (at: number): number => over[(at - turn / 90 + 4) % 4]!;
  return {
    page,
    trim,
    bleed,
    upright,
    facts: {
      pages: pdf.getPageCount(),
      trim: { widthMm: isTurned ? height : width, heightMm: isTurned ? width : height },
      hasTrimBox: own !== undefined,
      bleed: { leftMm: edge(0), topMm: edge(1), rightMm: edge(2), bottomMm: edge(3) },
      annotations: annotationsOf(page),
      hiddenLayers: hiddenLayers(pdf),
    },
  };
}

/**
 * The page as a form of another file: the lower left corner of its trim at the origin, what is past its bleed cut off.
 *
 * @param name by which it is told of in findings
 * @param date as in a PDF: "D:20260301000000Z"
 */
export function adForm(
  context: PDFContext,
  { page, bleed, upright }: AdPdf,
  name: string,
  date: string,
): PDFRef {
  const copier = PDFObjectCopier.for(page.doc.context, context);
  const dict = context.obj({ Type: 'XObject', Subtype: 'Form', BBox: [...bleed], Matrix: [...upright] });
  const resources = page.node.Resources();
  dict.set(key('Resources'), resources ? copier.copy(resources) : context.obj({}));
  // A page's group is a form's: what shines through shines through to the paper, and not to what stands beneath.
  const group = page.node.lookup(key('Group'));
  if (group instanceof PDFDict) {
    const own = copier.copy(group);
    own.set(key('I'), context.obj(true));
    if (!own.has(key('CS'))) own.set(key('CS'), key('DeviceCMYK'));
    dict.set(key('Group'), own);
  }
  const piece = context.obj({});
  piece.set(key('LastModified'), PDFString.of(date));
  piece.set(key('Private'), PDFHexString.fromText(name));
  const pieces = context.obj({});
  pieces.set(PIECE, piece);
  dict.set(key('PieceInfo'), pieces);
  dict.set(key('LastModified'), PDFString.of(date));
  return context.register(deflated(context, pageContent(page), dict));
}

/** The name that `adForm` gave a form; undefined for any other. */
export function adName(form: PDFDict): string | undefined {
  const piece = form.lookupMaybe(key('PieceInfo'), PDFDict)?.lookup(PIECE);
  const name = piece instanceof PDFDict ? piece.lookup(key('Private')) : undefined;
  return name instanceof PDFHexString ? name.decodeText() : undefined;
}

/** Takes a form of `adForm` to its place: in points, from the lower left corner of a page's trim of that height. */
export function adMatrix({ facts }: AdPdf, slot: AdSlot, trimHeightMm: number): Matrix {
  const { scale, xMm, yMm }: AdFit = fitIn(facts.trim, slot);
  const footMm = trimHeightMm - yMm - scale * facts.trim.heightMm;
  return [scale, 0, 0, scale, mmToPt(xMm), mmToPt(footMm)];
}

/** A page that is the slot, bleed and all, with the advertisement on it: what is drawn where a picture of it is wanted. */
export async function adSheet(ad: AdPdf, { trim, over }: AdSlot): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const widthMm = trim.widthMm + over.leftMm + over.rightMm;
  const heightMm = trim.heightMm + over.topMm + over.bottomMm;
  const page = pdf.addPage([mmToPt(widthMm), mmToPt(heightMm)]);
  const slot = { over, trim: { ...trim, xMm: over.leftMm, yMm: over.topMm } };
  const { context } = pdf;
  const name = page.node.newXObject('Ad', adForm(context, ad, '', 'D:19700101000000Z'));
  const matrix = adMatrix(ad, slot, heightMm).join(' ');
  page.node.set(
    key('Contents'),
    context.register(deflated(context, Buffer.from(`q ${matrix} cm ${name.toString()} Do Q`, 'latin1'))),
  );
  return pdf.save({ useObjectStreams: true, addDefaultPage: false });
}
