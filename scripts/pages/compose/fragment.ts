/** Cuts a block where a column ends: the browser has broken it into two fragments, we make two elements of them. */

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
function breakPoint(block: Element, limit: number): { node: Node; offset: number } | undefined {
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

/** Where the word begins that a soft hyphen before `offset` has divided; `offset` itself where none has. */
function wordStart(text: Text, offset: number): number {
  if (text.data[offset - 1] !== '\u00AD') return offset;
  const space = Math.max(
    ...[' ', '\n', '\u00A0', '–'].map((mark) => text.data.lastIndexOf(mark, offset - 1)),
  );
  return space < 0 ? offset : space + 1;
}

/**
 * Takes what is set beyond `limit` out of `block` and returns it as a sibling of the same kind, or undefined where
 * nothing is beyond. With `wholeWord` a hyphenated word goes over whole, as it should where the page is turned. The tail is marked `data-continued`; ids stay with the head, since an id may stand only once.
 */
export function cutTail(block: HTMLElement, limit: number, wholeWord: boolean): HTMLElement | undefined {
  const point = breakPoint(block, limit);
  if (!point) return undefined;
  if (wholeWord && point.node instanceof Text) point.offset = wordStart(point.node, point.offset);
  const range = document.createRange();
  range.setStart(point.node, point.offset);
  range.setEnd(block, block.childNodes.length);
  const rest = range.extractContents();
  const tail = block.cloneNode(false) as HTMLElement;
  tail.append(rest);
  markContinued(tail);
  closeHead(block);
  return tail;
}

function markContinued(tail: HTMLElement): void {
  tail.removeAttribute('id');
  tail.setAttribute('data-continued', '');
  tail.classList.remove('first');
  // The elements on the way down to the cut were split too: their ids stand in the head already.
  for (
    let child = tail.firstElementChild;
    child && child === tail.firstChild;
    child = child.firstElementChild
  ) {
    child.removeAttribute('id');
    if (child.tagName === 'LI') child.setAttribute('data-continued', '');
  }
  const first = document.createTreeWalker(tail, NodeFilter.SHOW_TEXT).nextNode();
  if (first instanceof Text) first.data = first.data.replace(/^\s+/u, '');
  // The tag tree of the PDF gets one paragraph again: a language that no text has marks what is to be joined.
  if (tail.tagName === 'P') tail.lang = 'x-cont';
}

/** A soft hyphen at the very end of a text node is not drawn, so the hyphen of a cut word is written out. */
function closeHead(head: HTMLElement): void {
  const walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
  let last: Text | undefined;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if ((node as Text).length > 0) last = node as Text;
  if (last?.data.endsWith('\u00AD')) last.data = `${last.data.slice(0, -1)}-`;
}
