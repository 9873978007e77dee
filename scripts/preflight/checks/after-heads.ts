/** A head has at least two lines of its text below it in its column. */
import {
  type Check,
  columnName,
  onPage,
  type ProofArticle,
  quoted,
  type Standing,
  standings,
} from '../proof.ts';

const LEAST = 2;

/** Lines of text that stand below a block in its column; a picture or a box is as good as enough of them. */
function linesBelow(standing: Standing, all: readonly Standing[]): number {
  const { blocks } = standing.column;
  const after = blocks.slice(blocks.indexOf(standing.block) + 1);
  const lines = after.reduce((sum, { kind, lines }) => sum + (kind === 'whole' ? LEAST : lines.length), 0);
  // Where the text ends, nothing more can follow.
  return after.at(-1) === all.at(-1)?.block ? Math.max(lines, LEAST) : lines;
}

const strandedIn = (article: ProofArticle): { standing: Standing; lines: number }[] => {
  const all = standings(article);
  return all.flatMap((standing) => {
    const { block, last, next } = standing;
    // A head that the text ends in is the writer's business, and said elsewhere.
    if (block.kind !== 'head' || (last && !next)) return [];
    const lines = linesBelow(standing, all);
    return lines < LEAST ? [{ standing, lines }] : [];
  });
};

export const afterHeads: Check = ({ articles }) =>
  articles.flatMap((article) =>
    strandedIn(article).map(({ standing: { page, column, block }, lines }) =>
      onPage(
        'error',
        'head-at-foot',
        article,
        page,
        block.line,
        `the head ${quoted(block.lines.map(({ text }) => text).join(' '))} has ${lines === 1 ? '1 line' : 'no line'} below it in ${columnName(page, column)}`,
        'lengthen or shorten the text before it by a line',
      ),
    ),
  );
