/** Styles that a press file cannot hold as what they are: they come out as pixels, as outlines or with too much ink. */
import type { Finding } from '../../../model/finding.ts';
import { placeAt } from '../../../model/source.ts';
import type { MagazineCheck, StyleSource } from '../../magazine-proof.ts';

interface Trap {
  readonly found: RegExp;
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly hint: string;
}

const TRAPS: readonly Trap[] = [
  {
    found: /(?<![-\w])(?:backdrop-)?filter\s*:(?!\s*(?:none|inherit|initial|unset)\b)/gu,
    level: 'error',
    message: 'filter turns what it is set on into pixels, text included',
    hint: 'change the picture itself, or use opacity or a gradient over it',
  },
  {
    found: /(?<![-\w])(?:repeating-)?conic-gradient\(/gu,
    level: 'error',
    message: 'a conic gradient has no counterpart in a press file and comes out as pixels',
    hint: 'use a linear or radial gradient, or draw it in an SVG',
  },
  {
    found: /(?<![-\w])(?:mix|background)-blend-mode\s*:(?!\s*(?:normal|inherit|initial|unset)\b)/gu,
    level: 'warning',
    message: 'blending adds ink to ink, more than any limit on a single colour can hold',
    hint: 'lay a colour with opacity over the picture instead',
  },
  {
    found: /(?<![-\w])font-variation-settings\s*:(?!\s*(?:normal|inherit|initial|unset)\b)/gu,
    level: 'error',
    message: 'a variable face is printed as outlines (Type 3)',
    hint: 'add a static TrueType of that weight to styles/faces.ts',
  },
  {
    found: /(?<=@font-face\s*\{[^}]*)font-weight\s*:\s*\d+\s+\d+/gu,
    level: 'error',
    message: 'a variable face is printed as outlines (Type 3)',
    hint: 'add a static TrueType of each weight to styles/faces.ts',
  },
  {
    found: /(?<![-\w])background(?:-image)?\s*:[^;}]*url\(\s*(?!["']?(?:#|data:image\/svg))/gu,
    level: 'warning',
    message:
      'a background picture is packed anew by the browser, and its original never reaches the press file',
    hint: 'use an <img> with object-fit: cover',
  },
];

/** Comments and what is for screens alone, as blanks: places stay the same. */
function forPrint(css: string): string {
  const blank = (text: string): string => text.replaceAll(/[^\n]/gu, ' ');
  let plain = css.replaceAll(/\/\*[\s\S]*?\*\//gu, blank);
  for (const { index } of plain.matchAll(/@media\s+(?:only\s+)?screen\b[^{]*\{/gu)) {
    let depth = 0;
    for (let at = index; at < plain.length; at++) {
      if (plain[at] === '{') depth++;
      if (plain[at] !== '}' || --depth > 0) continue;
      plain = plain.slice(0, index) + blank(plain.slice(index, at + 1)) + plain.slice(at + 1);
      break;
    }
  }
  return plain;
}

/** What of one stylesheet does not print. */
export const cssFaults = ({ file, css }: StyleSource): Finding[] => {
  const plain = forPrint(css);
  return TRAPS.flatMap(({ found, level, message, hint }) =>
    [...plain.matchAll(found)].map(({ index }): Finding => ({
      rule: 'unprintable-css',
      level,
      message,
      hint,
      place: placeAt(file, css, index),
    })),
  );
};

export const unprintableCss: MagazineCheck = ({ styles }) => styles.flatMap(cssFaults);
