import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import type { Browser } from 'puppeteer-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findBrowser, isFound, launchBrowser } from '../../scripts/io/browser.ts';
import { drawPlates, type DrawnPlates, pageInk } from '../../scripts/io/plates.ts';
import { inkTiff } from '../../scripts/io/press-pictures.ts';

const PPI = 72;
const key = (name: string): PDFName => PDFName.of(name);

/** Ten squares of 20 pt from the left, one way of laying ink on each; the page is 200 × 40 pt, and one pixel is a point. */
const PROGRAM = `
.5 .25 .1 0 k 0 0 20 40 re f
1 0 0 0 k 20 0 20 40 re f /Over gs 0 0 0 1 k 20 0 20 20 re f /Knock gs
1 0 0 0 k 40 0 20 40 re f 0 0 0 1 k 40 0 20 20 re f
0 .4 0 0 k 60 0 20 40 re f q /Multiply gs .2 .5 0 .3 k 60 0 20 20 re f Q
0 0 1 0 k 80 0 20 40 re f q /Half gs 1 0 0 0 k 80 0 20 20 re f Q
/Varnish cs .75 scn 100 0 20 20 re f
q 20 0 0 40 120 0 cm /Jpeg Do Q
q 20 0 0 40 140 0 cm /Plain Do Q
q 160 0 20 40 re W n /Fade sh Q
.3 g 180 0 20 20 re f /Every cs .5 scn 180 20 20 20 re f`;

async function made(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const page = pdf.addPage([200, 40]);
  const dict = (entries: object): PDFDict => context.obj(entries as never) as unknown as PDFDict;
  const ink = [40, 80, 120, 20];
  const jpeg = await sharp(
    inkTiff(
      Uint8Array.from({ length: 64 * 128 * 4 }, (_, at) => ink[at % 4]!),
      64,
      128,
    ),
  )
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const image = (width: number, height: number, more: object, bytes: Uint8Array) =>
    context.register(
      PDFRawStream.of(
        dict({
          Subtype: 'Image',
          Width: width,
          Height: height,
          BitsPerComponent: 8,
          ColorSpace: 'DeviceCMYK',
          ...more,
        }),
        bytes,
      ),
    );
  const tint = (full: readonly number[]) =>
    dict({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: full });
  const separation = (name: string, full: readonly number[]) => {
    const space = context.obj(['Separation', name, 'DeviceCMYK']);
    space.push(tint(full));
    return space;
  };
  const fade = dict({
    ShadingType: 2,
    ColorSpace: 'DeviceCMYK',
    Coords: [0, 0, 0, 40],
    Extend: [true, true],
  });
  fade.set(
    key('Function'),
    dict({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0.8], C1: [0.6, 0, 0, 0] }),
  );
  const resources = context.obj({});
  for (const [category, entries] of Object.entries({
    ExtGState: {
      Over: dict({ OP: true, op: true, OPM: 1 }),
      Knock: dict({ OP: false, op: false }),
      Multiply: dict({ BM: 'Multiply' }),
      Half: dict({ ca: 0.5 }),
    },
    ColorSpace: { Varnish: separation('Varnish', [0, 0, 0.2, 0]), Every: separation('All', [1, 1, 1, 1]) },
    XObject: {
      Jpeg: image(64, 128, { Filter: 'DCTDecode', Decode: [1, 0, 1, 0, 1, 0, 1, 0] }, jpeg),
      Plain: image(1, 2, {}, Uint8Array.of(255, 0, 0, 0, 0, 128, 0, 64)),
    },
    Shading: { Fade: fade },
  })) {
    const shelf = context.obj({});
    for (const [name, object] of Object.entries(entries)) shelf.set(key(name), object);
    resources.set(key(category), shelf);
  }
  page.node.set(key('Resources'), resources);
  page.node.set(key('Contents'), context.register(PDFRawStream.of(dict({}), Buffer.from(PROGRAM))));
  page.node.set(key('Group'), dict({ S: 'Transparency', CS: 'DeviceCMYK', I: true }));
  return pdf.save();
}

let browser: Browser;
let bytes: Uint8Array;
let plates: DrawnPlates;
beforeAll(async () => {
  const found = await findBrowser();
  if (!isFound(found)) throw new Error(found.message);
  browser = await launchBrowser(found);
  bytes = await made();
  await drawPlates(browser, bytes, ['Varnish'], PPI, (_, drawn) => (plates = drawn));
}, 120_000);
afterAll(() => browser.close());

