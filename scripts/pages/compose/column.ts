/** Fills one column box with text: the browser does the breaking (widows, orphans, kept lines), we cut at its break. */
import { divide, isDivisible, keepWidths } from './divide.ts';
import { instructionNumber, type Scale, within } from './dom.ts';
import type { Item } from './flow.ts';
import { cutTail } from './fragment.ts';
import { thinOut } from './hyphens.ts';

export interface Filled {
  /** Clones that now stand in the column, with the item each came from. */
  readonly placed: readonly { readonly item: Item; readonly element: HTMLElement }[];
  readonly rest: readonly Item[];
  /** An item that no column can hold, set all the same and cut off by the box. */
  readonly oversize: Item | undefined;
  /** The browser could not keep two lines together at the column's head or foot; a line less may help. */
  readonly strained: boolean;
}

/** Lines that must follow a head, and that a split paragraph leaves on either side. */
const KEPT_LINES = 2;
/** Depth of the initial that a paragraph opens with, as the theme has it. */
export const initialLines = (element: Element): number =>
  instructionNumber(element, '--initial-lines', KEPT_LINES);

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

const heightInLines = (element: Element, scale: Scale): number =>
  element.getBoundingClientRect().height / scale.line;

/**
 * A paragraph or item of which one line stands alone: the parts' heights tell, since all its lines are as high as the
 * grid's. In one of three lines the browser gives up (it would have to take all of it over).
 */
const splitBadly = (block: Element, limit: number, scale: Scale): boolean =>
  within(block, 'p, li, pre').some((element) => {
    const [head, tail] = element.getClientRects();
    if (!head || !tail || head.left >= limit || tail.left < limit) return false;
    const least = element.matches('.first') ? initialLines(element) : KEPT_LINES;
    return head.height < scale.line * (least - 0.5) || tail.height < scale.line * (KEPT_LINES - 0.5);
  });

/** Tables know no heights of whole lines; the text after one comes back to the grid by a deeper margin. */
function snapToGrid(elements: readonly HTMLElement[], scale: Scale): void {
  const short = elements.flatMap((element) => {
    const lines = heightInLines(element, scale);
    const missing = Math.ceil(lines - 0.02) - lines;
    return missing > 0.02 ? [{ element, missing, margin: getComputedStyle(element).marginBottom }] : [];
  });
  for (const { element, missing, margin } of short)
    element.style.marginBottom = `calc(${margin} + ${missing} * var(--line))`;
}

export interface ColumnSetting {
  readonly scale: Scale;
  /** Whether the box has the height of a whole column, so that what does not fit here fits nowhere. */
  readonly full: boolean;
  /** Lines of the tallest column that may come: what is taller must be divided. */
  readonly tallest: number;
  /** Whether it is the last column of its page. */
  readonly turnsPage: boolean;
}

/** Puts as much of `queue` as fits into `column`, an empty box of fixed height. */
export function fillColumn(column: HTMLElement, queue: readonly Item[], setting: ColumnSetting): Filled {
  const plain = fillInOrder(column, queue, setting);
  const [picture, ...after] = plain.rest;
  // A picture that leaves a hole below the text stands at the head of the next column, and the text runs on before it.
  if (picture?.element.tagName !== 'FIGURE' || after.length === 0 || plain.oversize) return plain;
  const spare = [...column.childNodes];
  column.replaceChildren();
  const before = plain.placed.length;
  const moved = fillColumn(column, [...queue.slice(0, before), ...after], setting);
  const gained = moved.placed.slice(before);
  const keepsOrder = gained.every(({ item }) => item.element.tagName !== 'FIGURE');
  if (gained.length > 0 && keepsOrder && !moved.oversize && !moved.strained) {
    // What now follows the picture stands after it without an indent.
    const [next, ...others] = moved.rest;
    return { ...moved, rest: [picture, ...(next ? [{ ...next, reflows: true }] : []), ...others] };
  }
  column.replaceChildren(...spare);
  column.style.removeProperty('overflow');
  return plain;
}

