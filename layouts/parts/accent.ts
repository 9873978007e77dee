/** An article's own accent: a colour for its large type and rules, and where it is dark enough for its small type too. */
import * as z from 'zod';
import type { Article } from '../../scripts/model/article.ts';
import {
  contrast,
  LEAST_CONTRAST,
  LEAST_CONTRAST_LARGE,
  luminance,
  parseColour,
} from '../../scripts/model/colour.ts';
import type { LayoutContext, LayoutFault } from '../../scripts/model/layout.ts';
import { hintFor } from '../../scripts/model/nearest.ts';
import type { Theme, Tokens } from '../../scripts/model/theme.ts';

const HEX = /^#[0-9a-f]{6}$/iu;

/** Front matter: `accent: '#7a2e1d'`, or a colour of the theme by its name: `accent: coral`. */
export const accentOption = z
  .string()
  .regex(/^(?:#[0-9a-f]{6}|[a-z][a-z0-9-]*)$/iu, {
    error: 'a colour of the theme, or one such as "#7a2e1d"',
  })
  .optional();

const MOST_STEPS = 8;

/** "#d4532f" for a name whose token is that colour, or leads to it; undefined for a name of no colour. */
export function colourOf(written: string, tokens: Tokens): string | undefined {
  let value: string | undefined = written;
  for (let step = 0; step < MOST_STEPS && value !== undefined; step++) {
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/iu.exec(value);
    if (short)
      return `#${short
        .slice(1)
        .map((digit) => digit.repeat(2))
        .join('')}`.toLowerCase();
    if (HEX.test(value)) return value.toLowerCase();
    value = tokens[/^var\(--([\w-]+)\)$/u.exec(value)?.[1] ?? value];
  }
  return undefined;
}

const colourNames = ({ tokens }: Theme): string[] =>
  Object.keys(tokens).filter((name) => colourOf(name, tokens) !== undefined);

/** Contrast of a colour against the theme's paper. */
function onPaper(colour: string, { tokens }: Theme): number {
  const paper = colourOf('paper', tokens) ?? '#ffffff';
  return contrast(luminance(parseColour(colour)!), luminance(parseColour(paper)!));
}

const written = ({ options }: Article): string | undefined =>
  typeof options['accent'] === 'string' ? options['accent'] : undefined;

/** What is wrong with an article's accent: a colour that the theme has not, or one too pale to be read on paper. */
export function accentFaults(article: Article, { theme }: LayoutContext): LayoutFault[] {
  const accent = written(article);
  if (accent === undefined || theme === undefined) return [];
  const colour = colourOf(accent, theme.tokens);
  const fault = (message: string, hint: string | undefined): LayoutFault[] => [
    {
      rule: 'accent',
      level: 'error',
      message,
      hint: hint ?? 'write a colour such as "#7a2e1d"',
      field: ['accent'],
    },
  ];
  if (colour === undefined)
    return fault(`${accent} is not a colour of the theme ${theme.name}`, hintFor(accent, colourNames(theme)));
  const ratio = onPaper(colour, theme);
  if (ratio >= LEAST_CONTRAST_LARGE) return [];
  const message = `the accent ${accent} has a contrast of ${ratio.toFixed(1)}:1 against paper; large type needs at least ${LEAST_CONTRAST_LARGE}:1, small type ${LEAST_CONTRAST}:1`;
  return fault(message, 'choose a darker colour');
}

/** Class and style of an article that has an accent of its own. */
export function accentOf(
  article: Article,
  theme: Theme,
): { readonly className: string; readonly style: string } {
  const colour = colourOf(written(article) ?? '', theme.tokens);
  if (colour === undefined) return { className: '', style: '' };
  return {
    className: onPaper(colour, theme) >= LEAST_CONTRAST ? 'accented accented-small' : 'accented',
    style: `--own: ${colour}`,
  };
}
