/** A font of a PDF: its name and kind, whether it is embedded, and what its codes mean. */
import { PDFArray, PDFDict, PDFName, PDFNumber, PDFStream } from '@cantoo/pdf-lib';

import { decoded } from './streams.ts';
import { characters } from './truetype.ts';

export interface FontFacts {
  /** Without the subset's prefix: "SourceSerif4-Regular". */
  readonly name: string;
  /** "TrueType", "CID TrueType", "CID CFF", "Type1", "Type3" … */
  readonly kind: string;
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly codeBytes: 1 | 2;
  /** Code → text, from ToUnicode. */
  readonly unicode: ReadonlyMap<number, string>;
  /** Code → advance in thousandths of the size. */
  readonly widths: ReadonlyMap<number, number>;
  readonly defaultWidth: number;
  /** Height of its capitals in thousandths of the size; 0 where it does not say. */
  readonly capHeight: number;
  /** By code: LETTER or FIGURE where it draws one in another form than the font's ordinary one (a small capital, an old-style figure). */
  readonly forms: Uint8Array;
}

export const LETTER = 1;
export const FIGURE = 2;

const key = (name: string): PDFName => PDFName.of(name);
const asNumber = (object: unknown): number | undefined =>
  object instanceof PDFNumber ? object.asNumber() : undefined;

const utf16 = (hex: string): string => {
  let text = '';
  for (let i = 0; i + 4 <= hex.length; i += 4)
    text += String.fromCharCode(Number.parseInt(hex.slice(i, i + 4), 16));
  return text;
};

/** The bfchar and bfrange lines of a ToUnicode map. */
export const parseToUnicode = (cmap: string): Map<number, string> => {
  const unicode = new Map<number, string>();
  for (const [, body = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', hex = ''] of body.matchAll(/<([\da-f]+)>\s*<([\da-f]*)>/gi)) {
      unicode.set(Number.parseInt(code, 16), utf16(hex));
    }
  }
  for (const [, body = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', hex, list] of body.matchAll(
      /<([\da-f]+)>\s*<([\da-f]+)>\s*(?:<([\da-f]*)>|\[([^\]]*)\])/gi,
    )) {
      const first = Number.parseInt(from, 16);
      const last = Number.parseInt(to, 16);
      const each =
        list === undefined
          ? undefined
          : [...list.matchAll(/<([\da-f]*)>/gi)].map(([, one = '']) => utf16(one));
      const start = utf16(hex ?? '');
      // Only the last unit counts up over a range.
      const head = start.slice(0, -1);
      const tail = start.charCodeAt(start.length - 1);
      for (let code = first; code <= last; code++) {
        unicode.set(
          code,
          each === undefined ? head + String.fromCharCode(tail + code - first) : (each[code - first] ?? ''),
        );
      }
    }
  }
  return unicode;
};

/** /W of a CID font: `first [w w w]` and `first last w`. */
const cidWidths = (array: PDFArray): Map<number, number> => {
  const widths = new Map<number, number>();
  for (let i = 0; i < array.size();) {
    const first = asNumber(array.lookup(i)) ?? 0;
    const second = array.lookup(i + 1);
    if (second instanceof PDFArray) {
      for (let j = 0; j < second.size(); j++) widths.set(first + j, asNumber(second.lookup(j)) ?? 0);
      i += 2;
    } else {
      const width = asNumber(array.lookup(i + 2)) ?? 0;
      for (let code = first; code <= (asNumber(second) ?? first); code++) widths.set(code, width);
      i += 3;
    }
  }
  return widths;
};

const simpleWidths = (font: PDFDict): Map<number, number> => {
  const widths = new Map<number, number>();
  const array = font.lookup(key('Widths'));
  const first = asNumber(font.lookup(key('FirstChar'))) ?? 0;
  if (array instanceof PDFArray) {
    for (let i = 0; i < array.size(); i++) widths.set(first + i, asNumber(array.lookup(i)) ?? 0);
  }
  return widths;
};

/** Codes of a composite TrueType are its glyphs (ISO 32000-1, 9.7.4.2, Identity); those that no character leads to are other forms. */
const formsOf = (unicode: ReadonlyMap<number, string>, file: unknown): Uint8Array => {
  const ordinary = new Set(
    file instanceof PDFStream ? Array.from(characters(decoded(file)), ([, glyph]) => glyph) : [],
  );
  if (ordinary.size === 0) return new Uint8Array(0);
  const forms = new Uint8Array(1 + Math.max(0, ...unicode.keys()));
  for (const [code, text] of unicode) {
    if (ordinary.has(code)) continue;
    forms[code] = /^\p{L}$/u.test(text) ? LETTER : /^\p{Nd}$/u.test(text) ? FIGURE : 0;
  }
  return forms;
};

const nameOf = (object: unknown): string => (object instanceof PDFName ? object.decodeText() : '');

/** What a font dictionary says. */
export const fontFacts = (font: PDFDict): FontFacts => {
  const subtype = nameOf(font.lookup(key('Subtype')));
  const composite = subtype === 'Type0';
  const descendant = composite ? font.lookupMaybe(key('DescendantFonts'), PDFArray)?.lookup(0) : undefined;
  const inner = descendant instanceof PDFDict ? descendant : font;
  const descriptor = inner.lookupMaybe(key('FontDescriptor'), PDFDict);
  const embedded =
    subtype === 'Type3' ||
    ['FontFile', 'FontFile2', 'FontFile3'].some((file) => descriptor?.has(key(file)) === true);
  const innerSubtype = nameOf(inner.lookup(key('Subtype')));
  const cidKinds: Record<string, string> = { CIDFontType0: 'CID CFF', CIDFontType2: 'CID TrueType' };
  const toUnicode = font.lookup(key('ToUnicode'));
  const cid = inner.lookup(key('W'));
  const fullName = nameOf(font.lookup(key('BaseFont'))) || nameOf(font.lookup(key('Name')));
  const unicode =
    toUnicode instanceof PDFStream
      ? parseToUnicode(Buffer.from(decoded(toUnicode)).toString('latin1'))
      : new Map<number, string>();
  return {
    name: fullName.replace(/^[A-Z]{6}\+/, ''),
    kind: composite ? (cidKinds[innerSubtype] ?? innerSubtype) : subtype,
    embedded,
    subset: /^[A-Z]{6}\+/.test(fullName),
    codeBytes: composite ? 2 : 1,
    unicode,
    widths: cid instanceof PDFArray ? cidWidths(cid) : simpleWidths(font),
    defaultWidth: asNumber(inner.lookup(key('DW'))) ?? (composite ? 1000 : 0),
    // Chromium writes it below zero.
    capHeight: Math.abs(asNumber(descriptor?.lookup(key('CapHeight'))) ?? 0),
    forms: formsOf(unicode, composite ? descriptor?.lookup(key('FontFile2')) : undefined),
  };
};
