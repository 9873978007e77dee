/** Runs the checks over an issue's finished pages: gathers what they look at, and hands it to them. */
import { filePixels, screenPixels } from '../io/pixels.ts';
import { pictureLine } from '../model/article.ts';
import type { Finding } from '../model/finding.ts';
import { type MeasuredPage, widestMm } from '../pages/pagemap.ts';
import { pictureChecks } from '../preflight/checks/index.ts';
import { magazineChecks } from '../preflight/checks/magazine/index.ts';
import type { MagazineProof } from '../preflight/magazine-proof.ts';
import { screenWidthPx } from '../pdf/pictures.ts';
import type { PictureProof, Pixels } from '../preflight/picture-proof.ts';
import { adsOf, slotsOf } from './ads.ts';
import type { IssueSource, PagedEdition } from './pages.ts';
import type { Workshop } from './workshop.ts';

/** Pixels of the pictures that type stands on, no others; one that cannot be decoded is told of where it is encoded. */
async function pixelsUnderType(
  { encode, drawAd }: Workshop,
  { issue }: IssueSource,
  measured: readonly MeasuredPage[],
): Promise<PictureProof['pixels']> {
  const widths = widestMm(measured);
  const slots = slotsOf(measured, issue.printer.trim);
  const keys = new Set(
    measured.flatMap(({ type, pictures }) =>
      type.flatMap((each) => each.pictures.map((at) => pictures[at]!.key)),
    ),
  );
  const read = [...keys].map(async (key): Promise<[string, Pixels][]> => {
    const picture = issue.pictures.get(key);
    if (!picture) return [];
    try {
      if (picture.format === 'pdf') {
        const slot = slots.get(key);
        return slot ? [[key, await screenPixels(await drawAd(picture.file, slot))]] : [];
      }
      if (picture.format === 'svg') return [[key, await filePixels(picture.file)]];
      // The very one that the reader PDF takes, which is on its way already.
      const screen = await encode(picture.file, screenWidthPx(widths.get(key) ?? 0, picture.widthPx));
      return [[key, await (screen.alpha ? filePixels(picture.file) : screenPixels(screen))]];
    } catch {
      return [];
    }
  });
  return new Map((await Promise.all(read)).flat());
}

/** Pictures with the line of their page's article that names them: a picture out of its front matter has none on the page. */
export function withLines<T extends { readonly key: string; readonly line?: number }>(
  { issue }: IssueSource,
  slug: string | undefined,
  pictures: readonly T[],
): T[] {
  const article = issue.articles.find((each) => each.slug === slug);
  return pictures.map((picture) => ({
    ...picture,
    line: picture.line ?? (article && pictureLine(article, picture.key)),
  }));
}

/** What the checks of pictures look at. */
export async function pictureProof(
  workshop: Workshop,
  source: IssueSource,
  { pages }: PagedEdition,
  measured: readonly MeasuredPage[],
): Promise<PictureProof> {
  const ads = [...(await adsOf(source.issue))].map(([key, { facts }]) => [key, facts] as const);
  return {
    issue: source.issue,
    ads: new Map(ads),
    layouts: source.layouts,
    pages: pages.map((page, at) => ({
      ...page,
      ...measured[at]!,
      pictures: withLines(source, page.article, measured[at]!.pictures),
    })),
    pixels: await pixelsUnderType(workshop, source, measured),
  };
}

export const preflight = (proof: PictureProof): Finding[] => pictureChecks.flatMap((check) => check(proof));

/** What breaks the magazine's own rules. */
export function magazinePreflight(
  source: IssueSource,
  { pages, layout, paged, outfit }: PagedEdition,
  measured: readonly MeasuredPage[],
): Finding[] {
  const { issue, magazine } = source;
  const proof: MagazineProof = {
    issue,
    magazine,
    pages: pages.map(({ number, article }, at) => ({
      number,
      article,
      html: layout.sheets[at] ?? '',
      pictures: withLines(source, article, measured[at]?.pictures ?? []),
    })),
    texts: paged.articles.flatMap(({ article, texts }) =>
      texts.map(({ line, text }) => ({ article, line, text })),
    ),
    styles: outfit.styles.sources,
  };
  return magazineChecks.flatMap((check) => check(proof));
}