/** Tables and boxes that no column holds whole may begin where they stand, below a head of theirs. */
function openTall(
  column: HTMLElement,
  placed: readonly { readonly item: Item; readonly element: HTMLElement }[],
  { scale, tallest }: ColumnSetting,
): void {
  const divisible = placed.filter(({ item, element }) => item.whole && isDivisible(element));
  if (divisible.length === 0) return;
  // For a moment without columns, so that their whole height is seen.
  column.style.columns = 'auto';
  const tall = divisible.filter(
    ({ item, element }) => item.divided === true || heightInLines(element, scale) > tallest + 0.02,
  );
  column.style.removeProperty('columns');
  for (const { element } of tall) element.style.breakInside = 'auto';
}

/**
 * A table or box that no column holds whole, in two: what fits below the text that stands here, and the rest.
 * @param anyhow whether it stands alone in a column as tall as they get
 */
function divided(
  { item, element }: { readonly item: Item; readonly element: HTMLElement },
  limit: number,
  anyhow: boolean,
  scale: Scale,
): { shown: HTMLElement; rest: Item } | undefined {
  if (!isDivisible(element) || !(anyhow || element.style.breakInside === 'auto')) return undefined;
  const whole = item.element.cloneNode(true) as HTMLElement;
  keepWidths(whole, element, scale);
  let shown = element;
  const fits = (part: HTMLElement): boolean => {
    shown.replaceWith(part);
    shown = part;
    return !lastBeyond(part, limit);
  };
  const parts = divide(whole, fits, anyhow);
  shown.replaceWith(parts?.head ?? element);
  return (
    parts && {
      shown: parts.head,
      rest: { element: parts.tail, floats: [], whole: true, keepWithNext: false, divided: true },
    }
  );
}

function fillInOrder(column: HTMLElement, queue: readonly Item[], setting: ColumnSetting): Filled {
  const { scale, full, turnsPage } = setting;
  const nothing = { placed: [], rest: queue, oversize: undefined, strained: false };
  if (queue.length === 0) return nothing;
  const box = column.getBoundingClientRect();
  if (box.height < scale.line * 0.9) return nothing;
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
    snapToGrid(
      placed.slice(from).flatMap(({ item, element }) => (item.whole ? [element] : [])),
      scale,
    );
    openTall(column, placed.slice(from), setting);
    for (const { item, element } of placed.slice(from)) if (item.reflows) thinOut([element], scale.line);
    for (let index = from; index < placed.length && out < 0; index++) {
      if (lastBeyond(placed[index]!.element, limit)) out = index;
    }
  }
  if (out < 0) return { ...nothing, placed, rest: [] };

  const rest: Item[] = queue.slice(out + 1);
  const straddling = placed[out]!;
  let oversize: Item | undefined;
  let strained = false;
  let split = false;
  const startsBeyond = firstBeyond(straddling.element, limit);
  if (startsBeyond || straddling.item.whole) {
    for (const { element } of placed.splice(out + 1)) element.remove();
    const parts = divided(straddling, limit, out === 0 && full, scale);
    if (parts) {
      split = true;
      straddling.element = parts.shown;
      rest.unshift(parts.rest);
    } else if (out === 0 && full) {
      // Nothing else is in this column and it is as tall as columns get: set it, cut off, and say so.
      straddling.element.classList.add('clamped');
      column.style.overflow = 'clip';
      oversize = straddling.item;
    } else {
      placed.pop();
      straddling.element.remove();
      rest.unshift(straddling.item);
    }
  } else {
    strained = splitBadly(straddling.element, limit, scale);
    const tail = cutTail(straddling.element, limit, turnsPage);
    for (const { element } of placed.splice(out + 1)) element.remove();
    if (tail) {
      split = true;
      const { keepWithNext } = straddling.item;
      rest.unshift({ element: tail, floats: [], whole: false, keepWithNext, reflows: turnsPage });
    }
  }
  // The browser's break-after: avoid gives up in short boxes; a head must not end a column, nor with one line after it.
  const least = full ? 1 : 0;
  const withdraw = (): void => {
    const last = placed.pop()!;
    last.element.remove();
    rest.unshift(last.item);
  };
  while (placed.length > least && rest.length > 0) {
    const last = placed[placed.length - 1]!;
    const before = placed[placed.length - 2];
    const stranded =
      !split &&
      !last.item.keepWithNext &&
      before?.item.keepWithNext === true &&
      placed.length - 2 >= least &&
      heightInLines(last.element, scale) < KEPT_LINES - 0.5;
    if (last.item.keepWithNext && !split) withdraw();
    else if (stranded) {
      withdraw();
      withdraw();
    } else break;
  }
  return { placed, rest, oversize, strained };
}
