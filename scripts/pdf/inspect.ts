/** What a PDF holds, as plain facts: for tests, preflight and reports. */
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFString,
  ParseSpeeds,
} from '@cantoo/pdf-lib';

import { ptToMm } from '../model/geometry.ts';
import { type FontFacts, fontFacts } from './fonts.ts';
import { type PlacedImage, placedImages } from './pictures.ts';
import { decoded } from './streams.ts';
import { type Tag, isTag, readTags } from './structure.ts';
import { type TextRun, paintedPages } from './walk.ts';

/** [left, bottom, right, top] in points. */
export type BoxPt = readonly [number, number, number, number];

export interface PageFacts {
  readonly mediaBox: BoxPt;
  /** Only the boxes that the page states itself. */
  readonly cropBox?: BoxPt;
  readonly trimBox?: BoxPt;
  readonly bleedBox?: BoxPt;
  /** The size of the TrimBox, or of the MediaBox where there is none. */
  readonly widthMm: number;
  readonly heightMm: number;
  readonly label: string;
  readonly runs: readonly TextRun[];
}

export interface LinkFacts {
  /** From 1. */
  readonly page: number;
  readonly address?: string;
  /** The page that it leads to, from 1; undefined for an address, and for a link that leads nowhere. */
  readonly toPage?: number;
  readonly contents?: string;
  readonly structParent?: number;
}

export interface OutlineItem {
  readonly title: string;
  readonly page?: number;
  readonly items: readonly OutlineItem[];
}

export interface TagFacts {
  readonly type: string;
  readonly alt?: string;
  readonly language?: string;
  /** The text of the tag's own content, not of the tags in it. */
  readonly text: string;
  readonly kids: readonly TagFacts[];
}

export interface PdfFacts {
  readonly version: string;
  readonly bytes: number;
  readonly linearized: boolean;
  readonly pages: readonly PageFacts[];
  readonly fonts: readonly FontFacts[];
  readonly images: readonly PlacedImage[];
  readonly links: readonly LinkFacts[];
  readonly outline: readonly OutlineItem[];
  readonly info: Readonly<Record<string, string>>;
  readonly xmp?: string;
  readonly language?: string;
  readonly pageLayout?: string;
  readonly displaysTitle: boolean;
  /** Undefined where the file is untagged. */
  readonly tags?: TagFacts;
}

const key = (name: string): PDFName => PDFName.of(name);
const asText = (object: PDFObject | undefined): string | undefined =>
  object instanceof PDFString || object instanceof PDFHexString
    ? object.decodeText()
    : object instanceof PDFName
      ? object.decodeText()
      : undefined;
const asNumber = (object: PDFObject | undefined): number | undefined =>
  object instanceof PDFNumber ? object.asNumber() : undefined;

const boxOf = (page: PDFPage, name: string): BoxPt | undefined => {
  const box = page.node.lookup(key(name)) ?? page.node.getInheritableAttribute(key(name));
  if (!(box instanceof PDFArray)) return undefined;
  const [left = 0, bottom = 0, right = 0, top = 0] = box.asArray().map((entry) => asNumber(entry) ?? 0);
  return [left, bottom, right, top];
};

const roman = (value: number): string => {
  const signs: readonly [number, string][] = [
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  let rest = value;
  let out = '';
  for (const [worth, sign] of signs) {
    while (rest >= worth) {
      out += sign;
      rest -= worth;
    }
  }
  return out;
};

/** Page labels as a viewer shows them; the page's number where the file has none. */
const labelsOf = (pdf: PDFDocument): string[] => {
  const count = pdf.getPageCount();
  const numbers = pdf.catalog.lookupMaybe(key('PageLabels'), PDFDict)?.lookup(key('Nums'));
  if (!(numbers instanceof PDFArray)) return Array.from({ length: count }, (_, index) => `${index + 1}`);
  const labels: string[] = [];
  for (let i = 0; i < numbers.size(); i += 2) {
    const from = asNumber(numbers.lookup(i)) ?? 0;
    const to = asNumber(numbers.lookup(i + 2)) ?? count;
    const range = numbers.lookup(i + 1, PDFDict);
    const style = asText(range.lookup(key('S')));
    const first = asNumber(range.lookup(key('St'))) ?? 1;
    for (let page = from; page < to; page++) {
      const value = first + page - from;
      const counted =
        style === 'r' ? roman(value) : style === 'R' ? roman(value).toUpperCase() : style ? `${value}` : '';
      labels[page] = (asText(range.lookup(key('P'))) ?? '') + counted;
    }
  }
  return labels;
};

/** A destination's page, from 1, through its name if it has one. */
const pageOf = (
  pdf: PDFDocument,
  refs: readonly PDFRef[],
  target: PDFObject | undefined,
): number | undefined => {
  let destination = target;
  const name = asText(destination);
  if (name !== undefined) destination = pdf.catalog.lookupMaybe(key('Dests'), PDFDict)?.lookup(key(name));
  if (destination instanceof PDFDict) destination = destination.lookup(key('D'));
  const page = destination instanceof PDFArray ? destination.get(0) : undefined;
  const index = page instanceof PDFRef ? refs.indexOf(page) : -1;
  return index >= 0 ? index + 1 : undefined;
};

const linksOf = (pdf: PDFDocument, refs: readonly PDFRef[]): LinkFacts[] =>
  pdf.getPages().flatMap((page, index) => {
    const annotations = page.node.lookupMaybe(key('Annots'), PDFArray);
    return Array.from({ length: annotations?.size() ?? 0 }, (_, at) => annotations?.lookup(at)).flatMap(
      (link) => {
        if (!(link instanceof PDFDict) || link.lookup(key('Subtype')) !== key('Link')) return [];
        const action = link.lookupMaybe(key('A'), PDFDict);
        return [
          {
            page: index + 1,
            address: asText(action?.lookup(key('URI'))),
            toPage: pageOf(pdf, refs, link.lookup(key('Dest')) ?? action?.lookup(key('D'))),
            contents: asText(link.lookup(key('Contents'))),
            structParent: asNumber(link.lookup(key('StructParent'))),
          },
        ];
      },
    );
  });

const outlineOf = (pdf: PDFDocument, refs: readonly PDFRef[]): OutlineItem[] => {
  const seen = new Set<PDFObject>();
  const items = (parent: PDFDict): OutlineItem[] => {
    const out: OutlineItem[] = [];
    let item = parent.lookup(key('First'));
    while (item instanceof PDFDict && !seen.has(item)) {
      seen.add(item);
      const target = item.lookup(key('Dest')) ?? item.lookupMaybe(key('A'), PDFDict)?.lookup(key('D'));
      out.push({
        title: asText(item.lookup(key('Title'))) ?? '',
        page: pageOf(pdf, refs, target),
        items: items(item),
      });
      item = item.lookup(key('Next'));
    }
    return out;
  };
  const root = pdf.catalog.lookup(key('Outlines'));
  return root instanceof PDFDict ? items(root) : [];
};

const fontsOf = (pdf: PDFDocument): FontFacts[] =>
  pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.lookup(key('Type')) !== key('Font')) return [];
    // The inner half of a composite font is told with the outer.
    if (asText(object.lookup(key('Subtype')))?.startsWith('CIDFont') === true) return [];
    return [fontFacts(object)];
  });

