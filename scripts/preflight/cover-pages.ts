/** The four pages of a cover that is a sheet of its own, as the checks of single pages look at them: read from the sheet, each in its half. */
import type { InkMap } from './ink-map.ts';
import { mmToPt, type SizeMm } from '../model/geometry.ts';
import type { BoxPt, PressPageFacts } from './press-file.ts';

/** Half a sheet: the page at the left or at the right of the spine. Its inner edge, which is cut nowhere, bleeds as the printer's profile says. */
export function halfSheet(
  sheet: PressPageFacts,
  half: 'left' | 'right',
  { trim: { widthMm }, insideMm }: { readonly trim: SizeMm; readonly insideMm: number },
): PressPageFacts {
  const { trim, bleed } = sheet;
  if (!trim || !bleed) return sheet;
  const [width, inside] = [mmToPt(widthMm), mmToPt(insideMm)];
  const isLeft = half === 'left';
  const page: BoxPt = isLeft
    ? [trim[0], trim[1], trim[0] + width, trim[3]]
    : [trim[2] - width, trim[1], trim[2], trim[3]];
  // What stands on the spine is neither's.
  const within = (x: number): boolean => (isLeft ? x < page[2] : x > page[0]);
  return {
    ...sheet,
    ...only(sheet, within),
    trim: page,
    bleed: isLeft
      ? [bleed[0], bleed[1], page[2] + inside, bleed[3]]
      : [page[0] - inside, bleed[1], bleed[2], bleed[3]],
  };
}

/** What of a sheet's texts, lines and pictures has its middle where `within` says. */
function only(
  { texts, lines, pictures }: PressPageFacts,
  within: (xPt: number) => boolean,
): Pick<PressPageFacts, 'texts' | 'lines' | 'pictures'> {
  const isIn = ({ box }: { readonly box: BoxPt }): boolean => within((box[0] + box[2]) / 2);
  return { texts: texts.filter(isIn), lines: lines.filter(isIn), pictures: pictures.filter(isIn) };
}

/** The spine alone, with its own trim. */
export function spineOnly(sheet: PressPageFacts, { widthMm }: SizeMm): PressPageFacts {
  const { trim } = sheet;
  if (!trim) return sheet;
  const [left, right] = [trim[0] + mmToPt(widthMm), trim[2] - mmToPt(widthMm)];
  return {
    ...sheet,
    ...only(sheet, (x) => x >= left && x <= right),
    trim: [left, trim[1], right, trim[3]],
  };
}

/** The same half of a sheet's ink, measured from its own page's trim. `pageMm`: where that page begins, from the sheet's trim. */
export function halfInk(map: InkMap, half: 'left' | 'right', pageMm: number, widthMm: number): InkMap {
  const { cellMm, widthPx, heightPx, xMm } = map;
  const cut = Math.round(((half === 'left' ? widthMm : pageMm) - xMm) / cellMm);
  const [from, to] = half === 'left' ? [0, Math.min(widthPx, cut)] : [Math.max(0, cut), widthPx];
  const percent = new Uint16Array((to - from) * heightPx);
  for (let row = 0; row < heightPx; row++)
    percent.set(map.percent.subarray(row * widthPx + from, row * widthPx + to), row * (to - from));
  return { ...map, widthPx: to - from, percent, xMm: xMm + from * cellMm - pageMm };
}
