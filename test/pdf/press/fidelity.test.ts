/**
 * Colours on paper as they were on the screen: pages of random flats and gradients, drawn from the browser's PDF and, plate by plate, from the
 * press file, and compared as colours that eyes see. Only colours that the printing condition has can be held to it.
 */
import { readFileSync } from 'node:fs';
import * as lcms from 'lcms-wasm';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser, isFound, launchBrowser } from '../../../scripts/io/browser.ts';
import { openDrawing } from '../../../scripts/io/draw.ts';
import { openProfile } from '../../../scripts/io/icc.ts';
import { type DrawnPlates, drawPlates } from '../../../scripts/io/plates.ts';
import { inksOf } from '../../../scripts/pdf/press/colour.ts';
import { pressPdf } from '../../../scripts/pdf/press/press.ts';
import { randomFrom } from './fuzz-pages.ts';

const PAGES = 6;
const PPI = 25.4;
/** Euclidean distance in CIELAB. */
const MOST = 6;
/** A colour is in gamut if the profile itself brings it to paper nearer than this. */
const IN_GAMUT = 3;
const MARGIN_PX = 4;
const STEP_PX = 3;

const icc = new Uint8Array(readFileSync('issues/printers/icc/FOGRA39L_300.icc'));
const profile = await openProfile(icc);
const lab = await labOf(icc);

let browser: Browser;
beforeAll(async () => {
  const found = await findBrowser();
  if (!isFound(found)) throw new Error(found.message);
  browser = await launchBrowser(found);
}, 60_000);
afterAll(() => browser.close());

type Lab = readonly [l: number, a: number, b: number];

/** What a screen's and a press's samples of eight bits look like. */
async function labOf(
  condition: Uint8Array,
): Promise<Record<'screen' | 'paper', (sample: readonly number[]) => Lab>> {
  const engine = await lcms.instantiate();
  const at = engine['_malloc'](condition.length);
  engine.HEAPU8.set(condition, at);
  const own = engine.ccall('cmsOpenProfileFromMem', 'number', ['number', 'number'], [at, condition.length]);
  const [cie, srgb] = [engine.cmsCreateLab4Profile(), engine.cmsCreate_sRGBProfile()];
  const reader = (from: number, format: number) => {
    const way = engine.cmsCreateTransform(
      from,
      format,
      cie,
      lcms.TYPE_Lab_16,
      lcms.INTENT_RELATIVE_COLORIMETRIC,
      0,
    );
    return (sample: readonly number[]): Lab => {
      const [l = 0, a = 0, b = 0] = engine.cmsDoTransform(way, Uint8Array.from(sample), 1);
      return [l / 655.35, a / 257 - 128, b / 257 - 128];
    };
  };
  return { screen: reader(srgb, lcms.TYPE_RGB_8), paper: reader(own, lcms.TYPE_CMYK_8) };
}

const distance = (one: Lab, other: Lab): number => Math.hypot(...one.map((part, at) => part - other[at]!));

/** Boxes in boxes, each in a random paint. */
function pages(seed: number, paint: (colour: () => string, random: () => number) => string): string {
  const random = randomFrom(seed);
  const colour = (): string => `rgb(${[0, 1, 2].map(() => Math.floor(random() * 256)).join(' ')})`;
  const box = (depth: number): string => {
    const inner = depth < 3 ? Array.from({ length: 1 + Math.floor(random() * 2) }, () => box(depth + 1)) : [];
    return `<div style="background:${paint(colour, random)}">${inner.join('')}</div>`;
  };
  const sheets = Array.from(
    { length: PAGES },
    () => `<section style="background:${paint(colour, random)}">${box(0)}${box(0)}</section>`,
  );
  return `<!doctype html><style>@page { size: 216mm 281mm; margin: 0 } * { margin: 0; box-sizing: border-box; print-color-adjust: exact }
section { width: 216mm; height: 281mm; overflow: hidden; break-after: page } div { padding: 6mm; margin: 2mm; min-width: 20mm; min-height: 16mm }</style>${sheets.join('')}`;
}

interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** @param at pixel */
  readonly sample: (at: number) => readonly number[];
}

const platesAsPicture = ({ widthPx, heightPx, inks }: DrawnPlates): Picture => ({
  widthPx,
  heightPx,
  sample: (at) => inks.map(({ amount }) => amount[at]!),
});

/** Whether the samples around are the same, so that no edge runs through this pixel. */
function isCalm({ widthPx, sample }: Picture, at: number, most: number): boolean {
  const own = sample(at);
  return [-2, 2, -2 * widthPx, 2 * widthPx, 2 * widthPx + 2, -2 * widthPx - 2].every((step) =>
    sample(at + step).every((part, channel) => Math.abs(part - own[channel]!) <= most),
  );
}

/** Distances of all colours in gamut between the screen's page and the printed one. */
async function distances(html: string, calm: number): Promise<number[]> {
  const tab = await browser.newPage();
  await tab.setContent(html);
  const proof = await tab.pdf({ printBackground: true, preferCSSPageSize: true, timeout: 0 });
  await tab.close();
  const bleed = { topMm: 3, bottomMm: 3, insideMm: 3, outsideMm: 3 };
  const { bytes, findings } = await pressPdf(proof, {
    title: 'Tilfeldig',
    date: '2026-03-01',
    creator: 'd:mag',
    producer: 'en nettleser',
    documentId: '00000000-0000-5000-8000-000000000000',
    trim: { widthMm: 210, heightMm: 275 },
    sheetBleedMm: 3,
    bleed,
    sides: [],
    condition: { profile: icc, name: 'FOGRA39', registry: 'http://www.color.org', description: '' },
    inks: inksOf(profile, new Map()),
    pictures: new Map(),
  });
  expect(findings).toEqual([]);
  const printed: Picture[] = [];
  await drawPlates(browser, bytes, [], PPI, (page, plates) => (printed[page] = platesAsPicture(plates)));
  const drawing = await openDrawing(browser, proof);
  const found: number[] = [];
  for (const [page, paper] of printed.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- one canvas after the other
    const { widthPx, heightPx, rgba } = await drawing.samples(page + 1, PPI);
    const screen: Picture = { widthPx, heightPx, sample: (at) => [...rgba.subarray(4 * at, 4 * at + 3)] };
    expect([paper.widthPx, paper.heightPx]).toEqual([widthPx, heightPx]);
    for (let y = MARGIN_PX; y < heightPx - MARGIN_PX; y += STEP_PX) {
      for (let x = MARGIN_PX; x < widthPx - MARGIN_PX; x += STEP_PX) {
        const at = y * widthPx + x;
        if (!isCalm(screen, at, calm) || !isCalm(paper, at, calm + 1)) continue;
        const [red = 0, green = 0, blue = 0] = screen.sample(at);
        const seen = lab.screen([red, green, blue]);
        const best = profile.cmyk([red / 255, green / 255, blue / 255]).map((ink) => Math.round(ink * 255));
        if (distance(seen, lab.paper(best)) <= IN_GAMUT)
          found.push(distance(seen, lab.paper(paper.sample(at))));
      }
    }
  }
  await drawing.close();
  return found;
}

test('flat colours stay within ΔE 6', async () => {
  const found = await distances(
    pages(7, (colour) => colour()),
    0,
  );
  expect(found.length).toBeGreaterThan(2000);
  expect(Math.max(...found)).toBeLessThanOrEqual(MOST);
}, 60_000);

test('gradients stay within ΔE 6 all along', async () => {
  const found = await distances(
    pages(
      11,
      (colour, random) =>
        `linear-gradient(${Math.floor(random() * 360)}deg, ${colour()}, ${colour()}, ${colour()})`,
    ),
    6,
  );
  expect(found.length).toBeGreaterThan(2000);
  expect(Math.max(...found)).toBeLessThanOrEqual(MOST);
}, 60_000);

test('the comparison would see another colour', () => {
  const [warm, cold] = [lab.screen([200, 120, 90]), lab.screen([200, 120, 110])];
  expect(distance(warm, cold)).toBeGreaterThan(MOST);
});
