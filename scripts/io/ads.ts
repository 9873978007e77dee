/** The door to advertisers' PDFs: read once, and drawn as pictures for the reader PDF, kept by content. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser } from 'puppeteer-core';

import type { AdSlot } from '../model/advertisement.ts';
import { pixelsFor } from '../model/geometry.ts';
import { hashOf } from '../pages/key.ts';
import type { AdPdf, AdRefusal } from '../pdf/advertisement.ts';
import type { ScreenPicture } from '../pdf/pictures.ts';
import { openDrawing } from './draw.ts';
import { encodeScreen, frameOf, ifThere, put } from './encode.ts';
import { contentHash } from './originals.ts';

const read = new Map<string, Promise<AdPdf | AdRefusal>>();

/** A file's first page, or why it cannot be had. While this process lives, the same content is not read again. */
export async function readAd(file: string): Promise<AdPdf | AdRefusal> {
  const content = await contentHash(file);
  // Loaded only where there is a PDF: it takes longer than all the pictures of an issue.
  const reading =
    read.get(content) ??
    Promise.all([import('../pdf/advertisement.ts'), readFile(file)]).then(([{ openAd }, bytes]) =>
      openAd(bytes),
    );
  read.set(content, reading);
  reading.catch(() => read.delete(content));
  return reading;
}

/** More than a photograph has on a screen: an advertisement is small type too. */
const AD_PPI = 200;
// What a change here must change in the cache's keys too.
const SETTINGS = `ad 1, ${AD_PPI} ppi`;

/** Draws what of an advertiser's file stands in its slot. Throws where the file cannot be drawn. */
export type DrawAd = (file: string, slot: AdSlot) => Promise<ScreenPicture>;

/** Draws in our own browser, and keeps what it made in `folder`. */
export function adDrawer(browser: () => Promise<Browser>, folder: string): DrawAd {
  const made = new Map<string, Promise<ScreenPicture>>();
  const draw = async (file: string, slot: AdSlot, hash: string): Promise<ScreenPicture> => {
    const jpegFile = join(folder, `${hash}.jpg`);
    const known = await ifThere(jpegFile);
    if (known) {
      const { widthPx, heightPx, components } = frameOf(known);
      return { jpeg: known, widthPx, heightPx, gray: components === 1 };
    }
    const ad = await readAd(file);
    if (typeof ad === 'string') throw new Error(`${file} is ${ad}`);
    const { adSheet } = await import('../pdf/advertisement.ts');
    const drawing = await openDrawing(await browser(), await adSheet(ad, slot));
    try {
      const widthMm = slot.over.leftMm + slot.trim.widthMm + slot.over.rightMm;
      const picture = await encodeScreen(await drawing.png(1, AD_PPI), pixelsFor(widthMm, AD_PPI));
      await mkdir(folder, { recursive: true });
      await put(jpegFile, picture.jpeg);
      return picture;
    } finally {
      await drawing.close();
    }
  };
  return async (file, slot) => {
    const hash = hashOf(await contentHash(file), SETTINGS, JSON.stringify(slot));
    const making = made.get(hash) ?? draw(file, slot, hash);
    made.set(hash, making);
    making.catch(() => made.delete(hash));
    return making;
  };
}
