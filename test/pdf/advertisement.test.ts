/** Advertisers' PDFs: what is read of them, and how their page comes to stand in its slot. */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFStream } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';

import { fitIn, slotOf } from '../../scripts/model/advertisement.ts';
import { mmToPt, ptToMm } from '../../scripts/model/geometry.ts';
import { adForm, adMatrix, adName, type AdPdf, adSheet, openAd } from '../../scripts/pdf/advertisement.ts';
import { decoded, pageContent } from '../../scripts/pdf/streams.ts';
import { type Matrix, multiply } from '../../scripts/pdf/walk.ts';
import { type AdSetting, adFile } from './ad-file.ts';

const open = async (setting?: AdSetting): Promise<AdPdf> => {
  const ad = await openAd(await adFile(setting));
  if (typeof ad === 'string') throw new Error(ad);
  return ad;
};
const trim = { widthMm: 210, heightMm: 275 };
const full = slotOf({ xMm: -3, yMm: -3, widthMm: 216, heightMm: 281 }, trim);

describe('a file', () => {
  test('says where its trim is and how far it bleeds', async () => {
    const { facts } = await open({ bleedMm: 4 });
    expect(facts).toMatchObject({ pages: 1, hasTrimBox: true, annotations: [], hiddenLayers: [] });
    expect(facts.trim.widthMm).toBeCloseTo(210, 6);
    expect(facts.trim.heightMm).toBeCloseTo(275, 6);
    for (const mm of Object.values(facts.bleed)) expect(mm).toBeCloseTo(4, 6);
  });

  test('without a trim box is as large as its page', async () => {
    const { facts } = await open({ bare: true, bleedMm: 0 });
    expect(facts.hasTrimBox).toBe(false);
    expect(facts.trim.widthMm).toBeCloseTo(210, 6);
    expect(facts.bleed).toEqual({ leftMm: 0, topMm: 0, rightMm: 0, bottomMm: 0 });
  });

  test('that is turned is read as it is seen', async () => {
    const { facts } = await open({ rotate: 90 });
    expect(facts.trim.widthMm).toBeCloseTo(210, 6);
    expect(facts.trim.heightMm).toBeCloseTo(275, 6);
  });

  test('bleeds, turned, at the edge where it is seen to', async () => {
    const pdf = await PDFDocument.load(await adFile());
    const page = pdf.getPage(0);
    const { x, y, width, height } = page.getTrimBox();
    // 2 mm at the left, as the page lies in the file, which a quarter turn clockwise brings to the head.
    page.setBleedBox(x - mmToPt(2), y, width + mmToPt(2), height);
    const edges = async (angle: number): Promise<number[]> => {
      page.node.set(PDFName.of('Rotate'), PDFNumber.of(angle));
      const ad = (await openAd(await pdf.save())) as AdPdf;
      const { leftMm, topMm, rightMm, bottomMm } = ad.facts.bleed;
      return [leftMm, topMm, rightMm, bottomMm].map(Math.round);
    };
    expect(await edges(0)).toEqual([2, 0, 0, 0]);
    expect(await edges(90)).toEqual([0, 2, 0, 0]);
    expect(await edges(180)).toEqual([0, 0, 2, 0]);
    expect(await edges(270)).toEqual([0, 0, 0, 2]);
  });

  test('tells what lies on its page, and which layers are off', async () => {
    expect((await open({ link: true })).facts.annotations).toEqual(['Link']);
    expect((await open({ hiddenLayer: true })).facts.hiddenLayers).toEqual(['Utkast']);
    expect((await open({ pages: 3 })).facts.pages).toBe(3);
  });

  test('that cannot be had says why', async () => {
    expect(await openAd(await adFile({ password: 'hemmelig' }))).toBe('encrypted');
    // Opened by anyone, but encrypted all the same.
    expect(await openAd(await adFile({ password: '' }))).toBe('encrypted');
    expect(await openAd(await adFile({ pages: 0 }))).toBe('no page');
    expect(await openAd(Buffer.from('ikke en PDF'))).toBe('unreadable');
  });
});

