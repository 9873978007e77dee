/** Advertisers' PDFs: every rule on one that keeps it and one that does not, and the press file's checks seeing into them. */
import { readFileSync } from 'node:fs';

import { PDFDict, PDFName } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';

import { openProfile } from '../../scripts/io/icc.ts';
import type { AdFacts } from '../../scripts/model/advertisement.ts';
import type { Finding } from '../../scripts/model/finding.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import { inBokmaal } from '../../scripts/report/finding-words.ts';
import { parsePrinter } from '../../scripts/model/printer.ts';
import { formatFindings } from '../../scripts/model/report.ts';
import { type AdPdf, openAd } from '../../scripts/pdf/advertisement.ts';
import { inksOf } from '../../scripts/pdf/press/colour.ts';
import { pressPdf } from '../../scripts/pdf/press/press.ts';
import { adAnnotations } from '../../scripts/preflight/checks/ads/ad-annotations.ts';
import { adBleed } from '../../scripts/preflight/checks/ads/ad-bleed.ts';
import { adLayers } from '../../scripts/preflight/checks/ads/ad-layers.ts';
import { adPages } from '../../scripts/preflight/checks/ads/ad-pages.ts';
import { adSize } from '../../scripts/preflight/checks/ads/ad-size.ts';
import { pressChecks } from '../../scripts/preflight/checks/press/index.ts';
import type { PictureCheck, PictureProof } from '../../scripts/preflight/picture-proof.ts';
import { readPressFile } from '../../scripts/preflight/press-file.ts';
import { type AdSetting, adFile } from '../pdf/ad-file.ts';
import { proof, replacements } from '../pdf/fixture.ts';
import { here } from '../../scripts/pdf/streams.ts';

const yaml = readFileSync('issues/printers/sheetfed-coated.yaml', 'utf8')
  .replace('binding: saddle', 'binding: none')
  .replace(/^bleed: .*$/mu, 'bleed: 3');
// The fixture has small type in blue.
const printer = { ...parsePrinter(yaml, 'issues/printers/sheetfed-coated.yaml').value!, textSmallestPt: 7 };
const KEY = '2026-1/te/te.pdf';

const facts: AdFacts = {
  pages: 1,
  trim: { widthMm: 210, heightMm: 275 },
  hasTrimBox: true,
  bleed: { leftMm: 3, topMm: 3, rightMm: 3, bottomMm: 3 },
  annotations: [],
  hiddenLayers: [],
};
const WHOLE = { xMm: -3, yMm: -3, widthMm: 216, heightMm: 281 };
const LOWER_RIGHT = { xMm: 105, yMm: 137.5, widthMm: 108, heightMm: 140.5 };

/** Every sentence that a report tells in Bokmål. */
const isTold = (findings: readonly Finding[]): readonly Finding[] => {
  const sentences = findings.flatMap(({ message, hint = '' }) => [message, hint]);
  expect(sentences.filter((sentence) => inBokmaal(sentence) === undefined)).toEqual([]);
  return findings;
};

const said = (check: PictureCheck, own: Partial<AdFacts>, box = WHOLE, bleed = printer.bleed): string =>
  formatFindings(
    isTold(
      check({
        issue: {
          printer: { ...printer, bleed },
          pictures: new Map([[KEY, { file: 'issues/2026-1/te/te.pdf', format: 'pdf' }]]),
        } as unknown as Issue,
        layouts: new Map(),
        pages: [{ number: 5, side: 'right', pictures: [{ key: KEY, ...box }] }],
        pixels: new Map(),
        ads: new Map([[KEY, { ...facts, ...own }]]),
      } as unknown as PictureProof),
    ),
    { color: false },
  );

describe('its size', () => {
  test('is the place’s', () => {
    expect(said(adSize, {})).toBe('');
    expect(said(adSize, { trim: { widthMm: 105, heightMm: 137.5 } }, LOWER_RIGHT)).toBe('');
  });

  test('is told in millimetres where it is another', () => {
    expect(said(adSize, { trim: { widthMm: 210, heightMm: 297 } })).toBe(
      'issues/2026-1/te/te.pdf error  te.pdf is 210 × 297 mm; its place on page 5 is 210 × 275 mm  (ad-size)\n' +
        '  hint: ask the advertiser for a PDF/X-4 with a trim box of 210 × 275 mm, or choose another size (full, half, quarter)',
    );
    expect(said(adSize, { trim: { widthMm: 216, heightMm: 281 }, hasTrimBox: false })).toContain(
      'te.pdf is 216 × 281 mm and does not say where its trim is; its place on page 5 is 210 × 275 mm',
    );
  });

  test('may be the same shape in another size, which is told', () => {
    expect(said(adSize, { trim: { widthMm: 105, heightMm: 137.5 } })).toContain(
      'warning  te.pdf is 105 × 137.5 mm; its place on page 5 is 210 × 275 mm, so it is set at 200 %  (ad-size)',
    );
  });
});

