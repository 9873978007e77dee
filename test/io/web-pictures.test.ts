import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { pictureFacts } from '../../scripts/io/images.ts';
import { webPictures } from '../../scripts/io/web-pictures.ts';
import type { Picture } from '../../scripts/model/picture.ts';
import { pictureHtml, variantsIn, type Variant } from '../../scripts/web/pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'dmag-web-pictures-'));
afterAll(() => rmSync(folder, { recursive: true }));
const cache = join(folder, 'cache');

async function source(name: string, content: Sharp | string | Buffer): Promise<Picture> {
  const file = join(folder, name);
  if (typeof content === 'object' && 'toFile' in content) await content.toFile(file);
  else writeFileSync(file, content);
  const facts = await pictureFacts(file);
  if ('rule' in facts) throw new Error(facts.message);
  return { ...facts, key: `2026-1/elva/${name}`, file };
}

const plain = (width: number, height: number, background = '#c81e1e'): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** All that a column of text would show of these pictures. */
async function made(...sources: Picture[]) {
  const shop = webPictures(cache);
  const { pictures, findings } = await shop.look(sources);
  const page = sources
    .map(({ key }) => pictureHtml({ key, alt: '', place: 'column' }, { pictures, from: '' })?.text)
    .join('');
  const variants = variantsIn(page, pictures);
  const encoded = await shop.make(variants, new Map(sources.map((each) => [each.key, each])));
  return { pictures, variants, files: encoded.files, findings: [...findings, ...encoded.findings] };
}
const fileOf = (
  { variants, files }: { variants: readonly Variant[]; files: ReadonlyMap<string, string> },
  format: string,
) => files.get(variants.findLast((each) => each.format === format)!.path)!;

test('upright, in sRGB, and without a word of where it was taken', async () => {
  const gps = { IFD0: { Copyright: 'Kari' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 54/1 0/1' } };
  const turned = plain(600, 400, '#ff0000')
    .withExif(gps)
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 });
  const picture = await source('Snudd på hodet.jpg', turned.jpeg());
  expect((await sharp(picture.file).metadata()).exif).toBeDefined();
  const result = await made(picture);
  expect(result.variants.map(({ path }) => path)[0]).toMatch(
    /^2026-1\/elva\/snudd-paa-hodet-[0-9a-f]{10}-400\.avif$/u,
  );
  for (const format of ['avif', 'webp', 'jpg']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const facts = await sharp(fileOf(result, format)).metadata();
    expect(facts).toMatchObject({ width: 400, height: 600, space: 'srgb' });
    expect([format, facts.exif, facts.icc, facts.xmp, facts.orientation]).toEqual([
      format,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(readFileSync(fileOf(result, format)).includes('Kari')).toBe(false);
  }
});

test('CMYK and sixteen bits become sRGB', async () => {
  const cmyk = await source('cmyk.jpg', plain(300, 200).toColourspace('cmyk').withIccProfile('cmyk').jpeg());
  const deep = await source('deep.png', plain(300, 200).toColourspace('rgb16').png());
  for (const each of [cmyk, deep]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { data, info } = await sharp(fileOf(await made(each), 'webp'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(3);
    expect(data[0]).toBeGreaterThan(180);
    expect(data[1]).toBeLessThan(60);
  }
});

test('a colour stands in until the picture is there; none behind what is transparent', async () => {
  const cut = sharp({
    create: { width: 90, height: 60, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.4 } },
  });
  const result = await made(await source('rod.png', plain(90, 60)), await source('hull.png', cut.png()));
  const [red, hole] = [...result.pictures.values()];
  expect(red).toMatchObject({ kind: 'photograph', colour: '#c22' });
  expect(hole).toMatchObject({ kind: 'cut-out' });
  expect(hole?.colour).toBeUndefined();
  const png = result.variants.find(({ format }) => format === 'png')!;
  expect((await sharp(result.files.get(png.path)).metadata()).hasAlpha).toBe(true);
});

test('a harmless drawing goes as it is; another is drawn; an advertiser’s PDF does not go', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
  const harmless = await source('strek.svg', svg);
  const harmful = await source('skript.svg', svg.replace('</svg>', '<script>alert(1)</script></svg>'));
  const pdf: Picture = { ...harmless, key: '2026-1/elva/annonse.pdf', format: 'pdf' };
  const result = await made(harmless, harmful, pdf);
  expect(result.variants.map(({ format }) => format).filter((format) => format === 'svg')).toHaveLength(1);
  expect(readFileSync(fileOf(result, 'svg'), 'utf8')).toBe(svg);
  expect(result.pictures.get(harmful.key)).toMatchObject({ kind: 'cut-out', widthPx: 2000, heightPx: 1000 });
  expect((await sharp(fileOf(result, 'png')).metadata()).width).toBe(1344);
  expect(result.pictures.has(pdf.key)).toBe(false);
});

test('encoded once: again it takes nothing, and the same bytes come out of an empty cache', async () => {
  const picture = await source('en.jpg', plain(900, 600).jpeg());
  const twice = { ...picture, key: '2026-1/skogen/en.jpg' };
  const first = await made(picture, twice);
  const files = [...new Set(first.files.values())];
  // One photograph beside two articles is one.
  expect(files).toHaveLength(first.files.size / 2);
  const times = files.map((file) => statSync(file).mtimeMs);
  const bytes = files.map((file) => readFileSync(file));
  await made(picture);
  expect(files.map((file) => statSync(file).mtimeMs)).toEqual(times);
  rmSync(cache, { recursive: true });
  await made(picture);
  expect(files.every((file, at) => readFileSync(file).equals(bytes[at]!))).toBe(true);
  expect(readdirSync(cache).filter((name) => !/\.(?:json|avif|webp|jpg)$/u.test(name))).toEqual([]);
});

test('a damaged picture is a finding, and a damaged entry of the cache is none at all', async () => {
  const noise = sharp({
    create: {
      width: 800,
      height: 600,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 120, sigma: 60 },
    },
  });
  const whole = await noise.jpeg().toBuffer();
  const broken = await source('brutt.jpg', whole.subarray(0, whole.length / 3));
  const { findings } = await made(broken);
  expect(findings).toMatchObject([{ rule: 'broken-picture', level: 'error', place: { file: broken.file } }]);
  const sound = await source('hel.jpg', plain(80, 60).jpeg());
  const before = await made(sound);
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), '');
  const after = await made(sound);
  expect(after.pictures).toEqual(before.pictures);
  for (const file of after.files.values()) expect(statSync(file).size).toBeGreaterThan(0);
});

