/** Colour spaces of a PDF, by what a press file does with them. */
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';

import { decoded } from '../streams.ts';
import { evaluator, numberOf, numbersOf } from './functions.ts';
import type { Cmyk, Rgb } from './colour.ts';

/** A colour before it is ink. */
export type Source =
  | { readonly kind: 'rgb'; readonly rgb: Rgb }
  | { readonly kind: 'cmyk'; readonly cmyk: Cmyk }
  /** A spot ink or a mixture with one: it stays as it is. */
  | { readonly kind: 'ink'; readonly components: readonly number[] };

export interface Space {
  readonly components: number;
  readonly initial: readonly number[];
  /** The range of each component as samples of a picture are decoded. */
  readonly decode: (bits: number) => number[];
  readonly source: (values: readonly number[]) => Source;
}

const key = (name: string): PDFName => PDFName.of(name);
const unit = (components: number) => () => Array.from({ length: components }, () => [0, 1]).flat();
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
const rgb = (red = 0, green = 0, blue = 0): Source => ({ kind: 'rgb', rgb: [red, green, blue] });

export const GRAY: Space = {
  components: 1,
  initial: [0],
  decode: unit(1),
  source: ([level]) => rgb(level, level, level),
};
export const RGB: Space = {
  components: 3,
  initial: zeros(3),
  decode: unit(3),
  source: (values) => rgb(...values),
};
export const CMYK: Space = {
  components: 4,
  initial: [0, 0, 0, 1],
  decode: unit(4),
  source: ([cyan = 0, magenta = 0, yellow = 0, black = 0]) => ({
    kind: 'cmyk',
    cmyk: [cyan, magenta, yellow, black],
  }),
};

/** CIE L*a*b* of D50 as sRGB, cut to its gamut. */
function labSource([lightness = 0, a = 0, b = 0]: readonly number[]): Source {
  const fy = (lightness + 16) / 116;
  const inverse = (f: number): number => (f > 6 / 29 ? f ** 3 : 3 * (6 / 29) ** 2 * (f - 4 / 29));
  const [x, y, z] = [0.9642 * inverse(fy + a / 500), inverse(fy), 0.8249 * inverse(fy - b / 200)];
  // Bradford-adapted from D50 to sRGB's D65.
  const linear = [
    3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
    -0.9787684 * x + 1.9161415 * y + 0.033454 * z,
    0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
  ];
  const encoded = linear.map((part) => {
    const value = Math.min(1, Math.max(0, part));
    return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  });
  return rgb(...encoded);
}

const LAB: Space = {
  components: 3,
  initial: zeros(3),
  decode: () => [0, 100, -100, 100, -100, 100],
  source: labSource,
};

function indexed(array: PDFArray): Space | undefined {
  const base = spaceOf(array.lookup(1));
  if (base === undefined) return undefined;
  const table = array.lookup(3);
  const bytes =
    table instanceof PDFStream
      ? decoded(table)
      : table instanceof PDFString || table instanceof PDFHexString
        ? table.asBytes()
        : new Uint8Array();
  const most = numberOf(array.lookup(2)) ?? 255;
  const decode = base.decode(8);
  return {
    components: 1,
    initial: [0],
    decode: (bits) => [0, 2 ** bits - 1],
    source: ([index = 0]) => {
      const from = Math.min(most, Math.max(0, Math.round(index))) * base.components;
      return base.source(
        Array.from({ length: base.components }, (_, at) => {
          const [low, high] = [decode[2 * at]!, decode[2 * at + 1]!];
          return low + ((bytes[from + at] ?? 0) / 255) * (high - low);
        }),
      );
    },
  };
}

/** A space from its object; undefined for a pattern and for what is unknown. `resources` knows spaces by name. */
export function spaceOf(object: PDFObject | undefined, resources?: PDFDict): Space | undefined {
  if (object instanceof PDFName) {
    const name = object.decodeText();
    if (name === 'DeviceRGB' || name === 'CalRGB' || name === 'RGB') return RGB;
    if (name === 'DeviceGray' || name === 'CalGray' || name === 'G') return GRAY;
    if (name === 'DeviceCMYK' || name === 'CMYK') return CMYK;
    const named = resources?.lookupMaybe(key('ColorSpace'), PDFDict)?.lookup(object);
    return named === undefined || named === object ? undefined : spaceOf(named, resources);
  }
  if (!(object instanceof PDFArray)) return undefined;
  const first = object.lookup(0);
  const family = first instanceof PDFName ? first.decodeText() : '';
  if (family === 'ICCBased') {
    const profile = object.lookup(1);
    const count = profile instanceof PDFStream ? numberOf(profile.dict.lookup(key('N'))) : undefined;
    return count === 1 ? GRAY : count === 4 ? CMYK : RGB;
  }
  if (family === 'Lab') return LAB;
  if (family === 'Indexed' || family === 'I') return indexed(object);
  if (family === 'Separation' || family === 'DeviceN') return inked(object, family);
  return spaceOf(first, resources);
}

/** A spot ink stays; one that only stands for no ink at all, or whose alternate is RGB, is worked out through its tint transform. */
function inked(array: PDFArray, family: string): Space {
  const names = array.lookup(1);
  const components = family === 'DeviceN' && names instanceof PDFArray ? names.size() : 1;
  const alternate = spaceOf(array.lookup(2));
  const isClean = alternate === CMYK || alternate === GRAY;
  const tint = isClean ? undefined : evaluator(array.lookup(3));
  return {
    components,
    initial: Array.from({ length: components }, () => 1),
    decode: unit(components),
    source: (values) =>
      tint === undefined || alternate === undefined
        ? { kind: 'ink', components: values }
        : alternate.source(tint(values)),
  };
}

/** Numbers of an array object, or those of a default. */
export const numbersOr = (object: PDFObject | undefined, otherwise: readonly number[]): readonly number[] =>
  numbersOf(object) ?? otherwise;
