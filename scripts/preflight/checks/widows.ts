/** The last line of a paragraph does not stand alone at the head of a column. */
import { type Check, columnName, goesOn, onPage, quoted, standings } from '../proof.ts';

export const widows: Check = ({ articles }) =>
  articles.flatMap((article) =>
    standings(article).flatMap((standing) => {
      const { page, column, block, first } = standing;
      if (!first || !block.continued || block.lines.length !== 1 || goesOn(standing)) return [];
      return onPage(
        'error',
        'widow',
        article,
        page,
        block.line,
        `a paragraph’s last line stands alone at the head of ${columnName(page, column)}: ${quoted(block.lines[0]!.text)}`,
        'lengthen or shorten the paragraph by a line',
      );
    }),
  );
