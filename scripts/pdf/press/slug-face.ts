/** The face of the slug line as a font of the file: embedded TrueType whose codes are its glyphs. */
import { createHash } from 'node:crypto';

import { type PDFContext, PDFName, type PDFRef, PDFString } from '@cantoo/pdf-lib';

import { deflated } from '../streams.ts';
import { readTrueType } from '../truetype.ts';

export interface SlugFace {
  readonly font: PDFRef;
  /** In thousandths of the size. */
  readonly widthOf: (text: string) => number;
  /** As a string of a drawing program: "<0012…>". Letters that the face lacks are left out. */
  readonly shown: (text: string) => string;
}

const hex = (value: number): string => value.toString(16).padStart(4, '0');

const TAG_LETTERS = 6;
/** A subset's name begins with letters of its own (ISO 32000-1, 9.6.4). */
const tagOf = (file: Uint8Array): string =>
  [...createHash('sha256').update(file).digest().subarray(0, TAG_LETTERS)]
    .map((byte) => String.fromCodePoint(65 + (byte % 26)))
    .join('');

/**
 * @param file a static TrueType
 * @param texts all that will be set in it
 */
export function slugFace(
  context: PDFContext,
  file: Uint8Array,
  name: string,
  texts: readonly string[],
): SlugFace {
  const face = readTrueType(file);
  const glyphs = (text: string): number[] =>
    Array.from(text).flatMap((letter) => face.glyphOf(letter.codePointAt(0)!) ?? []);
  const letters = [...new Set(texts.join(''))].sort();
  const used = letters.flatMap((letter) => {
    const glyph = face.glyphOf(letter.codePointAt(0)!);
    return glyph === undefined ? [] : [{ letter, glyph }];
  });
  const full = `${tagOf(file)}+${name}`;
  const key = (written: string): PDFName => PDFName.of(written);

  const program = deflated(context, file, context.obj({ Length1: file.length }));
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: full,
    // Of no symbols.
    Flags: 32,
    FontBBox: [...face.box],
    ItalicAngle: 0,
    Ascent: face.ascent,
    Descent: face.descent,
    CapHeight: face.capHeight,
    StemV: 80,
  });
  descriptor.set(key('FontFile2'), context.register(program));
  const system = context.obj({ Supplement: 0 });
  system.set(key('Registry'), PDFString.of('Adobe'));
  system.set(key('Ordering'), PDFString.of('Identity'));
  const inner = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: full,
    CIDToGIDMap: 'Identity',
    DW: 0,
    W: used
      .toSorted((one, other) => one.glyph - other.glyph)
      .flatMap(({ glyph }) => [glyph, [face.widthOf(glyph)]]),
  });
  inner.set(key('CIDSystemInfo'), system);
  inner.set(key('FontDescriptor'), context.register(descriptor));
  const lines = used.map(
    ({ letter, glyph }) =>
      `<${hex(glyph)}> <${Array.from({ length: letter.length }, (_, at) => hex(letter.charCodeAt(at))).join('')}>`,
  );
  // At most a hundred lines stand in one block (Adobe's CMap specification).
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, at) =>
    lines.slice(100 * at, 100 * at + 100),
  ).map((block) => `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`;
  const font = context.obj({ Type: 'Font', Subtype: 'Type0', BaseFont: full, Encoding: 'Identity-H' });
  font.set(key('DescendantFonts'), context.obj([context.register(inner)]));
  font.set(key('ToUnicode'), context.register(deflated(context, Buffer.from(map, 'latin1'))));
  return {
    font: context.register(font),
    widthOf: (text) => glyphs(text).reduce((sum, glyph) => sum + face.widthOf(glyph), 0),
    shown: (text) => `<${glyphs(text).map(hex).join('')}>`,
  };
}
