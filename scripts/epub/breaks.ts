/** Sets the marks of the printed pages into an article: each where its page begins, at the very word. */
import { blockName, isUnlike, lettersOf, type PrintedPage, type TextStart } from './printed.ts';

/** Where a page may begin: before an element, or at an offset in a text. */
type Spot = { readonly before: Element } | { readonly text: Text; readonly offset: number };

export interface BrokenArticle {
  /** Holds the parts of the opener, marked with data-part, in the order in which they are printed. */
  readonly header: Element;
  /** Holds the blocks of the text. */
  readonly text: Element;
  readonly pages: readonly PrintedPage[];
}

export const breakId = (folio: number): string => `page-${folio}`;

function mark(document: Document, folio: number): Element {
  const element = document.createElement('span');
  element.setAttribute('epub:type', 'pagebreak');
  element.setAttribute('role', 'doc-pagebreak');
  element.setAttribute('id', breakId(folio));
  // A name by aria-label is not for this role.
  element.setAttribute('title', String(folio));
  return element;
}

/** The block of the text that an element stands in. */
const blockOf = (element: Element, text: Element): Element => {
  let block = element;
  while (block.parentElement && block.parentElement !== text) block = block.parentElement;
  return block;
};

/** Blocks by the names that printed pages know them by. */
function blocksByName(text: Element): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  for (const element of text.querySelectorAll('[data-source-line]')) {
    if (!found.has(blockName(element))) found.set(blockName(element), element);
  }
  return found;
}

/** Notes stand behind all pages. */
const isBehind = (element: Element): boolean => element.matches('.notes');

/** @returns folios of the pages whose beginning had to be guessed */
export function setBreaks({ header, text, pages }: BrokenArticle): readonly number[] {
  const document = header.ownerDocument;
  const names = blocksByName(text);
  const inText = (name: string): Element | undefined => {
    const found = names.get(name);
    return found && text.contains(found) ? blockOf(found, text) : undefined;
  };
  movePictures(pages, text, inText);
  const end = [...text.children].find(isBehind);
  const last: Element = document.createElement('span');
  if (end) end.before(last);
  else text.append(last);

  const spots = pages.map((page, at): Spot | undefined => {
    if (at === 0) return { before: header.firstElementChild ?? header };
    const part = [...header.children].find((each) => page.parts.has(each.getAttribute('data-part') as never));
    if (part) return { before: part };
    if (page.start) {
      const block = inText(page.start.block);
      if (!block) return undefined;
      if (page.start.letters > 0) {
        const point = pointIn(block, page.start);
        if (point) return point;
      }
      return { before: withFloats(block, page, pages.slice(0, at)) };
    }
    const following = pages.slice(at + 1).find(({ start }) => start)?.start;
    // Its pictures come after a paragraph of which this page parts the words.
    if (following && following.letters > 0) return undefined;
    const block = [...text.children].find((each) => startsOn(each, page));
    return block && { before: block };
  });
  const guessed: number[] = [];
  const set: Element[] = [];
  // From the last to the first: a page of which nothing is known begins right before the one after it.
  let next: Element = last;
  for (const [at, page] of [...pages.entries()].toReversed()) {
    const element = mark(document, page.folio);
    const spot = spots[at];
    if (spot && 'text' in spot) splitAt(spot.text, spot.offset, element);
    else if (spot) spot.before.before(element);
    if (!spot || !isBefore(element, next)) {
      element.remove();
      next.before(element);
      if (at > 0) guessed.unshift(page.folio);
    }
    set.unshift(element);
    next = element;
  }
  last.remove();
  return guessed;
}

function isBefore(one: Element, other: Element): boolean {
  const all = [...one.ownerDocument.querySelectorAll('*')];
  return all.indexOf(one) < all.indexOf(other);
}

/** Whether a block, or what it holds, begins on a page. */
const startsOn = (block: Element, { blocks }: PrintedPage): boolean =>
  blocks.has(blockName(block)) ||
  [...block.querySelectorAll('[data-source-line]')].some((each) => blocks.has(blockName(each)));

