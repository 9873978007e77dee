/** pages.json: what stands on each page, for preflight, the studio and whoever wants to know. */
import type { Issue } from '../model/issue.ts';
import type { IssuePage } from '../pages/assemble.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';
import { ppi } from '../model/geometry.ts';

export const pagesJson = (
  issue: Issue,
  pages: readonly IssuePage[],
  measured: readonly MeasuredPage[],
): string =>
  `${JSON.stringify(
    {
      issue: issue.slug,
      pages: pages.map((page, at) => {
        const { pictures = [], blocks = [], overset = [] } = measured[at] ?? {};
        return {
          page: page.number,
          folio: String(page.number),
          side: page.side,
          article: page.article ?? null,
          layout: issue.articles.find(({ slug }) => slug === page.article)?.layout ?? null,
          template: page.name,
          lines: { used: page.usedLines, of: page.lines },
          boxes: blocks,
          images: pictures.map((picture) => ({
            ...picture,
            ppi: Math.round(ppi(issue.pictures.get(picture.key)?.widthPx ?? 0, picture.fullWidthMm)),
          })),
          overset,
        };
      }),
    },
    undefined,
    1,
  )}\n`;
