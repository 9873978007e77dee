import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';

import { openProfile } from '../../scripts/io/icc.ts';
import { read } from '../../scripts/pdf/streams.ts';
import { encodePress, inkTiff, pressEncoder } from '../../scripts/io/press-pictures.ts';

const icc = readFileSync('issues/printers/icc/FOGRA39L_300.icc');
const profile = await openProfile(icc);
const folder = mkdtempSync(join(tmpdir(), 'dmag-press-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const flat = (r: number, g: number, b: number, alpha?: number) =>
  sharp({
    create: {
      width: 64,
      height: 32,
      channels: alpha === undefined ? 3 : 4,
      background: { r, g, b, ...(alpha !== undefined && { alpha }) },
    },
  });

/** The inks of a picture's middle, 255 being solid, as its JPEG has them. */
async function inksOf(jpeg: Uint8Array): Promise<number[]> {
  const { data, info } = await sharp(jpeg, { ignoreIcc: true })
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

/** A flat picture in four inks, with a profile written into its JPEG where one is given. */
async function inked(inks: readonly number[], embedded?: Buffer): Promise<Buffer> {
  const pixels = Buffer.from(Array.from({ length: 64 * 32 }, () => inks).flat());
  const jpeg = await sharp(inkTiff(pixels, 64, 32))
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality: 98 })
    .toBuffer();
  if (!embedded) return jpeg;
  const parts: Buffer[] = [];
  const most = 60_000;
  const count = Math.ceil(embedded.length / most);
  for (let part = 0; part < count; part++) {
    const body = embedded.subarray(part * most, (part + 1) * most);
    const head = Buffer.alloc(18);
    head.writeUInt16BE(0xffe2, 0);
    head.writeUInt16BE(body.length + 16, 2);
    head.write('ICC_PROFILE\0', 4, 'latin1');
    head[16] = part + 1;
    head[17] = count;
    parts.push(head, body);
  }
  return Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);
}

const near = (got: readonly number[], wanted: readonly number[], by = 4): void =>
  wanted.forEach((value, at) =>
    expect(Math.abs(got[at]! - value), `${got.join(' ')} for ${wanted.join(' ')}`).toBeLessThanOrEqual(by),
  );

describe('a picture for the press', () => {
  test('sRGB goes through the printer’s profile', async () => {
    const picture = await encodePress(await flat(212, 83, 47).png().toBuffer(), 64, profile);
    expect(picture).toMatchObject({ widthPx: 64, heightPx: 32, gray: false });
    near(
      await inksOf(read(picture.jpeg)),
      profile.cmyk([212 / 255, 83 / 255, 47 / 255]).map((ink) => ink * 255),
    );
  });

  test('its own profile is honoured: the same numbers are another colour in Display P3', async () => {
    const p3 = await flat(200, 80, 40).withIccProfile('p3').png().toBuffer();
    const plain = await encodePress(await flat(200, 80, 40).png().toBuffer(), 64, profile);
    near(await inksOf(read((await encodePress(p3, 64, profile)).jpeg)), await inksOf(read(plain.jpeg)), 6);
    const { data } = await sharp(p3, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true });
    expect(data[0]).not.toBe(200);
  });

  test('grey stays grey, as light as black ink makes it', async () => {
    const source = await flat(128, 128, 128).toColourspace('b-w').png().toBuffer();
    const picture = await encodePress(source, 64, profile);
    expect(picture.gray).toBe(true);
    const { data } = await sharp(read(picture.jpeg))
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    near([data[0]!], [255 * (1 - profile.black(128 / 255))], 2);
  });

  test('four inks without a profile, or with the printer’s own, keep their numbers', async () => {
    const inks = [40, 80, 40, 200];
    near(await inksOf(read((await encodePress(await inked(inks), 64, profile)).jpeg)), inks, 3);
    near(await inksOf(read((await encodePress(await inked(inks, icc), 64, profile)).jpeg)), inks, 3);
  });

  test('four inks of another condition are converted', async () => {
    // The same profile by another name: black goes another way through the tables and back.
    const other = Buffer.from(icc);
    other[24] = other[24]! ^ 1;
    const inks = [40, 80, 40, 200];
    const got = await inksOf(read((await encodePress(await inked(inks, other), 64, profile)).jpeg));
    expect(got.some((ink, at) => Math.abs(ink - inks[at]!) > 6)).toBe(true);
  });

  test('transparency is a mask of its own, only where there is any', async () => {
    const half = await encodePress(await flat(200, 80, 40, 0.5).png().toBuffer(), 64, profile);
    const { data } = await sharp(read(half.alpha!))
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    near([data[0]!], [128], 3);
    expect(
      (await encodePress(await flat(200, 80, 40, 1).png().toBuffer(), 64, profile)).alpha,
    ).toBeUndefined();
  });

  test('it stands upright, and is brought down but never up', async () => {
    const turned = await flat(9, 9, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await encodePress(turned, 16, profile)).toMatchObject({ widthPx: 16, heightPx: 32 });
    expect(await encodePress(turned, 900, profile)).toMatchObject({ widthPx: 32, heightPx: 64 });
  });
});

describe('the encoder', () => {
  const source = join(folder, 'one.png');

  test('makes a picture once, and the same one from the cache', async () => {
    writeFileSync(source, await flat(200, 80, 40, 0.5).png().toBuffer());
    const cache = join(folder, 'cache');
    const first = await pressEncoder(cache)(source, 32, profile);
    const files = readdirSync(cache).sort();
    expect(files).toHaveLength(2);
    const second = await pressEncoder(cache)(source, 32, profile);
    expect(Buffer.compare(read(first.jpeg), read(second.jpeg))).toBe(0);
    expect(second.alpha && Buffer.compare(read(first.alpha!), read(second.alpha))).toBe(0);
    expect(readdirSync(cache).sort()).toEqual(files);
    await pressEncoder(cache)(source, 16, profile);
    expect(readdirSync(cache)).toHaveLength(4);
  });

  test('a damaged picture is refused', async () => {
    const broken = join(folder, 'broken.jpg');
    writeFileSync(broken, (await flat(1, 2, 3).jpeg().toBuffer()).subarray(0, 200));
    await expect(pressEncoder(join(folder, 'cache'))(broken, 32, profile)).rejects.toThrow();
  });
});
