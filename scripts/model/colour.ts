/** Colours as the screen has them: reading them as CSS writes them, laying one over another, and their contrast. */

/** Components from 0 to 1, not premultiplied. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

const colour = (red: number, green: number, blue: number, alpha = 1): Colour => ({ red, green, blue, alpha });

export const WHITE = colour(1, 1, 1);
export const BLACK = colour(0, 0, 0);

/** A colour as a browser computes it, `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.4)` or `color(srgb 0.1 0.2 0.3 / 0.4)`, or `#1a0d08`. */
export function parseColour(css: string): Colour | undefined {
  const hex = /^#([0-9a-f]{6})$/iu.exec(css.trim())?.[1];
  if (hex) {
    const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
    return colour(red!, green!, blue!);
  }
  const [, kind, inside = ''] = /^(rgba?|color)\(([^()]*)\)$/u.exec(css.trim()) ?? [];
  const parts = inside
    .replace(/^srgb\s/u, '')
    .split(/[\s,/]+/u)
    .filter(Boolean)
    .map((part) => (part.endsWith('%') ? Number.parseFloat(part) / 100 : Number(part)));
  if (!kind || parts.length < 3 || parts.some((part) => !Number.isFinite(part))) return undefined;
  const most = kind === 'color' ? 1 : 255;
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
  return colour(red / most, green / most, blue / most, alpha);
}

/** "#1a0d08"; transparency is left out. */
export const hexOf = ({ red, green, blue }: Colour): string =>
  `#${[red, green, blue]
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** `front` laid over an opaque `back`. */
export const layOver = (front: Colour, back: Colour): Colour => {
  const mix = (one: number, other: number): number => one * front.alpha + other * (1 - front.alpha);
  return colour(mix(front.red, back.red), mix(front.green, back.green), mix(front.blue, back.blue));
};

// A power a component is what measuring a page would cost most. Sixteen steps between two of a byte's values, which are exact.
const STEPS = 255 * 16;
const LINEAR = Float64Array.from({ length: STEPS + 1 }, (_, step) => {
  const part = step / STEPS;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});
const linear = (part: number): number => LINEAR[Math.round(Math.min(1, Math.max(0, part)) * STEPS)]!;

/** Relative luminance of an opaque colour, 0 to 1 (WCAG 2.2). */
export const luminance = ({ red, green, blue }: Colour): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** Contrast of two luminances, 1 to 21 (WCAG 2.2). */
export const contrast = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** What WCAG asks of text at level AA, of any size, and what large type and marks may do with. */
export const LEAST_CONTRAST = 4.5;
export const LEAST_CONTRAST_LARGE = 3;
