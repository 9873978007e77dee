/** Lines of running text stand on the baseline grid, across columns and facing pages. */
import { type Check, columnName, onPage, type Proof, quoted, standings, type TypeLine } from '../proof.ts';

export const GRID_TOLERANCE_PT = 0.25;
/** Share of the lines from which a page looks ruled. */
const WANTED = 0.99;

/** How far a line stands from the nearest line of the grid, in points; below zero where it is too high. */
export const offGridPt = (
  { baselinePt }: TypeLine,
  { linePt, firstBaselinePt }: Pick<Proof, 'linePt' | 'firstBaselinePt'>,
): number => {
  const lines = (baselinePt - firstBaselinePt) / linePt;
  return (lines - Math.round(lines)) * linePt;
};

/** A display head has leading of its own; only the text below it is on the grid. */
export const isOnSteps = ({ sizePt }: TypeLine, { linePt }: Pick<Proof, 'linePt'>): boolean =>
  sizePt < linePt;

export const isOffGrid = (line: TypeLine, proof: Pick<Proof, 'linePt' | 'firstBaselinePt'>): boolean =>
  isOnSteps(line, proof) && Math.abs(offGridPt(line, proof)) > GRID_TOLERANCE_PT;

export const grid: Check = (proof) => {
  let lines = 0;
  const faulty = proof.articles.flatMap((article) =>
    standings(article).flatMap((standing) => {
      lines += standing.block.lines.length;
      const off = standing.block.lines.filter((line) => isOffGrid(line, proof));
      return off.length > 0 ? { article, ...standing, off } : [];
    }),
  );
  const off = faulty.reduce((sum, each) => sum + each.off.length, 0);
  const level = off > lines * (1 - WANTED) ? 'error' : 'warning';
  return faulty.map(({ article, page, column, block, off: own }) => {
    const most = Math.max(...own.map((line) => Math.abs(offGridPt(line, proof))));
    return onPage(
      level,
      'off-grid',
      article,
      page,
      block.line,
      `${own.length === 1 ? '1 line stands' : `${own.length} lines stand`} up to ${most.toFixed(2)} pt off the baseline grid from ${quoted(own[0]!.text)} on (${columnName(page, column)})`,
      'look for a height or margin that is no whole number of lines',
    );
  });
};
