/**
 * A theme: the tokens that make a magazine look like itself. styles/tokens.css names them all, styles/themes/NAME.css
 * gives them values, and an issue's own theme.css may give some of them others; the later wins.
 */
import { fault, type Finding, type Place } from './finding.ts';
import { ptToMm } from './geometry.ts';
import { hintFor, nearest } from './nearest.ts';
import { type Parsed, placeAt } from './source.ts';

export type Tokens = Readonly<Record<string, string>>;

export interface Theme {
  readonly name: string;
  /** Every token by its name without dashes: { inner: "18mm", coral: "#d4532f" }. */
  readonly tokens: Tokens;
  /** The issue's own tokens as a stylesheet; empty where it has none. */
  readonly own: string;
}

/** Tokens that are read before a browser knows them, and what each may say. */
interface Kind {
  readonly names: RegExp;
  readonly form: RegExp;
  readonly says: string;
}

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const SIZE = String.raw`${NUMBER}\/${NUMBER}`;
const LADDER = new RegExp(`^(${SIZE}(?: ${SIZE})*) in (${NUMBER})(?: stack (\\d))?$`, 'u');

/** Tokens that choose a composition: the first word of each is what most magazines do. */
export const CHOICES = {
  'running-heads': ['head', 'foot'],
  'cover-name': ['over', 'fills'],
  'contents-list': ['right', 'left'],
  'contents-name': ['list', 'picture'],
  'contents-standfirst': ['first-sentence', 'none'],
  'interview-portrait': ['before', 'after'],
  'spread-text': ['one-page', 'both-pages'],
  opening: ['line', 'words'],
  'quote-marks': ['hang', 'stand'],
  'tone-head': ['light', 'dark'],
  'tone-foot': ['light', 'dark'],
} as const;

type ChoiceName = keyof typeof CHOICES;

const choiceKinds: readonly Kind[] = Object.entries(CHOICES).map(([name, words]) => ({
  names: new RegExp(`^${name}$`, 'u'),
  form: new RegExp(`^(?:${words.join('|')})$`, 'u'),
  says: words.join(' or '),
}));

