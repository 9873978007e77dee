/** The faces as files that Chromium can embed: static TrueType, cut where the theme asks for it, kept in the cache. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeWhole } from './cache.ts';
import { type Face, faces as facesOf } from '../../styles/faces.ts';
import type { Theme } from '../model/theme.ts';

const require = createRequire(import.meta.url);

/** Latin with its extensions, punctuation, arrows and mathematical signs: what a magazine in these languages can need. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0x24f],
  [0x2b0, 0x36f],
  [0x1e00, 0x1eff],
  [0x2000, 0x22ff],
  [0x25a0, 0x25ff],
];

const kept = (): string =>
  RANGES.map(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join(''),
  ).join('');

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Cuts a variable face at the axes it is pinned to. */
async function pinned(face: Face, cacheDir: string): Promise<string> {
  const source = await readFile(require.resolve(face.file));
  const key = createHash('sha256').update(source).update(JSON.stringify(face.pin)).digest('hex').slice(0, 20);
  const file = join(cacheDir, 'fonts', `${key}.ttf`);
  if (await exists(file)) return file;
  const { default: subsetFont } = await import('subset-font');
  const cut = await subsetFont(source, kept(), { targetFormat: 'truetype', variationAxes: { ...face.pin } });
  await writeWhole(file, cut);
  return file;
}

/** The face that printer's marks are lettered in. */
const SLUG_FACE = {
  name: 'HankenGrotesk-Regular',
  file: '@expo-google-fonts/hanken-grotesk/400Regular/HankenGrotesk_400Regular.ttf',
};

/** That face with these letters alone. */
export async function slugLetters(
  letters: string,
): Promise<{ readonly name: string; readonly file: Uint8Array }> {
  const { default: subsetFont } = await import('subset-font');
  const source = await readFile(require.resolve(SLUG_FACE.file));
  return { name: SLUG_FACE.name, file: await subsetFont(source, letters, { targetFormat: 'truetype' }) };
}

/**
 * The @font-face rules of a theme. Every face is given the same ascent and descent, so that a line's baseline stands
 * in its middle whatever face and size it is set in: that is what keeps mixed lines on the baseline grid.
 */
export async function fontFaces(faces: readonly Face[], cacheDir: string): Promise<string> {
  const rules = await Promise.all(
    faces.map(async (face) => {
      const file = face.pin ? await pinned(face, cacheDir) : require.resolve(face.file);
      const range = face.range ? `unicode-range:${face.range};` : '';
      return `@font-face{font-family:'${face.family}';${range}font-weight:${face.weight};font-style:${face.style};src:url('${pathToFileURL(resolve(file)).href}');ascent-override:50%;descent-override:50%;line-gap-override:0%}`;
    }),
  );
  return rules.join('\n');
}

/** What a report is set in: letters of Western Europe and the signs that it uses itself. */
const REPORT_LETTERS = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x2010, 0x2026],
  [0x2212, 0x2212],
  [0x2264, 0x2265],
] as const;

/** The few cuts that a report needs of a theme: text, labels, and one for its titles. */
function reportFaces({ name, tokens }: Theme): readonly Face[] {
  const own = (facesOf[name] ?? []).filter(({ range, style }) => range === undefined && style === 'normal');
  const wanted = [
    ...[400, 600].flatMap((weight) => [['text-face', weight] as const, ['sans-face', weight] as const]),
    ['display-face', Number(tokens['title-weight'])] as const,
  ];
  const found = wanted.flatMap(([token, weight]) => {
    const family = firstFamily(tokens[token]);
    return own.filter((face) => face.family === family && face.weight === weight);
  });
  return [...new Set(found)];
}

/** Several files are made at once, of the same faces. */
const cuts = new Map<string, Promise<Uint8Array>>();

/** Cut to these letters, and kept by what it was cut from. */
async function letteredFace(face: Face, letters: string, cacheDir: string): Promise<Uint8Array> {
  const source = await readFile(face.pin ? await pinned(face, cacheDir) : require.resolve(face.file));
  const key = createHash('sha256').update(source).update(letters).digest('hex').slice(0, 20);
  const file = join(cacheDir, 'fonts', `${key}.woff2`);
  const making = cuts.get(file) ?? cutOnce(file, source, letters);
  cuts.set(file, making);
  making.catch(() => cuts.delete(file));
  return making;
}

async function cutOnce(file: string, source: Buffer, letters: string): Promise<Uint8Array> {
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return kept;
  const cut = await cutTo(source, letters);
  await writeWhole(file, cut);
  return cut;
}

/** The @font-face rules of a file that stands alone: the theme's faces, cut to the letters of a report, as data: addresses. */
export async function embeddedFaces(theme: Theme, cacheDir: string): Promise<string> {
  const letters = REPORT_LETTERS.map(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join(''),
  ).join('');
  const rules = await Promise.all(
    reportFaces(theme).map(async (face) => {
      const cut = await letteredFace(face, letters, cacheDir);
      return `@font-face{font-family:'${face.family}';font-weight:${face.weight};font-style:${face.style};font-display:swap;src:url(data:font/woff2;base64,${Buffer.from(cut).toString('base64')}) format('woff2')}`;
    }),
  );
  return rules.join('\n');
}

export interface BookFace {
  readonly face: Face;
  /** WOFF2. */
  readonly bytes: Uint8Array;
}

/** What a book needs of a theme: text upright, italic and strong, labels, and one cut for its titles; with the letters that it uses. */
export async function bookFaces(
  theme: Theme,
  letters: string,
  cacheDir: string,
): Promise<readonly BookFace[]> {
  const italic = (facesOf[theme.name] ?? []).filter(
    ({ family, style, weight }) =>
      style === 'italic' && weight === 400 && family === firstFamily(theme.tokens['text-face']),
  );
  const wanted = [...reportFaces(theme), ...italic];
  return Promise.all(
    wanted.map(async (face) => ({ face, bytes: await letteredFace(face, letters, cacheDir) })),
  );
}

/** "Source Serif" of "'Source Serif', 'Hanken Grotesk'". */
export const firstFamily = (faces: string | undefined): string =>
  faces?.split(',')[0]?.trim().replaceAll("'", '') ?? '';

async function cutTo(source: Buffer, letters: string): Promise<Uint8Array> {
  const { default: subsetFont } = await import('subset-font');
  return subsetFont(source, letters, { targetFormat: 'woff2' });
}
