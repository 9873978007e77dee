/** Light stand-ins for pictures while pages are made and printed; the real ones take their places in the PDF. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fault, type Finding } from '../model/finding.ts';
import type { Picture } from '../model/picture.ts';
import { startOf } from '../model/source.ts';
import { codec } from './codec.ts';
import { contentHash } from './originals.ts';

/** The longer side: enough to be told apart, light enough to print in no time. */
const PROXY_PX = { least: 96, most: 160 };
/** A strip is larger: its shape asks for more pixels across than one. */
const SHORT_SIDE_PX = 12;
const LONGEST_PX = 4000;

/**
 * The size, near 120 px, whose shape is nearest to the picture's. The browser crops by the proxy's shape, and the real
 * picture is then stretched into the place that the whole proxy had.
 */
export function proxySize(widthPx: number, heightPx: number): { widthPx: number; heightPx: number } {
  const shape = Math.max(widthPx, heightPx) / Math.max(1, Math.min(widthPx, heightPx));
  const least = Math.min(LONGEST_PX, Math.max(PROXY_PX.least, Math.round(SHORT_SIDE_PX * shape)));
  const sizes = Array.from({ length: PROXY_PX.most - PROXY_PX.least + 1 }, (_, more) => {
    const long = least + more;
    const short = Math.max(1, Math.round(long / shape));
    return { long, short, offBy: Math.abs(long / short / shape - 1) };
  });
  const best = sizes.reduce((found, size) => (size.offBy < found.offBy ? size : found));
  return widthPx >= heightPx
    ? { widthPx: best.long, heightPx: best.short }
    : { widthPx: best.short, heightPx: best.long };
}

export interface Proxy {
  readonly key: string;
  /** data: address for the paged issue. */
  readonly address: string;
  /** SHA-256 of the JPEG, by which it is found in the PDF; undefined for a drawing, which is printed as it is. */
  readonly hash: string | undefined;
}

/** Light grey: on pages that are looked at before the real pictures are there, it shows where they will be. */
const GREY = '#c8c8c8';

const blanks = new Map<string, Promise<Buffer>>();

/** A grey JPEG of that size, made once. */
function blank(widthPx: number, heightPx: number): Promise<Buffer> {
  const size = `${widthPx} × ${heightPx}`;
  const known =
    blanks.get(size) ??
    codec().then((sharp) =>
      sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: GREY } })
        .jpeg({ quality: 60, chromaSubsampling: '4:4:4' })
        .toBuffer(),
    );
  blanks.set(size, known);
  return known;
}

const START_OF_IMAGE = 2;
const COMMENT = Buffer.from([0xff, 0xfe]);

/**
 * The grey picture as one of its own for every photograph, whose hash stands in it as a comment: another file, and nothing to encode.
 * Always a JPEG, since Chromium passes only those through byte for byte, and its own hash then says which picture stands there.
 */
async function stamped(content: string, widthPx: number, heightPx: number): Promise<Buffer> {
  const jpeg = await blank(widthPx, heightPx);
  const words = Buffer.from(content);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(words.length + length.length);
  return Buffer.concat([
    jpeg.subarray(0, START_OF_IMAGE),
    COMMENT,
    length,
    words,
    jpeg.subarray(START_OF_IMAGE),
  ]);
}

/**
 * The proxy, or why a picture cannot have one.
 *
 * @param isAd whether it stands as an advertisement, the only place for a PDF
 */
export async function makeProxy(picture: Picture, isAd = false): Promise<Proxy | Finding> {
  if (picture.format === 'pdf' && !isAd) {
    const message = `${basename(picture.file)} is a PDF, which can only be an advertisement’s picture`;
    return fault(
      'picture-format',
      startOf(picture.file),
      message,
      'write layout: ad, or export it as JPEG, PNG or SVG',
    );
  }
  if (picture.format === 'svg') {
    const drawing = await readFile(picture.file);
    return {
      key: picture.key,
      address: `data:image/svg+xml;base64,${drawing.toString('base64')}`,
      hash: undefined,
    };
  }
  const { widthPx, heightPx } = proxySize(picture.widthPx, picture.heightPx);
  // The same PDF beside two articles stands in two places of their own, and each has its picture.
  const own = isAd ? ` ${picture.key}` : '';
  const jpeg = await stamped(`${await contentHash(picture.file)}${own}`, widthPx, heightPx);
  return {
    key: picture.key,
    address: `data:image/jpeg;base64,${jpeg.toString('base64')}`,
    hash: createHash('sha256').update(jpeg).digest('hex'),
  };
}
