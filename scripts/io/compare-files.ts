/** The door to what the studio shows of a comparison: pictures of pages, and the PDF of the last build. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PICTURES } from './compare-cache.ts';

/** A picture that a comparison has made, by the name that it gave it. */
export const comparedPicture = (name: string): Promise<Uint8Array | undefined> =>
  readFile(join('.cache/compare', PICTURES, name)).catch(() => undefined);

/** The reader PDF of the last build; undefined where there is none. */
export function builtPdf(slug: string, name: string): string | undefined {
  const file = resolve('dist/web', slug, name);
  return existsSync(file) ? file : undefined;
}
