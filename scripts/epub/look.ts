/** A book's stylesheet: the theme's colours and faces, by day and in the dark, written out for reading systems that know no variables. */
import { colourOf } from '../../layouts/parts/accent.ts';
import {
  BLACK,
  type Colour,
  contrast,
  hexOf,
  layOver,
  LEAST_CONTRAST,
  LEAST_CONTRAST_LARGE,
  luminance,
  parseColour,
  WHITE,
} from '../model/colour.ts';
import type { Theme } from '../model/theme.ts';

/** What reading systems stand text on: the palest and the darkest of their usual grounds. Sepia is darker than white, grey night paler than black. */
const SEPIA = parseColour('#f4ecd8')!;
const NIGHT = parseColour('#2b2b2b')!;

const STEPS = 20;
/** A component below which a colour is as good as black. */
const INK = 0.15;

/** The colour itself, or as much black (by day) or white (by night) laid over it as it takes to be read on the ground. */
export function legible(colour: Colour, ground: Colour, least: number): Colour {
  const over = luminance(ground) > 0.5 ? BLACK : WHITE;
  for (let step = 0; step <= STEPS; step++) {
    const mixed = layOver({ ...over, alpha: step / STEPS }, colour);
    if (contrast(luminance(mixed), luminance(ground)) >= least) return mixed;
  }
  return over;
}

export interface LookSource {
  readonly theme: Theme;
  /** styles/epub.css */
  readonly css: string;
  readonly faces: readonly {
    readonly family: string;
    readonly weight: number;
    readonly style: string;
    /** From the stylesheet. */
    readonly href: string;
  }[];
}

const ROLES = ['accent', 'deep', 'kicker', 'link'] as const;
const TOKENS: Readonly<Record<(typeof ROLES)[number], readonly [name: string, least: number]>> = {
  accent: ['accent', LEAST_CONTRAST_LARGE],
  deep: ['deep', LEAST_CONTRAST],
  kicker: ['kicker-ink', LEAST_CONTRAST],
  link: ['deep', LEAST_CONTRAST],
};

export function bookStyles({ theme, css, faces }: LookSource): string {
  const { tokens } = theme;
  const families = (name: string): string => tokens[name] ?? tokens['text-face'] ?? '';
  const values = new Map<string, string>([
    ['text-face', families('text-face')],
    ['display-face', families('display-face')],
    ['sans-face', families('sans-face')],
    ['title-weight', tokens['title-weight'] ?? '400'],
  ]);
  for (const role of ROLES) {
    const [name, least] = TOKENS[role];
    const colour = parseColour(colourOf(name, tokens) ?? '#000000') ?? BLACK;
    const isInk = Math.max(colour.red, colour.green, colour.blue) < INK;
    // What is black on paper is whatever the reader's text is.
    values.set(role, isInk ? 'inherit' : hexOf(legible(colour, SEPIA, least)));
    values.set(`dark-${role}`, isInk ? 'inherit' : hexOf(legible(colour, NIGHT, least)));
  }
  const rules = faces.map(
    ({ family, weight, style, href }) =>
      `@font-face {\n  font-family: '${family}';\n  font-weight: ${weight};\n  font-style: ${style};\n  src: url('${href}') format('woff2');\n}\n`,
  );
  const filled = css
    .replaceAll(/\/\*[^]*?\*\/\n*/gu, '')
    .replaceAll(/var\(--([\w-]+)\)/gu, (whole, name: string) => values.get(name) ?? whole);
  // A namespace is named before all else.
  return filled.replace(/(@namespace [^;]*;\n)/u, `$1\n${rules.join('\n')}`);
}