/** Everything at once. */
export const inspectPdf = async (bytes: Uint8Array): Promise<PdfFacts> => {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  const { catalog, context } = pdf;
  const painted = paintedPages(pdf);
  const labels = labelsOf(pdf);
  const pages = pdf.getPages();
  const refs = pages.map((page) => page.ref);

  const texts = new Map<string, string>();
  for (const { mark, text } of painted.flatMap((page) => page.runs)) {
    if (mark !== undefined) texts.set(mark, (texts.get(mark) ?? '') + text);
  }
  const tagFacts = (tag: Tag): TagFacts => ({
    type: tag.type,
    alt: tag.alt,
    language: tag.language,
    text: tag.kids.map((kid) => ('mark' in kid ? (texts.get(kid.mark) ?? '') : '')).join(''),
    kids: tag.kids.filter(isTag).map(tagFacts),
  });
  const root = readTags(pdf);

  const info = context.lookup(context.trailerInfo.Info);
  const metadata = catalog.lookup(key('Metadata'));
  const header = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return {
    version: /%PDF-(\d\.\d)/.exec(header)?.[1] ?? '',
    bytes: bytes.length,
    linearized: header.includes('/Linearized'),
    pages: pages.map((page, index) => {
      const mediaBox = boxOf(page, 'MediaBox') ?? [0, 0, 0, 0];
      const trimBox = boxOf(page, 'TrimBox');
      const [left, bottom, right, top] = trimBox ?? mediaBox;
      return {
        mediaBox,
        cropBox: boxOf(page, 'CropBox'),
        trimBox,
        bleedBox: boxOf(page, 'BleedBox'),
        widthMm: ptToMm(right - left),
        heightMm: ptToMm(top - bottom),
        label: labels[index] ?? '',
        runs: painted[index]?.runs ?? [],
      };
    }),
    fonts: fontsOf(pdf),
    images: placedImages(pdf, painted),
    links: linksOf(pdf, refs),
    outline: outlineOf(pdf, refs),
    info: Object.fromEntries(
      (info instanceof PDFDict ? info.entries() : []).map(([name, value]) => [
        name.decodeText(),
        asText(value) ?? '',
      ]),
    ),
    xmp: metadata instanceof PDFRawStream ? Buffer.from(decoded(metadata)).toString('utf8') : undefined,
    language: asText(catalog.lookup(key('Lang'))),
    pageLayout: asText(catalog.lookup(key('PageLayout'))),
    displaysTitle:
      catalog.lookupMaybe(key('ViewerPreferences'), PDFDict)?.lookup(key('DisplayDocTitle'))?.toString() ===
      'true',
    tags: root && tagFacts(root),
  };
};

/** A tag tree as lines of text, for tests: `  P Ingressen står her`. */
export const outlineTags = (tag: TagFacts, depth = 0): string => {
  const own = [tag.type, tag.alt === undefined ? '' : `[${tag.alt}]`, tag.text.trim()].filter(
    (part) => part !== '',
  );
  return [
    `${'  '.repeat(depth)}${own.join(' ')}`,
    ...tag.kids.map((kid) => outlineTags(kid, depth + 1)),
  ].join('\n');
};

/** Each page's text as pdfjs reads it: another reader than ours, to check against. About 60 ms a page. */
export const textByPdfjs = async (bytes: Uint8Array): Promise<string[]> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  }
  await task.destroy();
  return pages;
};
