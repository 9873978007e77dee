/** Light stand-ins for pictures while pages are made and printed; the real ones take their places in the PDF. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { fault, type Finding } from '../model/finding.ts';
import type { Picture } from '../model/picture.ts';
import { startOf } from '../model/source.ts';
import { hashOf } from '../pages/key.ts';
import { writeWhole } from './cache.ts';

/** Wide enough to be told apart and to be looked at in the studio, light enough to print in no time. */
const PROXY_PX = 120;
const RECIPE = 'proxy 1';

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
  const { mtimeMs, size } = await stat(picture.file);
  const file = join(
    cacheDir,
    'proxies',
    `${hashOf(RECIPE, picture.key, picture.file, String(mtimeMs), String(size))}.jpg`,
  );
  try {
    return await readFile(file);
  } catch {
    const jpeg = await sharp(picture.file)
      .autoOrient()
      .resize({ width: PROXY_PX, height: PROXY_PX, fit: 'inside' })
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
