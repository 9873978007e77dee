/** The last page of an article is not nearly empty. */
import type { BoxOnPage } from '../../pages/pagemap.ts';
import { type Check, onPage, type ProofArea, type ProofPage } from '../proof.ts';
import { aboutWords, counted, textLines } from '../words.ts';

/** Share of a page that is worth beginning one for. */
const LEAST_FULL = 0.25;
/** Fewest lines of text that are, where no picture stands with them. */
const LEAST_LINES = 6;
/** White between paragraphs, heads and boxes belongs to them. */
const GAP_MM = 20;

/** How much of a text area is taken, from 0 to 1: column by column, text, pictures and boxes. */
export function fullness({ areas, taken }: Pick<ProofPage, 'areas' | 'taken'>): number {
  const room = areas.reduce((sum, { columns, heightMm }) => sum + columns * heightMm, 0);
  const used = areas.reduce((sum, area) => sum + usedMm(area, taken), 0);
  return room > 0 ? Math.min(1, used / room) : 0;
}

function usedMm({ xMm, yMm, widthMm, heightMm, columns }: ProofArea, taken: readonly BoxOnPage[]): number {
  let used = 0;
  for (let column = 0; column < columns; column++) {
    const middle = xMm + ((column + 0.5) * widthMm) / columns;
    const spans = taken
      .filter((box) => box.xMm < middle && box.xMm + box.widthMm > middle)
      .map((box) => [Math.max(yMm, box.yMm), Math.min(yMm + heightMm, box.yMm + box.heightMm)] as const)
      .filter(([from, to]) => to > from)
      .sort((a, b) => a[0] - b[0]);
    let foot = yMm;
    for (const [from, to] of spans) {
      if (to <= foot) continue;
      used += to - (from - foot < GAP_MM ? foot : from);
      foot = to;
    }
  }
  return used;
}

export const lastPage: Check = ({ articles }) =>
  articles.flatMap((article) => {
    const { pages, planned } = article;
    const page = pages.findLast(({ areas }) => areas.length > 0);
    const before = page && pages.slice(0, pages.indexOf(page)).some(({ areas }) => areas.length > 0);
    // An article that is too long for its plan is told by how much, which is the same fault.
    // A page that a picture stands on is no empty one, wherever the layout puts it.
    if (!page || !before || page.hasPicture || (planned !== undefined && pages.length > planned)) return [];
    const lines = textLines([page]);
    const share = fullness(page);
    const thin = lines > 0 && lines < LEAST_LINES;
    if (share >= LEAST_FULL && !thin) return [];
    const begins = page.columns.find(({ blocks }) => blocks.length > 0)?.blocks[0]?.line;
    const percent = Math.max(1, Math.floor(share * 100 + 0.01));
    return onPage(
      'warning',
      'last-page',
      article,
      page,
      begins,
      `the last page of ${article.article} is ${percent} % full: ${counted(lines, 'line')}`,
      lines > 0
        ? `cut ${aboutWords(article, lines)} to be rid of the page, or add ${aboutWords(article, lines * 2)}`
        : 'let its pictures or boxes stand earlier in the text',
    );
  });
