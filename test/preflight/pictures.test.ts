/** The checks of pictures, on pages made up of a few numbers. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Article } from '../../scripts/model/article.ts';
import type { Finding } from '../../scripts/model/finding.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import { formatFindings } from '../../scripts/model/report.ts';
import type { LayerOnPage, TypeOnPicture } from '../../scripts/pages/on-pictures.ts';
import { contrast, measuredContrast } from '../../scripts/preflight/checks/contrast.ts';
import { overlap } from '../../scripts/preflight/checks/overlap.ts';
import { pictureShape } from '../../scripts/preflight/checks/picture-shape.ts';
import { layerColour } from '../../scripts/preflight/layer.ts';
import type { PictureCheck, PictureProof, Pixels } from '../../scripts/preflight/picture-proof.ts';
import { leftInEnglish } from '../report/told-in-bokmaal.ts';

const KEY = 'i/elva/boat.jpg';

/** 100 × 100 pixels of a grey that `grey` gives for each column and row. */
const pixels = (grey: (x: number, y: number) => number): Pixels => ({
  widthPx: 100,
  heightPx: 100,
  rgb: Uint8Array.from({ length: 30_000 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return grey(pixel % 100, Math.floor(pixel / 100));
  }),
});

interface Setting {
  readonly grey?: (x: number, y: number) => number;
  readonly type?: Partial<TypeOnPicture>;
  readonly layers?: readonly LayerOnPage[];
  readonly options?: Article['options'];
  readonly whole?: { readonly widthMm: number; readonly heightMm: number };
}

/** A picture of 100 × 100 pixels on 100 × 100 mm, and a line of white type on it. */
function proof({ grey = () => 0, type = {}, layers = [], options = {}, whole }: Setting): PictureProof {
  const article = { slug: 'elva', file: 'issues/i/elva/article.md', layout: 'feature', options };
  const box = { xMm: 0, yMm: 0, widthMm: 100, heightMm: 100 };
  const page = {
    number: 4,
    article: 'elva',
    pictures: [{ key: KEY, ...box, whole: { ...box, ...whole }, fullWidthMm: 100, line: 7 }],
    type: [
      {
        what: 'title',
        text: 'Elva',
        line: undefined,
        meant: true,
        toneField: 'tone',
        colour: 'rgb(255, 255, 255)',
        sizeMm: 10,
        lines: [{ xMm: 10, yMm: 10, widthMm: 60, heightMm: 10 }],
        pictures: [0],
        layers: layers.map((_, at) => at),
        ...type,
      },
    ],
    layers,
  };
  return {
    issue: {
      articles: [article],
      pictures: new Map([[KEY, { widthPx: 100, heightPx: 100 }]]),
    } as unknown as Issue,
    layouts: new Map([
      ['feature', { options: { tone: z.string().optional(), shade: z.string().optional() } }],
    ]),
    pages: [page] as unknown as PictureProof['pages'],
    pixels: new Map([[KEY, pixels(grey)]]),
    ads: new Map(),
  };
}

const said = (check: PictureCheck, setting: Setting): string => {
  const findings = check(proof(setting));
  expect(leftInEnglish(findings), 'write them into scripts/report/page-words.ts').toEqual([]);
  return formatFindings(findings, { color: false });
};
const ratio = (setting: Setting): number => {
  const { pages, pixels: known } = proof(setting);
  return measuredContrast(pages[0]!, pages[0]!.type[0]!, known);
};

