/**
 * A theme's tokens for the screen. What a theme says in points is what it says of a printed page; on a screen the same measures are
 * larger, and lines, which run twice as long, a little farther apart. Only tokens that the web's own styles ask for go along.
 */
import type { Tokens } from '../model/theme.ts';
import { lightDark, webColours } from './colours.ts';

/** Pixels of a screen for a point of the page, at the reader's normal size. */
const PX_PER_PT = 2;
/** The same for the baseline step: from 37 letters a line to 66 it takes more white between them. */
const LINE_PX_PER_PT = 2.15;
const PT_PER_MM = 72 / 25.4;
const PX_PER_REM = 16;

const rem = (px: number): string => `${Number((px / PX_PER_REM).toFixed(4))}rem`;

/** Points and millimetres as rem. */
const onScreen = (value: string): string =>
  value.replaceAll(/(-?\d+(?:\.\d+)?)(pt|mm)\b/gu, (_, number: string, unit: string) =>
    rem(Number(number) * (unit === 'mm' ? PT_PER_MM : 1) * PX_PER_PT),
  );

/** A baseline step of whole half pixels. */
const lineStep = (value: string): string =>
  rem(Math.round(Number.parseFloat(value) * LINE_PX_PER_PT * 2) / 2);

const USES = /var\(--([\w-]+)/gu;

/** Names of the tokens that styles use, those that the tokens themselves use included. */
function usedIn(css: string, tokens: Tokens): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (text: string): void => {
    for (const [, name = ''] of text.matchAll(USES)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(tokens[name] ?? '');
    }
  };
  visit(css);
  return used;
}

/**
 * Declarations of the tokens that styles ask for.
 *
 * @param tokens all that the theme says, or what an issue says for itself on top of it
 * @param css every style that may use them
 * @param faces what stands for a face of the theme on the screen, its fallbacks included: `'Source Serif', serif`
 */
export function tokenRows(
  tokens: Tokens,
  css: string,
  faces: (value: string) => string,
  written: Tokens = tokens,
): string {
  const used = usedIn(css, tokens);
  const colours = webColours(tokens);
  const rows = Object.entries(colours)
    .filter(([name]) => used.has(name))
    .map(([name, colour]) => [name, lightDark(colour)] as const);
  const others = Object.entries(written)
    .filter(([name]) => used.has(name) && !(name in colours))
    .map(([name, value]) => {
      if (name === 'line') return [name, lineStep(value)] as const;
      return [name, name.endsWith('-face') ? faces(value) : onScreen(value)] as const;
    });
  return [...rows, ...others].map(([name, value]) => `--${name}:${value};`).join('');
}

/** The tokens of a page. */
export const webTokens = (...asked: Parameters<typeof tokenRows>): string =>
  `:root{color-scheme:light dark;${tokenRows(...asked)}}`;
