/** Pictures written into a drawing program (ISO 32000-1, 8.9.7), as objects of the file. */
import {
  PDFBool,
  type PDFContext,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
} from '@cantoo/pdf-lib';

import type { Operand } from '../content.ts';

const NAMES: Readonly<Record<string, string>> = {
  BPC: 'BitsPerComponent',
  CS: 'ColorSpace',
  D: 'Decode',
  DP: 'DecodeParms',
  F: 'Filter',
  H: 'Height',
  IM: 'ImageMask',
  I: 'Interpolate',
  W: 'Width',
};

const VALUES: Readonly<Record<string, string>> = {
  G: 'DeviceGray',
  RGB: 'DeviceRGB',
  CMYK: 'DeviceCMYK',
  I: 'Indexed',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  Fl: 'FlateDecode',
  RL: 'RunLengthDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
};

const asObject = (context: PDFContext, operand: Operand): PDFObject => {
  if (typeof operand === 'string') return PDFName.of(VALUES[operand] ?? operand);
  if (operand instanceof Uint8Array) return PDFHexString.of(Buffer.from(operand).toString('hex'));
  if (Array.isArray(operand)) {
    const array = context.obj([]);
    for (const each of operand as readonly Operand[]) array.push(asObject(context, each));
    return array;
  }
  if (operand instanceof Map) {
    const dict = context.obj({});
    for (const [name, value] of operand as ReadonlyMap<string, Operand>)
      dict.set(PDFName.of(name), asObject(context, value));
    return dict;
  }
  if (typeof operand === 'number') return PDFNumber.of(operand);
  return operand === true ? PDFBool.True : operand === false ? PDFBool.False : PDFNull;
};

/** The operands of BI as an image object; undefined where they are not what they should be. */
export function inlineImage(
  context: PDFContext,
  [entries, data]: readonly Operand[],
): PDFRawStream | undefined {
  if (!(entries instanceof Map) || !(data instanceof Uint8Array)) return undefined;
  const dict = context.obj({ Type: 'XObject', Subtype: 'Image' });
  for (const [name, value] of entries as ReadonlyMap<string, Operand>)
    dict.set(PDFName.of(NAMES[name] ?? name), asObject(context, value));
  dict.set(PDFName.of('Length'), context.obj(data.length));
  return PDFRawStream.of(dict, data);
}
