/**
 * The proof with notes: the reader PDF, and on it every open note as a comment that any viewer lists and shows (ISO 32000-1, 12.5.6). Each has an
 * appearance of its own, so that it looks the same everywhere, and is printed.
 */
import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

import type { BoxMm } from '../model/finding.ts';
import { mmToPt } from '../model/geometry.ts';
import { type Facts, pdfDate, reserveIdentifier, sealed, setMetadata } from './metadata.ts';
import { saved } from './save.ts';
import { sweep } from './streams.ts';

export interface PdfNote {
  /** From 1. */
  readonly page: number;
  /** Where it points, from the corner of the trim. */
  readonly xMm: number;
  readonly yMm: number;
  /** The words that it is about, line by line; none where it stands by no words. */
  readonly boxes: readonly BoxMm[];
  /** What it says. */
  readonly text: string;
  /** Unique in the file, and the same in the next proof. */
  readonly name: string;
  /** "Kommentar 3" */
  readonly subject: string;
  readonly author: string;
  /** ISO; nothing is said of the day where it is not known. */
  readonly date?: string;
}

const key = (name: string): PDFName => PDFName.of(name);
const short = (pt: number): number => Math.round(pt * 1000) / 1000;

/** The yellow of a marker pen. */
const YELLOW = [1, 0.83, 0.3] as const;
const INK = '0.11 0.11 0.1';
/** Print; and a pin keeps its size and stands upright however the page is shown. */
const FLAGS = { highlight: 4, pin: 4 + 8 + 16 } as const;
const PIN_PT = 18;

type Rect = readonly [left: number, bottom: number, right: number, top: number];

/** What an annotation looks like, drawn in the page's own coordinates. */
const appearance = (pdf: PDFDocument, rect: Rect, program: string, isMarker: boolean): PDFRef => {
  const dict = pdf.context.obj({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [...rect],
    Resources: isMarker ? { ExtGState: { Marker: { Type: 'ExtGState', BM: 'Multiply' } } } : {},
    // Blending is with what lies below, which only a group can reach.
    ...(isMarker && { Group: { S: 'Transparency' } }),
    Length: program.length,
  });
  return pdf.context.register(PDFRawStream.of(dict, Buffer.from(program, 'latin1')));
};

/** Words under a marker pen. */
function highlight(pdf: PDFDocument, page: PDFPage, boxes: readonly BoxMm[]): PDFDict {
  const rects = boxes.map((box) => rectOf(page, box));
  const whole: Rect = [
    Math.min(...rects.map(([left]) => left)),
    Math.min(...rects.map(([, bottom]) => bottom)),
    Math.max(...rects.map(([, , right]) => right)),
    Math.max(...rects.map(([, , , top]) => top)),
  ];
  const fills = rects.map(([left, bottom, right, top]) =>
    [left, bottom, short(right - left), short(top - bottom), 're f'].join(' '),
  );
  const program = `/Marker gs ${YELLOW.join(' ')} rg ${fills.join(' ')}`;
  return pdf.context.obj({
    Subtype: 'Highlight',
    Rect: [...whole],
    // Upper left, upper right, lower left, lower right: what viewers expect, whatever the standard says.
    QuadPoints: rects.flatMap(([left, bottom, right, top]) => [
      left,
      top,
      right,
      top,
      left,
      bottom,
      right,
      bottom,
    ]),
    F: FLAGS.highlight,
    AP: { N: appearance(pdf, whole, program, true) },
  });
}

/** A speech bubble. */
function pin(pdf: PDFDocument, page: PDFPage, xMm: number, yMm: number): PDFDict {
  const [x, , , top] = rectOf(page, { xMm, yMm, widthMm: 0, heightMm: 0 });
  const { x: left, y: foot, width, height } = page.getMediaBox();
  // A pin by the edge stays on the page.
  const within = (value: number, from: number, length: number): number =>
    short(Math.min(Math.max(value, from), from + length - PIN_PT));
  const [l, b] = [within(x, left, width), within(top - PIN_PT, foot, height)];
  const rect: Rect = [l, b, short(l + PIN_PT), short(b + PIN_PT)];
  const at = (dx: number, dy: number): string => `${short(l + dx)} ${short(b + dy)}`;
  const program = [
    `${YELLOW.join(' ')} rg ${INK} RG 1 w 1 j`,
    `${at(2, 6)} m ${at(2, 16)} l ${at(16, 16)} l ${at(16, 6)} l ${at(9, 6)} l ${at(5, 2)} l ${at(5, 6)} l b`,
    `${at(5, 12.5)} m ${at(13, 12.5)} l S ${at(5, 9.5)} m ${at(11, 9.5)} l S`,
  ].join(' ');
  return pdf.context.obj({
    Subtype: 'Text',
    Name: 'Comment',
    Open: false,
    Rect: [...rect],
    F: FLAGS.pin,
    AP: { N: appearance(pdf, rect, program, false) },
  });
}

/** The page's box is its trim. */
function rectOf(page: PDFPage, { xMm, yMm, widthMm, heightMm }: BoxMm): Rect {
  const { x, y, height } = page.getMediaBox();
  const [left, top] = [x + mmToPt(xMm), y + height - mmToPt(yMm)];
  return [left, top - mmToPt(heightMm), left + mmToPt(widthMm), top].map(short) as unknown as Rect;
}

/** The reader PDF's bytes in, the proof's out; the same input gives the same bytes. */
export async function notedPdf(
  reader: Uint8Array,
  notes: readonly PdfNote[],
  facts: Facts,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(reader, {
    updateMetadata: false,
    parseSpeed: ParseSpeeds.Fastest,
  });
  const pages = pdf.getPages();
  for (const note of notes) {
    const page = pages[note.page - 1];
    if (!page) continue;
    const annotation =
      note.boxes.length > 0 ? highlight(pdf, page, note.boxes) : pin(pdf, page, note.xMm, note.yMm);
    const set = (name: string, text: string): void => annotation.set(key(name), PDFHexString.fromText(text));
    annotation.set(key('Type'), key('Annot'));
    annotation.set(key('P'), page.ref);
    annotation.set(key('C'), pdf.context.obj([...YELLOW]));
    set('Contents', note.text);
    set('T', note.author);
    set('Subj', note.subject);
    set('NM', note.name);
    if (note.date !== undefined)
      for (const name of ['CreationDate', 'M']) annotation.set(key(name), PDFString.of(pdfDate(note.date)));
    const known = page.node.lookupMaybe(key('Annots'), PDFArray);
    const list = pdf.context.obj([...(known?.asArray() ?? []), pdf.context.register(annotation)]);
    page.node.set(key('Annots'), list);
  }
  // Comments have no tags: it is no PDF/UA any more, and does not say that it is.
  setMetadata(pdf, facts, false);
  reserveIdentifier(pdf);
  sweep(pdf);
  return sealed(saved(pdf));
}
