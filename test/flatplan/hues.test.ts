/** Colours of articles in the flatplan. */
import { expect, test } from 'vitest';
import { huesOf } from '../../scripts/flatplan/hues.ts';

const NAMES = Array.from({ length: 30 }, (_, at) => `sak-${at}`);

test('every article of an issue has a colour of its own', () => {
  for (const count of [1, 12, 20, 30])
    expect(new Set(huesOf(NAMES.slice(0, count)).values()).size, String(count)).toBe(count);
  expect(huesOf([...NAMES, 'en-til']).size).toBe(31);
});

test('an article keeps its colour when it is moved', () => {
  const before = huesOf(['omslag', 'elva', 'boka', 'bakside']);
  expect(huesOf(['omslag', 'boka', 'elva', 'bakside'])).toEqual(before);
  expect(new Set(before.values()).size).toBe(4);
});

test('of a longer issue most keep theirs when one is added', () => {
  const [before, after] = [huesOf(NAMES.slice(0, 16)), huesOf([...NAMES.slice(0, 16), 'aapning'])];
  const kept = [...before].filter(([name, hue]) => after.get(name) === hue);
  expect(kept.length).toBeGreaterThanOrEqual(13);
});
