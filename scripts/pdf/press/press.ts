/** The press PDF: the browser's proof as PDF/X-4, in the inks of one printing condition and with the pictures' originals. */
import { PDFDocument, PDFName, type PDFPage, type PDFRawStream, ParseSpeeds } from '@cantoo/pdf-lib';

import type { Finding } from '../../model/finding.ts';
import { pdfDate, sealed } from '../metadata.ts';
import { pictureHash } from '../pictures.ts';
import { saved } from '../save.ts';
import { deflated, pageContent, sweep } from '../streams.ts';
import { setBoxes, type SheetMm, trimOn } from './boxes.ts';
import type { Inks } from './colour.ts';
import { coverOf, takeCover } from './cover.ts';
import { drawMarks, type MarkSheet, type SlugLine } from './marks.ts';
import { markPdfx, type OutputCondition, type PressFacts } from './pdfx.ts';
import type { PressPicture } from './pictures.ts';
import { Press, type PressAd, rewritten } from './program.ts';

export interface PressOptions extends PressFacts, SheetMm {
  readonly condition: OutputCondition;
  readonly inks: Inks;
  /** Undefined where the print shop sets its own. */
  readonly marks?: MarkSheet;
  /** By SHA-256 of the proxy's JPEG; a picture that cannot be decoded is undefined, which is told elsewhere. */
  readonly pictures: ReadonlyMap<
    string,
    { readonly name: string; readonly picture: PressPicture | undefined }
  >;
  /** Where the cover is a sheet of its own. */
  readonly cover?: {
    readonly spineMm: number;
    /** The spine as the browser printed it, at the left of a trim as high as the pages'; undefined for bare paper. */
    readonly spine?: Uint8Array;
    readonly title: string;
    readonly documentId: string;
    /** Of its outside and its inside. */
    readonly slug: readonly SlugLine[];
  };
  /** Advertisers' PDFs, by the same. */
  readonly ads?: ReadonlyMap<string, PressAd>;
}

export interface PressPdf {
  readonly bytes: Uint8Array;
  /** The cover's file, where it is one of its own; the other then holds the pages within. */
  readonly cover?: Uint8Array;
  /** Names of the pictures whose proxies are nowhere in the proof. */
  readonly unmet: readonly string[];
  readonly findings: readonly Finding[];
}

const key = (name: string): PDFName => PDFName.of(name);

/** What serves readers, and all that a press file may not hold. */
const NOT_FOR_PRESS = [
  'AA',
  'AcroForm',
  'Dests',
  'Lang',
  'MarkInfo',
  'Names',
  'OCProperties',
  'OpenAction',
  'Outlines',
  'PageLabels',
  'PageLayout',
  'PageMode',
  'PieceInfo',
  'StructTreeRoot',
  'Version',
  'ViewerPreferences',
];

/** The proof's bytes in, the press file's out; the same input gives the same bytes. */
export async function pressPdf(proof: Uint8Array, options: PressOptions): Promise<PressPdf> {
  const pdf = await PDFDocument.load(proof, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  const { context, catalog } = pdf;
  const hashes = new Map<PDFRawStream, string>();
  const hashOf = (stream: PDFRawStream): string => {
    const hash = hashes.get(stream) ?? pictureHash(stream.contents);
    hashes.set(stream, hash);
    return hash;
  };
  const pictures = new Map([...options.pictures].map(([hash, { picture }]) => [hash, picture]));
  const press = new Press(context, options.inks, pictures, hashOf, {
    ads: options.ads,
    date: pdfDate(options.date),
  });
  const findings: Finding[] = [];
  for (const [at, page] of pdf.getPages().entries()) {
    press.refusals.clear();
    pressPage(page, press, options);
    for (const what of press.refusals) findings.push(refusal(what, at + 1));
  }
  setBoxes(pdf, options);
  const cover = options.cover && (await coverFile(pdf, press, options, options.cover));
  const { marks } = options;
  if (cover) takeCover(pdf);
  const slug = cover && marks ? marks.slug.slice(2, -2) : marks?.slug;
  if (marks && slug) drawMarks(pdf, { ...marks, slug }, press.spots);
  for (const name of NOT_FOR_PRESS) catalog.delete(key(name));
  const bytes = finished(pdf, options, options.condition);
  const unmet = [...options.pictures, ...(options.ads ?? [])].flatMap(([hash, { name }]) =>
    press.met.has(hash) ? [] : [name],
  );
  return { bytes, ...(cover && { cover }), unmet, findings };
}

/** One page in the printer's inks, and without all that serves readers. */
function pressPage(page: PDFPage, press: Press, options: Pick<SheetMm, 'trim' | 'sheetBleedMm'>): void {
  const { context } = press;
  press.trim = trimOn(page, options);
  const { bytes, resources } = rewritten(press, pageContent(page), page.node.Resources());
  page.node.set(key('Contents'), context.register(deflated(context, bytes)));
  page.node.set(key('Resources'), resources);
  page.node.set(key('Group'), context.obj({ Type: 'Group', S: 'Transparency', CS: 'DeviceCMYK', I: true }));
  for (const name of ['AA', 'Annots', 'Metadata', 'PieceInfo', 'StructParents', 'Tabs', 'Thumb'])
    page.node.delete(key(name));
}

/** Marked as PDF/X, and saved: what nothing reaches any more is left out. */
function finished(pdf: PDFDocument, facts: PressFacts, condition: OutputCondition): Uint8Array {
  markPdfx(pdf, facts, condition);
  sweep(pdf);
  return sealed(saved(pdf));
}

/** The cover's file, of pages that have been brought to press. */
async function coverFile(
  pdf: PDFDocument,
  press: Press,
  options: PressOptions,
  { spineMm, spine, title, documentId, slug }: NonNullable<PressOptions['cover']>,
): Promise<Uint8Array> {
  let strip: PDFDocument | undefined;
  if (spine) {
    strip = await PDFDocument.load(spine, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
    const page = strip.getPage(0);
    pressPage(page, new Press(strip.context, options.inks, new Map(), () => ''), options);
    setBoxes(strip, { ...options, sides: ['left'] });
  }
  const cover = await coverOf(pdf, { trim: options.trim, spineMm, bleed: options.bleed }, press.spots, strip);
  if (options.marks) drawMarks(cover.pdf, { ...options.marks, slug }, cover.spots);
  return finished(cover.pdf, { ...options, title, documentId }, options.condition);
}

const refusal = (what: string, page: number): Finding => ({
  rule: 'press-colour',
  level: 'error',
  message: `${what} cannot be brought to press on page ${page}`,
  hint: 'report this with the issue folder',
  page,
});
