import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import type { Browser } from 'puppeteer-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import { openDrawing } from '../../scripts/io/draw.ts';

let browser: Browser;
beforeAll(async () => {
  const found = await findBrowser();
  if (!isFound(found)) throw new Error(found.message);
  browser = await launchBrowser(found);
}, 120_000);
afterAll(() => browser.close());

/** Two pages of an inch by two: the upper half of the second is red. */
async function twoPages(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([72, 144]);
  pdf.addPage([72, 144]).drawRectangle({ x: 0, y: 72, width: 72, height: 72, color: rgb(1, 0, 0) });
  return pdf.save();
}

test('pages come as samples and as pictures, from the top left', async () => {
  const drawing = await openDrawing(browser, await twoPages());
  expect(drawing.pages).toBe(2);
  const { widthPx, heightPx, rgba } = await drawing.samples(2, 10);
  expect([widthPx, heightPx, rgba.length]).toEqual([10, 20, 800]);
  expect([...rgba.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
  expect([...rgba.subarray(-4)]).toEqual([255, 255, 255, 255]);
  const png = await sharp(await drawing.png(1, 36)).metadata();
  expect([png.format, png.width, png.height]).toEqual(['png', 36, 72]);
  await drawing.close();
}, 30_000);

test('what is no PDF is refused, and leaves no tab behind', async () => {
  const before = (await browser.pages()).length;
  await expect(openDrawing(browser, Buffer.from('no PDF at all'))).rejects.toThrow(/PDF/u);
  expect((await browser.pages()).length).toBe(before);
}, 30_000);
