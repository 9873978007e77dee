/** The reader PDF: the browser's proof, cut to the trim, with screen pictures, mended tags, labels and metadata. */
import { createHash } from 'node:crypto';

import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

import type { Finding } from '../model/finding.ts';
import { type SizeMm, mmToPt } from '../model/geometry.ts';
import { formsOf, markAllArtifacts, type MarkedPages } from './artifacts.ts';
import { mendOutline } from './outline.ts';
import { type Facts, reserveIdentifier, sealed, setMetadata, setPageLabels, setViewer } from './metadata.ts';
import { renumberTags } from './identifiers.ts';
import { type Replacement, exchangePictures } from './pictures.ts';
import { saved } from './save.ts';
import { mendShadings } from './soft-shadings.ts';
import { sweep } from './streams.ts';
import {
  type Tag,
  eachContent,
  eachTag,
  isContent,
  isTag,
  mendTags,
  readTags,
  tagMaker,
  writeTags,
} from './structure.ts';
import { type FontShelf, type TextRun, walkPage } from './walk.ts';

/** What stays true of pages that an edit leaves alone. */
export interface ReaderMemory {
  readonly marked: MarkedPages;
  /** Texts of a page's linked marks by number, by what the page is. */
  readonly links: Map<string, ReadonlyMap<string, string>>;
}

export const readerMemory = (): ReaderMemory => ({ marked: new Map(), links: new Map() });

export interface ReaderOptions extends Facts {
  readonly trim: SizeMm;
  /** What stands around the trim on every sheet of the proof. */
  readonly bleedMm: number;
  /** One a page, as printed; "" where none is. */
  readonly folios: readonly string[];
  /** Titles and heads as written, for the outline. */
  readonly heads?: readonly string[];
  /** What is known of pages from the last printing. */
  readonly memory?: ReaderMemory;
  /** By SHA-256 of the proxy's JPEG. They may still be on their way: all else is done first. */
  readonly pictures: ReadonlyMap<string, Replacement> | Promise<ReadonlyMap<string, Replacement>>;
}

export interface ReaderPdf {
  readonly bytes: Uint8Array;
  readonly exchanged: number;
  /** Names of the pictures whose proxies are nowhere in the proof. */
  readonly unmet: readonly string[];
  readonly findings: Finding[];
}

const key = (name: string): PDFName => PDFName.of(name);

// The XMP mark of PDF/UA-1 promises what only a check can tell; veraPDF agrees on the files that this module writes as long as
// pictures have descriptions and heads go down by one level.
const isAccessible = (root: Tag): boolean => {
  let level = 0;
  for (const { tag } of eachTag(root)) {
    if (tag.type === 'Figure' && (tag.alt ?? '') === '') return false;
    const head = /^H([1-6])$/.exec(tag.type);
    if (head === null) continue;
    if (Number(head[1]) > level + 1) return false;
    level = Number(head[1]);
  }
  return true;
};

/** Rounds to a thousandth of a point, so that the boxes are short and the same everywhere. */
const short = (pt: number): number => Math.round(pt * 1000) / 1000;

/**
 * Cuts every page to the trim by its boxes. The browser draws true to size from the sheet's top left
 * corner, at whatever scale it was told, and rounds the sheet's size alone, by up to 0.7 pt at its right and lower edge: so the trim is measured from
 * the top left.
 */
const cutToTrim = (pdf: PDFDocument, trim: SizeMm, bleedMm: number): void => {
  const bleedPt = mmToPt(bleedMm);
  for (const page of pdf.getPages()) {
    const { x, y, height } = page.getMediaBox();
    const left = x + bleedPt;
    const top = y + height - bleedPt;
    const box = pdf.context.obj(
      [left, top - mmToPt(trim.heightMm), left + mmToPt(trim.widthMm), top].map(short),
    );
    for (const name of ['MediaBox', 'CropBox', 'TrimBox']) page.node.set(key(name), box);
    for (const name of ['BleedBox', 'ArtBox']) page.node.delete(key(name));
  }
};

