/** Colour on its way to ink: the brand's own builds first, then greys to black ink alone, then the profile. */

/** Components from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];
/** Cyan, magenta, yellow, black; 0 is no ink, 1 is solid. */
export type Cmyk = readonly [cyan: number, magenta: number, yellow: number, black: number];

/** A printing condition, as its ICC profile describes it. All relative colorimetric with black-point compensation. */
export interface Condition {
  /** An sRGB colour in four inks. */
  cmyk(rgb: Rgb): Cmyk;
  /** Black ink alone for a grey of sRGB, 0 (black) to 1 (white): as light, as far as black ink goes. */
  black(level: number): number;
}

/** Builds of colours that must be exact, by their sRGB stand-in: "d4532f" → 10 80 90 0, in per cent. */
export type BrandTable = ReadonlyMap<string, Cmyk>;

const HEX = /^#([0-9a-f]{3}|[0-9a-f]{6})$/iu;
const BUILD = /^\s*(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)\s*$/u;

const fullHex = (hex: string): string =>
  (hex.length === 3 ? hex.replaceAll(/./gu, (digit) => digit + digit) : hex).toLowerCase();

/**
 * The pairs `--coral: #d4532f` and `--coral-cmyk: 10 80 90 0` of a theme's styles, those that stand later overriding. A colour that is
 * `var(--other)` is that colour, whose build it has. Where two names have the same stand-in, they need the same build: the first that has one gives it.
 */
export function brandTable(css: string): BrandTable {
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of css
    .replaceAll(/\/\*[\s\S]*?\*\//gu, '')
    .matchAll(/--([\w-]+)\s*:\s*([^;{}]+)[;}]/gu))
    values.set(name, value.trim());
  const resolved = (name: string, depth = 0): string | undefined => {
    const value = values.get(name);
    const other = /^var\(\s*--([\w-]+)\s*\)$/u.exec(value ?? '')?.[1];
    return other === undefined || depth > 8 ? value : resolved(other, depth + 1);
  };
  const table = new Map<string, Cmyk>();
  for (const name of values.keys()) {
    if (!name.endsWith('-cmyk')) continue;
    const hex = HEX.exec(resolved(name.slice(0, -'-cmyk'.length)) ?? '')?.[1];
    const build = BUILD.exec(resolved(name) ?? '');
    if (hex === undefined || build === null || table.has(fullHex(hex))) continue;
    const [cyan, magenta, yellow, black] = build
      .slice(1)
      .map((percent) => Math.min(1, Number(percent) / 100));
    table.set(fullHex(hex), [cyan!, magenta!, yellow!, black!]);
  }
  return table;
}

const byte = (component: number): number => Math.round(Math.min(1, Math.max(0, component)) * 255);

/** The eight bits a component that the browser was given: it writes four decimals, which say them exactly. */
export const hexOf = (rgb: Rgb): string =>
  rgb.map((component) => byte(component).toString(16).padStart(2, '0')).join('');

export const isNeutral = ([red, green, blue]: Rgb): boolean =>
  byte(red) === byte(green) && byte(green) === byte(blue);

/** How much light a colour lets through a luminosity mask (ISO 32000-1, 11.5.3 and 10.3.5). */
export const luminosity = ([red, green, blue]: Rgb): number => 0.3 * red + 0.59 * green + 0.11 * blue;

/** Where a colour stands. */
export interface Ground {
  /**
   * Whether it is laid thinly over a picture. Black ink alone would wash the picture grey there, so black is built of four inks
   * as the picture's own shadows are.
   */
  readonly thinOverPicture: boolean;
}

/** Turns colours into ink, for one issue and one printing condition. */
export interface Inks {
  /** The exact build, if it has one. */
  exact(rgb: Rgb): Cmyk | undefined;
  ink(rgb: Rgb, ground?: Ground): Cmyk;
  /** By the profile alone, with no regard to brand or black. */
  byProfile(rgb: Rgb): Cmyk;
  black(level: number): number;
}

const tenths = (part: number): number => Math.round(part * 1000) / 1000;

export const inksOf = (condition: Condition, brand: BrandTable): Inks => {
  const known = new Map<string, Cmyk>();
  const byProfile = (rgb: Rgb): Cmyk => {
    const name = rgb.map((component) => Math.round(component * 0xffff)).join(' ');
    const before = known.get(name);
    if (before !== undefined) return before;
    const [cyan, magenta, yellow, black] = condition.cmyk(rgb);
    const made: Cmyk = [tenths(cyan), tenths(magenta), tenths(yellow), tenths(black)];
    known.set(name, made);
    return made;
  };
  const black = (level: number): number => tenths(condition.black(level));
  return {
    exact: (rgb) => brand.get(hexOf(rgb)),
    ink(rgb, ground) {
      const exact = brand.get(hexOf(rgb));
      // A build for black is for type and rules; laid thinly over a picture even that is too thin.
      if (exact !== undefined && !(ground?.thinOverPicture === true && isNeutral(rgb))) return exact;
      if (isNeutral(rgb) && ground?.thinOverPicture !== true) return [0, 0, 0, black(rgb[1])];
      return byProfile(rgb);
    },
    byProfile,
    black,
  };
};
