/** All pages are trimmed to one size: a press makes one cut for all of them. */
import { ptToMm } from '../../../model/geometry.ts';
import type { PressCheck } from '../../press-proof.ts';

/** Boxes are written to a thousandth of a point. */
const ROUNDING_PT = 0.02;

const mm = (pt: number): string => ptToMm(pt).toFixed(1);

export const pageSize: PressCheck = ({ file }) => {
  // That a page has no trim at all is told already.
  const sizes = file.pages.flatMap(({ trim }, at) =>
    trim ? [{ page: at + 1, width: trim[2] - trim[0], height: trim[3] - trim[1] }] : [],
  );
  // The size that most pages have is meant.
  const alike = (one: (typeof sizes)[number], other: (typeof sizes)[number]): boolean =>
    Math.abs(one.width - other.width) < ROUNDING_PT && Math.abs(one.height - other.height) < ROUNDING_PT;
  const votes = sizes.map((size) => sizes.filter((other) => alike(size, other)).length);
  const meant = sizes[votes.indexOf(Math.max(...votes))];
  return sizes.flatMap((size) =>
    meant === undefined || alike(size, meant)
      ? []
      : [
          {
            rule: 'page-size',
            level: 'warning',
            message: `page ${size.page} is ${mm(size.width)} × ${mm(size.height)} mm, most pages are ${mm(meant.width)} × ${mm(meant.height)}`,
            hint: 'report this with the issue folder',
            page: size.page,
          },
        ],
  );
};
