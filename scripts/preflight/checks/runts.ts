/** A paragraph does not end in a line shorter than an indent. */
import { mmToPt } from '../../model/geometry.ts';
import { type Check, columnName, goesOn, onPage, quoted, type Standing, standings } from '../proof.ts';

/** Letters of about four millimetres: less than this under a full line looks like a slip. */
export const LEAST_EMS = 1.1;

export function isRunt(standing: Standing): boolean {
  const { block, column } = standing;
  const last = block.lines.at(-1);
  if (!last || block.kind !== 'text' || block.lines.length < 2 || goesOn(standing)) return false;
  const shift = Math.max(0, last.leftPt - mmToPt(column.xMm));
  return last.rightPt - mmToPt(column.xMm) - shift < LEAST_EMS * last.sizePt;
}

export const runts: Check = ({ articles }) =>
  articles.flatMap((article) =>
    standings(article)
      .filter(isRunt)
      .map(({ page, column, block }) =>
        onPage(
          'warning',
          'runt',
          article,
          page,
          block.line,
          `a paragraph ends in the scrap ${quoted(block.lines.at(-1)!.text)} (${columnName(page, column)})`,
          'change a word in its last lines',
        ),
      ),
  );
