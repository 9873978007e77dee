/** Cuts the web edition's faces to their letters: small files of WOFF2, kept in the cache by what they were cut from. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type WebFace, webFaces } from '../../styles/faces.ts';
import { readTrueType } from '../pdf/truetype.ts';
import { CORE_LETTERS, EXT_LETTERS, faceFiles, faceRules, type MadeFaces, meanWidth } from '../web/faces.ts';
import { writeWhole } from './cache.ts';

const require = createRequire(import.meta.url);

type Format = 'woff2' | 'truetype';

/** Remembered in a process that stays. */
const cuts = new Map<string, Promise<Uint8Array>>();

async function cut(
  source: Buffer,
  letters: string,
  face: WebFace,
  targetFormat: Format,
  cacheDir: string,
): Promise<Uint8Array> {
  const key = createHash('sha256')
    .update(source)
    .update(JSON.stringify([letters, face.pin, face.features, targetFormat, 'web 1']))
    .digest('hex')
    .slice(0, 20);
  const make = async (): Promise<Uint8Array> => {
    const file = join(cacheDir, 'fonts', `${key}.${targetFormat === 'woff2' ? 'woff2' : 'ttf'}`);
    const kept = await readFile(file).catch(() => undefined);
    if (kept) return kept;
    const { default: subsetFont } = await import('subset-font');
    const made = await subsetFont(source, letters, {
      targetFormat,
      keepFeatures: [...face.features],
      noHinting: true,
      ...(face.pin && { variationAxes: { ...face.pin } }),
    });
    await writeWhole(file, made);
    return made;
  };
  const known = cuts.get(key) ?? make();
  cuts.set(key, known);
  return known;
}

async function faceOf(
  face: WebFace,
  cacheDir: string,
): Promise<{ rules: string; files: (readonly [string, Uint8Array])[] }> {
  const [source, further] = await Promise.all(
    [face.file, face.ext].map((file) => readFile(require.resolve(file))),
  );
  const names = faceFiles(face);
  const [core, ext, plain] = await Promise.all([
    cut(source!, CORE_LETTERS, face, 'woff2', cacheDir),
    cut(further!, EXT_LETTERS, face, 'woff2', cacheDir),
    cut(source!, CORE_LETTERS, face, 'truetype', cacheDir),
  ]);
  const { glyphOf, widthOf } = readTrueType(plain);
  const mean = meanWidth((letter) => widthOf(glyphOf(letter.codePointAt(0)!) ?? 0));
  return {
    rules: faceRules(face, mean),
    files: [
      [names.core, core],
      [names.ext, ext],
    ],
  };
}

/** All faces of a theme. */
export async function makeWebFaces(theme: string, cacheDir: string): Promise<MadeFaces> {
  const made = await Promise.all((webFaces[theme] ?? []).map((face) => faceOf(face, cacheDir)));
  return {
    css: made.map(({ rules }) => rules).join('\n'),
    files: new Map(made.flatMap(({ files }) => files)),
  };
}
