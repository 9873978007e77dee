/** Fills one column box with text: the browser does the breaking (widows, orphans, kept lines), we cut at its break. */
import type { Scale } from './dom.ts';
import type { Item } from './flow.ts';
import { cutTail } from './fragment.ts';

export interface Filled {
  /** Clones that now stand in the column, with the item each came from. */
  readonly placed: readonly { readonly item: Item; readonly element: HTMLElement }[];
  readonly rest: readonly Item[];
  /** An item that no column can hold, set all the same and cut off by the box. */
  readonly oversize: Item | undefined;
}

const lastBeyond = (element: Element, limit: number): boolean => {
  const rects = element.getClientRects();
  const last = rects[rects.length - 1];
  return last !== undefined && last.left >= limit;
};

const firstBeyond = (element: Element, limit: number): boolean => {
  const first = element.getClientRects()[0];
  return first !== undefined && first.left >= limit;
};

/** Characters that surely overflow a box, so that only as much of the text is laid out as one column can need. */
const capacity = (box: DOMRect, scale: Scale): number =>
  Math.ceil((box.height / scale.line) * (box.width / scale.line) * 3.2) + 200;

/**
 * Puts as much of `queue` as fits into `column`, an empty box of fixed height.
 * @param full whether the box has the height of a whole column, so that what does not fit here fits nowhere
 * @param turnsPage whether it is the last column of its page
 */
export function fillColumn(
  column: HTMLElement,
  queue: readonly Item[],
  scale: Scale,
  full: boolean,
  turnsPage: boolean,
): Filled {
  const box = column.getBoundingClientRect();
  if (box.height < scale.line * 0.9 || queue.length === 0)
    return { placed: [], rest: queue, oversize: undefined };
  const limit = box.left + box.width + scale.line / 4;
  const placed: { item: Item; element: HTMLElement }[] = [];
  const enough = capacity(box, scale);
  let next = 0;
  let out = -1;
  while (out < 0 && next < queue.length) {
    const from = next;
    for (let characters = 0; next < queue.length && characters < enough; next++) {
      const item = queue[next]!;
      const element = item.element.cloneNode(true) as HTMLElement;
      column.append(element);
      placed.push({ item, element });
      characters += (element.textContent?.length ?? 0) + 40;
    }
    for (let index = from; index < placed.length && out < 0; index++) {
      if (lastBeyond(placed[index]!.element, limit)) out = index;
    }
  }
  if (out < 0) return { placed, rest: [], oversize: undefined };

  const rest: Item[] = queue.slice(out + 1);
  for (const { element } of placed.splice(out + 1)) element.remove();
  const straddling = placed[out]!;
  let oversize: Item | undefined;
  const startsBeyond = firstBeyond(straddling.element, limit);
  if (startsBeyond || straddling.item.whole) {
    if (out === 0 && full) {
      // Nothing else is in this column and it is as tall as columns get: set it, cut off, and say so.
      straddling.element.classList.add('clamped');
      oversize = straddling.item;
    } else {
      placed.pop();
      straddling.element.remove();
      rest.unshift(straddling.item);
    }
  } else {
    const tail = cutTail(straddling.element, limit, turnsPage);
    if (tail) {
      rest.unshift({ element: tail, floats: [], whole: false, keepWithNext: straddling.item.keepWithNext });
    }
  }
  // The browser's break-after: avoid gives up in short boxes; a head must not end a column.
  while (placed.length > (full ? 1 : 0) && rest.length > 0 && placed[placed.length - 1]!.item.keepWithNext) {
    const head = placed.pop()!;
    head.element.remove();
    rest.unshift(head.item);
  }
  return { placed, rest, oversize };
}
