/** Colours as CSS writes them, and what WCAG says of their contrast. */
import { expect, test } from 'vitest';
import {
  BLACK,
  contrast,
  hexOf,
  layOver,
  luminance,
  parseColour,
  WHITE,
} from '../../scripts/model/colour.ts';

test('colours are read as browsers compute them, and as designers write them', () => {
  for (const css of ['#1a0d08', 'rgb(26, 13, 8)', 'rgba(26, 13, 8, 1)', 'color(srgb 0.102 0.051 0.0314)'])
    expect(hexOf(parseColour(css)!), css).toBe('#1a0d08');
  expect(parseColour('color(srgb 0.1 0.2 0.3 / 0.4)')?.alpha).toBe(0.4);
  expect(parseColour('rgba(0, 0, 0, 0)')?.alpha).toBe(0);
  for (const css of ['', 'red', '#123', 'url(x)', 'rgb(a, b, c)'])
    expect(parseColour(css), css).toBeUndefined();
});

test('contrast is that of WCAG: 21 for black on white, 4.48 for #777', () => {
  const on = (css: string): number => contrast(luminance(parseColour(css)!), luminance(WHITE));
  expect(on('#000000')).toBeCloseTo(21, 5);
  expect(on('#ffffff')).toBe(1);
  expect(on('#777777')).toBeCloseTo(4.48, 2);
});

test('half of black over white is the grey between them', () =>
  expect(hexOf(layOver({ ...BLACK, alpha: 0.5 }, WHITE))).toBe('#808080'));
