/** The printed pages as the checks see them: lines of type with their places, in columns, in articles. */
import type { Finding, Level } from '../model/finding.ts';
import type { BoxOnPage } from '../pages/pagemap.ts';
import type { TextBlock } from '../pages/running-text.ts';

/** A line as it is printed. All lengths in points, from the top left corner of the trim. */
export interface TypeLine {
  /** As it is read, the hyphen at its end included. */
  readonly text: string;
  readonly baselinePt: number;
  readonly leftPt: number;
  readonly rightPt: number;
  readonly sizePt: number;
  /** The widest space between two of its words, and the face's own; both 0 where the text is not justified. */
  readonly widestSpacePt: number;
  readonly spacePt: number;
}

/** The initial that an article opens with. */
export interface Initial {
  readonly text: string;
  readonly baselinePt: number;
  /** Where a flat capital of its size has its top. */
  readonly capTopPt: number;
  /** The same of a capital in the first line of the text. */
  readonly firstCapTopPt: number;
}

export interface TypeBlock extends TextBlock {
  readonly lines: readonly TypeLine[];
  readonly drawnInitial: Initial | undefined;
}

export interface TypeColumn extends BoxOnPage {
  readonly area: number;
  readonly blocks: readonly TypeBlock[];
}

/** A pull quote that opens with a sign of punctuation. */
export interface HangingQuote {
  readonly line: number | undefined;
  readonly sign: string;
  /** The letters' edge, as the quote's other lines have it. */
  readonly edgePt: number;
  /** Where its first letter or figure begins. */
  readonly letterPt: number;
}

export interface ProofArea extends BoxOnPage {
  readonly columns: number;
}

export interface ProofPage {
  /** From 1. */
  readonly number: number;
  readonly areas: readonly ProofArea[];
  /** In reading order. */
  readonly columns: readonly TypeColumn[];
  readonly quotes: readonly HangingQuote[];
  /** Whether a picture stands on it that is no small one in the margin. */
  readonly hasPicture: boolean;
  /** Boxes of all that stands in its text areas. */
  readonly taken: readonly BoxOnPage[];
}

export interface ProofArticle {
  readonly article: string;
  readonly file: string;
  /** Pages that the running order plans. */
  readonly planned: number | undefined;
  readonly pages: readonly ProofPage[];
}

/** Type that the browser made up for want of a face: which letters, on which page. */
export interface Faked {
  readonly page: number;
  readonly what: 'small capitals' | 'italic' | 'outlines';
  readonly text: string;
  readonly font: string;
}

export interface Proof {
  readonly linePt: number;
  /** The first baseline of the grid. */
  readonly firstBaselinePt: number;
  readonly articles: readonly ProofArticle[];
  readonly faked: readonly Faked[];
  /** Letters set as real small capitals, and figures as real old-style ones. */
  readonly smallCaps: number;
  readonly oldStyle: number;
}

/** One rule: what of the pages breaks it. */
export type Check = (proof: Proof) => Finding[];

/** A finding on a printed page. */
export const onPage = (
  level: Level,
  rule: string,
  { file }: ProofArticle,
  { number }: ProofPage,
  line: number | undefined,
  message: string,
  hint: string,
): Finding => ({ rule, level, message, hint, place: { file, line: line ?? 1, column: 1 }, page: number });

/** Where a column stands, for a message: "page 12, column 2". */
export const columnName = (page: ProofPage, column: TypeColumn): string =>
  `page ${page.number}, column ${page.columns.indexOf(column) + 1}`;

/** A block of text with where it stands, and the one that is read next. */
export interface Standing {
  readonly page: ProofPage;
  readonly column: TypeColumn;
  readonly block: TypeBlock;
  /** The first and the last of its column. */
  readonly first: boolean;
  readonly last: boolean;
  /** The block that follows it in its article, be it in another column. */
  readonly next: TypeBlock | undefined;
}

const known = new WeakMap<ProofArticle, readonly Standing[]>();

/** All blocks of an article's columns in reading order. Worked out once an article, since most checks ask for them. */
export function standings(article: ProofArticle): readonly Standing[] {
  const before = known.get(article);
  if (before) return before;
  const all: (Standing & { next: TypeBlock | undefined })[] = [];
  for (const page of article.pages) {
    for (const column of page.columns) {
      const { blocks } = column;
      for (const [at, block] of blocks.entries()) {
        const previous = all.at(-1);
        if (previous) previous.next = block;
        const last = at === blocks.length - 1;
        all.push({ page, column, block, first: at === 0, last, next: undefined });
      }
    }
  }
  known.set(article, all);
  return all;
}

/** Whether the next column holds the rest of it. */
export const goesOn = ({ last, next }: Standing): boolean => last && next?.continued === true;

/** The beginning of a line or a word list, for a message. */
export const quoted = (text: string): string => {
  const short = text.trim();
  return `“${short.length > 40 ? `${short.slice(0, 38).trimEnd()}…` : short}”`;
};
