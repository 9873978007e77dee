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

/** Tokens of a stylesheet, those that stand later overriding, and `var(--other)` followed to what it stands for. */
function tokensOf(css: string): { names: readonly string[]; resolved: (name: string) => string } {
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of css
    .replaceAll(/\/\*[\s\S]*?\*\//gu, '')
    .matchAll(/--([\w-]+)\s*:\s*([^;{}]+)[;}]/gu))
    values.set(name, value.trim());
  const resolved = (name: string, depth = 0): string => {
    const value = values.get(name) ?? '';
    const other = /^var\(\s*--([\w-]+)\s*\)$/u.exec(value)?.[1];
    return other === undefined || depth > 8 ? value : resolved(other, depth + 1);
  };
  return { names: [...values.keys()], resolved };
}

/**
 * The pairs `--coral: #d4532f` and `--coral-cmyk: 10 80 90 0` of a theme's styles. A colour that is `var(--other)` is that colour, whose build
 * it has. Where two names have the same stand-in, they need the same build: the first that has one gives it.
 */
export function brandTable(css: string): BrandTable {
  const { names, resolved } = tokensOf(css);
  const table = new Map<string, Cmyk>();
  for (const name of names) {
    if (!name.endsWith('-cmyk')) continue;
    const hex = HEX.exec(resolved(name.slice(0, -'-cmyk'.length)))?.[1];
    const build = BUILD.exec(resolved(name));
    if (hex === undefined || build === null || table.has(fullHex(hex))) continue;
    const [cyan, magenta, yellow, black] = build
      .slice(1)
      .map((percent) => Math.min(1, Number(percent) / 100));
    table.set(fullHex(hex), [cyan!, magenta!, yellow!, black!]);
  }
  return table;
}

/** Names of spot inks by the sRGB stand-in of their colour: "d4532f" → "PANTONE 7417 C". */
export type SpotTable = ReadonlyMap<string, string>;

/** The tokens `--coral-spot: "PANTONE 7417 C"` that stand beside a build, as the theme spells them. */
export function spotTable(css: string): SpotTable {
  const { names, resolved } = tokensOf(css);
  const table = new Map<string, string>();
  for (const name of names) {
    if (!name.endsWith('-spot')) continue;
    const colour = name.slice(0, -'-spot'.length);
    const hex = HEX.exec(resolved(colour))?.[1];
    const ink = /^(["'])(.+)\1$/u.exec(resolved(name))?.[2]?.trim();
    if (hex === undefined || !ink || !BUILD.test(resolved(`${colour}-cmyk`)) || table.has(fullHex(hex)))
      continue;
    table.set(fullHex(hex), ink);
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

/** An ink beside the four, and what it is built of where it has no plate. */
export interface Spot {
  readonly name: string;
  readonly build: Cmyk;
}

/** Turns colours into ink, for one issue and one printing condition. */
export interface Inks {
  /** The exact build, if it has one. */
  exact(rgb: Rgb): Cmyk | undefined;
  /** The spot ink that prints exactly this colour, if there is one. */
  spot(rgb: Rgb): Spot | undefined;
  /** The spot ink that all of these are tints of, one of them solid; 0 is paper, 1 is solid. */
  tints(rgbs: readonly Rgb[]): { readonly spot: Spot; readonly of: (rgb: Rgb) => number } | undefined;
  ink(rgb: Rgb, ground?: Ground): Cmyk;
  /** By the profile alone, with no regard to brand or black. */
  byProfile(rgb: Rgb): Cmyk;
  black(level: number): number;
  /** Black text below the one size, and black rules below the other, print over what is beneath: no white gap where a plate has shifted. */
  readonly overprint: { readonly textPt: number; readonly linePt: number };
}

/** As most print shops have it. */
const OVERPRINT: Inks['overprint'] = { textPt: 12, linePt: 2 };

const tenths = (part: number): number => Math.round(part * 1000) / 1000;

/** How much of `solid` a colour has, if it lies between that and white. */
function tintOf(rgb: Rgb, solid: Rgb): number | undefined {
  const widest = solid.indexOf(Math.min(...solid));
  const tint = (1 - rgb[widest]!) / (1 - solid[widest]!);
  const off = Math.max(...rgb.map((part, at) => Math.abs(1 - tint * (1 - solid[at]!) - part)));
  return off < TINT_ROUNDING && tint > -TINT_ROUNDING && tint < 1 + TINT_ROUNDING
    ? Math.min(1, Math.max(0, tint))
    : undefined;
}

/** Half an eight-bit step and a bit. */
const TINT_ROUNDING = 0.6 / 255;

const rgbOfHex = (hex: string): Rgb =>
  [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;

/** @param spots of these alone a plate is made */
export const inksOf = (
  condition: Condition,
  brand: BrandTable,
  spots: SpotTable = new Map(),
  overprint: Inks['overprint'] = OVERPRINT,
): Inks => {
  const spot = (hex: string): Spot | undefined => {
    const [name, build] = [spots.get(hex), brand.get(hex)];
    return name === undefined || build === undefined ? undefined : { name, build };
  };
  const solids = [...spots.keys()].flatMap((hex) => {
    const found = spot(hex);
    return found && hex !== 'ffffff' ? [{ spot: found, solid: rgbOfHex(hex) }] : [];
  });
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
    spot: (rgb) => spot(hexOf(rgb)),
    tints(rgbs) {
      const found = solids.find(
        ({ solid }) =>
          rgbs.some((rgb) => hexOf(rgb) === hexOf(solid)) &&
          rgbs.every((rgb) => tintOf(rgb, solid) !== undefined),
      );
      return found && { spot: found.spot, of: (rgb) => tintOf(rgb, found.solid) ?? 0 };
    },
    ink(rgb, ground) {
      const exact = brand.get(hexOf(rgb));
      // A build for black is for type and rules; laid thinly over a picture even that is too thin.
      if (exact !== undefined && !(ground?.thinOverPicture === true && isNeutral(rgb))) return exact;
      if (isNeutral(rgb) && ground?.thinOverPicture !== true) return [0, 0, 0, black(rgb[1])];
      return byProfile(rgb);
    },
    byProfile,
    black,
    overprint,
  };
};
