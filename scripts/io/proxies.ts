/** Light stand-ins for pictures while pages are made and printed; the real ones take their places in the PDF. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fault, type Finding } from '../model/finding.ts';
import type { Picture } from '../model/picture.ts';
import { startOf } from '../model/source.ts';
import { hashOf } from '../pages/key.ts';
import { writeWhole } from './cache.ts';
import { codec } from './codec.ts';

/** The longer side: enough to be told apart and to be looked at in the studio, light enough to print in no time. */
const PROXY_PX = { least: 96, most: 160 };
/** A strip is larger: its shape asks for more pixels across than one. */
const SHORT_SIDE_PX = 12;
const LONGEST_PX = 4000;
const RECIPE = 'proxy 2';

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

/**
 * An opaque JPEG of the picture. Always a JPEG, since Chromium passes only those through byte for byte, and its hash
 * then says which picture stands there.
 */
async function proxyJpeg(picture: Picture, cacheDir: string): Promise<Buffer> {
  const { mtimeMs, size: bytes } = await stat(picture.file);
  const file = join(
    cacheDir,
    'proxies',
    `${hashOf(RECIPE, picture.key, picture.file, String(mtimeMs), String(bytes))}.jpg`,
  );
  try {
    return await readFile(file);
  } catch {
    const size = proxySize(picture.widthPx, picture.heightPx);
    const sharp = await codec();
    const jpeg = await sharp(picture.file)
      .autoOrient()
      .resize({ width: size.widthPx, height: size.heightPx, fit: 'fill' })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: 60, chromaSubsampling: '4:2:0' })
      .toBuffer();
    await writeWhole(file, jpeg);
    return jpeg;
  }
}

/** The proxy, or what is wrong with a picture whose header was sound and whose body is not. */
export async function makeProxy(picture: Picture, cacheDir: string): Promise<Proxy | Finding> {
  if (picture.format === 'pdf') {
    const message = `${basename(picture.file)} is a PDF, which cannot stand as a picture on a page yet`;
    return fault('picture-format', startOf(picture.file), message, 'export it as JPEG, PNG or SVG');
  }
  if (picture.format === 'svg') {
    const drawing = await readFile(picture.file);
    return {
      key: picture.key,
      address: `data:image/svg+xml;base64,${drawing.toString('base64')}`,
      hash: undefined,
    };
  }
  const jpeg = await proxyJpeg(picture, cacheDir).catch(() => undefined);
  if (!jpeg) {
    const message = `${basename(picture.file)} breaks off or is damaged, and cannot be decoded`;
    return fault('broken-picture', startOf(picture.file), message, 'export the picture anew from its source');
  }
  return {
    key: picture.key,
    address: `data:image/jpeg;base64,${jpeg.toString('base64')}`,
    hash: createHash('sha256').update(jpeg).digest('hex'),
  };
}
