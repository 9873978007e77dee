/** No line of justified text has spaces of more than twice their own width. */
import { type Check, columnName, onPage, quoted, standings, type TypeLine } from '../proof.ts';

export const WIDEST = 2;
/** Half a hundredth of an em is no gap. */
const ROUNDING = 0.02;

export const gap = ({ widestSpacePt, spacePt }: TypeLine): number =>
  spacePt > 0 ? widestSpacePt / spacePt : 0;

export const wordGaps: Check = ({ articles }) =>
  articles.flatMap((article) =>
    standings(article).flatMap(({ page, column, block }) =>
      (block.justified ? block.lines : [])
        .filter((line) => gap(line) > WIDEST + ROUNDING)
        .map((line) =>
          onPage(
            'error',
            'word-gap',
            article,
            page,
            block.line,
            `the words of ${quoted(line.text)} stand ${gap(line).toFixed(1)} times as far apart as they should (${columnName(page, column)})`,
            'change a word near it, or say in the list of hyphenations where a long one may be broken',
          ),
        ),
    ),
  );
