/** The door to pictures for the press: originals in the inks of the printing condition, made once and kept by content. */
import { closeSync, openSync, readSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { hashOf } from '../pages/key.ts';
import type { PressPicture } from '../pdf/press/pictures.ts';
import { here, type LaterBytes, read } from '../pdf/streams.ts';
import { codec } from './codec.ts';
import { frameOf, ifThere, put } from './encode.ts';
import type { Profile } from './icc.ts';
import { processors } from './machine.ts';
import { contentHash } from './originals.ts';
import { takeTurns } from './turns.ts';

// What a change here must change in the cache's keys too: all settings stand in this one string.
const QUALITY = 90;
const SETTINGS = `press 2, jpeg ${QUALITY} 4:4:4`;

/** Pixels that go through the profile at once: their inks need 30 MB at most. */
const STRIP_PX = 1 << 20;

/** Four inks a pixel as a TIFF without compression: raw samples, the codec would take for red, green, blue and transparency. */
export function inkTiff(pixels: Uint8Array, widthPx: number, heightPx: number): Buffer {
  const SHORT = 3;
  const LONG = 4;
  const head = Buffer.alloc(8 + 2 + 10 * 12 + 4 + 8);
  const bitsAt = head.length - 8;
  const entries: readonly [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, widthPx],
    [257, LONG, 1, heightPx],
    [258, SHORT, 4, bitsAt],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 5],
    [273, LONG, 1, head.length],
    [277, SHORT, 1, 4],
    [278, LONG, 1, heightPx],
    [279, LONG, 1, pixels.length],
    [284, SHORT, 1, 1],
  ];
  head.write('II', 0, 'latin1');
  head.writeUInt16LE(42, 2);
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 10 + 12 * index;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    if (type === SHORT && count === 1) head.writeUInt16LE(value, at + 8);
    else head.writeUInt32LE(value, at + 8);
  });
  for (let ink = 0; ink < 4; ink++) head.writeUInt16LE(8, bitsAt + 2 * ink);
  return Buffer.concat([head, pixels]);
}

/** Strip by strip, so that a large picture needs no three copies of itself. */
function inInks(
  pixels: Uint8Array,
  channels: 3 | 4,
  source: Uint8Array | undefined,
  profile: Profile,
): Uint8Array {
  const count = pixels.length / channels;
  const out = new Uint8Array(count * 4);
  for (let from = 0; from < count; from += STRIP_PX) {
    const strip = pixels.subarray(from * channels, Math.min(count, from + STRIP_PX) * channels);
    out.set(profile.pixels(strip, channels, source), from * 4);
  }
  return out;
}

/**
 * A picture, as bytes or as a file, `widthPx` wide, or as wide as it is if that is less: upright, in four inks by its own profile (sRGB where it has
 * none), grey in one. Inks that were separated for the same condition are kept as they are, and so are those of a picture
 * that does not say for which.
 */
export async function encodePress(
  source: Uint8Array | string,
  widthPx: number,
  profile: Profile,
): Promise<PressPicture> {
  const sharp = await codec();
  const { channels, hasAlpha, space, icc } = await sharp(source, { limitInputPixels: false }).metadata();
  const isInk = space === 'cmyk';
  const isGray = !isInk && channels <= 2;
  // Colour is the profile's business alone; only grey is left to the codec.
  const plain = sharp(source, { limitInputPixels: false, ignoreIcc: !isGray });
  const upright = (isInk ? plain.pipelineColourspace('cmyk') : plain)
    .autoOrient()
    .resize({ width: widthPx, withoutEnlargement: true });
  const isTransparent = hasAlpha && !(await sharp(source, { limitInputPixels: false }).stats()).isOpaque;
  const alpha = isTransparent
    ? await upright.clone().extractChannel('alpha').toColourspace('b-w').jpeg({ quality: QUALITY }).toBuffer()
    : undefined;
  const { data, info } = await upright
    .removeAlpha()
    .toColourspace(isInk ? 'cmyk' : isGray ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (isGray) {
    const levels = Uint8Array.from({ length: 256 }, (_, level) =>
      Math.round(255 * (1 - profile.black(level / 255))),
    );
    const raw = { width: info.width, height: info.height, channels: 1 as const };
    const jpeg = await sharp(
      data.map((level) => levels[level]!),
      { raw },
    )
      .toColourspace('b-w')
      .jpeg({ quality: QUALITY })
      .toBuffer();
    return asPicture(jpeg, alpha);
  }
  const isKept = isInk && (icc === undefined || profile.is(icc));
  const inks = isKept ? data : inInks(data, isInk ? 4 : 3, icc, profile);
  const jpeg = await sharp(inkTiff(inks, info.width, info.height), { limitInputPixels: false })
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    // Huffman tables of the picture's own would double the time, for a hundredth of the size.
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer();
  return asPicture(jpeg, alpha);
}

const asPicture = (jpeg: Uint8Array, alpha: Uint8Array | undefined): PressPicture => {
  const { widthPx, heightPx, components } = frameOf(jpeg);
  return {
    jpeg: here(jpeg),
    widthPx,
    heightPx,
    gray: components === 1,
    ...(alpha && { alpha: here(alpha) }),
  };
};

const inFile = (name: string, { bytes }: LaterBytes): LaterBytes => ({
  bytes,
  copyInto(file, at) {
    const source = openSync(name, 'r');
    try {
      if (readSync(source, file, at, bytes, 0) !== bytes)
        throw new Error(`${name} has changed while it was read`);
    } finally {
      closeSync(source);
    }
  },
});

/** Makes a picture file `widthPx` wide. */
export type PressEncode = (file: string, widthPx: number, profile: Profile) => Promise<PressPicture>;

/** An encoder that keeps what it made in `folder`, by the source's content, the width, the profile and the settings. */
export function pressEncoder(folder: string): PressEncode {
  const ready = mkdir(folder, { recursive: true });
  const inTurn = takeTurns(processors());
  return async (file, widthPx, profile) => {
    const hash = hashOf(await contentHash(file), SETTINGS, `${widthPx} px`, profile.stamp);
    const [jpegFile, alphaFile] = [join(folder, `${hash}.jpg`), join(folder, `${hash}.alpha.jpg`)];
    // What lies in files is read when the press file is written, one after the other.
    const asKept = ({ jpeg, alpha, ...facts }: PressPicture): PressPicture => ({
      ...facts,
      jpeg: inFile(jpegFile, jpeg),
      ...(alpha && { alpha: inFile(alphaFile, alpha) }),
    });
    const kept = async (): Promise<PressPicture | undefined> => {
      const jpeg = await ifThere(jpegFile);
      return jpeg && asKept(asPicture(jpeg, await ifThere(alphaFile)));
    };
    const before = await kept();
    if (before) return before;
    return inTurn(async () => {
      const meanwhile = await kept();
      if (meanwhile) return meanwhile;
      const picture = await encodePress(file, widthPx, profile);
      await ready;
      // The mask first: where the picture stands, its mask stands too.
      if (picture.alpha !== undefined) await put(alphaFile, read(picture.alpha));
      await put(jpegFile, read(picture.jpeg));
      return asKept(picture);
    });
  };
}
