/** pages.json: what stands on each page, for preflight, the studio and whoever wants to know. */
import { ppi } from '../model/geometry.ts';
import type { Picture } from '../model/picture.ts';
import { measuredContrast } from '../preflight/checks/contrast.ts';
import type { TypeFigures } from '../preflight/figures.ts';
import type { PictureProof } from '../preflight/picture-proof.ts';

/** A PDF has no pixels of its own. */
const pixelsAnInch = (picture: Picture | undefined, widthMm: number): number | null =>
  picture?.format === 'pdf' ? null : Math.round(ppi(picture?.widthPx ?? 0, widthMm));

export const pagesJson = ({ issue, pages, pixels }: PictureProof, type: TypeFigures): string =>
  `${JSON.stringify(
    {
      issue: issue.slug,
      type,
      pages: pages.map((page) => ({
        page: page.number,
        folio: String(page.number),
        side: page.side,
        article: page.article ?? null,
        layout: issue.articles.find(({ slug }) => slug === page.article)?.layout ?? null,
        template: page.name,
        lines: { used: page.usedLines, of: page.lines },
        boxes: page.blocks,
        images: page.pictures.map((picture) => ({
          ...picture,
          ppi: pixelsAnInch(issue.pictures.get(picture.key), picture.fullWidthMm),
        })),
        typeOnPictures: page.type.map((on) => ({
          what: on.what,
          text: on.text,
          line: on.line,
          contrast: Number(measuredContrast(page, on, pixels).toFixed(2)),
          box: on.lines[0],
        })),
        overset: page.overset,
      })),
    },
    undefined,
    1,
  )}\n`;