/** The texts of marks on a page: "4:17" → "les mer på side 12". */
const markedTexts = (
  page: PDFPage,
  wants: (mark: string) => boolean,
  fonts: FontShelf,
): Map<string, string> => {
  const texts = new Map<string, string>();
  let line: number | undefined;
  const keep = ({ mark, text, yPt }: TextRun): void => {
    if (mark === undefined) return;
    const before = texts.get(mark) ?? '';
    // The browser drops the space at a line's end, and a word that was cut there is one word again.
    const isNewLine = before !== '' && line !== undefined && Math.abs(line - yPt) > 1;
    const wasCut = isNewLine && /\p{L}-$/u.test(before);
    texts.set(mark, (wasCut ? before.slice(0, -1) : isNewLine ? `${before} ` : before) + text);
    line = yPt;
  };
  walkPage(page, { text: keep, wants }, fonts);
  return texts;
};

/** Changes with whatever changes the texts of a page's marks: its program, its fonts, which marks are wanted. */
const linkedPage = (
  page: PDFPage,
  wanted: readonly string[],
  fontNames: Map<PDFDict, string>,
): string | undefined => {
  const content = page.node.Contents();
  // A form has marks, and fonts, of its own.
  if (!(content instanceof PDFRawStream) || formsOf(page.node.Resources()).size > 0) return undefined;
  const hash = createHash('sha256').update(content.contents).update(wanted.join(' '));
  const fonts = page.node.Resources()?.lookupMaybe(key('Font'), PDFDict);
  for (const [name] of fonts?.entries() ?? []) {
    const dict = fonts!.lookup(name, PDFDict);
    const unicode = dict.lookup(key('ToUnicode'));
    const known =
      fontNames.get(dict) ??
      createHash('sha256')
        .update(unicode instanceof PDFRawStream ? unicode.contents : '')
        .digest('hex');
    fontNames.set(dict, known);
    hash.update(`${name.toString()} ${known} `);
  }
  return hash.digest('hex');
};

/** Each link says where it leads, for those who cannot see it: its own text, or its address where it has none. */
const describeLinks = (pdf: PDFDocument, root: Tag, known: ReaderMemory['links']): void => {
  const texts = new Map<string, string>();
  const fonts: FontShelf = new Map();
  const fontNames = new Map<PDFDict, string>();
  const linked = new Set<string>();
  const wantedOn = new Map<string, string[]>();
  for (const { tag } of eachTag(root)) {
    if (!tag.kids.some((kid) => !isTag(kid) && !isContent(kid))) continue;
    for (const { mark } of eachContent(tag)) {
      const parents = mark.slice(0, mark.indexOf(':'));
      linked.add(mark);
      wantedOn.set(parents, [...(wantedOn.get(parents) ?? []), mark]);
    }
  }
  const before = new Map(known);
  known.clear();
  for (const page of pdf.getPages()) {
    if (!page.node.has(key('Annots'))) continue;
    const wanted = wantedOn.get(String(page.node.lookup(key('StructParents')))) ?? [];
    const name = linkedPage(page, wanted, fontNames);
    const found =
      (name === undefined ? undefined : before.get(name)) ??
      markedTexts(page, (mark) => linked.has(mark), fonts);
    if (name !== undefined) known.set(name, found);
    for (const [mark, text] of found) texts.set(mark, text);
  }
  for (const { tag } of eachTag(root)) {
    for (const kid of tag.kids) {
      if (isTag(kid) || isContent(kid)) continue;
      const annotation = pdf.context.lookup(kid.object);
      if (!(annotation instanceof PDFDict) || annotation.has(key('Contents'))) continue;
      const text = [...eachContent(tag)].map(({ mark }) => texts.get(mark) ?? '').join(' ');
      const described = [...eachTag(tag)].flatMap((inner) => inner.tag.alt ?? []).join(', ');
      const action = annotation.lookupMaybe(key('A'), PDFDict)?.lookup(key('URI'));
      const address =
        action instanceof PDFString || action instanceof PDFHexString ? action.decodeText() : '';
      const words = text.replaceAll('\u00ad', '').replaceAll(/\s+/g, ' ').trim();
      annotation.set(key('Contents'), PDFHexString.fromText(words || described || address || 'link'));
    }
  }
};

