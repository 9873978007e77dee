/** How much text a line holds, for telling an editor how many words to cut or to write. */
import type { ProofArticle, ProofPage } from './proof.ts';

/** Where an article has too little text to tell. */
const USUAL_WORDS_A_LINE = 6;
const TELLING_LINES = 8;

const linesIn = (pages: readonly ProofPage[]): string[] =>
  pages.flatMap(({ columns }) =>
    columns.flatMap(({ blocks }) =>
      blocks.flatMap(({ kind, lines }) => (kind === 'whole' ? [] : lines.map(({ text }) => text))),
    ),
  );

/** Lines of running text on these pages, all columns together. */
export const textLines = (pages: readonly ProofPage[]): number => linesIn(pages).length;

/** "about 90 words": so many lines of this article, to the next ten. */
export function aboutWords({ pages }: ProofArticle, lines: number): string {
  const all = linesIn(pages);
  const words = all.reduce((sum, text) => sum + text.split(/\s+/u).filter(Boolean).length, 0);
  const each = all.length < TELLING_LINES ? USUAL_WORDS_A_LINE : words / all.length;
  return `about ${Math.max(10, Math.ceil((lines * each) / 10) * 10)} words`;
}

export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
