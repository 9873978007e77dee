/**
 * The faces of the web edition: @font-face rules of each theme, and for every face a stand-in of the reader's own machine, made as
 * wide as it and as high, so that nothing moves when it comes.
 */
import type { WebFace } from '../../styles/faces.ts';

export interface MadeFaces {
  /** @font-face rules, for a stylesheet that the files lie beside. */
  readonly css: string;
  /** By path beside the stylesheet. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Every face is given the same height above and below its baseline: lines keep their place whichever face they are set in.
 * Together 1.2 em, so that a focus ring stands clear of the letters.
 */
const ASCENT = 0.93;
const DESCENT = 0.27;

/** Letters of the first file: those of Bokmål, Nynorsk and English, of their neighbours' names, and what stands between them. */
export const CORE_LETTERS = [
  String.fromCodePoint(...Array.from({ length: 0x7f - 0x20 }, (_, at) => 0x20 + at)),
  '\u00A0\u00AD§©«»·°²³½×ÀÁÄÅÆÇÈÉÊÖØÜàáâäåæçèéêëíïñóòôöøúü',
  '–—’‘“”…−•\u2002\u2003\u2009\u202F→←↑↓',
].join('');

/** All others that a face may have: the rest of Latin, punctuation, arrows, signs. */
const EXT_RANGES: readonly (readonly [number, number])[] = [
  [0xa1, 0x24f],
  [0x2b0, 0x36f],
  [0x1e00, 0x1eff],
  [0x2000, 0x22ff],
  [0x25a0, 0x25ff],
];

const core = new Set(Array.from(CORE_LETTERS, (letter) => letter.codePointAt(0)!));

const extCodes = EXT_RANGES.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at),
).filter((code) => !core.has(code));

export const EXT_LETTERS = extCodes.map((code) => String.fromCodePoint(code)).join('');

const hex = (code: number): string => code.toString(16).toUpperCase();

/** "U+A1-A6,U+A8" */
const EXT_RANGE = extCodes
  .reduce<[number, number][]>((runs, code) => {
    const last = runs.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else runs.push([code, code]);
    return runs;
  }, [])
  .map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`))
  .join(',');

/** "e127 _165": each letter with its number; _ is a blank. */
const table = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    text.split(' ').map((entry) => [entry[0] === '_' ? ' ' : entry[0]!, Number(entry.slice(1))]),
  );

/** How often a letter comes in 1000 of Norwegian running text, blanks included. */
const FREQUENCY = table(
  '_165 e127 r71 n64 t64 s53 i49 a48 d39 l43 o43 g34 k31 m28 f17 v20 h13 p15 u14 b12 j8 y6 å12 ø7 æ1 .12 ,8',
);

/** Widths in thousandths of an em of the two faces that every machine has, or has a twin of (Adobe's AFM files of Times and Helvetica). */
const STAND_INS = {
  serif: {
    names: ['Times New Roman', 'Liberation Serif', 'Tinos'],
    widths: table(
      '_250 e444 r333 n500 t278 s389 i278 a444 d500 l278 o500 g500 k500 m778 f333 v500 h500 p500 u500 b500 j278 y500 å444 ø500 æ667 .250 ,250',
    ),
  },
  'sans-serif': {
    names: ['Arial', 'Helvetica', 'Liberation Sans', 'Arimo'],
    widths: table(
      '_278 e556 r333 n556 t278 s500 i222 a556 d556 l222 o556 g556 k500 m833 f278 v500 h556 p556 u556 b556 j222 y500 å556 ø611 æ889 .278 ,278',
    ),
  },
} as const;

/** Mean width of a letter of running text, in thousandths of an em. */
export function meanWidth(widthOf: (letter: string) => number): number {
  const all = Object.entries(FREQUENCY);
  const total = all.reduce((sum, [, times]) => sum + times, 0);
  return all.reduce((sum, [letter, times]) => sum + widthOf(letter) * times, 0) / total;
}

const percent = (share: number): string => `${Number((share * 100).toFixed(2))}%`;

const heights = (size = 1): string =>
  `ascent-override:${percent(ASCENT / size)};descent-override:${percent(DESCENT / size)};line-gap-override:0%`;

export const standInName = (family: string): string => `${family} stand-in`;

/** Files of a face, beside the theme's stylesheet. */
export const faceFiles = ({
  name,
}: Pick<WebFace, 'name'>): { readonly core: string; readonly ext: string } => ({
  core: `fonts/${name}.woff2`,
  ext: `fonts/${name}-ext.woff2`,
});

/** @param mean mean width of the face's letters, see meanWidth() */
export function faceRules(face: WebFace, mean: number): string {
  const { core: file, ext } = faceFiles(face);
  const rule = (family: string, address: string, range: string): string =>
    `@font-face{font-family:'${family}';font-weight:${face.weight};font-style:${face.style};font-display:swap;src:url('${address}') format('woff2');${range}${heights()}}`;
  const own = face.families.flatMap((family) => [
    rule(family, file, ''),
    rule(family, ext, `unicode-range:${EXT_RANGE};`),
  ]);
  if (face.style === 'italic') return own.join('');
  const { names, widths } = STAND_INS[face.generic];
  const size = mean / meanWidth((letter) => widths[letter]!);
  const local = names.map((name) => `local('${name}')`).join(',');
  const standIns = face.families.map(
    (family) =>
      `@font-face{font-family:'${standInName(family)}';font-weight:${face.weight};src:${local};size-adjust:${percent(size)};${heights(size)}}`,
  );
  return [...own, ...standIns].join('');
}

/** A token's list of faces as the web has them: `'Source Serif', 'Hanken Grotesk'` → the first that is there, its stand-in, and any like it. */
export const facesOnScreen =
  (faces: readonly WebFace[]) =>
  (value: string): string => {
    const named = value.split(',').map((each) => each.trim().replaceAll(/['"]/gu, ''));
    const there = named.filter((family) => faces.some(({ families }) => families.includes(family)));
    const first = faces.find(({ families }) => families.includes(there[0] ?? ''));
    if (!first) return value;
    return [...there, standInName(there[0]!)]
      .map((family) => `'${family}'`)
      .concat(first.generic)
      .join(', ');
  };