/** An outline title is searched and shown on one line: soft hyphens only hurt there. */
const cleanOutline = (pdf: PDFDocument): void => {
  const open: unknown[] = [pdf.catalog.lookup(key('Outlines'))];
  const seen = new Set<unknown>();
  while (open.length > 0) {
    const item = open.pop();
    if (!(item instanceof PDFDict) || seen.has(item)) continue;
    seen.add(item);
    const title = item.lookup(key('Title'));
    if (title instanceof PDFString || title instanceof PDFHexString) {
      const words = title.decodeText().replaceAll('\u00ad', '').replaceAll(/\s+/g, ' ').trim();
      item.set(key('Title'), PDFHexString.fromText(words));
    }
    open.push(item.lookup(key('First')), item.lookup(key('Next')));
  }
};

/** Links without a tag, in files where a tag was dropped: every annotation left must lead back to one. */
const untaggedLinks = (pdf: PDFDocument, root: Tag): number => {
  const tagged = new Set<PDFRef>();
  for (const { tag } of eachTag(root))
    for (const kid of tag.kids) if ('object' in kid) tagged.add(kid.object);
  let bare = 0;
  for (const page of pdf.getPages()) {
    const annotations = page.node.lookupMaybe(key('Annots'), PDFArray);
    for (const ref of annotations?.asArray() ?? []) if (ref instanceof PDFRef && !tagged.has(ref)) bare++;
  }
  return bare;
};

/** The proof's bytes in, the reader PDF's out; the same input gives the same bytes. */
export const readerPdf = async (proof: Uint8Array, options: ReaderOptions): Promise<ReaderPdf> => {
  const pdf = await PDFDocument.load(proof, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  const findings: Finding[] = [];
  const memory = options.memory ?? readerMemory();

  const root = readTags(pdf);
  let accessible = false;
  if (root === undefined) {
    findings.push({
      rule: 'tagged',
      level: 'error',
      message: 'the printed file has no structure tree',
      hint: 'print with tagged: true',
    });
  } else {
    for (const part of mendTags(root, tagMaker(pdf))) {
      findings.push({
        rule: 'tagged',
        level: 'warning',
        message: `a continued part (${part.type}) has no beginning before it`,
        hint: 'report this: a split paragraph lost its first part',
      });
    }
    writeTags(pdf, root);
    describeLinks(pdf, root, memory.links);
    const bare = untaggedLinks(pdf, root);
    accessible = bare === 0 && isAccessible(root);
    if (bare > 0) {
      findings.push({
        rule: 'tagged',
        level: 'warning',
        message: `${bare} links stand outside the structure tree`,
        hint: 'look for links in running heads and other hidden content',
      });
    }
    markAllArtifacts(pdf, memory.marked);
    renumberTags(pdf);
  }

  mendShadings(pdf);
  cutToTrim(pdf, options.trim, options.bleedMm);
  cleanOutline(pdf);
  setViewer(pdf);
  setPageLabels(pdf, options.folios);
  mendOutline(pdf, options.heads ?? []);
  setMetadata(pdf, options, accessible);
  pdf.catalog.set(key('MarkInfo'), pdf.context.obj({ Marked: true }));
  reserveIdentifier(pdf);
  const { exchanged, unmet, findings: strange } = exchangePictures(pdf, await options.pictures);
  findings.push(...strange);
  sweep(pdf);
  return { bytes: sealed(saved(pdf)), exchanged, unmet, findings };
};
