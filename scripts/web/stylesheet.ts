/** The web edition's stylesheets: what of them comes from tokens, and how they are written small. */
import { titleRules } from './titles.ts';
import { lightDark, webAccent, webColours } from './colours.ts';
import type { MadeFaces } from './faces.ts';
import { facesOnScreen } from './faces.ts';
import { tokenRows, webTokens } from './theme.ts';
import { type WebFace } from '../../styles/faces.ts';
import { readTokens, type Theme } from '../model/theme.ts';

/** Styles as they were written, by name. */
export interface WebSheets {
  /** Declares the layers. */
  readonly layers: string;
  /** What every page has. */
  readonly base: string;
  /** What a theme composes otherwise on a screen, by its name. */
  readonly themes: ReadonlyMap<string, string>;
  /** What kinds of pages add: "article", "layout-feature". */
  readonly others: ReadonlyMap<string, string>;
}

/** Without comments and blanks that say nothing. Our own styles have no strings in which these would matter. */
export const compact = (css: string): string =>
  css
    .replaceAll(/\/\*[^]*?\*\//gu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ?([{};,>]) ?/gu, '$1')
    .replaceAll(/: /gu, ':')
    .replaceAll(/;\}/gu, '}')
    .trim();

const all = ({ base, themes, others }: WebSheets): string =>
  [base, ...themes.values(), ...others.values()].join('\n');

/** What every page of a theme begins with. */
export const themeSheet = (
  theme: Theme,
  sheets: WebSheets,
  faces: readonly WebFace[],
  made: MadeFaces,
): string =>
  [
    compact(sheets.layers),
    made.css,
    `@layer tokens{${webTokens(theme.tokens, all(sheets), facesOnScreen(faces))}}`,
    `@layer parts{${titleRules(theme)}}`,
    compact(sheets.base),
    compact(sheets.themes.get(theme.name) ?? ''),
  ]
    .filter(Boolean)
    .join('\n');

/** What a cover's rules ask for stands in the sheet of the lists. */
const coverStyles = ({ others }: WebSheets): string => others.get('lists') ?? '';

export const coverSheetFile = (theme: string): string => `assets/cover-${theme}.css`;

/** A theme's covers on a page of another theme: its colours and faces for them alone. */
export const themeCoverSheet = (
  theme: Theme,
  sheets: WebSheets,
  faces: readonly WebFace[],
  made: MadeFaces,
): string =>
  `${made.css}\n@layer tokens{.cover-in-${theme.name}{${tokenRows(theme.tokens, coverStyles(sheets), facesOnScreen(faces))}}}\n`;

/** The same of what an issue says otherwise than its theme. Empty where that is nothing. */
export function issueCoverSheet(
  theme: Theme,
  sheets: WebSheets,
  faces: readonly WebFace[],
  slug: string,
  shade: string | undefined,
): string {
  const own = theme.own
    ? tokenRows(theme.tokens, coverStyles(sheets), facesOnScreen(faces), readTokens(theme.own))
    : '';
  const rows = `${own}${shade ? `--shade:${shade};` : ''}`;
  return rows && `@layer parts{.cover-of-${slug}{${rows}}}\n`;
}

/** Colours that an issue and its articles have of their own. Empty where there are none. */
export function issueSheet(
  theme: Theme,
  sheets: WebSheets,
  faces: readonly WebFace[],
  { accents, shades }: { accents: Iterable<string>; shades: Iterable<string> },
): string {
  const colours = webColours(theme.tokens);
  const own = theme.own
    ? `@layer tokens{${webTokens(theme.tokens, all(sheets), facesOnScreen(faces), readTokens(theme.own))}}`
    : '';
  const accented = [...new Set(accents)].sort().map((colour) => {
    const rows = Object.entries(webAccent(colour, colours)).map(
      ([name, value]) => `--${name}:${lightDark(value)};`,
    );
    return `.accented-${colour.slice(1)}{${rows.join('')}}`;
  });
  const shaded = [...new Set(shades)].sort().map((colour) => `.shaded-${colour.slice(1)}{--shade:${colour}}`);
  const rules = [...accented, ...shaded].join('');
  return [own, rules && `@layer parts{${rules}}`].filter(Boolean).join('\n');
}
