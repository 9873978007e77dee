/** A press file's pictures in small, as far as drawing its plates needs them: a third of a millimetre tells as much of the ink as a tenth. */
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

import { decoded } from '../streams.ts';

/** Samples as the picture's stream has them, eight bits each, before its Decode array. */
export interface SmallPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly components: number;
  readonly samples: Uint8Array;
}

/** By the stream that it stands for. */
export type SmallPictures = ReadonlyMap<PDFRawStream, SmallPicture>;

const key = (name: string): PDFName => PDFName.of(name);
const integer = (dict: PDFDict, name: string): number => {
  const value = dict.lookup(key(name));
  return value instanceof PDFNumber ? value.asNumber() : 0;
};

/** Long sides are not brought below this: a pixel a millimetre on the longest side of a page. */
const LEAST_PX = 300;

/** How many pixels become one, in each direction: a power of two, which JPEG decoders do at little cost. */
export function shrinkage(widthPx: number, heightPx: number): number {
  let by = 1;
  while (by < 16 && Math.max(widthPx, heightPx) / (by * 2) >= LEAST_PX) by *= 2;
  return by;
}

/** Pictures of some pages, counted from 0: JPEGs, for which a codec is needed, and the others as far as they are plain samples of eight bits. */
export function picturesOf(
  pdf: PDFDocument,
  pages: readonly number[],
): { readonly jpegs: PDFRawStream[]; readonly plain: PDFRawStream[] } {
  const jpegs: PDFRawStream[] = [];
  const plain: PDFRawStream[] = [];
  const all = pdf.getPages();
  for (const object of reachable(
    pdf.context,
    pages.map((page) => all[page]!.node.Resources()),
  )) {
    if (!(object instanceof PDFRawStream) || object.dict.lookup(key('Subtype')) !== key('Image')) continue;
    const filter = object.dict.lookup(key('Filter'));
    const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
    if (only === key('DCTDecode')) jpegs.push(object);
    else if (
      (only === undefined || only === key('FlateDecode')) &&
      !object.dict.has(key('DecodeParms')) &&
      integer(object.dict, 'BitsPerComponent') === 8 &&
      !isPalette(object)
    )
      plain.push(object);
  }
  return { jpegs, plain };
}

/** All streams that some objects lead to. */
function reachable(context: PDFContext, from: readonly (PDFObject | undefined)[]): Set<PDFObject> {
  const seen = new Set<PDFObject>();
  const streams = new Set<PDFObject>();
  const open = [...from];
  while (open.length > 0) {
    const next = open.pop();
    const object = next instanceof PDFRef ? context.lookup(next) : next;
    const dict = object instanceof PDFStream ? object.dict : object;
    if (dict === undefined || seen.has(dict)) continue;
    if (object instanceof PDFStream) streams.add(object);
    if (dict instanceof PDFDict) {
      seen.add(dict);
      for (const [name, value] of dict.entries()) if (name !== key('Parent')) open.push(value);
    } else if (dict instanceof PDFArray) {
      seen.add(dict);
      open.push(...dict.asArray());
    }
  }
  return streams;
}

function isPalette({ dict }: PDFRawStream): boolean {
  const space = dict.lookup(key('ColorSpace'));
  return space instanceof PDFArray && ['Indexed', 'I'].includes(String(space.lookup(0)).replace('/', ''));
}

/** Plain samples in small: means of squares. Undefined where there are fewer samples than there should be. */
export function shrunk(stream: PDFRawStream): SmallPicture | undefined {
  const [wide, high] = [integer(stream.dict, 'Width'), integer(stream.dict, 'Height')];
  const bytes = decoded(stream);
  const components = Math.round(bytes.length / (wide * high));
  if (wide === 0 || high === 0 || components < 1 || bytes.length < wide * high * components) return undefined;
  const by = shrinkage(wide, high);
  const [widthPx, heightPx] = [Math.ceil(wide / by), Math.ceil(high / by)];
  const samples = new Uint8Array(widthPx * heightPx * components);
  for (let y = 0; y < heightPx; y++) {
    const below = Math.min(high, (y + 1) * by);
    for (let x = 0; x < widthPx; x++) {
      const behind = Math.min(wide, (x + 1) * by);
      const count = (below - y * by) * (behind - x * by);
      for (let part = 0; part < components; part++) {
        let sum = 0;
        for (let row = y * by; row < below; row++) {
          for (let column = x * by; column < behind; column++)
            sum += bytes[(row * wide + column) * components + part]!;
        }
        samples[(y * widthPx + x) * components + part] = Math.round(sum / count);
      }
    }
  }
  return { widthPx, heightPx, components, samples };
}
