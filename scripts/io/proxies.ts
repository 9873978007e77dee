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

/** Side of a mosaic's tiles: a JPEG's own blocks. */
const TILE_PX = 8;

/**
 * A small mosaic that is another one for every photograph. It is made from the photograph's hash and not from its pixels: to
 * decode it twice would cost more than all the rest of a page. Always a JPEG, since Chromium passes only those through byte for
 * byte, and its hash then says which picture stands there.
 */
async function mosaic(content: string, widthPx: number, heightPx: number): Promise<Buffer> {
  const across = Math.ceil(widthPx / TILE_PX);
  const down = Math.ceil(heightPx / TILE_PX);
  const letters = createHash('sha512').update(content).digest();
  // Light greys, each two steps of quantisation apart.
  const tiles = Uint8Array.from(
    { length: across * down * 3 },
    (_, at) => 150 + (letters[at % letters.length]! & 7) * 10,
  );
  const sharp = await codec();
  return sharp(tiles, { raw: { width: across, height: down, channels: 3 } })
    .resize({ width: widthPx, height: heightPx, fit: 'fill', kernel: 'nearest' })
    .jpeg({ quality: 60, chromaSubsampling: '4:4:4' })
    .toBuffer();
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
  const jpeg = await mosaic(`${await contentHash(picture.file)}${own}`, widthPx, heightPx);
  return {
    key: picture.key,
    address: `data:image/jpeg;base64,${jpeg.toString('base64')}`,
    hash: createHash('sha256').update(jpeg).digest('hex'),
  };
}