test('AVIF weighs three quarters of the JPEG at most, and is no worse', async () => {
  const picture = await source('foto.jpg', sharp('issues/2026-1/fiskeorn/speiling.jpg').resize(800));
  const result = await made(picture);
  const [avif, jpeg] = [fileOf(result, 'avif'), fileOf(result, 'jpg')];
  expect(statSync(avif).size).toBeLessThan(0.75 * statSync(jpeg).size);
  const reference = await luma(picture.file);
  const [light, heavy] = [similarity(reference, await luma(avif)), similarity(reference, await luma(jpeg))];
  expect(light).toBeGreaterThan(heavy - 0.01);
  expect(heavy).toBeGreaterThan(0.93);
});

interface Luma {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

async function luma(file: string): Promise<Luma> {
  const { data, info } = await sharp(file).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Mean SSIM of blocks of 8 (Wang et al. 2004). */
function similarity(one: Luma, other: Luma): number {
  const values: number[] = [];
  for (let top = 0; top + 8 <= one.height; top += 8) {
    for (let left = 0; left + 8 <= one.width; left += 8) {
      const block = ({ data, width }: Luma): number[] =>
        Array.from({ length: 64 }, (_, at) => data[(top + (at >> 3)) * width + left + (at & 7)]!);
      const [a, b] = [block(one), block(other)];
      const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / 64;
      const [ma, mb] = [mean(a), mean(b)];
      const cross = (c: readonly number[], mc: number, d: readonly number[], md: number): number =>
        mean(c.map((each, at) => (each - mc) * (d[at]! - md)));
      values.push(
        ((2 * ma * mb + 6.5) * (2 * cross(a, ma, b, mb) + 58.5)) /
          ((ma * ma + mb * mb + 6.5) * (cross(a, ma, a, ma) + cross(b, mb, b, mb) + 58.5)),
      );
    }
  }
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