describe('its bleed', () => {
  const none = { leftMm: 0, topMm: 0, rightMm: 0, bottomMm: 0 };

  test('is what the press needs at every edge that is cut', () => {
    expect(said(adBleed, {})).toBe('');
    expect(said(adBleed, { bleed: none })).toBe(
      'issues/2026-1/te/te.pdf error  te.pdf has no bleed at every edge; the press needs 3 mm  (ad-bleed)\n' +
        '  hint: ask the advertiser for a PDF/X-4 with 3 mm bleed and a bleed box',
    );
    expect(said(adBleed, { bleed: { ...facts.bleed, rightMm: 2 } })).toContain(
      'warning  te.pdf has 2 mm bleed at right; the press needs 3 mm',
    );
  });

  test('is not asked for where the page goes on', () => {
    const trim = { widthMm: 105, heightMm: 137.5 };
    expect(said(adBleed, { trim, bleed: { ...facts.bleed, leftMm: 0, topMm: 0 } }, LOWER_RIGHT)).toBe('');
    expect(said(adBleed, { trim, bleed: none }, LOWER_RIGHT)).toContain('no bleed at right, foot');
  });

  test('is not asked for at a glued edge without any', () => {
    const bleed = { ...printer.bleed, insideMm: 0 };
    // A right page is bound at its left.
    expect(said(adBleed, { bleed: { ...facts.bleed, leftMm: 0 } }, WHOLE, bleed)).toBe('');
  });
});

test('more pages than one, what lies on the page, and layers that are off are told', () => {
  expect(said(adPages, {})).toBe('');
  expect(said(adPages, { pages: 3 })).toContain('warning  te.pdf has 3 pages; the first is placed');
  expect(said(adAnnotations, {})).toBe('');
  expect(said(adAnnotations, { annotations: ['Link', 'Widget'] })).toContain(
    'te.pdf has 2 annotations (Link, Widget), left out of the page  (ad-annotations)\n  hint: ask the advertiser to flatten',
  );
  expect(said(adAnnotations, { annotations: ['Link'] })).toContain('hint: write url:');
  expect(said(adLayers, {})).toBe('');
  expect(said(adLayers, { hiddenLayers: ['Utkast'] })).toContain(
    'error  te.pdf has layers that are switched off (Utkast)',
  );
});

const icc = new Uint8Array(readFileSync('issues/printers/icc/FOGRA39L_300.icc'));
const profile = await openProfile(icc);
const known = [...(await replacements())];
const picture = {
  jpeg: here(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)),
  widthPx: 6000,
  heightPx: 4000,
  gray: false,
};

async function pressed(setting: AdSetting): Promise<Uint8Array> {
  const [first, ...others] = known;
  const made = await pressPdf(proof, {
    title: 'Prøve',
    date: '2026-03-01',
    creator: 'd:mag',
    producer: 'en nettleser',
    documentId: '00000000-0000-5000-8000-000000000000',
    trim: printer.trim,
    sheetBleedMm: 3,
    bleed: printer.bleed,
    sides: ['right', 'left', 'right'],
    condition: { profile: icc, name: 'FOGRA39', registry: 'http://www.color.org', description: 'F39' },
    inks: inksOf(profile, new Map()),
    pictures: new Map(others.map(([hash, { name }]) => [hash, { name, picture }])),
    ads: new Map([[first![0], { name: KEY, ad: (await openAd(await adFile(setting))) as AdPdf }]]),
  });
  expect(made.unmet).toEqual([]);
  expect(made.findings).toEqual([]);
  return made.bytes;
}

async function checked(setting: AdSetting): Promise<Finding[]> {
  const file = await readPressFile(await pressed(setting));
  return pressChecks.flatMap((check) =>
    check({
      printer: { ...printer, spots: ['Gull'] },
      printerPlace: { file: 'p.yaml', line: 1, column: 1 },
      file,
      pages: file.pages.map((_, at) => ({
        side: at % 2 ? 'left' : 'right',
        file: 'issues/2026-1/te/article.md',
        blocks: [],
        pictures: [{ key: KEY, xMm: 0, yMm: 0, widthMm: 210, heightMm: 275 }],
      })),
    }),
  );
}