/** Inks at a point, in per cent. */
const inksAt = (x: number, y: number): number[] =>
  plates.inks.map(({ amount }) => Math.round((amount[(40 - y) * plates.widthPx + x]! * 100) / 255));

test('each ink has its plate', () => {
  expect(plates.inks.map(({ name }) => name)).toEqual(['Cyan', 'Magenta', 'Yellow', 'Black', 'Varnish']);
  expect([plates.widthPx, plates.heightPx]).toEqual([200, 40]);
});

describe('what lies on the plates', () => {
  test.each<[string, number, number, number[]]>([
    ['a fill', 10, 20, [50, 25, 10, 0, 0]],
    ['black that overprints', 30, 10, [100, 0, 0, 100, 0]],
    ['black that knocks out', 50, 10, [0, 0, 0, 100, 0]],
    ['a colour that multiplies', 70, 10, [20, 70, 0, 30, 0]],
    ['half a colour', 90, 10, [50, 0, 50, 0, 0]],
    ['a spot ink', 110, 10, [0, 0, 0, 0, 75]],
    ['a photograph', 130, 20, [16, 31, 47, 8, 0]],
    ['a plain picture', 150, 38, [100, 0, 0, 0, 0]],
    ['its other half', 150, 2, [0, 50, 0, 25, 0]],
    ['a gradient', 170, 20, [30, 0, 0, 40, 0]],
    ['grey', 190, 10, [0, 0, 0, 70, 0]],
    ['every plate', 190, 30, [50, 50, 50, 50, 50]],
    ['paper', 110, 30, [0, 0, 0, 0, 0]],
  ])('%s', (_, x, y, wanted) => {
    for (const [at, ink] of inksAt(x, y).entries())
      expect(Math.abs(ink - wanted[at]!), plates.inks[at]!.name).toBeLessThanOrEqual(2);
  });
});

const SEPARATE =
  `-q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -r${4 * PPI} -dDownScaleFactor=4 -dSimulateOverprint=true`.split(
    ' ',
  );
describe('ink that was drawn once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dmag-ink-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const noBrowser = (): Promise<Browser> => {
    const never = Promise.reject<Browser>(new Error('nothing should be drawn'));
    never.catch(() => undefined);
    return never;
  };

  test('is all inks together, and is kept by what the page is drawn from', async () => {
    const [ink] = await pageInk(Promise.resolve(browser), bytes, ['Varnish'], PPI, folder);
    expect(ink!.percent[20 * ink!.widthPx + 10]).toBeGreaterThanOrEqual(84);
    expect(ink!.percent[20 * ink!.widthPx + 10]).toBeLessThanOrEqual(86);
    const pdf = await PDFDocument.load(bytes);
    pdf.setTitle('Another title, and other numbers of objects');
    pdf.context.register(pdf.context.obj({}));
    expect(await pageInk(noBrowser(), await pdf.save(), ['Varnish'], PPI, folder)).toEqual([ink]);
  });

  test('is drawn anew where the page, its inks or what was kept has changed', async () => {
    const pdf = await PDFDocument.load(bytes);
    pdf.getPage(0).drawText('a');
    await expect(pageInk(noBrowser(), await pdf.save(), ['Varnish'], PPI, folder)).rejects.toThrow('nothing');
    await expect(pageInk(noBrowser(), bytes, [], PPI, folder)).rejects.toThrow('nothing');
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'damaged');
    await expect(pageInk(noBrowser(), bytes, ['Varnish'], PPI, folder)).rejects.toThrow('nothing');
  });
});

const hasGhostscript = spawnSync('gs', ['--version']).status === 0;
if (!hasGhostscript) console.warn('Ghostscript is not here: the plates were not held against its own.');

test.skipIf(!hasGhostscript)(
  'Ghostscript separates the file alike',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dmag-plates-'));
    try {
      const file = join(folder, 'page.pdf');
      writeFileSync(file, bytes);
      execFileSync('gs', [...SEPARATE, `-sOutputFile=${join(folder, 'page.tif')}`, file]);
      for (const { name, amount } of plates.inks) {
        const plate = readdirSync(folder).find((each) => each.endsWith(`(${name}).tif`));
        expect(plate, name).toBeDefined();
        // oxlint-disable-next-line no-await-in-loop -- five small pictures
        const { data, info } = await sharp(join(folder, plate!)).raw().toBuffer({ resolveWithObject: true });
        let difference = 0;
        for (let at = 0; at < amount.length; at++)
          difference += Math.abs(255 - data[at * info.channels]! - amount[at]!);
        expect(difference / amount.length / 2.55, `${name}, in per cent`).toBeLessThan(2);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
