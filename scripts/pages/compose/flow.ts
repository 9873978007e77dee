/** A flow: the blocks of a text in order, with the floats and notes that were lifted out of it waiting at their anchors. */
import { instruction, instructionNumber, sourceLine } from './dom.ts';

export type Place = 'top' | 'bottom' | 'margin' | 'page' | 'spread';

/** Something that leaves the text: a picture, a pull quote, a box. */
export interface Float {
  readonly element: HTMLElement;
  readonly place: Place;
  /** How many columns it covers; Infinity: all of them. */
  readonly span: number;
  /** Which column a narrow float prefers. */
  readonly at: 'first' | 'last' | 'anchor' | 'foot';
  /** Height of its picture in lines, or 0: as the picture's own shape asks. */
  readonly lines: number;
  /** White lines between it and the text. */
  readonly gap: number;
  /** Whether text stands beside it, and others like it above and below. */
  readonly shares: boolean;
  readonly sourceLine: number | undefined;
}

/** A block of running text, or what is left of one. Elements here are never changed, only cloned. */
export interface Item {
  readonly element: HTMLElement;
  readonly floats: readonly Float[];
  /** A block that never splits: a picture in the column, a box, a table. */
  readonly whole: boolean;
  /** A head or question: never the last thing in a column. */
  readonly keepWithNext: boolean;
  /** Its lines break otherwise than they did in the text as a whole: what was found out about those holds no longer. */
  readonly reflows?: boolean;
  /** What is left of a table or a box that was too tall for its column: it may be divided again anywhere. */
  readonly divided?: boolean;
}

export interface Flow {
  readonly items: readonly Item[];
  /** Footnotes by their id. */
  readonly notes: ReadonlyMap<string, HTMLElement>;
}

const PLACES: readonly string[] = ['top', 'bottom', 'margin', 'page', 'spread'];

function readFloat(element: HTMLElement, hasMargin: boolean): Float | undefined {
  const place = instruction(element, '--place');
  if (!PLACES.includes(place)) return undefined;
  // Without a margin a picture meant for it is small enough for its column; a box goes to the foot.
  if (place === 'margin' && !hasMargin && element.tagName === 'FIGURE') return undefined;
  const span = instruction(element, '--span');
  const at = instruction(element, '--at');
  return {
    element,
    place: place as Place,
    span: span === 'all' ? Number.POSITIVE_INFINITY : Math.max(1, Number.parseInt(span, 10) || 1),
    at: at === 'first' || at === 'last' || at === 'foot' ? at : 'anchor',
    lines: instructionNumber(element, '--lines', 0),
    gap: instructionNumber(element, '--gap', 2),
    shares: instruction(element, '--beside') === 'text',
    sourceLine: sourceLine(element),
  };
}

/**
 * Reads the children of a flow element. The element must be in the document, since styles decide (by the custom
 * property `--place`) what floats; afterwards it is emptied.
 * @param hasMargin whether the pages have a margin area
 */
export function readFlow(source: HTMLElement, hasMargin: boolean): Flow {
  const notes = new Map<string, HTMLElement>();
  const items: Item[] = [];
  let waiting: Float[] = [];
  for (const element of [...source.children] as HTMLElement[]) {
    if (element.matches('section.notes')) {
      for (const note of element.querySelectorAll<HTMLElement>('.note')) notes.set(note.id, note);
      continue;
    }
    const float = readFloat(element, hasMargin);
    if (float) {
      waiting.push(float);
      continue;
    }
    const style = getComputedStyle(element);
    items.push({
      element,
      floats: waiting,
      whole: style.breakInside === 'avoid' || element.tagName === 'FIGURE' || element.tagName === 'TABLE',
      keepWithNext: style.breakAfter === 'avoid',
      // What stands before a paragraph decides on its indent; at the head of a column nothing does.
      reflows:
        element.tagName === 'P' && items.length > 0 && items[items.length - 1]!.element.tagName !== 'P',
    });
    waiting = [];
  }
  if (waiting.length > 0) {
    const last = items.pop();
    if (last) items.push({ ...last, floats: [...last.floats, ...waiting] });
    else
      items.push({
        element: document.createElement('div'),
        floats: waiting,
        whole: true,
        keepWithNext: false,
      });
  }
  items[0]?.element.setAttribute('data-opens', '');
  for (const item of items) item.element.remove();
  source.remove();
  return { items, notes };
}

/** Floats of one kind keep their order: pictures and tables, quotes, boxes. */
export const kindOf = ({ element }: Float): 'picture' | 'quote' | 'box' =>
  element.matches('figure, table') ? 'picture' : element.matches('.quote') ? 'quote' : 'box';

/** Ids of the notes called in an element, in order. */
export const calls = (element: Element): string[] =>
  [...element.querySelectorAll('.note-call a')].map((call) => call.getAttribute('href')?.slice(1) ?? '');
