/** The letters that the faces have. What none of them has is printed from whatever face the machine finds, or as an empty box. */
import type { Finding } from './finding.ts';

/** Code points of all faces of styles/faces.ts together, in hexadecimal. */
const COVERED = [
  '20-7e a0-17f 18f 192 19d 1a0-1a1 1af-1b0 1cd-1dc 1e6-1e7 1ea-1eb 1f8-1ff 218-21b 232-233 237 251',
  '259 261 272 2b0 2b2-2b3 2b7-2b8 2bb-2bc 2be-2bf 2c6-2cc 2d8-2dd 2e1-2e3 2f5-2f6 300-304 306-30c',
  '30f 312 31b 321 323-324 326-329 32e 331 335-338 374-375 37e 384-38a 38c 38e-3a1 3a3-3ce 3d7 3d9',
  '3db 3dd 3e1 400-45f 462-463 472-475 490-493 496-49b 4a0-4a3 4aa-4ab 4ae-4b3 4b6-4b7 4ba-4bb',
  '4c0-4c2 4cf-4d1 4d4-4d9 4e2-4e3 4e6-4e9 4ee-4ef 4f2-4f3 e3f 1d43 1d47-1d49 1d4d 1d4f-1d50 1d52',
  '1d56-1d58 1d5b 1d9c 1da0 1dbb 1e0c-1e0f 1e20-1e21 1e24-1e25 1e2a-1e2b 1e36-1e3b 1e3e-1e3f',
  '1e42-1e49 1e5a-1e63 1e6c-1e6f 1e80-1e85 1e8e-1e8f 1e92-1e93 1e97 1e9e 1ea0-1ef9 2002-2007',
  '2009-200b 2010 2012-2015 2018-201a 201c-201e 2020-2023 2025-2026 202f-2033 2039-203a 203c 2044',
  '2047-2049 2070-2071 2074-2079 207d-2089 208d-208e 20a1 20a4 20a6-20a7 20a9 20ab-20ac 20ae',
  '20b1-20b5 20b8-20ba 20bd 20bf 2113 2116-2117 2120 2122 2126 212e 2153-2154 215b-215e 2160-216f',
  '2190-2199 2202 2205-2206 220f 2211-2212 2215 2219-221a 221e 222b 2248 2260-2261 2264-2265',
  '2460-2468 24ea 25a0 25b2-25b3 25b6-25b7 25bc-25bd 25c0-25c1 25c6 25c9-25cb 2610-2611 266a 2713',
  '2752 2e3a-2e3b ee06 fb00-fb04 1f12f 1f16a-1f16b',
]
  .join(' ')
  .split(' ');

const range = (written: string): string =>
  written
    .split('-')
    .map((hex) => String.raw`\u{${hex}}`)
    .join('-');

// Blanks, marks that cannot be seen and variation selectors need no glyph; the hard hyphen is drawn with the soft one's.
const uncovered = new RegExp(
  String.raw`[^${COVERED.map(range).join('')}\s\p{Cc}\p{Cf}\p{Variation_Selector}\u2011\uFFFC]`,
  'u',
);

const graphemes = new Intl.Segmenter('nb', { granularity: 'grapheme' });

/** What a reader would call the letters of `text` that no face has, each once. */
export function missingLetters(text: string): string[] {
  const composed = text.normalize('NFC');
  if (!uncovered.test(composed)) return [];
  const letters = Array.from(graphemes.segment(composed), ({ segment }) => segment);
  return [...new Set(letters.filter((letter) => uncovered.test(letter)))];
}

const MOST_NAMED = 8;

export function missingGlyph(letters: readonly string[]): Omit<Finding, 'place'> {
  const named = letters.slice(0, MOST_NAMED).map((letter) => `${letter} (${codes(letter)})`);
  const others = letters.length - named.length;
  const all = others > 0 ? [...named, `${others} more`] : named;
  const list = all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] ?? '');
  return {
    rule: 'missing-glyph',
    level: 'warning',
    message: `${list} ${letters.length > 1 ? 'are' : 'is'} in none of the faces; what prints depends on the machine`,
    hint: 'write it in other letters, or make it a picture',
  };
}

/** U+1F389: what a look-up tells about, where the letter itself cannot be seen. */
const codes = (letter: string): string =>
  `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