const KINDS: readonly Kind[] = [
  {
    names: /^line$/u,
    form: /^\d+(?:\.(?:50*|0+|0{4,}\d))?pt$/u,
    says: 'whole or half points such as 12.5pt, since lines fall on whole pixels',
  },
  {
    names: /^(?:inner|outer|cap-line|gutter|foot|cap)$/u,
    form: new RegExp(`^${NUMBER}(?:mm|pt)$`, 'u'),
    says: 'a length such as 16mm or 12pt',
  },
  {
    names: /^title-.*(?<!-weight|-tracking)$/u,
    form: LADDER,
    says: 'sizes and leadings in points and the depth they may take, such as 66/65 53/52 in 195',
  },
  {
    names: /^(?:display-cap|display-width|column-letters)$/u,
    form: new RegExp(`^${NUMBER}$`, 'u'),
    says: 'a number such as 1.2',
  },
  { names: /^initial-(?:lines|orphans)$/u, form: /^[1-9]$/u, says: 'a whole number from 1 to 9' },
  {
    names: /-cmyk$/u,
    form: /^(?:(?:100|\d{1,2}) ){3}(?:100|\d{1,2})$/u,
    says: 'four percentages such as 10 80 90 0',
  },
  {
    names: /-spot$/u,
    form: /^(["'])[^"']{1,60}\1$/u,
    says: 'the name of an ink in quotes such as "PANTONE 485 C"',
  },
  ...choiceKinds,
];

/** A spot ink may be given to every colour that has a build, which is what it is printed with where there is no such ink. */
const isSpotOf = (name: string, base: Tokens): boolean =>
  name.endsWith('-spot') && `${name.slice(0, -'-spot'.length)}-cmyk` in base;

const kindOf = (name: string): Kind | undefined => KINDS.find(({ names }) => names.test(name));

/** Comments as blanks, so that everything keeps its place. */
const withoutComments = (css: string): string =>
  css.replaceAll(/\/\*[^]*?(?:\*\/|$)/gu, (comment) => comment.replaceAll(/[^\n]/gu, ' '));

const ROOT = /:root\s*\{([^{}]*)\}/gu;

/** The tokens that a stylesheet sets, the last value of each. */
export function readTokens(css: string): Tokens {
  const tokens: Record<string, string> = {};
  for (const [, block = ''] of withoutComments(css).matchAll(ROOT)) {
    for (const declaration of block.split(';')) {
      const [, name, value] = /^\s*--([\w-]+)\s*:\s*([^]*?)\s*$/u.exec(declaration) ?? [];
      if (name && value) tokens[name] = value.replaceAll(/\s+/gu, ' ');
    }
  }
  return tokens;
}

/** A theme from the stylesheets that make it, in their order; `own` is what ownTokens() made of an issue's theme.css. */
export const makeTheme = (name: string, sheets: readonly string[], own = ''): Theme => ({
  name,
  tokens: Object.assign({}, ...[...sheets, own].map(readTokens)) as Tokens,
  own,
});

const COLOUR = /^(?:#(?:[\da-f]{3}|[\da-f]{6})|var\(--[\w-]+\))$/iu;
const HEX_EXAMPLE = '#d4532f';

// What could end the stylesheet, reach for a file or hide the end of a value.
const UNSAFE = /[<>{}\\@]|url\(|\/\*|!/iu;

/**
 * An issue's theme.css: tokens in `:root { … }` and nothing else. Returns them as a stylesheet of d:mag's own making.
 * Findings: `unknown-token`, `token-value`, `token-cmyk` (a colour without a new build), `theme-rule` (anything else).
 */
export function ownTokens(source: string, file: string, base: Tokens): Parsed<string> {
  const css = withoutComments(source);
  const findings: Finding[] = [];
  const at = (offset: number): Place => placeAt(file, source, offset);
  const set = new Map<string, { value: string; place: Place }>();
  for (const match of css.matchAll(ROOT)) {
    const block = match[1]!;
    let offset = match.index + match[0].indexOf('{') + 1;
    for (const declaration of block.split(';')) {
      const start = offset + declaration.search(/\S|$/u);
      offset += declaration.length + 1;
      if (declaration.trim() === '') continue;
      const [, name, written = ''] = /^\s*--([\w-]+)\s*:([^]*)$/u.exec(declaration) ?? [];
      const value = written.trim().replaceAll(/\s+/gu, ' ');
      if (name === undefined) findings.push(notAToken(declaration, at(start)));
      else {
        const place = at(start);
        findings.push(...tokenFaults(name, value, base, place));
        set.set(name, { value, place });
      }
    }
  }
  // A layer around it says nothing new.
  const outside = css
    .replaceAll(ROOT, (root) => ' '.repeat(root.length))
    .replace(/^(\s*)@layer\s+tokens\s*\{(\s*)\}(\s*)$/u, (all) => ' '.repeat(all.length));
  const other = outside.search(/\S/u);
  if (other >= 0) {
    const message = 'theme.css sets tokens only, inside :root { … }';
    const hint = 'write :root { --coral: #a33; }, or make a theme of your own in styles/themes';
    findings.push(fault('theme-rule', at(other), message, hint));
  }
  for (const [name, { value, place }] of set) {
    const build = `${name}-cmyk`;
    if (!(build in base) || set.has(build) || value === base[name]) continue;
    findings.push({
      rule: 'token-cmyk',
      level: 'warning',
      message: `--${name} is ${value}, but --${build} is still that of ${base[name]}: ${base[build]}`,
      hint: `write --${build}: and its cyan, magenta, yellow and black in per cent`,
      place,
    });
  }
  for (const [name, { value, place }] of set) {
    const spot = `${name}-spot`;
    if (!(spot in base) || set.has(spot) || value === base[name]) continue;
    findings.push({
      rule: 'token-spot',
      level: 'warning',
      message: `--${name} is ${value}, but --${spot} is still the ink of ${base[name]}: ${base[spot]}`,
      hint: `write --${spot}: and the name of its ink in quotes`,
      place,
    });
  }
  const tokens = [...set].map(([name, { value }]) => `  --${name}: ${value};\n`).join('');
  return { value: tokens && `@layer tokens {\n:root {\n${tokens}}\n}\n`, findings };
}

const notAToken = (declaration: string, place: Place): Finding => {
  const written = declaration.trim().split('\n')[0]!.slice(0, 40);
  const hint = 'a token begins with two dashes and has a colon: --coral: #a33;';
  return fault('theme-rule', place, `“${written}” is no token`, hint);
};

function tokenFaults(name: string, value: string, base: Tokens, place: Place): Finding[] {
  if (!(name in base) && !isSpotOf(name, base)) {
    const near = nearest(name, Object.keys(base));
    const hint = near === undefined ? 'the names stand in styles/tokens.css' : `write --${near}`;
    return [fault('unknown-token', place, `--${name} is not a token of this theme`, hint)];
  }
  const kind = kindOf(name);
  if (value === '' || UNSAFE.test(value)) {
    const hint = `write a plain value, as ${base[name] ?? '"PANTONE 485 C"'}`;
    return [fault('token-value', place, `--${name} cannot be “${value.slice(0, 40)}”`, hint)];
  }
  if (`${name}-cmyk` in base && !COLOUR.test(value))
    return [
      fault(
        'token-value',
        place,
        `--${name} is “${value.slice(0, 60)}”`,
        `write a colour such as ${HEX_EXAMPLE}`,
      ),
    ];
  if (!kind || kind.form.test(value)) return [];
  return [fault('token-value', place, `--${name} is “${value.slice(0, 60)}”`, `write ${kind.says}`)];
}

/** A name of a theme that there is none of. */
export const unknownTheme = (name: string, themes: readonly string[], place: Place): Finding =>
  fault('unknown-theme', place, `${name} is not a theme`, hintFor(name, themes));

const token = ({ name, tokens }: Theme, wanted: string): string => {
  const value = tokens[wanted];
  const kind = kindOf(wanted);
  if (value !== undefined && (!kind || kind.form.test(value))) return value;
  throw new Error(
    `the theme ${name} sets --${wanted} to “${value ?? ''}”; it wants ${kind?.says ?? 'a value'}`,
  );
};

/** A length of the page in millimetres, whichever unit the theme gives it in. */
export function tokenMm(theme: Theme, name: string): number {
  const value = token(theme, name);
  const number = Number.parseFloat(value);
  return value.endsWith('pt') ? ptToMm(number) : number;
}

export const tokenNumber = (theme: Theme, name: string): number => Number(token(theme, name));

/** Which of its two compositions a theme asks for. */
export const tokenChoice = <Name extends ChoiceName>(
  theme: Theme,
  name: Name,
): (typeof CHOICES)[Name][number] => token(theme, name) as (typeof CHOICES)[Name][number];

export interface Ladder {
  /** Largest first, in points. */
  readonly sizes: readonly { readonly sizePt: number; readonly leadingPt: number }[];
  readonly depthPt: number;
  /** A title of so many words is set one word a line; 0: no title is. */
  readonly stack: number;
}

/** The sizes that a title of some place may have: `--title-spread: 104/93 84/78 in 205`. */
export function tokenLadder(theme: Theme, place: string): Ladder {
  const [, sizes = '', depth, stack] = LADDER.exec(token(theme, `title-${place}`))!;
  return {
    sizes: sizes.split(' ').map((size) => {
      const [sizePt, leadingPt] = size.split('/').map(Number) as [number, number];
      return { sizePt, leadingPt };
    }),
    depthPt: Number(depth),
    stack: Number(stack ?? 0),
  };
}

/** A colour of the theme and what the press makes it of. */
export interface Ink {
  readonly name: string;
  /** "#d4532f" */
  readonly screen: string;
  /** Cyan, magenta, yellow, black in per cent. */
  readonly cmyk: readonly [number, number, number, number];
}

/** All colours that have a build for the press. */
export const inksOf = ({ tokens }: Theme): Ink[] =>
  Object.entries(tokens).flatMap(([name, value]) => {
    const screen = tokens[name.replace(/-cmyk$/u, '')];
    if (!name.endsWith('-cmyk') || screen === undefined) return [];
    return [
      { name: name.slice(0, -5), screen, cmyk: value.split(' ').map(Number) as unknown as Ink['cmyk'] },
    ];
  });
