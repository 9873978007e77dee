/** The picture exchange: which pictures a printed page holds, how large, and screen pictures put in the proxies' place. */
import { createHash } from 'node:crypto';

import { type PDFDocument, PDFName, PDFRawStream, type PDFRef } from '@cantoo/pdf-lib';

import type { Finding } from '../model/finding.ts';
import { pixelsFor, ptToMm } from '../model/geometry.ts';
import { type Matrix, type PaintedImage, walkPage } from './walk.ts';

/** Enough for a screen, and for an office printer. */
export const SCREEN_PPI = 150;

/** Pixels across for a picture placed `placedWidthMm` wide on the screen's page; never more than the source has. */
export const screenWidthPx = (placedWidthMm: number, sourceWidthPx: number): number =>
  Math.max(1, Math.min(sourceWidthPx, pixelsFor(placedWidthMm, SCREEN_PPI)));

/** A picture as the reader PDF takes it: JPEG, sRGB or grey, with its transparency as a grey JPEG of its own. */
export interface ScreenPicture {
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly gray: boolean;
  readonly alpha?: Uint8Array;
}

/** What stands in for a proxy. `name` is what a designer knows it by: "2026-1/elva/boat.jpg". */
export interface Replacement {
  readonly name: string;
  /** Undefined where the source cannot be decoded, which is told elsewhere. */
  readonly picture: ScreenPicture | undefined;
}

/**
 * Replacements by their proxies' hash. The same photograph beside two articles has one proxy, and so one place in the
 * file: the larger picture serves both.
 */
export const byProxy = (
  pairs: Iterable<readonly [hash: string, replacement: Replacement]>,
): Map<string, Replacement> => {
  const found = new Map<string, Replacement>();
  for (const [hash, replacement] of pairs) {
    const known = found.get(hash);
    if ((known?.picture?.widthPx ?? 0) < (replacement.picture?.widthPx ?? 1)) found.set(hash, replacement);
  }
  return found;
};

export interface PlacedImage {
  /** Printed page, from 1. */
  readonly page: number;
  /** Its name in the page's resources: "X4". */
  readonly name: string;
  /** Undefined for a picture written inline. */
  readonly ref?: PDFRef;
  /** SHA-256 of the stream as it stands in the file: a JPEG's own bytes. Empty for an inline picture. */
  readonly hash: string;
  /** Takes the unit square to the page, in points. */
  readonly matrix: Matrix;
  /** The whole picture's size, before any clip. */
  readonly widthMm: number;
  readonly heightMm: number;
}

export const pictureHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The pictures alone: text is passed over. */
const paintedImages = (pdf: PDFDocument): { images: PaintedImage[] }[] =>
  pdf.getPages().map((page) => {
    const images: PaintedImage[] = [];
    walkPage(page, { image: (image) => images.push(image) });
    return { images };
  });

/** Every picture as often as it is painted, page by page. `pages` may be handed over where they are known already. */
export const placedImages = (
  pdf: PDFDocument,
  pages: readonly { readonly images: readonly PaintedImage[] }[] = paintedImages(pdf),
): PlacedImage[] => {
  const hashes = new Map<PDFRef, string>();
  const hashOf = (ref: PDFRef, stream: unknown): string => {
    const known = hashes.get(ref);
    if (known !== undefined) return known;
    const hash = stream instanceof PDFRawStream ? pictureHash(stream.contents) : '';
    hashes.set(ref, hash);
    return hash;
  };
  return pages.flatMap(({ images }, index) =>
    images.map(({ name, ref, stream, matrix }) => ({
      page: index + 1,
      name,
      ref,
      hash: ref === undefined ? '' : hashOf(ref, stream),
      matrix,
      widthMm: ptToMm(Math.hypot(matrix[0], matrix[1])),
      heightMm: ptToMm(Math.hypot(matrix[2], matrix[3])),
    })),
  );
};

/** The largest width at which each picture is placed, by hash. */
export const largestWidthsMm = (placed: readonly PlacedImage[]): Map<string, number> => {
  const widths = new Map<string, number>();
  for (const { hash, widthMm } of placed) widths.set(hash, Math.max(widths.get(hash) ?? 0, widthMm));
  return widths;
};

const key = (name: string): PDFName => PDFName.of(name);

/** All image XObjects of the file. */
const imageStreams = (pdf: PDFDocument): { ref: PDFRef; stream: PDFRawStream }[] =>
  pdf.context.enumerateIndirectObjects().flatMap(([ref, stream]) => {
    if (!(stream instanceof PDFRawStream)) return [];
    return stream.dict.lookup(key('Subtype')) === key('Image') ? [{ ref, stream }] : [];
  });

const jpegStream = (pdf: PDFDocument, jpeg: Uint8Array, entries: Record<string, unknown>): PDFRawStream => {
  const dict = pdf.context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    BitsPerComponent: 8,
    Filter: 'DCTDecode',
  });
  for (const [name, value] of Object.entries(entries)) dict.set(key(name), pdf.context.obj(value as number));
  dict.set(key('Length'), pdf.context.obj(jpeg.length));
  return PDFRawStream.of(dict, jpeg);
};

export interface Exchange {
  /** How many image objects were exchanged. */
  readonly exchanged: number;
  /** Names of the pictures whose proxies are nowhere in the file. */
  readonly unmet: readonly string[];
  readonly findings: Finding[];
}

/**
 * Puts a screen picture in the place of every proxy, told by the SHA-256 of its JPEG. A JPEG that is no known proxy is an
 * error: a proxy must never reach a reader. Where one should stand, only the check for lost content knows.
 */
export const exchangePictures = (
  pdf: PDFDocument,
  replacements: ReadonlyMap<string, Replacement>,
): Exchange => {
  const findings: Finding[] = [];
  const met = new Set<string>();
  let exchanged = 0;
  for (const { ref, stream } of imageStreams(pdf)) {
    const hash = pictureHash(stream.contents);
    const replacement = replacements.get(hash);
    if (replacement === undefined) {
      // Masks of shadows and the like arrive deflated, or as grey JPEGs, and are no proxies: those have colours.
      if (stream.dict.lookup(key('Filter')) !== key('DCTDecode')) continue;
      if (stream.dict.lookup(key('ColorSpace')) === key('DeviceGray')) continue;
      findings.push({
        rule: 'picture-exchange',
        level: 'error',
        message: `a picture of ${stream.contents.length} bytes in the printed file is no known proxy`,
        hint: 'report this: a picture reached the pages without a proxy of its own',
      });
      continue;
    }
    const { picture } = replacement;
    met.add(hash);
    if (picture === undefined) continue;
    // The browser's sRGB profile is one object, shared by all; a grey picture stays DeviceGray.
    const colours = stream.dict.get(key('ColorSpace'));
    const image = jpegStream(pdf, picture.jpeg, {
      Width: picture.widthPx,
      Height: picture.heightPx,
      ColorSpace: picture.gray ? 'DeviceGray' : 'DeviceRGB',
      Interpolate: true,
    });
    if (!picture.gray && colours !== undefined) image.dict.set(key('ColorSpace'), colours);
    if (picture.alpha !== undefined) {
      const mask = jpegStream(pdf, picture.alpha, {
        Width: picture.widthPx,
        Height: picture.heightPx,
        ColorSpace: 'DeviceGray',
      });
      image.dict.set(key('SMask'), pdf.context.register(mask));
    }
    pdf.context.assign(ref, image);
    exchanged++;
  }
  const unmet = [...replacements].flatMap(([hash, { name }]) => (met.has(hash) ? [] : [name]));
  return { exchanged, unmet, findings };
};