/** Pictures and boxes that stand before a block in the text belong to its page where they are printed on it. */
function withFloats(block: Element, page: PrintedPage, earlier: readonly PrintedPage[]): Element {
  let first = block;
  for (
    let before = first.previousElementSibling;
    before?.matches('figure, aside, table') &&
    startsOn(before, page) &&
    !earlier.some((each) => startsOn(before!, each));
    before = first.previousElementSibling
  )
    first = before;
  return first;
}

/**
 * A page of pictures alone stands between two pages of text, and so do its pictures: before the paragraph that the next one begins with. Where that
 * one goes on with a paragraph they come after it, since nothing parts a paragraph on a screen.
 */
function movePictures(
  pages: readonly PrintedPage[],
  text: Element,
  inText: (name: string) => Element | undefined,
): void {
  for (const [at, page] of pages.entries()) {
    if (page.start || pages.slice(0, at).every(({ start }) => !start)) continue;
    const pictures = [...text.children].filter((each) => !isBehind(each) && startsOn(each, page));
    const nextPage = pages.slice(at + 1).find(({ start }) => start);
    const following = nextPage?.start;
    const next = following ? inText(following.block) : [...text.children].find(isBehind);
    if (next && pictures.includes(next)) continue;
    let after = following && following.letters > 0 ? next : undefined;
    // Pictures of a page before this one came here before them.
    while (
      after?.nextElementSibling &&
      pages.slice(0, at).some((each) => isMoved(after!.nextElementSibling!, each))
    )
      after = after.nextElementSibling;
    for (const picture of pictures) {
      if (after) {
        after.after(picture);
        after = picture;
      } else if (next) (nextPage ? withFloats(next, nextPage, pages.slice(0, at)) : next).before(picture);
      else if (!following) text.append(picture);
    }
  }
}

/** Whether a block came to its place from a page of pictures alone. */
const isMoved = (block: Element, page: PrintedPage): boolean =>
  page.start === undefined && block.matches('figure, aside') && startsOn(block, page);

/** The beginning of a word after so many letters of a block; as the page has it, where a hyphenation has added a letter. */
function pointIn(block: Element, { letters, words }: TextStart): Spot | undefined {
  const texts = textsIn(block);
  const all = texts.map(({ data }) => lettersOf(data)).join('');
  const from = nearest(all, words, letters);
  let passed = 0;
  for (const node of texts) {
    const own = lettersOf(node.data).length;
    if (passed + own <= from) {
      passed += own;
      continue;
    }
    let offset = 0;
    for (let left = from - passed; offset < node.data.length; offset++) {
      if (lettersOf(node.data[offset]!) === '') continue;
      if (left === 0) break;
      left--;
    }
    // Signs that open the word go with it, and no word is parted.
    while (offset > 0 && /\S/u.test(node.data[offset - 1]!)) offset--;
    return { text: node, offset };
  }
  return undefined;
}

/** How far a hyphenation may shift the count of letters. */
const SLACK = 60;

function nearest(all: string, words: string, from: number): number {
  for (let shift = 0; shift <= SLACK; shift++) {
    if (all.startsWith(words, from - shift)) return from - shift;
    if (all.startsWith(words, from + shift)) return from + shift;
  }
  return from;
}

function textsIn(element: Element): Text[] {
  return [...element.childNodes].flatMap((node) => {
    if (node.nodeType === 3) return [node as Text];
    if (node.nodeType !== 1 || isUnlike(node as Element)) return [];
    return textsIn(node as Element);
  });
}

/** Parts a text and puts an element between. */
function splitAt(text: Text, offset: number, element: Element): void {
  const { data } = text;
  const rest = text.ownerDocument.createTextNode(data.slice(offset));
  text.data = data.slice(0, offset);
  text.after(element, rest);
}
