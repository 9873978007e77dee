/** What begins on each printed page of an article, read from the pages themselves. */
import { parseHTML } from 'linkedom';
import type { PaginatedArticle } from '../pages/compose/types.ts';

/** Parts of an article beside its running text. */
export const PARTS = ['kicker', 'title', 'standfirst', 'byline', 'about', 'picture', 'list'] as const;
export type Part = (typeof PARTS)[number];

export interface PrintedPage {
  readonly folio: number;
  /** Parts that stand here for the first time. */
  readonly parts: ReadonlySet<Part>;
  /** The running text that this page begins with. */
  readonly start?: TextStart;
  /** Names of blocks that begin here: see blockName(). */
  readonly blocks: ReadonlySet<string>;
}

export interface TextStart {
  readonly block: string;
  /** Letters and figures of that block which stand on earlier pages. */
  readonly letters: number;
  /** Its first letters here. */
  readonly words: string;
}

/** Name of the article's own picture among its blocks. */
export const OWN_PICTURE = 'figure:0';

/** A block is known by its element and the line of article.md that it comes from. */
export const blockName = (element: Element): string =>
  `${element.localName}:${element.getAttribute('data-source-line') ?? ''}`;

/** What text and printed page need not have in common: page numbers, calls of notes, codes and marks. */
const UNLIKE = '[data-page-of], .note-call, .qr, .end-mark';

export const isUnlike = (element: Element): boolean => element.matches(UNLIKE);

/** Letters and figures alone, since hyphens and spaces are others on paper. */
export const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

function letters(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const each of copy.querySelectorAll(UNLIKE)) each.remove();
  return lettersOf(copy.textContent ?? '');
}

const SELECTORS: Readonly<Record<Part, string>> = {
  kicker: '.kicker:not(h1), .running-kicker, .ad-head',
  title: 'h1',
  standfirst: '.standfirst',
  byline: '.byline',
  about: '.about',
  picture: 'img[data-picture]',
  list: 'ol.contents-list, .contents-list, ol',
};

/** A copy that no screen reader is to find is no beginning; a picture of the text is a block of the text. */
const isOwn = (part: Part, element: Element): boolean =>
  !element.closest('[aria-hidden="true"]') &&
  (part !== 'picture' || !element.closest('[data-source-line], .signature')) &&
  (part !== 'list' || !element.closest('.column'));

/** How many letters tell one beginning from another. */
const TELLING = 24;

/**
 * @param first folio of its first page
 * @param blanks pages before that which are left white, so that it begins on its side
 */
export function readPages(
  { pages }: Pick<PaginatedArticle, 'pages'>,
  first: number,
  blanks = 0,
): PrintedPage[] {
  const seenParts = new Set<Part>();
  const seenBlocks = new Set<string>();
  const printed = new Map<string, number>();
  const blank = Array.from({ length: blanks }, (_, at): PrintedPage => ({
    folio: first - blanks + at,
    parts: new Set(),
    blocks: new Set(),
  }));
  const printedPages = pages.map(({ html }, index): PrintedPage => {
    const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
    const plate = document.querySelector('.plate');
    const parts = new Set<Part>();
    const blocks = new Set<string>();
    if (!plate) return { folio: first + index, parts, blocks };
    for (const part of PARTS) {
      if (seenParts.has(part)) continue;
      if ([...plate.querySelectorAll(SELECTORS[part])].some((element) => isOwn(part, element)))
        parts.add(part);
    }
    const running = [...plate.querySelectorAll('.column > [data-source-line]')];
    // A picture that finds no room at the foot of a column goes to the next one, past words that follow it in the text.
    const opening = running.find((block) => !block.matches('figure, aside'));
    const start = opening && {
      block: blockName(opening),
      letters: opening.hasAttribute('data-continued') ? (printed.get(blockName(opening)) ?? 0) : 0,
      words: letters(opening).slice(0, TELLING),
    };
    for (const block of running)
      printed.set(blockName(block), (printed.get(blockName(block)) ?? 0) + letters(block).length);
    for (const block of plate.querySelectorAll('[data-source-line]')) {
      const isHidden = block.matches('[aria-hidden="true"]') && !block.matches('.lifted');
      if (!isHidden && !block.hasAttribute('data-continued') && !seenBlocks.has(blockName(block)))
        blocks.add(blockName(block));
    }
    if (parts.has('picture')) blocks.add(OWN_PICTURE);
    for (const part of parts) seenParts.add(part);
    for (const block of blocks) seenBlocks.add(block);
    return { folio: first + index, parts, blocks, ...(start && { start }) };
  });
  return [...blank, ...printedPages];
}

/** Index of the page on which a part stands first; 0 where it stands on none. */
export const pageOfPart = (pages: readonly PrintedPage[], part: Part): number =>
  Math.max(
    0,
    pages.findIndex(({ parts }) => parts.has(part)),
  );

/** Index of the first page with running text; beyond the last where there is none. */
export function firstTextPage(pages: readonly PrintedPage[]): number {
  const at = pages.findIndex(({ start }) => start !== undefined);
  return at < 0 ? pages.length : at;
}
