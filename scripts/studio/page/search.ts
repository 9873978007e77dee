/** Search in the pages as they stand: all that is read on them, over line breaks and columns and through soft hyphens. */
import type { Frame } from './frame.ts';

export interface Hit {
  readonly page: number;
  readonly before: string;
  readonly found: string;
  readonly after: string;
  readonly element: HTMLElement;
}

const MOST_HITS = 60;
const AROUND = 28;
/** What its article fills of a page: running heads and folios are not looked in. */
const CONTENT = '.pagedjs_page_content';
const BLOCK = 'p, li, h1, h2, h3, h4, h5, h6, figcaption, td, th, dt, dd, div';

const tidy = (text: string): string => text.replaceAll('\u00AD', '').replaceAll(/\s+/gu, ' ').trim();

/** Text of a block as one reads it. */
export const plainText = (element: Element): string => tidy(element.textContent ?? '');

/** A block, or what of it stands in one column. */
interface Piece {
  readonly page: number;
  readonly element: HTMLElement;
  raw: string;
}

function piecesOf(leaf: HTMLElement): Piece[] {
  const page = Number(leaf.dataset['page']);
  const pieces: Piece[] = [];
  for (const content of leaf.querySelectorAll(CONTENT)) {
    const walker = leaf.ownerDocument.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      const element = node.parentElement?.closest<HTMLElement>(BLOCK);
      if (!element) continue;
      const last = pieces.at(-1);
      if (last?.element === element) last.raw += node.data;
      else if (node.data.trim() !== '') pieces.push({ page, element, raw: node.data });
    }
  }
  return pieces;
}

/** Whether a piece goes on with the paragraph that the one before began: both were written on one line of the source. */
const goesOn = (before: HTMLElement, { tagName, dataset }: HTMLElement): boolean =>
  tagName === 'P' &&
  before.tagName === 'P' &&
  dataset['sourceLine'] !== undefined &&
  dataset['sourceLine'] === before.dataset['sourceLine'];

export function find(frame: Frame, words: string): Hit[] {
  const wanted = bare(tidy(words)).letters;
  if (wanted.length < 2) return [];
  const paragraphs: Piece[][] = [];
  for (const piece of frame.leaves.flatMap((leaf) => piecesOf(leaf))) {
    const before = paragraphs.at(-1);
    if (before && goesOn(before.at(-1)!.element, piece.element)) before.push(piece);
    else paragraphs.push([piece]);
  }
  return paragraphs.flatMap((pieces) => hitsIn(pieces, wanted)).slice(0, MOST_HITS);
}

/** A hyphen within a word: its own, or the one at the end of a line, which is written out on finished pages. */
const HYPHEN = /(?<=\p{L})[-\u2010](?=\p{L})/gu;

/** A text without the hyphens within words, and where each of its letters stands in the text. */
function bare(text: string): { readonly letters: string; readonly places: readonly number[] } {
  const hyphens = new Set([...text.matchAll(HYPHEN)].map(({ index }) => index));
  const places = Array.from({ length: text.length }, (_, at) => at).filter((at) => !hyphens.has(at));
  return { letters: places.map((at) => text[at]!.toLowerCase()).join(''), places };
}

function hitsIn(pieces: readonly Piece[], wanted: string): Hit[] {
  let text = '';
  const starts = pieces.map(({ raw }) => {
    // A word that a column's end divides is one word.
    if (text !== '' && !/\p{L}[-\u2010]$/u.test(text)) text += ' ';
    const start = text.length;
    text += tidy(raw);
    return start;
  });
  const hits: Hit[] = [];
  const { letters, places } = bare(text);
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + wanted.length)) {
    const [from, to] = [places[at]!, places[at + wanted.length - 1]! + 1];
    const { page, element } = pieces[starts.findLastIndex((start) => start <= from)]!;
    hits.push({
      page,
      before: text.slice(Math.max(0, from - AROUND), from),
      found: text.slice(from, to),
      after: text.slice(to, to + AROUND),
      element,
    });
  }
  return hits;
}

export function light(frame: Frame, { element }: Hit): void {
  unlight(frame);
  element.classList.add('lit-text');
}

/** Takes the light from what was looked for. */
export function unlight(frame: Frame): void {
  for (const each of frame.document?.querySelectorAll('.lit-text') ?? []) each.classList.remove('lit-text');
}
