/** No word is divided where the page is turned. */
import { type Check, goesOn, onPage, quoted, standings } from '../proof.ts';
import { endsInHyphen } from './hyphens.ts';

export const pageHyphens: Check = ({ articles }) =>
  articles.flatMap((article) => {
    const all = standings(article);
    return all.flatMap((standing, at) => {
      const { page, block } = standing;
      const last = block.lines.at(-1);
      if (!last || !goesOn(standing) || all[at + 1]!.page === page || !endsInHyphen(last)) return [];
      return onPage(
        'error',
        'hyphen-over-page',
        article,
        page,
        block.line,
        `a word is divided at the foot of page ${page.number}: ${quoted(last.text)}`,
        'change the line, or break the word in two',
      );
    });
  });
