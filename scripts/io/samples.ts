/** Layouts' samples, written out as articles with their pictures. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codec } from './codec.ts';

/** A sample speaks of articles of its own issue; where they are not, their names stand without a link. */
export function withoutForeignLinks(sample: string, articles: readonly string[]): string {
  return sample.replaceAll(
    /(?<!!)\[([^\]]*)\]\(\.\.\/([^/)#\s]+)[^)]*\)/g,
    (link: string, words: string, article: string) => (articles.includes(article) ? link : words),
  );
}

/** Picture files that a sample names, in front matter and in text. */
export function picturesIn(sample: string): string[] {
  const names = [
    ...sample.matchAll(/!\[[^\]]*\]\(([^\s)]+)/g),
    ...sample.matchAll(/^\s*src:\s*["']?([^\s"'#]+)/gm),
    ...sample.matchAll(/^image:\s*["']?([^\s"'#{]+\.\w+)/gm),
  ].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => /^[^/\\:]+\.(jpe?g|png|svg|pdf|webp|avif|tiff?)$/i.test(name));
}

/** The sample of the layout in `folder`; `otherwise` where it brings none. */
export const readSample = (folder: string, otherwise: string): Promise<string> =>
  readFile(join(folder, 'sample.md'), 'utf8').catch(() => otherwise);

/**
 * Writes a sample as an article into `folder`, with the pictures that it names.
 *
 * @param articles what the issue has beside it; links to others stand as words
 * @param layout the layout's folder, where the pictures lie; one that is not there is drawn
 * @returns the files written
 */
export async function writeSample(
  folder: string,
  sample: string,
  articles: readonly string[],
  layout: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'article.md'), withoutForeignLinks(sample, articles));
  const pictures = picturesIn(sample);
  for (const picture of pictures) {
    const source = join(layout, picture);
    await (existsSync(source)
      ? copyFile(source, join(folder, picture))
      : drawPlaceholder(join(folder, picture)));
  }
  return ['article.md', ...pictures].map((name) => join(folder, name));
}

/** An even surface, large enough for a full page with bleed at 300 ppi. */
async function drawPlaceholder(file: string): Promise<void> {
  const [width, height] = [2560, 3320];
  if (/\.svg$/i.test(file)) {
    await writeFile(
      file,
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill="#c8d3d6" d="M0 0h${width}v${height}H0z"/></svg>\n`,
    );
    return;
  }
  const sharp = await codec();
  await sharp({ create: { width, height, channels: 3, background: '#c8d3d6' } }).toFile(file);
}