describe('in the finished press file', () => {
  test('one in four inks passes, face and all, and says whose it is', async () => {
    expect(await checked({})).toEqual([]);
    expect(await checked({ group: 'DeviceCMYK' })).toEqual([]);
    const file = await readPressFile(await pressed({}));
    const text = file.pages.flatMap(({ texts }) => texts).find(({ ad }) => ad !== undefined);
    expect(text).toMatchObject({ ad: KEY, space: 'DeviceCMYK', components: [0, 0, 0, 1], overprints: true });
    expect(file.fonts).toContainEqual({
      name: 'HankenGrotesk-Bold',
      kind: 'TrueType',
      embedded: true,
      ad: KEY,
    });
  });

  test('the same file gives the same bytes', async () => {
    expect(Buffer.compare(await pressed({}), await pressed({}))).toBe(0);
  });

  const space = (name: string, value: unknown) => (): Record<string, Record<string, unknown>> => ({
    ColorSpace: { [name]: value },
  });
  test.each<[string, AdSetting, RegExp]>([
    ['RGB', { ground: '0.9 0.1 0.1 rg' }, /te\.pdf has fill in DeviceRGB.*residual-rgb/su],
    ['a group in RGB', { group: 'DeviceRGB' }, /te\.pdf has transparency group in DeviceRGB/u],
    [
      'Lab',
      { ground: '/L cs 50 20 20 sc', resources: space('L', ['Lab', { WhitePoint: [0.96, 1, 0.82] }]) },
      /te\.pdf has fill in Lab.*residual-rgb/su,
    ],
    [
      'a profile of its own',
      {
        ground: '/I cs 0.1 0.2 0.3 0 sc',
        resources: (pdf) => {
          const profileRef = pdf.context.register(pdf.context.stream(icc, { N: 4 }));
          return { ColorSpace: { I: ['ICCBased', profileRef] } };
        },
      },
      /te\.pdf has fill in ICCBased/u,
    ],
    [
      'a spot ink',
      {
        ground: '/S cs 1 scn',
        resources: space('S', [
          'Separation',
          'Varsel',
          'DeviceCMYK',
          { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [0, 1, 1, 0], N: 1 },
        ]),
      },
      /te\.pdf prints fill with Separation Varsel.*spot-colour/su,
    ],
    [
      'a face that is not in it',
      { embedded: false },
      /HankenGrotesk-Bold is not in te\.pdf.*font-embedding/su,
    ],
  ])('%s is told with the file', async (_, setting, words) => {
    const found = await checked(setting);
    const told = formatFindings(isTold(found), { color: false });
    expect(told).toMatch(words);
    expect(told).toContain('issues/2026-1/te/te.pdf error');
    expect(told).toContain('hint: ask the advertiser for a PDF/X-4');
    // It stands on two pages.
    expect(new Set(found.map(({ message }) => message)).size).toBe(1);
  });

  test('plates by their names, and a spot ink that the printer knows, are inks', async () => {
    const tint = { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [0, 1, 1, 0], N: 1 };
    for (const name of ['Black', 'Gull']) {
      const resources = space('S', ['Separation', name, 'DeviceCMYK', tint]);
      // oxlint-disable-next-line no-await-in-loop -- two
      expect(await checked({ ground: '/S cs 1 scn', resources })).toEqual([]);
    }
    const both = ['DeviceN', ['Magenta', 'Gull'], 'DeviceCMYK', { ...tint, Domain: [0, 1, 0, 1] }];
    expect(await checked({ ground: '/S cs 1 1 scn', resources: space('S', both) })).toEqual([]);
    const other = ['DeviceN', ['Magenta', 'Gul'], 'DeviceCMYK', { ...tint, Domain: [0, 1, 0, 1] }];
    expect(await checked({ ground: '/S cs 1 1 scn', resources: space('S', other) })).not.toEqual([]);
  });

  test('a picture of too few pixels is told as the file’s', async () => {
    const [one] = await checked({
      ground: 'q 300 0 0 300 60 60 cm /P Do Q 0.1 0 0 0 k',
      resources: (pdf) => ({
        XObject: {
          P: pdf.context.register(
            pdf.context.stream(new Uint8Array(40 * 40), {
              Subtype: 'Image',
              Width: 40,
              Height: 40,
              ColorSpace: 'DeviceGray',
              BitsPerComponent: 8,
            }),
          ),
        },
      }),
    });
    expect(one).toMatchObject({ rule: 'image-resolution', place: { file: 'issues/2026-1/te/te.pdf' } });
    expect(one!.message).toMatch(/^a picture in te\.pdf prints at \d+ ppi/u);
  });

  test('nothing of ours shines into it: it begins in a graphics state of its own', async () => {
    const { PDFDocument } = await import('@cantoo/pdf-lib');
    const pdf = await PDFDocument.load(await pressed({}));
    const states = pdf.getPages().flatMap(({ node }) => {
      const shelf = node.Resources()?.lookupMaybe(PDFName.of('ExtGState'), PDFDict);
      return shelf?.has(PDFName.of('PressFresh'))
        ? [shelf.lookup(PDFName.of('PressFresh'), PDFDict).toString().replaceAll(/\s+/gu, ' ')]
        : [];
    });
    expect(states[0]).toContain('/OP false /op false /OPM 0 /ca 1 /CA 1 /BM /Normal');
  });
});