describe('a slot', () => {
  test('is what is left when the page is cut, and runs over the trim where it bleeds', () => {
    expect(full).toEqual({
      trim: { xMm: 0, yMm: 0, widthMm: 210, heightMm: 275 },
      over: { leftMm: 3, topMm: 3, rightMm: 3, bottomMm: 3 },
    });
    const quarter = slotOf({ xMm: 105, yMm: 137.5, widthMm: 108, heightMm: 140.5 }, trim);
    expect(quarter.over).toEqual({ leftMm: 0, topMm: 0, rightMm: 3, bottomMm: 3 });
    expect(quarter.trim).toEqual({ xMm: 105, yMm: 137.5, widthMm: 105, heightMm: 137.5 });
  });

  test('takes its own size as it is, its own shape larger or smaller, and any other whole and in its middle', () => {
    expect(fitIn({ widthMm: 210.4, heightMm: 274.6 }, full)).toMatchObject({ kind: 'exact', scale: 1 });
    expect(fitIn({ widthMm: 105, heightMm: 137.5 }, full)).toMatchObject({
      kind: 'scaled',
      scale: 2,
      xMm: 0,
      yMm: 0,
    });
    const high = fitIn({ widthMm: 210, heightMm: 297 }, full);
    expect(high).toMatchObject({ kind: 'misfit', yMm: 0 });
    expect(high.scale).toBeCloseTo(275 / 297, 6);
    expect(high.xMm).toBeCloseTo((210 - (210 * 275) / 297) / 2, 6);
  });
});

/** Where the corners of an advertisement's trim come to stand, in millimetres from the slot's lower left. */
function corners(ad: AdPdf, matrix: Matrix): number[][] {
  const [a, b, c, d, e, f] = multiply(ad.upright, matrix);
  const [left, bottom, right, top] = ad.trim;
  return [
    [left, bottom],
    [right, top],
  ].map(([x, y]) =>
    [a * x! + c * y! + e, b * x! + d * y! + f].map((pt) => Math.round(ptToMm(pt) * 100) / 100),
  );
}

test.each([0, 90, 180, 270] as const)('its trim comes to lie on the page’s, turned by %i', async (rotate) => {
  const ad = await open({ rotate });
  const found = corners(ad, adMatrix(ad, full, 275)).flat();
  const [x1, y1, x2, y2] = found as [number, number, number, number];
  expect([Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)].map(Math.round)).toEqual([
    0, 0, 210, 275,
  ]);
});

describe('as a form', () => {
  test('its program, its face and its inks are the file’s own', async () => {
    const ad = await open({ link: true });
    const pdf = await PDFDocument.create();
    const form = pdf.context.lookup(
      adForm(pdf.context, ad, '2026-1/te/annonse.pdf', 'D:20260301'),
      PDFStream,
    );
    expect(Buffer.from(decoded(form)).equals(Buffer.from(pageContent(ad.page)))).toBe(true);
    expect(adName(form.dict)).toBe('2026-1/te/annonse.pdf');
    expect(form.dict.has(PDFName.of('Annots'))).toBe(false);
    const fonts = form.dict.lookup(PDFName.of('Resources'), PDFDict).lookup(PDFName.of('Font'), PDFDict);
    const descriptor = fonts.lookup(PDFName.of('F1'), PDFDict).lookup(PDFName.of('FontDescriptor'), PDFDict);
    expect(descriptor.lookup(PDFName.of('FontFile2'), PDFStream).getContentsSize()).toBeGreaterThan(10_000);
    // What is past the bleed, marks and all, is cut off.
    const box = form.dict.lookup(PDFName.of('BBox'), PDFArray).asRectangle();
    expect(ptToMm(box.width)).toBeCloseTo(216, 4);
  });

  test('a page’s group stays a group, on nothing but paper', async () => {
    const pdf = await PDFDocument.load(await adFile());
    pdf.getPage(0).node.set(PDFName.of('Group'), pdf.context.obj({ S: 'Transparency', CS: 'DeviceCMYK' }));
    const ad = (await openAd(await pdf.save())) as AdPdf;
    const other = await PDFDocument.create();
    const form = other.context.lookup(adForm(other.context, ad, 'a', 'D:2026'), PDFStream);
    expect(form.dict.lookup(PDFName.of('Group'))?.toString().replaceAll(/\s+/gu, ' ')).toBe(
      '<< /S /Transparency /CS /DeviceCMYK /I true >>',
    );
    const plain = other.context.lookup(adForm(other.context, await open(), 'a', 'D:2026'), PDFStream);
    expect(plain.dict.has(PDFName.of('Group'))).toBe(false);
  });

  test('on a sheet of its own it is the slot with its bleed', async () => {
    const half = slotOf({ xMm: -3, yMm: 137.5, widthMm: 216, heightMm: 140.5 }, trim);
    const sheet = await PDFDocument.load(await adSheet(await open({ heightMm: 137.5 }), half));
    const { width, height } = sheet.getPage(0).getSize();
    expect([ptToMm(width), ptToMm(height)].map((mm) => Math.round(mm * 10) / 10)).toEqual([216, 140.5]);
  });
});
