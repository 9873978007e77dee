/** A text area on a page: columns on the grid, floats at its head and foot, notes at the foot of their column. */
import { fillColumn, type Filled } from './column.ts';
import { instructionNumber, linesFor, type Scale } from './dom.ts';
import { calls, type Float, type Item } from './flow.ts';

/** Fewest lines of text worth setting beside or below a float. */
const FEWEST_LINES = 6;
const MOST_TRIES = 14;

export interface PlacedFloat {
  readonly float: Float;
  readonly element: HTMLElement;
  /** Lines from the top of the area that it takes, the gap included. */
  readonly rows: number;
  /** Columns that it pushes away: from, to (exclusive). */
  readonly from: number;
  readonly to: number;
}

export interface AreaResult {
  readonly rest: readonly Item[];
  /** Floats whose anchor stands here but for which there was no room: first thing on the next page. */
  readonly deferred: readonly Float[];
  /** Whole-page pictures anchored here: pages of their own after this one. */
  readonly pages: readonly Float[];
  readonly oversize: readonly (Item | Float)[];
  readonly usedLines: number;
}

interface Column {
  readonly element: HTMLElement;
  readonly from: number;
  readonly lines: number;
  filled: Filled;
  noteRows: number;
}

export class Area {
  readonly columns: number;
  readonly lines: number;
  readonly #element: HTMLElement;
  readonly #margin: HTMLElement | undefined;
  readonly #scale: Scale;
  readonly #notes: ReadonlyMap<string, HTMLElement>;
  #placed: PlacedFloat[] = [];
  #margins: { float: Float; element: HTMLElement; foot: boolean }[] = [];

  constructor(
    element: HTMLElement,
    margin: HTMLElement | undefined,
    notes: ReadonlyMap<string, HTMLElement>,
    scale: Scale,
  ) {
    this.#element = element;
    this.#margin = margin;
    this.#notes = notes;
    this.#scale = scale;
    this.columns = Number(element.dataset['columns'] ?? 1);
    this.lines = Math.round(element.getBoundingClientRect().height / scale.line);
  }

  /** Sets as much of `queue` as the area holds, with the floats that came over from the page before. */
  fill(queue: readonly Item[], waiting: readonly Float[]): AreaResult {
    const deferred: Float[] = [];
    const pages: Float[] = [];
    const oversize: (Item | Float)[] = [];
    for (const float of waiting) {
      if (float.place === 'page' || float.place === 'spread') pages.push(float);
      else if (!this.#place(float, 0, queue.length > 0)) deferred.push(float);
    }
    const emptyPage = this.#placed.length === 0 && this.#margins.length === 0 && pages.length === 0;
    if (emptyPage && deferred.length > 0) {
      // A float that does not fit on an empty page fits nowhere: cut it to the page and say so.
      const float = deferred.shift()!;
      oversize.push(float);
      this.#place({ ...float, lines: Math.max(4, this.lines - 8) }, 0, false, true);
    }
    const decided = new Set<Float>([...waiting]);
    let columns = this.#set(queue, this.lines);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const fresh = this.#anchored(columns).find(({ float }) => !decided.has(float));
      if (!fresh) break;
      decided.add(fresh.float);
      if (fresh.float.place === 'page' || fresh.float.place === 'spread') {
        pages.push(fresh.float);
        continue;
      }
      // Floats keep their order: one that waits makes those of its kind behind it wait too.
      const queueJump = deferred.some((other) => other.place === fresh.float.place);
      if (queueJump || !this.#place(fresh.float, fresh.column, true)) {
        deferred.push(fresh.float);
        continue;
      }
      columns = this.#set(queue, this.lines);
      if (!this.#anchored(columns).some(({ float }) => float === fresh.float)) {
        // Placing it pushed its anchor to the next page: it waits there instead.
        this.#unplace(fresh.float);
        deferred.push(fresh.float);
        decided.delete(fresh.float);
        decided.add(fresh.float);
        columns = this.#set(queue, this.lines);
      }
    }
    let rest = this.#rest(columns, queue);
    if (rest.length === 0 && queue.length > 0) {
      columns = this.#balance(queue, columns);
      rest = this.#rest(columns, queue);
    }
    // Whatever the last setting pushed off this page must not be taken along with it.
    const anchoredHere = new Set(this.#anchored(columns).map(({ float }) => float));
    const waitingSet = new Set(waiting);
    const belongsHere = (float: Float): boolean => waitingSet.has(float) || anchoredHere.has(float);
    for (const column of columns) if (column.filled.oversize) oversize.push(column.filled.oversize);
    this.#finishMargin(columns);
    for (const { element } of this.#placed) this.#element.append(element);
    return {
      rest,
      deferred: deferred.filter(belongsHere),
      pages: pages.filter(belongsHere),
      oversize,
      usedLines: this.#usedLines(columns),
    };
  }

  #columnWidth(): string {
    return `calc((100% - ${this.columns - 1} * var(--gutter)) / ${this.columns})`;
  }

  #columnLeft(column: number): string {
    return `calc(${column} * (${this.#columnWidth()} + var(--gutter)))`;
  }

