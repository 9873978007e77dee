import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { openProfile, readProfile } from '../../scripts/io/icc.ts';

const icc = new Uint8Array(readFileSync('issues/printers/icc/FOGRA39L_300.icc'));
const profile = await openProfile(icc);

test('knows what kind of profile it is', () => {
  expect(profile.isForPress).toBe(true);
  expect(profile.description).toContain('FOGRA39');
  expect(profile.is(icc)).toBe(true);
  expect(profile.is(icc.subarray(1))).toBe(false);
});

test('white is paper, colours keep within the ink limit', () => {
  expect(profile.cmyk([1, 1, 1])).toEqual([0, 0, 0, 0]);
  const inks = [0, 0.5, 1].flatMap((r) =>
    [0, 0.5, 1].flatMap((g) => [0, 0.5, 1].map((b) => profile.cmyk([r, g, b]))),
  );
  for (const ink of inks) expect(ink.reduce((sum, part) => sum + part)).toBeLessThan(3);
  const [cyan, magenta, yellow, black] = profile.cmyk([1, 0, 0]);
  expect(cyan).toBeLessThan(0.05);
  expect(Math.min(magenta, yellow)).toBeGreaterThan(0.9);
  expect(black).toBeLessThan(0.05);
});

test('black ink alone runs from paper to solid, always upward, and darker than its number in the middle', () => {
  expect(profile.black(1)).toBe(0);
  expect(profile.black(0)).toBe(1);
  const steps = Array.from({ length: 256 }, (_, level) => profile.black(level / 255));
  expect(steps.every((step, at) => at === 0 || step <= steps[at - 1]!)).toBe(true);
  expect(profile.black(0.5)).toBeGreaterThan(0.5);
});

test('pixels and single colours agree', () => {
  const colours = [
    [212, 83, 47],
    [11, 63, 77],
    [128, 128, 128],
    [255, 255, 255],
  ];
  const pixels = profile.pixels(Uint8Array.from(colours.flat()), 3, undefined);
  colours.forEach((rgb, at) => {
    const single = profile.cmyk(rgb.map((part) => part / 255) as unknown as [number, number, number]);
    single.forEach((ink, index) => expect(Math.abs(pixels[4 * at + index]! - ink * 255)).toBeLessThan(2.5));
  });
});

test('inks go through the profile too, and a profile of another kind counts as none', () => {
  expect([...profile.pixels(Uint8Array.of(0, 0, 0, 0), 4, icc)].every((ink) => ink < 3)).toBe(true);
  expect(profile.pixels(Uint8Array.of(9, 99, 200), 3, icc)).toEqual(
    profile.pixels(Uint8Array.of(9, 99, 200), 3, undefined),
  );
});

test('no file, or no profile, is none', async () => {
  expect(await readProfile('issues/printers/icc/nowhere.icc')).toBeUndefined();
  expect(await readProfile('package.json')).toBeUndefined();
  await expect(openProfile(Uint8Array.of(1, 2, 3))).rejects.toThrow(/no ICC profile/u);
});
