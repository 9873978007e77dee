/** The door to picture encoding: screen pictures for the reader PDF, made once and kept by content. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { carriedJpeg } from '../pdf/carried-jpeg.ts';
import type { ScreenPicture } from '../pdf/pictures.ts';
import { hashOf } from '../pages/key.ts';
import { codec } from './codec.ts';
import { processors } from './machine.ts';
import { contentHash } from './originals.ts';
import { takeTurns } from './turns.ts';

// What a change here must change in the cache's keys too: all settings stand in this one string.
// mozjpeg's search for the smallest file costs 3 to 4 times the rest and saves a sixth: 64 pages take 2.3 s of a processor's
// time longer and are 1.2 MB smaller. Its table of quantisation alone gives half of that for nothing. Huffman tables of each
// picture's own would make it 4 to 6 % smaller, for a quarter of the time.
const QUALITY = 82;
const ALPHA_QUALITY = 90;
const settings = (mozjpeg: boolean): string =>
  `screen 4, ${mozjpeg ? 'mozjpeg' : 'jpeg, table 3'} ${QUALITY} 4:2:0, alpha ${ALPHA_QUALITY}`;

/** A JPEG's size and number of colour components, from its frame header. */
export const frameOf = (jpeg: Uint8Array): { widthPx: number; heightPx: number; components: number } => {
  for (let at = 2; at + 9 < jpeg.length;) {
    const marker = jpeg[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      return {
        heightPx: jpeg[at + 5]! * 256 + jpeg[at + 6]!,
        widthPx: jpeg[at + 7]! * 256 + jpeg[at + 8]!,
        components: jpeg[at + 9]!,
      };
    }
    at += 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!;
  }
  throw new Error('a JPEG without a frame header');
};

const asPicture = (jpeg: Uint8Array, alpha: Uint8Array | undefined): ScreenPicture => {
  const { widthPx, heightPx, components } = frameOf(jpeg);
  return { jpeg, widthPx, heightPx, gray: components === 1, alpha };
};

/** A JPEG that is no wider than asked for, as it is: encoded again it would only lose. */
async function asItIs(source: Uint8Array | string, widthPx: number): Promise<ScreenPicture | undefined> {
  const carried = carriedJpeg(typeof source === 'string' ? await readFile(source) : source);
  if (!carried || frameOf(carried).widthPx > widthPx) return undefined;
  return asPicture(carried, undefined);
}

/**
 * A source picture, as bytes or as a file, as a screen picture `widthPx` wide, or as wide as it is if that is less: turned upright, sRGB
 * (grey stays grey), JPEG without metadata.
 */
export const encodeScreen = async (
  source: Uint8Array | string,
  widthPx: number,
  mozjpeg = false,
): Promise<ScreenPicture> => {
  const sharp = await codec();
  const upright = sharp(source, { limitInputPixels: false }).autoOrient();
  const { channels, hasAlpha, format, width } = await upright.metadata();
  // A picture that is turned is at most as wide as it was high.
  const carried = format === 'jpeg' && width <= widthPx ? await asItIs(source, widthPx) : undefined;
  // What breaks off is told by decoding it.
  if (
    carried &&
    (await sharp(carried.jpeg)
      .stats()
      .catch(() => undefined))
  )
    return carried;
  const gray = channels <= 2;
  const resized = upright
    .resize({ width: widthPx, withoutEnlargement: true })
    .toColourspace(gray ? 'b-w' : 'srgb');
  const transparent = hasAlpha && !(await sharp(source).stats()).isOpaque;
  const [jpeg, alpha] = await Promise.all([
    resized
      .clone()
      .removeAlpha()
      .jpeg({
        quality: QUALITY,
        chromaSubsampling: '4:2:0',
        quantisationTable: 3,
        optimiseCoding: mozjpeg,
        mozjpeg,
      })
      .toBuffer(),
    transparent
      ? resized
          .clone()
          .extractChannel('alpha')
          .toColourspace('b-w')
          .jpeg({ quality: ALPHA_QUALITY, mozjpeg })
          .toBuffer()
      : undefined,
  ]);
  return asPicture(jpeg, alpha);
};

export const ifThere = async (file: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
};

/** Written beside and renamed, so that an interrupted run leaves no half picture. */
export const put = async (file: string, bytes: Uint8Array): Promise<void> => {
  const beside = `${file}.${randomUUID()}`;
  await writeFile(beside, bytes);
  await rename(beside, file);
};

/** As many as there are cores: what the browser loses by it is less than what it would leave unused. */
const AT_ONCE = processors();

/** Encodes a picture file `widthPx` wide. */
export type Encode = (file: string, widthPx: number) => Promise<ScreenPicture>;

/**
 * An encoder that keeps what it made in `folder` (`.cache/pictures`), by the source's content, the width and the settings.
 * It runs a few encodings at a time, so all of an issue's pictures can be asked for at once.
 */
export const screenEncoder = (folder: string, mozjpeg = false): Encode => {
  const ready = mkdir(folder, { recursive: true });
  const inTurn = takeTurns(AT_ONCE);
  const make = (file: string, content: string, widthPx: number): Promise<ScreenPicture> =>
    inTurn(async () => {
      await ready;
      const hash = hashOf(content, settings(mozjpeg), `${widthPx} px`);
      const jpegFile = join(folder, `${hash}.jpg`);
      const alphaFile = join(folder, `${hash}.alpha.jpg`);
      const known = await ifThere(jpegFile);
      if (known !== undefined) return asPicture(known, await ifThere(alphaFile));
      const picture = await encodeScreen(file, widthPx, mozjpeg);
      // The mask first: where the picture stands, its mask stands too.
      if (picture.alpha !== undefined) await put(alphaFile, picture.alpha);
      await put(jpegFile, picture.jpeg);
      return picture;
    });
  const made = new Map<string, Promise<ScreenPicture>>();
  return async (file, widthPx) => {
    const content = await contentHash(file);
    const key = `${content} ${widthPx}`;
    const making = made.get(key) ?? make(file, content, widthPx);
    made.set(key, making);
    making.catch(() => made.delete(key));
    return making;
  };
};
