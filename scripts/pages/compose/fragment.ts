/** Cuts a block where a column ends: the browser has broken it into two fragments, we make two elements of them. */
import { hangHyphen } from './hyphens.ts';

const beyond = (rects: DOMRectList, limit: number): boolean => {
  for (const rect of rects) if (rect.width > 0 && rect.left >= limit) return true;
  return false;
};

/** Offset of the first character of `text` that is set beyond `limit`, or -1. */
function firstOffsetBeyond(text: Text, limit: number): number {
  const range = document.createRange();
  range.selectNodeContents(text);
  if (!beyond(range.getClientRects(), limit)) return -1;
  let low = 0;
  let high = text.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    range.setStart(text, 0);
    range.setEnd(text, middle);
    if (beyond(range.getClientRects(), limit)) high = middle;
    else low = middle;
  }
  return high - 1;
}

/** The point where the part of `block` beyond `limit` begins. */
function breakPoint(block: Element, limit: number): Point | undefined {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      const offset = firstOffsetBeyond(node, limit);
      if (offset >= 0) return { node, offset };
    } else if (node instanceof Element && node !== block && node.childNodes.length === 0) {
      if (node.getBoundingClientRect().left >= limit && node.getBoundingClientRect().width > 0) {
        const parent = node.parentNode;
        if (parent) return { node: parent, offset: [...parent.childNodes].indexOf(node) };
      }
    }
  }
  return undefined;
}

/** Longer words than this are divided even where the page is turned: taken over whole they would leave a hole. */
const LONGEST_WORD = 40;

/** Where the word begins that a hyphen before `point` has divided, its own or a soft one; `point` itself where none has. */
function wordStart(block: Element, point: { node: Text; offset: number }): Point {
  let { node, offset } = point;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  walker.currentNode = node;
  const stepBack = (): boolean => {
    const before = walker.previousNode() as Text | null;
    if (before) [node, offset] = [before, before.length];
    return before !== null;
  };
  while (offset === 0) if (!stepBack()) return point;
  const isWritten = /\p{L}-$/u.test(node.data.slice(0, offset));
  if (node.data[offset - 1] !== '\u00AD' && !isWritten) return point;
  for (let letters = 0; letters < LONGEST_WORD; letters++) {
    // A word may begin in one inline element and end in another.
    while (offset === 0) if (!stepBack()) return point;
    if (/[\s\u00A0–]/u.test(node.data[offset - 1]!)) return { node, offset };
    offset--;
  }
  return point;
}

interface Point {
  readonly node: Node;
  readonly offset: number;
}

const isBlank = (node: Node): boolean =>
  (node.textContent ?? '').trim() === '' && !(node instanceof HTMLImageElement);

/** The same point as far out as it goes: before the element that begins there rather than in it, so none is left empty. */
function outermost(block: Element, point: Point): Point {
  let { node, offset } = point;
  while (node !== block) {
    const before = node instanceof Text ? node.data.slice(0, offset) : [...node.childNodes].slice(0, offset);
    const begins = typeof before === 'string' ? before.trim() === '' : before.every(isBlank);
    const parent: ParentNode | null = node.parentNode;
    if (!begins || !parent) break;
    offset = [...parent.childNodes].indexOf(node as ChildNode);
    node = parent;
  }
  return { node, offset };
}

const isStart = (block: Element, { node, offset }: Point): boolean =>
  node === block && [...block.childNodes].slice(0, offset).every(isBlank);

/**
 * Takes what is set beyond `limit` out of `block` and returns it as a sibling of the same kind, or undefined where
 * nothing is beyond. With `wholeWord` a hyphenated word goes over whole, as it should where the page is turned. The
 * tail is marked `data-continued`; ids stay with the head, since an id may stand only once.
 */
export function cutTail(block: HTMLElement, limit: number, wholeWord: boolean): HTMLElement | undefined {
  const found = breakPoint(block, limit);
  if (!found) return undefined;
  let point = outermost(block, found);
  if (wholeWord && found.node instanceof Text) {
    const earlier = outermost(block, wordStart(block, { node: found.node, offset: found.offset }));
    if (!isStart(block, earlier)) point = earlier;
  }
  // The elements on the way down to the cut are split, each into two of its kind.
  const split: Element[] = [];
  for (let at: Node | null = point.node; at && at !== block; at = at.parentNode)
    if (at instanceof Element) split.unshift(at);
  split.unshift(block);
  const range = document.createRange();
  range.setStart(point.node, point.offset);
  range.setEnd(block, block.childNodes.length);
  const rest = range.extractContents();
  const tail = block.cloneNode(false) as HTMLElement;
  tail.append(rest);
  markContinued(tail, split);
  for (const part of split) if (part.matches(JOINED)) part.setAttribute('data-goes-on', '');
  closeHead(block, limit);
  return tail;
}

/** The tag tree of the PDF gets one paragraph again: a language that no text has marks what is to be joined. */
const CONTINUED = 'x-cont';
const JOINED = 'p, li';

function markContinued(tail: HTMLElement, split: readonly Element[]): void {
  let part: Element | null = tail;
  for (const [depth, head] of split.entries()) {
    if (!part) break;
    // The ids stand in the head already.
    part.removeAttribute('id');
    part.removeAttribute('data-opens');
    part.classList.remove('first');
    part.setAttribute('data-continued', '');
    if (part.matches(JOINED)) part.setAttribute('lang', CONTINUED);
    if (part.tagName === 'OL') {
      const itemIsSplit = depth + 1 < split.length ? 1 : 0;
      const first = Number(head.getAttribute('start') ?? 1);
      part.setAttribute('start', String(first + head.querySelectorAll(':scope > li').length - itemIsSplit));
    }
    part = part.firstElementChild;
  }
  const first = document.createTreeWalker(tail, NodeFilter.SHOW_TEXT).nextNode();
  if (first instanceof Text && !tail.matches('pre')) first.data = first.data.replace(/^\s+/u, '');
}

/** A soft hyphen at the very end of a text node is not drawn, so the hyphen of a cut word is written out. */
function closeHead(head: HTMLElement, limit: number): void {
  const walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
  let last: Text | undefined;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if ((node as Text).length > 0) last = node as Text;
  if (!last?.data.endsWith('\u00AD')) return;
  last.data = `${last.data.slice(0, -1)}-`;
  // The line was full: without help it would go over to the next column alone.
  if (beyond(head.getClientRects(), limit)) hangHyphen(last, last.length - 1);
}
