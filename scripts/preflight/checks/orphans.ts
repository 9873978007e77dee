/** The first line of a paragraph does not stand alone at the foot of a column. */
import { type Check, columnName, goesOn, onPage, quoted, standings } from '../proof.ts';

export const orphans: Check = ({ articles }) =>
  articles.flatMap((article) =>
    standings(article).flatMap((standing) => {
      const { page, column, block } = standing;
      if (block.lines.length !== 1 || block.continued || !goesOn(standing)) return [];
      return onPage(
        'error',
        'orphan',
        article,
        page,
        block.line,
        `a paragraph’s first line stands alone at the foot of ${columnName(page, column)}: ${quoted(block.lines[0]!.text)}`,
        'lengthen or shorten the text before it by a line',
      );
    }),
  );
