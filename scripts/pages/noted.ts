/** Where notes stand on finished pages: each finds the words that it was written at, wherever they have come to. Runs in the browser. */
import type { Note } from '../model/notes.ts';
import type { BoxOnPage } from './pagemap.ts';

/** The pages to look on. */
export interface NotedPages {
  /** Selects each page's box, in their order. */
  readonly selector: string;
  readonly trimWidthMm: number;
  /** What stands around the trim in that box. */
  readonly bleedMm: number;
  /** Folder of the article on each page. */
  readonly articles: readonly (string | undefined)[];
}

export interface FoundNote {
  readonly id: number;
  /** From 1. */
  readonly page: number;
  /** Where its pin points, from the corner of the page's trim. */
  readonly xMm: number;
  readonly yMm: number;
  /** Its words, line by line; none where it stands by no words, or they are gone. */
  readonly boxes: readonly BoxOnPage[];
  /** Whether what it stood by is no longer there. */
  readonly isLost: boolean;
}

/** A note whose words are gone: at the head of its article's first page, one under the other. */
const LOST_MM = { x: 8, y: 8, step: 8 } as const;
/** Words that a page's end has cut in two are known by their beginning. */
const BEGINNING = 24;
/** Shorter words stand in too many places to be looked for by themselves. */
const TELLING = 12;

/** The part of a page that its article fills. */
const CONTENT = '.pagedjs_page_content';
/**
 * Every face has as much descent as ascent, so its baseline is in the middle of a line's box: its letters stand higher by this part of the box.
 */
const LETTERS_HIGHER = 0.27;

/** Line ends, the hyphens there (which finished pages have written out) and spaces come and go with the setting: words are compared without them. */
const bare = (text: string): string => text.replaceAll(/[\s\u00AD\u2010-]+/gu, '');

interface ArticleText {
  readonly text: string;
  /** The text node of each letter, and the letter's place in it. */
  readonly nodes: readonly Text[];
  readonly offsets: readonly number[];
}

function textOf(pages: readonly Element[]): ArticleText {
  const nodes: Text[] = [];
  const offsets: number[] = [];
  let text = '';
  for (const page of pages) {
    const walker = page.ownerDocument.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      // Running heads and folios are nobody's words.
      if (!node.parentElement?.closest(CONTENT)) continue;
      for (let at = 0; at < node.data.length; at++) {
        const letter = bare(node.data[at]!);
        if (letter === '') continue;
        text += letter;
        nodes.push(node);
        offsets.push(at);
      }
    }
  }
  return { text, nodes, offsets };
}

/** What a note stands by: a block of the text, or what a layout has set of the front matter. */
export const blockAt = (element: Element | null | undefined): Element | undefined =>
  element?.closest(CONTENT)
    ? (element.closest('[data-source-line]') ?? element.closest('h1, h2, p, li, div') ?? undefined)
    : undefined;

const blockOf = (node: Text | undefined): Element | undefined => blockAt(node?.parentElement);

/** Where words begin: of several places the one in the line that is known, or else the first. */
function placeOf({ text, nodes }: ArticleText, words: string, line: number | undefined): number {
  let first = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (Number(blockOf(nodes[at])?.getAttribute('data-source-line')) === line) return at;
    if (first < 0) first = at;
  }
  return first;
}

/** @returns the letters of a note's words, from and to */
function wordsOf(article: ArticleText, { by, quote, line }: Note): readonly [number, number] | undefined {
  const [block, words] = [bare(by ?? ''), bare(quote ?? '')];
  const find = (looked: string): number => (looked === '' ? -1 : placeOf(article, looked, line));
  let from = find(block);
  if (from < 0) from = find(block.slice(0, BEGINNING));
  if (words !== '' && from >= 0) {
    const at = article.text.indexOf(words, from);
    if (at >= 0) return [at, at + words.length];
  }
  if (words.length >= TELLING) {
    const at = find(words);
    if (at >= 0) return [at, at + words.length];
  }
  if (from < 0) return undefined;
  // No further than its own block on its own page.
  let to = from;
  while (to - from < block.length && blockOf(article.nodes[to]) === blockOf(article.nodes[from])) to++;
  return [from, to];
}

