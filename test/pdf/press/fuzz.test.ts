/** Nothing that a browser prints may come through with a colour of the screen, however it is nested. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { Browser } from 'puppeteer-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findBrowser, isFound, launchBrowser } from '../../../scripts/io/browser.ts';
import { openProfile } from '../../../scripts/io/icc.ts';
import { encodePress } from '../../../scripts/io/press-pictures.ts';
import { inksOf } from '../../../scripts/pdf/press/colour.ts';
import { pressPdf, type PressPdf } from '../../../scripts/pdf/press/press.ts';
import { residualColour } from '../../../scripts/preflight/checks/press/residual-colour.ts';
import { readPressFile } from '../../../scripts/preflight/press-file.ts';
import { parsePrinter } from '../../../scripts/model/printer.ts';
import { fuzzPages } from './fuzz-pages.ts';

const printer = parsePrinter(readFileSync('issues/printers/sheetfed-coated.yaml', 'utf8'), 'p.yaml').value!;
const icc = new Uint8Array(readFileSync('issues/printers/icc/FOGRA39L_300.icc'));
const profile = await openProfile(icc);

let browser: Browser;
let jpeg: Buffer;
beforeAll(async () => {
  const found = await findBrowser();
  if (!isFound(found)) throw new Error(found.message);
  browser = await launchBrowser(found);
  const noise = Buffer.from(Array.from({ length: 64 * 48 * 3 }, (_, at) => (at * 7919) % 251));
  jpeg = await sharp(noise, { raw: { width: 64, height: 48, channels: 3 } })
    .jpeg()
    .toBuffer();
}, 60_000);
afterAll(() => browser.close());

async function printed(html: string): Promise<Uint8Array> {
  const tab = await browser.newPage();
  await tab.setContent(html);
  const pdf = await tab.pdf({ printBackground: true, preferCSSPageSize: true, scale: SCALE, timeout: 0 });
  await tab.close();
  return pdf;
}

async function brought(proof: Uint8Array): Promise<PressPdf> {
  const hash = createHash('sha256').update(jpeg).digest('hex');
  return pressPdf(proof, {
    title: 'Tilfeldig',
    date: '2026-03-01',
    creator: 'd:mag',
    producer: 'en nettleser',
    documentId: '00000000-0000-5000-8000-000000000000',
    trim: printer.trim,
    sheetBleedMm: 3,
    bleed: printer.bleed,
    sides: [],
    condition: {
      profile: icc,
      name: 'FOGRA39',
      registry: 'http://www.color.org',
      description: profile.description,
    },
    inks: inksOf(profile, new Map([['d4532f', [0.1, 0.8, 0.9, 0]]])),
    pictures: new Map([[hash, { name: 'støy.jpg', picture: await encodePress(jpeg, 64, profile) }]]),
  });
}

const PAGES = 6;
/** What is painted is the same, and a raster of a shadow has a quarter of the pixels. */
const SCALE = 0.5;
// As for random articles: DMAG_FUZZ says how many, DMAG_SEED from which.
const COUNT = Number(process.env['DMAG_FUZZ'] ?? 3);
const FIRST = Number(process.env['DMAG_SEED'] ?? 1);
const seeds = Array.from({ length: COUNT }, (_, at) => FIRST + at);

describe.each(seeds)('seed %i', (seed) => {
  test('no colour of the screen survives, and nothing is refused', async () => {
    const proof = await printed(fuzzPages(seed, PAGES, `data:image/jpeg;base64,${jpeg.toString('base64')}`));
    // The proof itself is full of them: a check that finds none there would prove nothing.
    const before = await readPressFile(proof);
    expect(
      before.pages.filter(({ spaces }) => spaces.some(({ space }) => space === 'DeviceRGB')).length,
    ).toBe(before.pages.length);
    const { bytes, findings } = await brought(proof);
    expect(findings).toEqual([]);
    const file = await readPressFile(bytes);
    expect(file.pages).toHaveLength(before.pages.length);
    const place = { file: 'p.yaml', line: 1, column: 1 };
    expect(residualColour({ printer, printerPlace: place, file, pages: [] })).toEqual([]);
    // Nothing is lost on the way: as much text and as many pictures as the browser has painted.
    file.pages.forEach((page, at) => {
      expect(page.texts).toHaveLength(before.pages[at]!.texts.length);
      expect(page.pictures).toHaveLength(before.pages[at]!.pictures.length);
    });
    expect(Buffer.compare(bytes, (await brought(proof)).bytes)).toBe(0);
  }, 120_000);
});