describe('contrast', () => {
  test('white on black is 21, on #777 too little, and the hint tries the other tone first', () => {
    expect(ratio({})).toBeCloseTo(21, 1);
    expect(said(contrast, {})).toBe('');
    expect(said(contrast, { grey: () => 0x80 })).toBe(
      'issues/i/elva/article.md:7:1 error  the title “Elva” on boat.jpg has a contrast of 3.9:1; type on a picture needs at least 4.5:1  (contrast)\n' +
        '  hint: write tone: dark',
    );
  });

  test('black on a dark picture is sent back to light', () => {
    const dark = { grey: () => 0x40, type: { colour: 'rgb(0, 0, 0)' } };
    expect(said(contrast, dark)).toContain('a contrast of 2.0:1');
    expect(said(contrast, dark)).toContain('hint: write tone: light');
  });

  test('where neither tone will do the hint is a shade of the picture’s own dark, or another picture', () => {
    const restless = (x: number): number => (x % 40 < 20 ? 0xe0 : 0x20);
    expect(said(contrast, { grey: restless })).toMatch(
      /hint: write shade: '#[0-9a-f]{6}', or choose another focus/u,
    );
    const shaded = { grey: restless, options: { shade: '#000000' } };
    expect(said(contrast, shaded)).toContain(
      'hint: choose another focus or another picture, or a darker shade',
    );
  });

  test('a tone that would help the title and harm the standfirst is not what is told', () => {
    const title = { lines: [{ xMm: 10, yMm: 10, widthMm: 60, heightMm: 10 }] };
    const standfirst = { what: 'standfirst', lines: [{ xMm: 10, yMm: 70, widthMm: 60, heightMm: 10 }] };
    const two = (grey: (x: number, y: number) => number, ...more: Partial<TypeOnPicture>[]): Finding[] => {
      const made = proof({ grey, type: title });
      const [page] = made.pages;
      const type = [page!.type[0]!, ...more.map((each) => ({ ...page!.type[0]!, ...each }))];
      return contrast({ ...made, pages: [{ ...page!, type }] });
    };
    const half = (_: number, y: number): number => (y < 50 ? 0x80 : 0x20);
    expect(two(half).map(({ hint }) => hint)).toEqual(['write tone: dark']);
    expect(two(half, standfirst).map(({ hint }) => hint)).toEqual([
      expect.stringMatching(/^write shade: '#[0-9a-f]{6}', or choose another focus/u),
    ]);
    // Both fall short, in places of other colours: one shade for both.
    const restless = (x: number, y: number): number => (x % 40 < 20 ? 0xe0 : y < 50 ? 0x20 : 0x10);
    const [one, other, ...rest] = two(restless, standfirst);
    expect(rest).toEqual([]);
    expect(one!.hint).toMatch(/^write shade/u);
    expect(other!.hint).toBe(one!.hint);
  });

  test('a glint under one letter is let pass, a bright third is not', () => {
    expect(said(contrast, { grey: (x) => (x >= 20 && x < 23 ? 255 : 0) })).toBe('');
    expect(said(contrast, { grey: (x) => (x >= 20 && x < 40 ? 255 : 0) })).toContain('(contrast)');
  });

  test('what is finer than a letter counts by its mean', () => {
    const fine = ratio({ grey: (x) => (x % 2 ? 0x60 : 0) });
    expect(fine).toBeGreaterThan(ratio({ grey: () => 0x60 }));
    expect(fine).toBeLessThan(21);
  });

  test('the worst line of a title decides', () => {
    const line = { xMm: 10, widthMm: 60, heightMm: 10 };
    const type = {
      lines: [
        { ...line, yMm: 10 },
        { ...line, yMm: 60 },
      ],
    };
    const grey = (_: number, y: number): number => (y < 50 ? 0 : 0xa0);
    expect(ratio({ grey, type })).toBeCloseTo(ratio({ grey: () => 0xa0 }), 1);
  });

  test('a picture is read as it is cropped', () => {
    // Twice as wide as its place and pushed left by half: the type stands on its bright right half.
    const grey = (x: number): number => (x < 50 ? 0 : 0xff);
    const made = proof({ grey });
    const [page] = made.pages;
    const whole = { xMm: -100, yMm: 0, widthMm: 200, heightMm: 100 };
    const cropped = { ...page!, pictures: [{ ...page!.pictures[0]!, whole }] };
    expect(measuredContrast(cropped, page!.type[0]!, made.pixels)).toBeCloseTo(1, 2);
  });

  test('a layer between picture and type counts as it is printed', () => {
    const background = 'linear-gradient(color(srgb 0 0 0 / 0.6), rgba(0, 0, 0, 0))';
    const layer = { xMm: 0, yMm: 0, widthMm: 100, heightMm: 40, background };
    const [bare, shaded] = [ratio({ grey: () => 0xb0 }), ratio({ grey: () => 0xb0, layers: [layer] })];
    expect(bare).toBeLessThan(2.3);
    expect(shaded).toBeGreaterThan(3.5);
  });

  test('type that no layout meant to stand there is another rule’s business', () =>
    expect(said(contrast, { grey: () => 255, type: { meant: false } })).toBe(''));
});

describe('a layer', () => {
  const layer = (background: string): LayerOnPage => ({
    xMm: 0,
    yMm: 100,
    widthMm: 50,
    heightMm: 50,
    background,
  });

  test('runs up or down, by its stops', () => {
    const down = layerColour(
      layer('linear-gradient(rgba(0, 0, 0, 0.8), rgba(0, 0, 0, 0.4) 40%, rgba(0, 0, 0, 0))'),
    )!;
    expect(down(10, 100)?.alpha).toBeCloseTo(0.8);
    expect(down(10, 110)?.alpha).toBeCloseTo(0.6);
    expect(down(10, 120)?.alpha).toBeCloseTo(0.4);
    expect(down(10, 135)?.alpha).toBeCloseTo(0.2);
    const up = layerColour(layer('linear-gradient(to top, rgba(0, 0, 0, 0.8), rgba(0, 0, 0, 0))'))!;
    expect(up(10, 149)?.alpha).toBeCloseTo(0.784);
    expect(up(10, 99)).toBeUndefined();
  });

  test('keeps its colour while it fades', () => {
    const fading = layerColour(layer('linear-gradient(rgb(200, 0, 0), rgba(0, 0, 0, 0))'))!;
    expect(fading(10, 125)?.red).toBeCloseTo(200 / 255);
  });

  test('of a kind that is not known counts for nothing', () => {
    for (const background of ['none', 'url("a.png")', 'linear-gradient(45deg, rgb(0, 0, 0), rgb(1, 1, 1))'])
      expect(layerColour(layer(background)), background).toBeUndefined();
  });
});

describe('overlap', () => {
  test('text over a picture is an error unless its layout says so', () => {
    expect(said(overlap, {})).toBe('');
    expect(said(overlap, { type: { meant: false, what: 'caption', line: 12 } })).toBe(
      'issues/i/elva/article.md:12:1 error  the caption “Elva” runs over boat.jpg on page 4  (overlap)\n' +
        '  hint: give the picture another place ({.top}, {.wide}, {.full}), or shorten the text',
    );
  });
});

describe('shape', () => {
  test('a picture in its own shape passes, a stretched one is an error with both shapes', () => {
    expect(said(pictureShape, {})).toBe('');
    expect(said(pictureShape, { whole: { widthMm: 100, heightMm: 99.5 } })).toBe('');
    expect(said(pictureShape, { whole: { widthMm: 100, heightMm: 90 } })).toBe(
      'issues/i/elva/article.md:7:1 error  boat.jpg is printed in the shape 1.11:1, but its file has 1.00:1  (picture-stretched)\n' +
        '  hint: let its layout crop it with object-fit: cover, or leave its height to its shape',
    );
  });
});
