/** Draws a finished press file's plates: its pictures in small by the codec, its pages by the browser, and how much ink lies where. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { PDFDocument, type PDFRawStream, ParseSpeeds } from '@cantoo/pdf-lib';
import type { Browser } from 'puppeteer-core';

import { pageDigests } from '../pdf/plates/digest.ts';
import { picturesOf, type SmallPicture, shrinkage, shrunk } from '../pdf/plates/pictures.ts';
import { shared } from '../pdf/streams.ts';
import { platesPdf, plateSets } from '../pdf/plates/plates.ts';
import { inkPercent } from '../preflight/ink-map.ts';
import { writeWhole } from './cache.ts';
import { codec } from './codec.ts';
import { openDrawing } from './draw.ts';
import { ifThere } from './encode.ts';
import { processors } from './machine.ts';
import { takeTurns } from './turns.ts';

/** One page's inks, a byte a pixel each: 0 none, 255 solid. In the order cyan, magenta, yellow, black, spots. */
export interface DrawnPlates {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly inks: readonly { readonly name: string; readonly amount: Uint8Array }[];
}

/** A JPEG that says that Adobe wrote it has its inks upside down, and the codec turns them. */
function isTurned(jpeg: Uint8Array): boolean {
  for (let at = 2; at + 4 < jpeg.length && jpeg[at] === 0xff; at += 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!) {
    const marker = jpeg[at + 1]!;
    if (marker === 0xda) return false;
    if (marker === 0xee && Buffer.from(jpeg.subarray(at + 4, at + 9)).toString('latin1') === 'Adobe')
      return true;
  }
  return false;
}

async function smallJpeg(jpeg: Uint8Array): Promise<SmallPicture | undefined> {
  const sharp = await codec();
  try {
    const { width, height, channels } = await sharp(jpeg).metadata();
    const plain = sharp(jpeg, { limitInputPixels: false, ignoreIcc: true });
    const { data, info } = await (channels === 4 ? plain.pipelineColourspace('cmyk') : plain)
      .resize({ width: Math.ceil(width / shrinkage(width, height)), kernel: 'linear' })
      .toColourspace(channels === 4 ? 'cmyk' : channels === 1 ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const samples = channels === 4 && isTurned(jpeg) ? data.map((sample) => 255 - sample) : data;
    return { widthPx: info.width, heightPx: info.height, components: info.channels, samples };
  } catch {
    // Whoever draws the page shows what it can of a picture that is damaged.
    return undefined;
  }
}

async function smallPictures(
  pdf: PDFDocument,
  pages: readonly number[],
): Promise<Map<PDFRawStream, SmallPicture>> {
  const { jpegs, plain } = picturesOf(pdf, pages);
  const inTurn = takeTurns(processors());
  const made = new Map<PDFRawStream, SmallPicture>();
  await Promise.all(
    jpegs.map((stream) =>
      inTurn(async () => {
        const small = await smallJpeg(stream.contents);
        if (small) made.set(stream, small);
      }),
    ),
  );
  for (const stream of plain) {
    const small = shrunk(stream);
    if (small) made.set(stream, small);
  }
  return made;
}

/**
 * All pages' plates, one page after the other; `each` is told of a page from 0 as soon as it is drawn, so that nobody need hold them all.
 *
 * @param ppi 25.4 makes a pixel a square millimetre
 */
export async function drawPlates(
  browser: Browser,
  bytes: Uint8Array,
  spots: readonly string[],
  ppi: number,
  each: (page: number, plates: DrawnPlates) => void,
): Promise<void> {
  const pdf = await opened(bytes);
  const all = Array.from({ length: pdf.getPageCount() }, (_, page) => page);
  await drawPages(browser, pdf, spots, ppi, all, each);
}

const opened = (bytes: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(shared(bytes), {
    updateMetadata: false,
    ignoreEncryption: true,
    parseSpeed: ParseSpeeds.Fastest,
  });

/** The document is used up. */
async function drawPages(
  browser: Browser,
  pdf: PDFDocument,
  spots: readonly string[],
  ppi: number,
  pages: readonly number[],
  each: (page: number, plates: DrawnPlates) => void,
): Promise<void> {
  if (pages.length === 0) return;
  const sets = plateSets(spots);
  const small = await smallPictures(pdf, pages);
  const drawing = await openDrawing(browser, platesPdf(pdf, sets, small, pages));
  try {
    for (const [index, page] of pages.entries()) {
      const inks: { name: string; amount: Uint8Array }[] = [];
      let [widthPx, heightPx] = [0, 0];
      for (const [at, set] of sets.entries()) {
        // oxlint-disable-next-line no-await-in-loop -- one canvas after the other
        const drawn = await drawing.samples(at * pages.length + index + 1, ppi);
        ({ widthPx, heightPx } = drawn);
        set.forEach((name, channel) => {
          const amount = new Uint8Array(widthPx * heightPx);
          for (let pixel = 0; pixel < amount.length; pixel++)
            amount[pixel] = 255 - drawn.rgba[4 * pixel + channel]!;
          inks.push({ name, amount });
        });
      }
      each(page, { widthPx, heightPx, inks });
    }
  } finally {
    await drawing.close();
  }
}

/** Ink on a page, all inks together in per cent, a number a pixel, row by row. */
export interface PageInk {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly percent: Uint16Array;
}

// What a change here must change in the cache's keys too.
const RECIPE = 'ink 1';

/** The ink of all pages, in order. What a page looks like is kept in `folder`, so that after an edit only the pages are drawn that it has changed. */
export async function pageInk(
  browser: Promise<Browser>,
  bytes: Uint8Array,
  spots: readonly string[],
  ppi: number,
  folder: string,
): Promise<readonly PageInk[]> {
  const pdf = await opened(bytes);
  const files = pageDigests(pdf).map((digest) => {
    const name = createHash('sha1').update([RECIPE, digest, ppi, ...spots].join('\n'));
    return join(folder, `${name.digest('hex')}.ink`);
  });
  const kept = await Promise.all(files.map(async (file) => readInk(await ifThere(file))));
  const wanted = files.flatMap((_, page) => (kept[page] ? [] : [page]));
  if (wanted.length === 0) return kept as PageInk[];
  const writing: Promise<void>[] = [];
  await drawPages(await browser, pdf, spots, ppi, wanted, (page, { widthPx, heightPx, inks }) => {
    const percent = inkPercent(inks);
    kept[page] = { widthPx, heightPx, percent };
    const head = Buffer.from(Uint32Array.of(widthPx, heightPx).buffer);
    writing.push(writeWhole(files[page]!, Buffer.concat([head, Buffer.from(percent.buffer)])));
  });
  await Promise.all(writing);
  return kept as PageInk[];
}

/** Two lengths, then the numbers; what has another length is damaged, and counts as none. */
function readInk(bytes: Uint8Array | undefined): PageInk | undefined {
  if (!bytes || bytes.length < 8) return undefined;
  // A copy begins where numbers of four bytes may.
  const { buffer } = Uint8Array.from(bytes);
  const [widthPx = 0, heightPx = 0] = new Uint32Array(buffer, 0, 2);
  if (bytes.length !== 8 + 2 * widthPx * heightPx) return undefined;
  return { widthPx, heightPx, percent: new Uint16Array(buffer, 8) };
}
