/** Where the outline of a change is drawn: for the report and for the studio’s browser, which is handed no more than this. */
import type { BoxMm } from '../model/finding.ts';
import type { SizeMm } from '../model/geometry.ts';

/** An outline stands beside what it tells of, and not on it. */
const AIR_MM = 2;
/** And within the page, where it can be seen whole. */
const EDGE_MM = 0.5;

export function around({ xMm, yMm, widthMm, heightMm }: BoxMm, page: SizeMm): BoxMm {
  const left = Math.max(EDGE_MM, xMm - AIR_MM);
  const top = Math.max(EDGE_MM, yMm - AIR_MM);
  return {
    xMm: left,
    yMm: top,
    widthMm: Math.min(page.widthMm - EDGE_MM, xMm + widthMm + AIR_MM) - left,
    heightMm: Math.min(page.heightMm - EDGE_MM, yMm + heightMm + AIR_MM) - top,
  };
}
