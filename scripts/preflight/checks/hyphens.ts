/** No more than two lines in a row end in a hyphen. */
import { type Check, columnName, onPage, quoted, type TypeColumn, type TypeLine } from '../proof.ts';

export const MOST_HYPHENS = 2;

const HYPHENS = '-\u2010';
const AFTER_LETTER = /^\p{L}[-\u2010]$/u;

export const endsInHyphen = ({ text }: TypeLine): boolean => {
  const end = text.endsWith(' ') ? text.trimEnd() : text;
  return HYPHENS.includes(end.slice(-1) || ' ') && AFTER_LETTER.test(end.slice(-2));
};

/** Runs of lines that end in a hyphen: how long each is, and the block that it ends in. */
export function hyphenRows({
  blocks,
}: TypeColumn): { length: number; line: number | undefined; text: string }[] {
  const rows: { length: number; line: number | undefined; text: string }[] = [];
  for (const block of blocks) {
    let length = 0;
    for (const [at, each] of block.lines.entries()) {
      if (endsInHyphen(each)) length++;
      const ends = !endsInHyphen(each) || at === block.lines.length - 1;
      if (!ends) continue;
      if (length > 0) rows.push({ length, line: block.line, text: each.text });
      length = 0;
    }
  }
  return rows;
}

export const hyphens: Check = ({ articles }) =>
  articles.flatMap((article) =>
    article.pages.flatMap((page) =>
      page.columns.flatMap((column) =>
        hyphenRows(column)
          .filter(({ length }) => length > MOST_HYPHENS)
          .map(({ length, line, text }) =>
            onPage(
              'error',
              'hyphens-in-a-row',
              article,
              page,
              line,
              `${length} lines in a row end in a hyphen in ${columnName(page, column)}, the last above ${quoted(text)}`,
              'change a word in these lines',
            ),
          ),
      ),
    ),
  );
