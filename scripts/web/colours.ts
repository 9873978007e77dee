/**
 * A theme's colours on a screen, by day and by night, from its own tokens. Paper bears small type from a contrast of 4.5:1 (WCAG 2.2,
 * 1.4.3): a colour that is paler on paper than that is taken darker here, and at night lighter, in its own hue.
 */
import { colourOf } from '../../layouts/parts/accent.ts';
import { contrast, hexOf, layOver, LEAST_CONTRAST, luminance, parseColour } from '../model/colour.ts';
import type { Tokens } from '../model/theme.ts';

export interface DayAndNight {
  readonly day: string;
  readonly night: string;
}

/** What a screen paints with: the theme's parts for its colours, and areas that white type stands on. */
export type WebColours = Readonly<
  Record<
    | 'paper'
    | 'ink'
    | 'accent'
    | 'accent-ink'
    | 'kicker-ink'
    | 'deep'
    | 'tint'
    | 'grey'
    | 'area'
    | 'panel'
    | 'hairline',
    DayAndNight
  >
>;

/** Heads and quotes are to stand out at night as they do by day. */
const DEEP_CONTRAST = 7;
const DARKEST = '#111111';
/** Darker than this a colour can be the night's paper. */
const DARK_ENOUGH = 0.03;
const NIGHT_INK = 0.9;
const NIGHT_TINT = 0.12;
const HAIRLINE = 0.2;

/** Lightness, and the two axes of hue and strength (Ottosson 2020). */
type Oklab = readonly [number, number, number];

const toLinear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const fromLinear = (part: number): number =>
  part <= 0.0031308 ? part * 12.92 : 1.055 * Math.max(0, part) ** (1 / 2.4) - 0.055;

function oklabOf(colour: string): Oklab {
  const { red, green, blue } = parseColour(colour)!;
  const [r, g, b] = [red, green, blue].map(toLinear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function hexFrom([lightness, a, b]: Oklab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return hexOf({
    red: fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    green: fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    blue: fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    alpha: 1,
  });
}

const luminanceOf = (colour: string): number => luminance(parseColour(colour)!);

export const contrastOf = (one: string, other: string): number =>
  contrast(luminanceOf(one), luminanceOf(other));

const STEPS = 100;

/** The colour itself, or as little darker or lighter as it has to be against every one of the grounds. */
export function readable(colour: string, grounds: readonly string[], least = LEAST_CONTRAST): string {
  const [lightness, a, b] = oklabOf(colour);
  // Towards the end that is farther from the grounds.
  const end = Math.max(...grounds.map(luminanceOf)) > 0.18 ? 0 : 1;
  for (let step = 0; step <= STEPS; step++) {
    const share = step / STEPS;
    const tried =
      step === 0
        ? colour
        : hexFrom([lightness + (end - lightness) * share, a * (1 - share / 2), b * (1 - share / 2)]);
    if (grounds.every((ground) => contrastOf(tried, ground) >= least)) return tried;
  }
  return end === 0 ? '#000000' : '#ffffff';
}

const mixed = (front: string, back: string, share: number): string =>
  hexOf(layOver({ ...parseColour(front)!, alpha: share }, parseColour(back)!));

const WHITE = '#ffffff';

export function webColours(tokens: Tokens): WebColours {
  const of = (name: string, otherwise: string): string => colourOf(name, tokens) ?? otherwise;
  const paper = of('paper', WHITE);
  const ink = of('ink', '#000000');
  const shade = of('shade', DARKEST);
  const accent = of('accent', ink);
  const tint = of('tint', paper);
  const night = luminanceOf(shade) <= DARK_ENOUGH && shade !== '#000000' ? shade : DARKEST;
  const nightInk = mixed(WHITE, night, NIGHT_INK);
  const deep = of('deep', ink);
  const nightDeep = deep === ink ? nightInk : readable(deep, [night], DEEP_CONTRAST);
  const nightTint = tint === paper ? night : mixed(nightDeep, night, NIGHT_TINT);
  const grounds = { day: [paper, tint], night: [night, nightTint] };
  const both = (colour: string): DayAndNight => ({
    day: readable(colour, grounds.day),
    night: colour === ink ? nightInk : readable(colour, grounds.night),
  });
  const kicker = of('kicker-ink', accent);
  return {
    paper: { day: paper, night },
    ink: { day: ink, night: nightInk },
    accent: { day: accent, night: both(accent).night },
    'accent-ink': both(accent),
    'kicker-ink': both(kicker),
    deep: { day: readable(deep, grounds.day), night: nightDeep },
    tint: { day: tint, night: nightTint },
    grey: both(of('grey', ink)),
    area: { day: readable(accent, [WHITE]), night: readable(accent, [WHITE]) },
    panel: { day: night, night: mixed(WHITE, night, NIGHT_TINT) },
    hairline: { day: mixed(ink, paper, HAIRLINE), night: mixed(nightInk, night, HAIRLINE + 0.05) },
  };
}

/** An article's own accent, as its theme's grounds bear it: for rules and large type, for small type, and as an area under white. */
export function webAccent(
  colour: string,
  { paper, tint }: WebColours,
): Readonly<Record<string, DayAndNight>> {
  const small = {
    day: readable(colour, [paper.day, tint.day]),
    night: readable(colour, [paper.night, tint.night]),
  };
  const area = readable(colour, [WHITE]);
  return {
    own: { day: colour, night: small.night },
    'own-ink': small,
    'own-area': { day: area, night: area },
  };
}

export const lightDark = ({ day, night }: DayAndNight): string =>
  day === night ? day : `light-dark(${day}, ${night})`;
