import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { encodeScreen, screenEncoder } from '../../scripts/io/encode.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dmag-encode-'));
});
afterAll(() => rm(folder, { recursive: true }));

const red = { r: 200, g: 30, b: 30 };
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: red } });

const tinted = (alpha: number): Promise<Buffer> =>
  sharp({ create: { width: 100, height: 80, channels: 4, background: { ...red, alpha } } })
    .png()
    .toBuffer();

test('a picture becomes an sRGB JPEG of the wanted width, in proportion', async () => {
  const picture = await encodeScreen(await plain(400, 300).png().toBuffer(), 200);
  expect(picture).toMatchObject({ widthPx: 200, heightPx: 150, gray: false, alpha: undefined });
  const facts = await sharp(picture.jpeg).metadata();
  expect(facts).toMatchObject({ format: 'jpeg', space: 'srgb', width: 200, chromaSubsampling: '4:2:0' });
  expect(facts.exif ?? facts.icc).toBeUndefined();
});

test('a picture is never made larger', async () => {
  expect(await encodeScreen(await plain(100, 50).jpeg().toBuffer(), 200)).toMatchObject({
    widthPx: 100,
    heightPx: 50,
  });
});

test('a JPEG that fits its place is carried as it is, without what a camera wrote into it', async () => {
  const noise = sharp({
    create: {
      width: 64,
      height: 48,
      channels: 3,
      background: red,
      noise: { type: 'gaussian', mean: 120, sigma: 9 },
    },
  });
  const bare = await noise.clone().jpeg({ quality: 70, progressive: true }).toBuffer();
  const told = await sharp(bare)
    .withExif({ IFD0: { Copyright: 'Ingen' } })
    .jpeg({ quality: 70, progressive: true })
    .toBuffer();
  expect(told.includes('Ingen')).toBe(true);
  const { jpeg, widthPx } = await encodeScreen(told, 64);
  expect(widthPx).toBe(64);
  expect(Buffer.from(jpeg).includes('Ingen')).toBe(false);
  const pixels = (bytes: Uint8Array): Promise<Buffer> => sharp(bytes).raw().toBuffer();
  expect(Buffer.compare(await pixels(jpeg), await pixels(told))).toBe(0);
  // The file that is carried is the one that came, but for that.
  expect(Buffer.from(told).includes(Buffer.from(jpeg.subarray(-200)))).toBe(true);
});

test.each([
  ['is wider than its place', (picture: Sharp) => picture.jpeg({ quality: 70 }), 63],
  ['has a profile of its own', (picture: Sharp) => picture.withIccProfile('p3').jpeg({ quality: 70 }), 64],
  ['is printers’ four colours', (picture: Sharp) => picture.toColourspace('cmyk').jpeg({ quality: 70 }), 64],
  [
    'is turned by a note',
    (picture: Sharp) => picture.withMetadata({ orientation: 3 }).jpeg({ quality: 70 }),
    64,
  ],
  [
    'is heavier than what it shows',
    (picture: Sharp) => picture.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }),
    64,
  ],
])('a JPEG that %s is encoded', async (_, made, widthPx) => {
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const;
  const source = await made(
    sharp({ create: { width: 64, height: 48, channels: 3, background: red, noise } }),
  ).toBuffer();
  const { jpeg } = await encodeScreen(source, widthPx);
  expect(Buffer.from(source).includes(Buffer.from(jpeg.subarray(-200)))).toBe(false);
  expect(await sharp(jpeg).metadata()).toMatchObject({
    space: 'srgb',
    chromaSubsampling: '4:2:0',
  });
});

test('a JPEG that breaks off is not carried', async () => {
  const whole = await plain(64, 48).jpeg().toBuffer();
  const broken = Buffer.concat([whole.subarray(0, whole.length - 40), Buffer.from([0xff, 0xd9])]);
  const ends = await encodeScreen(broken, 64).catch(() => 'refused');
  expect(ends).toBe('refused');
});

test('a picture that the camera turned is turned upright', async () => {
  const turned = await plain(400, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await encodeScreen(turned, 150)).toMatchObject({ widthPx: 150, heightPx: 200 });
});

test('a grey picture stays grey', async () => {
  const grey = await plain(100, 100).toColourspace('b-w').png().toBuffer();
  const picture = await encodeScreen(grey, 50);
  expect(picture.gray).toBe(true);
  expect((await sharp(picture.jpeg).metadata()).channels).toBe(1);
});

test('transparency becomes a grey picture of the same size; an opaque channel is left out', async () => {
  const half = await encodeScreen(await tinted(0.5), 50);
  const mask = await sharp(half.alpha).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  expect(mask.info).toMatchObject({ width: 50, height: 40, channels: 1 });
  expect((await sharp(half.alpha).metadata()).channels).toBe(1);
  expect(mask.data[0]).toBeGreaterThan(124);
  expect(mask.data[0]).toBeLessThan(132);
  // The colour is the picture's own, not darkened by what is under it.
  expect([...(await sharp(half.jpeg).raw().toBuffer()).subarray(0, 1)][0]).toBeGreaterThan(190);
  expect((await encodeScreen(await tinted(1), 50)).alpha).toBeUndefined();
});

test('what was encoded is kept by content, width and settings', async () => {
  const file = path.join(folder, 'a.png');
  const copy = path.join(folder, 'b.png');
  const bytes = await plain(120, 90).png().toBuffer();
  await Promise.all([writeFile(file, bytes), writeFile(copy, bytes)]);
  const kept = path.join(folder, 'kept');
  const encode = screenEncoder(kept);
  const [one, same] = [await encode(file, 60), await encode(copy, 60)];
  expect(await readdir(kept)).toHaveLength(1);
  expect(Buffer.compare(one.jpeg, same.jpeg)).toBe(0);
  await encode(file, 40);
  expect(await readdir(kept)).toHaveLength(2);
  await screenEncoder(kept, true)(file, 60);
  expect(await readdir(kept)).toHaveLength(3);
});

test('many pictures can be asked for at once', async () => {
  const files = await Promise.all(
    Array.from({ length: 9 }, async (_, index) => {
      const file = path.join(folder, `many-${index}.png`);
      await writeFile(
        file,
        await plain(30 + index, 30)
          .png()
          .toBuffer(),
      );
      return file;
    }),
  );
  const encode = screenEncoder(path.join(folder, 'many'));
  const pictures = await Promise.all(files.map((file) => encode(file, 500)));
  expect(pictures.map((picture) => picture.widthPx)).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38]);
});

test('an encoder goes on after a file that cannot be read', async () => {
  const encode = screenEncoder(path.join(folder, 'faults'));
  const missing = Array.from({ length: 6 }, (_, index) => encode(path.join(folder, `none-${index}.jpg`), 10));
  expect((await Promise.allSettled(missing)).every(({ status }) => status === 'rejected')).toBe(true);
  await expect(encode(path.join(folder, 'a.png'), 10)).resolves.toMatchObject({ widthPx: 10 });
});
