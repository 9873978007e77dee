/** Pictures of the press file: photographs in the place of their proxies, and the rasters that the browser itself has painted. */
import {
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

import { decoded, deflated, type LaterBytes, laterStream } from '../streams.ts';
import { type Ground, type Inks, isNeutral } from './colour.ts';
import { numbersOf } from './functions.ts';
import { lightOf, type Target } from './shadings.ts';
import { GRAY, type Source, type Space, spaceOf } from './spaces.ts';

/** A photograph converted for the printing condition, as JPEG; its transparency as a grey JPEG of its own. */
export interface PressPicture {
  readonly jpeg: LaterBytes;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Grey stays one ink. A JPEG of four inks is stored inverted, as is the custom. */
  readonly gray: boolean;
  readonly alpha?: LaterBytes;
}

const key = (name: string): PDFName => PDFName.of(name);

const jpegStream = (
  context: PDFContext,
  jpeg: LaterBytes,
  picture: PressPicture,
  space: string,
): PDFRawStream => {
  const dict = context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: picture.widthPx,
    Height: picture.heightPx,
    ColorSpace: space,
    BitsPerComponent: 8,
    Filter: 'DCTDecode',
  });
  return laterStream(dict, jpeg);
};

/** A photograph as an object of the file. */
export function pictureObject(context: PDFContext, picture: PressPicture): PDFRef {
  const image = jpegStream(context, picture.jpeg, picture, picture.gray ? 'DeviceGray' : 'DeviceCMYK');
  if (!picture.gray) image.dict.set(key('Decode'), context.obj([1, 0, 1, 0, 1, 0, 1, 0]));
  if (picture.alpha !== undefined)
    image.dict.set(key('SMask'), context.register(jpegStream(context, picture.alpha, picture, 'DeviceGray')));
  return context.register(image);
}

export interface Raster {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bits: number;
  readonly space: Space;
  readonly decode: readonly number[];
  readonly bytes: Uint8Array;
}

const integer = (object: PDFObject | undefined, otherwise: number): number =>
  object instanceof PDFNumber ? object.asNumber() : otherwise;

/** A raster's samples; undefined for a JPEG and the like, which no browser paints by itself. */
function rasterOf(stream: PDFStream, resources: PDFDict | undefined): Raster | undefined {
  const { dict } = stream;
  const filter = dict.lookup(key('Filter'));
  if (filter !== undefined && filter !== key('FlateDecode')) return undefined;
  const space = spaceOf(dict.lookup(key('ColorSpace')), resources);
  if (space === undefined) return undefined;
  const bits = integer(dict.lookup(key('BitsPerComponent')), 8);
  return {
    widthPx: integer(dict.lookup(key('Width')), 0),
    heightPx: integer(dict.lookup(key('Height')), 0),
    bits,
    space,
    decode: numbersOf(dict.lookup(key('Decode'))) ?? space.decode(bits),
    bytes: decoded(stream),
  };
}

/** Every pixel as the number of its colour, and those colours in the order in which they first occur. */
function palette({ widthPx, heightPx, bits, space, decode, bytes }: Raster): {
  indices: Uint32Array;
  sources: Source[];
} {
  const { components } = space;
  const rowBytes = Math.ceil((widthPx * components * bits) / 8);
  const indices = new Uint32Array(widthPx * heightPx);
  const known = new Map<number, number>();
  const sources: Source[] = [];
  const most = 2 ** bits - 1;
  const sample = (row: number, at: number): number => {
    const bit = at * bits;
    const byte = bytes[row * rowBytes + (bit >> 3)] ?? 0;
    // Of sixteen bits the first eight are enough to tell colours apart.
    if (bits === 16) return byte * 257;
    return bits === 8 ? byte : (byte >> (8 - bits - (bit & 7))) & most;
  };
  for (let row = 0, pixel = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++, pixel++) {
      let name = 0;
      for (let part = 0; part < components; part++)
        name = name * 256 + (sample(row, column * components + part) >> (bits === 16 ? 8 : 0));
      let index = known.get(name);
      if (index === undefined) {
        index = sources.length;
        known.set(name, index);
        sources.push(
          space.source(
            Array.from({ length: components }, (_, part) => {
              const [low, high] = [decode[2 * part]!, decode[2 * part + 1]!];
              return low + (sample(row, column * components + part) / most) * (high - low);
            }),
          ),
        );
      }
      indices[pixel] = index;
    }
  }
  return { indices, sources };
}

export interface RasterRequest {
  readonly context: PDFContext;
  readonly inks: Inks;
  readonly target: Target;
  readonly ground: Ground;
  readonly resources: PDFDict | undefined;
}

/**
 * A raster that the browser painted (a shadow, say): greys become one ink, all else four. Undefined where its kind is unknown.
 * A stencil has no colour of its own and stays.
 */
export function pressRaster(stream: PDFStream, request: RasterRequest): PDFStream | undefined {
  const { context, inks, target, ground, resources } = request;
  if (stream.dict.lookup(key('ImageMask'))?.toString() === 'true') return stream;
  const raster = rasterOf(stream, resources);
  if (raster === undefined) return undefined;
  const { indices, sources } = palette(raster);
  const isGrey =
    target === 'light' ||
    (!ground.thinOverPicture && sources.every((source) => source.kind === 'rgb' && isNeutral(source.rgb)));
  const channels = isGrey ? 1 : 4;
  const colours = sources.map((source) => {
    if (target === 'light') return [lightOf(source)];
    if (source.kind === 'cmyk') return [...source.cmyk];
    if (source.kind === 'ink') return [0, 0, 0, source.components[0] ?? 0];
    return isGrey ? [1 - inks.black(source.rgb[1])] : [...inks.byProfile(source.rgb)];
  });
  const table = Uint8Array.from(colours.flatMap((each) => each.map((part) => Math.round(part * 255))));
  const bytes = new Uint8Array(indices.length * channels);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const from = indices[pixel]! * channels;
    for (let channel = 0; channel < channels; channel++)
      bytes[pixel * channels + channel] = table[from + channel]!;
  }
  const dict = context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: raster.widthPx,
    Height: raster.heightPx,
    ColorSpace: isGrey ? 'DeviceGray' : 'DeviceCMYK',
    BitsPerComponent: 8,
  });
  const mask = stream.dict.lookup(key('SMask'));
  if (mask instanceof PDFStream) dict.set(key('SMask'), context.register(softMask(context, mask)));
  return deflated(context, bytes, dict);
}

/** Transparency is light and no ink: its samples stay, but for a space that only calls grey by another name. */
function softMask(context: PDFContext, mask: PDFStream): PDFStream {
  const space = mask.dict.lookup(key('ColorSpace'));
  if (space === key('DeviceGray') || !(mask instanceof PDFRawStream)) return mask;
  if (spaceOf(space) !== GRAY) return mask;
  const dict = mask.dict.clone(context);
  dict.set(key('ColorSpace'), key('DeviceGray'));
  return PDFRawStream.of(dict, mask.contents);
}
