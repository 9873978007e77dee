import { describe, expect, test } from 'vitest';

import { brandTable, inksOf, type Rgb, spotTable } from '../../../scripts/pdf/press/colour.ts';
import { simple } from './made.ts';

describe('the brand table', () => {
  test('pairs a colour with its build', () => {
    const table = brandTable(':root { --coral: #d4532f; --coral-cmyk: 10 80 90 0; --mist: #E2EDEE }');
    expect([...table]).toEqual([['d4532f', [0.1, 0.8, 0.9, 0]]]);
  });

  test('a colour that is another has its build, by its stand-in', () => {
    const table = brandTable(
      '--accent: var(--coral); --accent-cmyk: var(--coral-cmyk); --coral: #fa0; --coral-cmyk: 0 40 100 0;',
    );
    expect([...table]).toEqual([['ffaa00', [0, 0.4, 1, 0]]]);
  });

  test('what stands later overrides, and comments say nothing', () => {
    const css = '--a: #111111; --a-cmyk: 1 2 3 4; /* --a-cmyk: 5 5 5 5; */ --a: #222222; --a-cmyk: 0 0 0 90;';
    expect([...brandTable(css)]).toEqual([['222222', [0, 0, 0, 0.9]]]);
  });

  test('a build without a colour, or of three inks, is none', () => {
    expect(
      brandTable('--b-cmyk: 1 2 3 4; --c: #123456; --c-cmyk: 1 2 3; --d: 4mm; --d-cmyk: 0 0 0 1;').size,
    ).toBe(0);
  });
});

describe('the order in which a colour finds its ink', () => {
  const inks = inksOf(
    simple,
    new Map([
      ['d4532f', [0.1, 0.8, 0.9, 0] as const],
      ['000000', [0, 0, 0, 1] as const],
    ]),
  );
  const thin = { thinOverPicture: true };

  test('an exact build first, found through the browser’s four decimals', () => {
    expect(inks.ink([0.8314, 0.3255, 0.1843])).toEqual([0.1, 0.8, 0.9, 0]);
  });

  test('greys are black ink alone', () => {
    expect(inks.ink([0, 0, 0])).toEqual([0, 0, 0, 1]);
    expect(inks.ink([0.25, 0.25, 0.25])).toEqual([0, 0, 0, 0.75]);
    expect(inks.ink([1, 1, 1])).toEqual([0, 0, 0, 0]);
  });

  test('black laid thinly over a picture goes through the profile', () => {
    expect(inks.ink([0, 0, 0], thin)).toEqual([1, 1, 1, 0]);
    expect(inks.ink([0.8314, 0.3255, 0.1843], thin)).toEqual([0.1, 0.8, 0.9, 0]);
  });

  test('all else goes through the profile', () => expect(inks.ink([1, 0.5, 0])).toEqual([0, 0.5, 1, 0]));
});

test('spot inks are found beside a build, in either kind of quotes, through other names', () => {
  const css = `:root {
    --coral: #d4532f; --coral-cmyk: 10 80 90 0; --coral-spot: "PANTONE 7417 C";
    --accent: var(--coral); --accent-cmyk: var(--coral-cmyk); --accent-spot: 'Annet';
    --gold: #aa8833; --gold-spot: "Gull";
    --sea: #004050; --sea-cmyk: 95 40 30 40; --sea-spot: Hav;
  }`;
  // Gold has no build, and the sea's ink no quotes; what has the colour of coral has its ink.
  expect([...spotTable(css)]).toEqual([['d4532f', 'PANTONE 7417 C']]);
});

describe('tints of a spot ink', () => {
  const rgb = (hex: string) =>
    [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;
  const inks = inksOf(
    simple,
    new Map([['d4532f', [0.1, 0.8, 0.9, 0]]]),
    new Map([
      ['d4532f', 'Korall'],
      ['123456', 'uten byggekloss'],
    ]),
  );
  test('exactly its colour is the ink, its neighbour is not, nor is one without a build', () => {
    expect(inks.spot(rgb('d4532f'))).toEqual({ name: 'Korall', build: [0.1, 0.8, 0.9, 0] });
    expect(inks.spot(rgb('d4532e'))).toBeUndefined();
    expect(inks.spot(rgb('123456'))).toBeUndefined();
  });
  test('what lies between it and white is a tint, if it is there solid itself', () => {
    const half: Rgb = [(0xd4 / 255 + 1) / 2, (0x53 / 255 + 1) / 2, (0x2f / 255 + 1) / 2];
    const found = inks.tints([rgb('d4532f'), half, [1, 1, 1]]);
    expect(found?.of(half)).toBeCloseTo(0.5, 3);
    expect(found?.of([1, 1, 1])).toBe(0);
    expect(inks.tints([half, [1, 1, 1]])).toBeUndefined();
    expect(inks.tints([rgb('d4532f'), rgb('004050')])).toBeUndefined();
    // Darker than solid: on the line, and no tint.
    expect(inks.tints([rgb('d4532f'), [0.7, 0.1, 0]])).toBeUndefined();
  });
});
