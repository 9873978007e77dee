/** An article fills the pages that the running order plans, no more and no fewer. */
import type { Finding } from '../../model/finding.ts';
import { type Check, onPage, type ProofArticle, type ProofPage } from '../proof.ts';
import { aboutWords, counted, textLines } from '../words.ts';

const RULE = 'page-budget';

/** "elva is 14 lines over 4 pages" */
const overInWords = (article: string, lines: number, planned: number): string =>
  `${article} is ${counted(lines, 'line')} over ${counted(planned, 'page')}`;

/** How many lines too many were told of an article, where any were. */
export function linesOver(
  findings: readonly { readonly rule: string; readonly message: string }[],
): number | undefined {
  for (const { rule, message } of findings) {
    const [, lines] = rule === RULE ? (/ is (\d+) lines? over \d+ pages?$/u.exec(message) ?? []) : [];
    if (lines !== undefined) return Number(lines);
  }
  return undefined;
}

/** Lines that a page's text areas have, all columns together. */
const roomOf = ({ areas }: ProofPage, lineMm: number): number =>
  areas.reduce((sum, { columns, heightMm }) => sum + columns * Math.round(heightMm / lineMm), 0);

function tooLong(article: ProofArticle, planned: number): Finding {
  const { pages } = article;
  const over = pages.length - planned;
  const withText = pages.filter((page) => textLines([page]) > 0);
  // Pictures that fill a page stay; as many pages of text have to go.
  const beyond = withText.slice(-over);
  const lines = textLines(beyond);
  const begins = beyond[0]?.columns.find(({ blocks }) => blocks.length > 0)?.blocks[0]?.line;
  const canShrink = withText.length > over;
  return onPage(
    'warning',
    RULE,
    article,
    beyond[0] ?? pages.at(-1)!,
    begins,
    canShrink
      ? overInWords(article.article, lines, planned)
      : `${article.article} has ${counted(pages.length, 'page')}, ${planned} ${planned === 1 ? 'was' : 'were'} planned`,
    canShrink
      ? `cut ${aboutWords(article, lines)}, or write pages: ${pages.length} in order`
      : `take pictures out, or write pages: ${pages.length} in order`,
  );
}

function tooShort(article: ProofArticle, planned: number, lineMm: number): Finding {
  const { pages } = article;
  const last = pages.findLast(({ areas }) => areas.length > 0);
  const taken = last ? textLines([last]) : 0;
  const free = last ? Math.max(0, roomOf(last, lineMm) - taken) : 0;
  const whole = Math.max(0, ...pages.map((page) => roomOf(page, lineMm)));
  const lines = free + whole * (planned - pages.length - 1) + 1;
  const begins = last?.columns.find(({ blocks }) => blocks.length > 0)?.blocks[0]?.line;
  const change = `or write pages: ${pages.length} in order`;
  return onPage(
    'warning',
    RULE,
    article,
    last ?? pages.at(-1)!,
    begins,
    `${article.article} fills ${pages.length} of ${counted(planned, 'page')}`,
    whole > 0 && last
      ? `write at least ${aboutWords(article, lines)} more (${counted(lines, 'line')}), ${change}`
      : change.replace(/^or /u, ''),
  );
}

export const pageBudget: Check = ({ articles, linePt }) =>
  articles.flatMap((article) => {
    const { planned, pages } = article;
    if (planned === undefined || pages.length === planned || pages.length === 0) return [];
    const lineMm = (linePt * 25.4) / 72;
    return pages.length > planned ? tooLong(article, planned) : tooShort(article, planned, lineMm);
  });