  #headOf(column: number): number {
    return this.#placed
      .filter(({ float, from, to }) => float.place === 'top' && from <= column && column < to)
      .reduce((rows, placed) => rows + placed.rows, 0);
  }

  #footOf(column: number): number {
    return this.#placed
      .filter(({ float, from, to }) => float.place === 'bottom' && from <= column && column < to)
      .reduce((rows, placed) => rows + placed.rows, 0);
  }

  /** Gives a float its box; false where there is no room for it on this page. */
  #place(float: Float, anchorColumn: number, textFollows: boolean, force = false, original = float): boolean {
    if (float.place === 'margin' && this.#margin) return this.#placeInMargin(float);
    const span = Math.min(float.span, this.columns);
    const place = float.place === 'margin' ? 'bottom' : float.place;
    const alone = span === 1 && this.columns > 1;
    let from = float.at === 'last' || float.at === 'foot' ? this.columns - span : 0;
    if (float.at === 'anchor' && alone) from = anchorColumn;
    const element = float.element.cloneNode(true) as HTMLElement;
    element.classList.add('float', `float-${place}`);
    element.style.left = this.#columnLeft(from);
    element.style.width = `calc(${span} * (${this.#columnWidth()} + var(--gutter)) - var(--gutter))`;
    this.#element.append(element);
    const shaped = this.#shape(element, float);
    const height = element.getBoundingClientRect().height;
    element.remove();
    const rows = linesFor(height, this.#scale) + (textFollows || place === 'top' ? float.gap : 0);

    const fits = (column: number): boolean => {
      // A float over several columns sets the line that the text of the whole page hangs from.
      const [a, b] = place === 'top' && !alone ? [0, this.columns] : [column, column + span];
      for (let at = a; at < b; at++) {
        const left = this.lines - this.#headOf(at) - this.#footOf(at) - rows;
        if (left < 0 || (textFollows && !alone && left < FEWEST_LINES)) return false;
      }
      return true;
    };
    if (place === 'top' && !alone && !force && this.#placed.some((other) => other.float.place === 'top')) {
      // One picture at the head is enough; unless its author wants it there, the next stands at the foot.
      const movable =
        element.matches('figure:not(.top)') && !this.#placed.some((other) => other.float.place === 'bottom');
      return movable && this.#place({ ...float, place: 'bottom' }, anchorColumn, textFollows, false, float);
    }
    while (!force && !fits(from)) {
      // A narrow box at the foot may move one column in; a wide one has nowhere to go.
      if (!alone || from === 0 || float.at === 'anchor') return false;
      from--;
    }
    element.style.left = this.#columnLeft(from);
    const wholePage = place === 'top' && !alone;
    const head = Math.max(...Array.from({ length: span }, (_, at) => this.#headOf(from + at)));
    const foot = Math.max(...Array.from({ length: span }, (_, at) => this.#footOf(from + at)));
    if (place === 'top') element.style.top = `calc(${head} * var(--line))`;
    else element.style.bottom = `calc(${foot} * var(--line))`;
    if (shaped) element.style.setProperty('--lines', String(shaped));
    this.#placed.push({
      float: { ...float, place },
      element,
      rows: force ? Math.min(rows, this.lines) : rows,
      from: wholePage ? 0 : from,
      to: wholePage ? this.columns : from + span,
    });
    this.#original.set(element, original);
    return true;
  }

  readonly #original = new Map<HTMLElement, Float>();

  #unplace(float: Float): void {
    this.#placed = this.#placed.filter(({ element }) => this.#original.get(element) !== float);
    this.#margins = this.#margins.filter((margin) => {
      if (margin.float === float) margin.element.remove();
      return margin.float !== float;
    });
  }

  /** Gives the picture of a figure a height of whole lines, from its own shape unless the styles say otherwise. */
  #shape(element: HTMLElement, float: Float): number {
    const image = element.matches('figure') ? element.querySelector(':scope > img') : undefined;
    if (!(image instanceof HTMLImageElement)) return 0;
    const shape = Number(image.getAttribute('height')) / Number(image.getAttribute('width')) || 2 / 3;
    const natural = (image.getBoundingClientRect().width * shape) / this.#scale.line;
    const most = instructionNumber(element, '--most-lines', this.lines - FEWEST_LINES - 6);
    const lines = float.lines || Math.max(4, Math.min(Math.round(natural + 0.5), most));
    element.style.setProperty('--lines', String(lines));
    return lines;
  }

  #placeInMargin(float: Float): boolean {
    const element = float.element.cloneNode(true) as HTMLElement;
    element.classList.add('float', 'float-margin');
    this.#margin!.append(element);
    this.#shape(element, float);
    const foot = float.at === 'foot' || float.at === 'last';
    const taken = this.#margins.reduce((rows, other) => rows + this.#rows(other.element) + 1, 0);
    const room = Math.round(this.#margin!.getBoundingClientRect().height / this.#scale.line);
    if (taken + this.#rows(element) > room && this.#margins.length > 0) {
      element.remove();
      return false;
    }
    this.#margins.push({ float, element, foot });
    return true;
  }

  #rows(element: HTMLElement): number {
    return linesFor(element.getBoundingClientRect().height, this.#scale);
  }

  /** Margin notes stand at the line of their anchor, or below the note before; boxes stand at the foot. */
  #finishMargin(columns: readonly Column[]): void {
    if (!this.#margin) return;
    const room = Math.round(this.#margin.getBoundingClientRect().height / this.#scale.line);
    const top = this.#margin.getBoundingClientRect().top;
    let foot = room;
    for (const { element } of this.#margins.filter((margin) => margin.foot).reverse()) {
      const rows = this.#rows(element);
      foot -= rows;
      element.style.top = `calc(${foot} * var(--line))`;
      foot -= 2;
    }
    let free = 0;
    for (const { float, element } of this.#margins.filter((margin) => !margin.foot)) {
      const anchor = columns
        .flatMap((column) => column.filled.placed)
        .find(({ item }) => item.floats.includes(float))?.element;
      const wanted = anchor ? Math.round((anchor.getBoundingClientRect().top - top) / this.#scale.line) : 0;
      const rows = this.#rows(element);
      const at = Math.min(Math.max(wanted, free), Math.max(free, foot - rows));
      element.style.top = `calc(${at} * var(--line))`;
      free = at + rows + 1;
    }
  }

  #anchored(columns: readonly Column[]): { float: Float; column: number }[] {
    return columns.flatMap((column, index) =>
      column.filled.placed.flatMap(({ item }) => item.floats.map((float) => ({ float, column: index }))),
    );
  }

  #rest(columns: readonly Column[], queue: readonly Item[]): readonly Item[] {
    return columns.length > 0 ? columns[columns.length - 1]!.filled.rest : queue;
  }

  /** Sets the text into all columns, none taller than `most` lines. */
  #set(queue: readonly Item[], most: number): Column[] {
    for (const old of this.#element.querySelectorAll(':scope > .column, :scope > .column-notes'))
      old.remove();
    const columns: Column[] = [];
    let rest = queue;
    for (let index = 0; index < this.columns; index++) {
      const from = this.#headOf(index);
      const room = this.lines - from - this.#footOf(index);
      if (room < 2) continue;
      const column = this.#setColumn(index, from, room, Math.min(most, room), rest);
      columns.push(column);
      rest = column.filled.rest;
    }
    return columns;
  }

  #setColumn(index: number, from: number, room: number, most: number, queue: readonly Item[]): Column {
    let noteRows = 0;
    for (let tries = 0; ; tries++) {
      const element = document.createElement('div');
      element.className = 'column';
      const lines = Math.max(0, Math.min(most, room - noteRows));
      element.style.left = this.#columnLeft(index);
      element.style.width = this.#columnWidth();
      element.style.top = `calc(${from} * var(--line))`;
      element.style.height = `calc(${lines} * var(--line))`;
      this.#element.append(element);
      const filled = fillColumn(
        element,
        queue,
        this.#scale,
        lines >= this.lines - noteRows,
        index === this.columns - 1,
      );
      const called = filled.placed.flatMap((placed) => calls(placed.element));
      const notes = this.#setNotes(index, from + room, called);
      const needed = notes ? linesFor(notes.getBoundingClientRect().height, this.#scale) + 1 : 0;
      if (needed <= noteRows || tries >= 5) return { element, from, lines, filled, noteRows };
      noteRows = needed;
      notes?.remove();
      element.remove();
    }
  }

  /** Footnotes stand at the foot of the column that calls them, above a short rule. */
  #setNotes(index: number, foot: number, called: readonly string[]): HTMLElement | undefined {
    const notes = called.flatMap((id) => this.#notes.get(id) ?? []);
    if (notes.length === 0) return undefined;
    const element = document.createElement('div');
    element.className = 'column-notes';
    element.style.left = this.#columnLeft(index);
    element.style.width = this.#columnWidth();
    element.style.bottom = `calc(${this.lines - foot} * var(--line))`;
    for (const note of notes) element.append(note.cloneNode(true));
    this.#element.append(element);
    return element;
  }

  /** The last page of a text: the lowest height at which everything still fits, so that its columns end level. */
  #balance(queue: readonly Item[], full: Column[]): Column[] {
    if (this.columns === 1) return full;
    let low = 1;
    let high = this.lines;
    while (low < high) {
      const middle = (low + high) >> 1;
      const columns = this.#set(queue, middle);
      if (this.#rest(columns, queue).length === 0) high = middle;
      else low = middle + 1;
    }
    return this.#set(queue, high);
  }

  #usedLines(columns: readonly Column[]): number {
    const top = this.#element.getBoundingClientRect().top;
    let used = 0;
    for (const column of columns) {
      const last = column.filled.placed[column.filled.placed.length - 1];
      if (last) used = Math.max(used, (last.element.getBoundingClientRect().bottom - top) / this.#scale.line);
    }
    for (const { float, rows } of this.#placed)
      used = Math.max(used, float.place === 'top' ? rows : this.lines);
    return Math.round(used);
  }
}
