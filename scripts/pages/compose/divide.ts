/**
 * What is taller than its column goes on in the next: a table between two rows, its heads repeated, a box between two
 * blocks. Rows and blocks are never divided themselves.
 */
import type { Scale } from './dom.ts';
import { overWidth } from './wide-table.ts';

export interface Parts {
  readonly head: HTMLElement;
  readonly tail: HTMLElement;
}

/** From so many rows or blocks on, two at least stand on either side of a break. */
const MANY = 4;
const LEAST_OF_MANY = 2;

export const isDivisible = (element: Element): boolean =>
  element.tagName === 'TABLE' || element.matches('aside.fact');

/** What may stand on either side of a break. */
function unitsOf(element: Element): Element[] {
  if (element.tagName === 'TABLE')
    return [...element.querySelectorAll('tr')].filter((row) => !row.closest('thead'));
  return [...element.children].flatMap((child) => {
    if (child.matches('.box-title')) return [];
    return child.matches('ul, ol') ? [...child.children] : [child];
  });
}

/** A head, or a label alone in its paragraph: what it heads must follow it. */
const isHead = (unit: Element | undefined): boolean =>
  unit !== undefined &&
  (unit.matches('h2, h3, h4') ||
    (unit.matches('p') && unit.textContent === unit.querySelector(':scope > strong')?.textContent));

/** The first `count` units of an element: its caption or title is theirs. */
function headOf(element: HTMLElement, count: number): HTMLElement {
  const head = element.cloneNode(true) as HTMLElement;
  dropUnits(head, unitsOf(head).slice(count));
  head.dataset['divided'] = '';
  return head;
}

/**
 * The other units. A table's heads are repeated for the eye: they are hidden from the tags, where the rows join those
 * before them in one table again (see fragment.ts).
 */
function tailOf(element: HTMLElement, count: number): HTMLElement {
  const tail = element.cloneNode(true) as HTMLElement;
  const gone = unitsOf(tail).slice(0, count);
  for (const list of tail.querySelectorAll(':scope > ol')) {
    const before = [...list.children].filter((item) => gone.includes(item)).length;
    if (before > 0) list.setAttribute('start', String(Number(list.getAttribute('start') ?? 1) + before));
  }
  dropUnits(tail, gone);
  for (const only of tail.querySelectorAll(':scope > :is(caption, .box-title)')) only.remove();
  tail.removeAttribute('id');
  tail.dataset['divided'] = '';
  tail.dataset['continued'] = '';
  const heads = tail.querySelector('thead');
  if (tail.tagName === 'TABLE') tail.setAttribute('lang', 'x-cont');
  heads?.setAttribute('aria-hidden', 'true');
  for (const call of heads?.querySelectorAll('.note-call') ?? []) call.remove();
  for (const named of heads?.querySelectorAll('[id]') ?? []) named.removeAttribute('id');
  return tail;
}

function dropUnits(element: Element, units: readonly Element[]): void {
  for (const unit of units) unit.remove();
  for (const group of element.querySelectorAll(':scope > :is(ul, ol, tbody)'))
    if (group.childElementCount === 0) group.remove();
}

/**
 * Divides an element so that its first part is as long as `fits` allows; undefined where there is no such place.
 * @param anyhow whether a single row may stand alone rather than nothing be divided: there is no taller column
 */
export function divide(
  element: HTMLElement,
  fits: (part: HTMLElement) => boolean,
  anyhow: boolean,
): Parts | undefined {
  const units = unitsOf(element);
  const least = units.length < MANY ? 1 : LEAST_OF_MANY;
  let low = 0;
  let high = units.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(headOf(element, middle))) low = middle;
    else high = middle - 1;
  }
  let count = Math.min(low, units.length - least);
  while (isHead(units[count - 1])) count--;
  if (count < least && !(anyhow && count > 0)) return undefined;
  return { head: headOf(element, count), tail: tailOf(element, count) };
}

/**
 * A table's columns stay as wide as they are, in every part of it.
 * @param table to be divided
 * @param shown the same, laid out
 */
export function keepWidths(table: HTMLElement, shown: HTMLElement, scale: Scale): void {
  if (table.tagName !== 'TABLE' || table.querySelector('colgroup')) return;
  // One that is too wide must show it.
  if (overWidth(shown, scale) > 0) return;
  const cells = [...(shown.querySelector('tr')?.children ?? [])];
  const widths = cells.map((cell) => cell.getBoundingClientRect().width);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const group = document.createElement('colgroup');
  for (const width of widths) {
    const column = document.createElement('col');
    column.style.width = `${((100 * width) / whole).toFixed(4)}%`;
    group.append(column);
  }
  const caption = table.querySelector(':scope > caption');
  if (caption) caption.after(group);
  else table.prepend(group);
}
