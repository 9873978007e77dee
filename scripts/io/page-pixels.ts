/** Pictures of pages, to be held against each other and to be shown. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Samples } from '../compare/areas.ts';
import { hashOf } from '../pages/key.ts';
import { writeWhole } from './cache.ts';
import { codec } from './codec.ts';
import { markUsed } from './compare-cache.ts';

/** Samples of a PNG, opaque. */
export async function samplesOf(png: Uint8Array): Promise<Samples> {
  const sharp = await codec();
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  // A copy begins where numbers of four bytes may.
  return { widthPx: info.width, heightPx: info.height, rgba: Uint8Array.from(data) };
}

/** What a browser is shown of a page. */
export interface PagePicture {
  /** File name, by what it shows. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SETTINGS = { whole: { quality: 82 }, small: { quality: 60 } } as const;
const SMALL_PX = 220;
const RECIPE = `page pictures 1: ${JSON.stringify(SETTINGS)} ${SMALL_PX}`;

/** A WebP of a page's PNG, kept in `folder` by its content. "small": to tell pages apart by. */
export async function pagePicture(
  png: Uint8Array,
  folder: string,
  size: keyof typeof SETTINGS,
): Promise<PagePicture> {
  const name = `${hashOf(RECIPE, size, png)}.webp`;
  const file = join(folder, name);
  if (existsSync(file)) {
    await markUsed(file);
    return { name, bytes: await readFile(file) };
  }
  const sharp = await codec();
  const picture = sharp(png).removeAlpha();
  if (size === 'small') picture.resize({ width: SMALL_PX });
  const bytes = await picture.webp({ ...SETTINGS[size], effort: 2 }).toBuffer();
  await writeWhole(file, bytes);
  return { name, bytes };
}