export function findNotes(
  notes: readonly Note[],
  { selector, trimWidthMm, bleedMm, articles }: NotedPages,
  inside: Document = document,
): FoundNote[] {
  const pages = [...inside.querySelectorAll(selector)];
  const round = (value: number): number => Math.round(value * 100) / 100;
  const boxOf = (page: Element, { left, top, width, height }: DOMRect): BoxOnPage => {
    const origin = page.getBoundingClientRect();
    const scale = origin.width / (trimWidthMm + 2 * bleedMm);
    return {
      xMm: round((left - origin.left) / scale - bleedMm),
      yMm: round((top - origin.top) / scale - bleedMm),
      widthMm: round(width / scale),
      heightMm: round(height / scale),
    };
  };
  const texts = new Map<string | undefined, ArticleText>();
  const articleText = (article: string | undefined): ArticleText => {
    const known =
      texts.get(article) ??
      textOf(pages.filter((_, at) => article === undefined || articles[at] === article));
    texts.set(article, known);
    return known;
  };
  const lost = new Map<number, number>();
  return notes.map((note): FoundNote => {
    const { id, article, by } = note;
    // A folder that has another name now has its words still.
    const home = article !== undefined && articles.includes(article) ? article : undefined;
    const text = articleText(home);
    const [from, to] = wordsOf(text, note) ?? [0, 0];
    const page = text.nodes[from]?.parentElement?.closest(selector);
    if (page && to > from) {
      const range = inside.createRange();
      range.setStart(text.nodes[from]!, text.offsets[from]!);
      let last = to - 1;
      while (last > from && !page.contains(text.nodes[last]!)) last--;
      range.setEnd(text.nodes[last]!, text.offsets[last]! + 1);
      const boxes = lines([...range.getClientRects()].map((rect) => boxOf(page, rect))).map((box) => ({
        ...box,
        yMm: round(box.yMm - LETTERS_HIGHER * box.heightMm),
      }));
      const corner =
        note.quote !== undefined && boxes[0]
          ? boxes[0]
          : boxOf(page, blockOf(text.nodes[from])!.getBoundingClientRect());
      const isAtWords = note.quote !== undefined && boxes[0] !== undefined;
      return {
        id,
        page: pages.indexOf(page) + 1,
        xMm: corner.xMm + (isAtWords ? 0 : note.x),
        yMm: corner.yMm + (isAtWords ? 0 : note.y),
        boxes,
        isLost: false,
      };
    }
    const isThere =
      pages[note.page - 1] !== undefined && (home ?? articles[note.page - 1]) === articles[note.page - 1];
    if (by === undefined && note.quote === undefined && isThere)
      return { id, page: note.page, xMm: note.x, yMm: note.y, boxes: [], isLost: false };
    const first = home === undefined ? note.page - 1 : articles.indexOf(home);
    const goal = Math.min(first, Math.max(0, pages.length - 1)) + 1;
    const before = lost.get(goal) ?? 0;
    lost.set(goal, before + 1);
    return {
      id,
      page: goal,
      xMm: LOST_MM.x,
      yMm: LOST_MM.y + before * LOST_MM.step,
      boxes: [],
      isLost: true,
    };
  });
}

/** A range has a box for every run of letters: those of one line are one. */
function lines(boxes: readonly BoxOnPage[]): BoxOnPage[] {
  const made: BoxOnPage[] = [];
  for (const box of boxes) {
    if (box.widthMm <= 0 || box.heightMm <= 0) continue;
    const last = made.at(-1);
    const isSameLine =
      last !== undefined &&
      Math.abs(last.yMm + last.heightMm / 2 - box.yMm - box.heightMm / 2) < last.heightMm / 2 &&
      box.xMm >= last.xMm;
    if (!isSameLine) {
      made.push(box);
      continue;
    }
    const right = Math.max(last.xMm + last.widthMm, box.xMm + box.widthMm);
    const top = Math.min(last.yMm, box.yMm);
    const foot = Math.max(last.yMm + last.heightMm, box.yMm + box.heightMm);
    made[made.length - 1] = { xMm: last.xMm, yMm: top, widthMm: right - last.xMm, heightMm: foot - top };
  }
  return made;
}
