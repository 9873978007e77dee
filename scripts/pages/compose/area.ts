/** A text area on a page: columns on the grid, floats at its head and foot, notes at the foot of their column. */
import { fillColumn, type Filled } from './column.ts';
import { divide, isDivisible, keepWidths, type Parts } from './divide.ts';
import { linesFor, type Scale } from './dom.ts';
import { calls, type Float, type Item, kindOf } from './flow.ts';
import { loosened } from './loosen.ts';
import { Margin } from './margin.ts';
import { noteBox, splitNotes } from './notes.ts';
import { shapePicture } from './picture.ts';
import { overWidth } from './wide-table.ts';

/** Fewest lines of text worth setting beside or below a float. */
const FEWEST_LINES = 6;
/** A column of fewer lines is left empty: no paragraph can be broken into it. */
const LOWEST_COLUMN = 2;
/** White lines between floats on a page without text. */
const STACK_GAP = 2;
/** How many lines lower than counted a table is begun below a text, whose columns may leave steps. */
const MOST_BELOW = 6;
/** White above notes that is worth dividing a note for. */
const WIDE_GAP = 4;

interface Placed {
  /** As it is set: its place may be another than the one it asked for. */
  readonly float: Float;
  readonly original: Float;
  readonly element: HTMLElement;
  /** Lines that it takes, the gap included. */
  readonly rows: number;
  /** Columns that it pushes away: from, to (exclusive). */
  readonly from: number;
  readonly to: number;
}

/** What is cut off, by how many lines at least. */
export interface Oversize {
  readonly element: HTMLElement;
  readonly over: number;
}

export interface AreaResult {
  readonly rest: readonly Item[];
  /** Floats whose anchor stands here but for which there was no room: first thing on the next page. */
  readonly deferred: readonly Float[];
  /** Notes, or the ends of notes, for which there was no room. */
  readonly carried: readonly HTMLElement[];
  /** Whole-page pictures anchored here: pages of their own after this one. */
  readonly pages: readonly Float[];
  readonly oversize: readonly Oversize[];
  readonly usedLines: number;
}

interface Column {
  readonly index: number;
  readonly element: HTMLElement;
  readonly notes: HTMLElement | undefined;
  readonly from: number;
  readonly room: number;
  readonly filled: Filled;
  /** Lines that its text takes. */
  readonly used: number;
  readonly carried: readonly HTMLElement[];
}

interface Attempt {
  readonly element: HTMLElement;
  readonly lines: number;
  readonly filled: Filled;
  readonly used: number;
  readonly notes: readonly HTMLElement[];
  /** Lines that the notes of its calls want, with the gap above them. */
  readonly needed: number;
}

const leavesThePage = ({ place }: Float): boolean => place === 'page' || place === 'spread';

export interface AreaSetting {
  readonly notes: ReadonlyMap<string, HTMLElement>;
  readonly scale: Scale;
  /** Lines of the tallest area that this page or a later one offers: what is taller fits nowhere. */
  readonly tallest: number;
}

export class Area {
  readonly columns: number;
  readonly lines: number;
  readonly #element: HTMLElement;
  readonly #margin: Margin | undefined;
  readonly #setting: AreaSetting;
  readonly #scale: Scale;
  #placed: Placed[] = [];
  /** Lines that floats take at the head and foot of each column. */
  #heads: number[] = [];
  #feet: number[] = [];
  #carried: readonly HTMLElement[] = [];
  /** Whether the article's text begins here, under its opener or with an initial: nothing may come in between. */
  #opens = false;
  /** Whether no text is left for this page. */
  #isBare = false;
  /** Columns as they were set, by place and limits: tries differ in few of them. */
  readonly #known = new Map<
    string,
    { queue: readonly Item[]; carried: readonly HTMLElement[]; column: Column }[]
  >();

  constructor(element: HTMLElement, margin: HTMLElement | undefined, setting: AreaSetting) {
    this.#element = element;
    this.#setting = setting;
    this.#scale = setting.scale;
    this.#margin = margin && new Margin(margin, setting.scale);
    this.columns = Number(element.dataset['columns'] ?? 1);
    this.lines = Math.round(element.getBoundingClientRect().height / setting.scale.line);
    this.#stack();
  }

  /** Sets as much of `queue` as the area holds, with the floats and notes that came over from the page before. */
  fill(queue: readonly Item[], waiting: readonly Float[], carried: readonly HTMLElement[]): AreaResult {
    this.#carried = carried;
    this.#opens = this.#isOpening(queue[0]);
    this.#isBare = queue.length === 0;
    const oversize: Oversize[] = [];
    const pages = waiting.filter(leavesThePage);
    const deferred: Float[] = [];
    const decided = new Set<Float>(waiting);
    const tails: Float[] = [];
    const overtakes = (float: Float): boolean => deferred.some((other) => kindOf(other) === kindOf(float));

    for (const float of waiting.filter((each) => !leavesThePage(each))) {
      if (overtakes(float) || !this.#place(float, 0, queue.length > 0)) deferred.push(float);
    }
    const isEmpty = this.#placed.length === 0 && !this.#margin?.isTaken;
    if (isEmpty && deferred.length > 0 && this.lines >= this.#setting.tallest) {
      // A float that does not fit on an empty page fits nowhere: divide it, or cut it to the page and say so.
      const float = deferred.shift()!;
      if (!this.#place(float, 0, false)) {
        const rest = this.#placeDivided(float);
        if (rest) tails.push(...rest);
        else oversize.push({ element: float.element, over: this.#placeCut(float) });
      }
      deferred.unshift(...tails);
    }

    let columns: readonly Column[] = this.#set(queue);
    for (;;) {
      const fresh = this.#anchored(columns).find(({ float }) => !decided.has(float));
      if (!fresh) break;
      decided.add(fresh.float);
      if (leavesThePage(fresh.float)) pages.push(fresh.float);
      else if (overtakes(fresh.float) || !this.#place(fresh.float, fresh.column, true))
        deferred.push(fresh.float);
      else {
        columns = this.#set(queue);
        if (!this.#keepsAnchors(columns, waiting)) {
          // Placing it pushed an anchor to the next page: it waits there instead.
          this.#unplace(fresh.float);
          deferred.push(fresh.float);
          columns = this.#set(queue);
        }
      }
    }

    if (this.#isDone(columns) && queue.length > 0) {
      const settled = this.#settleLast(queue, columns, waiting, deferred);
      ({ columns } = settled);
      tails.push(...settled.tails);
      columns = this.#balance(queue, columns);
    }
    // Whatever the last setting pushed off this page must not be taken along with it.
    const here = new Set([...waiting, ...tails, ...this.#anchored(columns).map(({ float }) => float)]);
    for (const { element, filled, room } of columns) {
      const cut = filled.oversize && element.querySelector(':scope > .clamped');
      if (!filled.oversize || !cut) continue;
      oversize.push({ element: filled.oversize.element, over: Math.max(1, this.#linesOf(cut) - room) });
    }
    oversize.push(...(this.#margin?.finish((float) => this.#anchorTop(columns, float)) ?? []));
    // In the document they follow each other as they are read.
    for (const { element, notes } of columns) this.#element.append(element, ...(notes ? [notes] : []));
    for (const { element } of this.#placed) this.#element.append(element);
    return {
      rest: this.#rest(columns, queue),
      deferred: deferred.filter((float) => here.has(float)),
      carried: this.#carriedOn(columns),
      pages: pages.filter((float) => here.has(float)),
      oversize,
      usedLines: this.#usedLines(columns),
    };
  }

  #isOpening(first: Item | undefined): boolean {
    if (!first?.element.hasAttribute('data-opens')) return false;
    const plate = this.#element.closest('.plate') ?? this.#element;
    const below = this.#element.getBoundingClientRect().top - plate.getBoundingClientRect().top;
    return first.element.matches('.first') || below > this.#scale.line;
  }

  #columnWidth(): string {
    return `calc((100% - ${this.columns - 1} * var(--gutter)) / ${this.columns})`;
  }

  #columnLeft(column: number): string {
    return `calc(${column} * (${this.#columnWidth()} + var(--gutter)))`;
  }

  #room(column: number): number {
    return this.lines - this.#heads[column]! - this.#feet[column]!;
  }

  /** Stacks the floats from the area's edges inwards, wide ones outermost, so that none stands over another. */
  #stack(): void {
    for (const place of ['top', 'bottom'] as const) {
      const taken = Array.from({ length: this.columns }, () => 0);
      const floats = this.#placed.filter(({ float }) => float.place === place);
      // At the foot the last one stands lowest, so that they read from top to bottom.
      if (place === 'bottom') floats.reverse();
      floats.sort((a, b) => b.to - b.from - (a.to - a.from));
      for (const { element, rows, from, to } of floats) {
        const offset = Math.max(...taken.slice(from, to));
        element.style[place] = `calc(${offset} * var(--line))`;
        taken.fill(offset + rows, from, to);
      }
      if (place === 'top') this.#heads = taken;
      else this.#feet = taken;
    }
  }

  /** Gives a float its box; false where there is no room for it on this page. */
  #place(float: Float, anchorColumn: number, textFollows: boolean): boolean {
    if (float.place === 'margin' && this.#margin) return this.#margin.place(float);
    const place = float.place === 'bottom' || float.place === 'margin' ? 'bottom' : 'top';
    if (this.#placeAt(float, place, anchorColumn, textFollows ? FEWEST_LINES : 0)) return true;
    // One picture at the head is enough, and none over the beginning of an article; unless its author wants it there, it
    // stands at the foot.
    const movable =
      place === 'top' &&
      !float.element.matches('.top') &&
      (this.#opens || (float.element.matches('figure') && this.#hasHead()));
    return (
      (movable || (float.shares && place === 'top')) &&
      (float.shares || !this.#hasFoot()) &&
      this.#placeAt(float, 'bottom', anchorColumn, textFollows ? FEWEST_LINES : 0)
    );
  }

  /** At the head of a page its author may set a picture above the article's beginning: there is no title to part from it. */
  #opensAtHead(): boolean {
    const plate = this.#element.closest('.plate') ?? this.#element;
    const below = this.#element.getBoundingClientRect().top - plate.getBoundingClientRect().top;
    return below < this.#scale.line;
  }

  #hasHead(): boolean {
    return this.#placed.some(({ float, from, to }) => float.place === 'top' && to - from === this.columns);
  }

  #hasFoot(): boolean {
    return this.#placed.some(({ float }) => float.place === 'bottom');
  }

  /** Tries the float at the head or foot; every column it touches must keep `least` lines, unless it stands in one alone. */
  #placeAt(float: Float, place: 'top' | 'bottom', anchorColumn: number, least: number): boolean {
    const span = this.#spanOf(float);
    const alone = this.columns > 1 && (span === 1 || float.shares);
    // A float over several columns sets the line that the text of the whole page hangs from.
    const wholePage = place === 'top' && !alone;
    const opens = this.#opens && !(this.#opensAtHead() && float.element.matches('figure.top'));
    if (wholePage && ((this.#hasHead() && !this.#isBare) || opens)) return false;
    const box = this.#makeBox(float, place, span, this.#isBare ? Math.min(float.gap, STACK_GAP) : float.gap);
    if (!box) return false;
    const prefers =
      float.at === 'last' || float.at === 'foot' ? this.columns - span : alone ? anchorColumn : 0;
    const first = float.at === 'first' ? 0 : prefers;
    // A narrow box at the foot may move one column in; a wide one has nowhere to go.
    const others =
      alone && float.at !== 'anchor' ? Array.from({ length: first }, (_, at) => first - 1 - at) : [];
    if (float.shares && span < this.columns)
      others.push(...Array.from({ length: this.columns - span }, (_, at) => first + 1 + at));
    for (const from of [first, ...others]) {
      if (place === 'top' && from === 0 && opens) continue;
      const placed: Placed = {
        float: { ...float, place },
        original: float,
        element: box.element,
        rows: box.rows,
        from: wholePage ? 0 : from,
        to: wholePage ? this.columns : from + span,
      };
      this.#placed.push(placed);
      this.#stack();
      const columns = Array.from({ length: placed.to - placed.from }, (_, at) => placed.from + at);
      // What fills its column has no text below it that white must part it from.
      const fits = columns.every((column) => this.#room(column) >= (alone ? -float.gap : least));
      if (fits && this.#clearMargin()) {
        box.element.style.left = this.#columnLeft(from);
        return true;
      }
      this.#placed.pop();
      this.#stack();
    }
    return false;
  }

  readonly #spans = new Map<HTMLElement, number>();

  /** Columns that a float covers: a table takes one more where its words need it. */
  #spanOf(float: Float): number {
    const asked = Math.min(float.span, this.columns);
    if (float.element.tagName !== 'TABLE') return asked;
    let span = this.#spans.get(float.element) ?? asked;
    if (!this.#spans.has(float.element)) {
      const isTooWide = (): boolean => {
        let over = 0;
        this.#makeBox(float, 'top', span, 0, (shown) => (over = overWidth(shown, this.#scale)));
        return over > 0;
      };
      while (span < this.columns && isTooWide()) span++;
      this.#spans.set(float.element, span);
    }
    return span;
  }

  /** A picture over the whole width of the page stands beside the margin too. */
  #clearMargin(): boolean {
    const lines = (place: 'top' | 'bottom'): number =>
      this.#placed
        .filter(({ float, element }) => float.place === place && element.matches('.full'))
        .reduce((sum, { rows }) => sum + rows, 0);
    return this.#margin?.giveWay(lines('top'), lines('bottom')) ?? true;
  }

  /** The float's element and the lines it needs; undefined where it would bleed over what stands beside the area. */
  #makeBox(
    float: Float,
    place: 'top' | 'bottom',
    span: number,
    gap = float.gap,
    look?: (element: HTMLElement) => void,
  ): { element: HTMLElement; rows: number; pictureLines: number } | undefined {
    const element = float.element.cloneNode(true) as HTMLElement;
    element.classList.add('float', `float-${place}`);
    element.style.left = this.#columnLeft(0);
    element.style.width = `calc(${span} * (${this.#columnWidth()} + var(--gutter)) - var(--gutter))`;
    element.style[place] = '0';
    this.#element.append(element);
    sizeQuote(element);
    const pictureLines = shapePicture(element, float, this.#scale, this.lines - FEWEST_LINES - 6);
    const height = element.getBoundingClientRect().height;
    const bleeds = this.#bleedsOver(element, place);
    look?.(element);
    element.remove();
    if (bleeds) return undefined;
    return { element, rows: linesFor(height, this.#scale) + gap, pictureLines };
  }

  /** A picture that bleeds off the page's head can only stand where the area begins at the head of the page. */
  #bleedsOver(element: HTMLElement, place: 'top' | 'bottom'): boolean {
    const plate = this.#element.closest('.plate');
    if (!plate) return false;
    const area = this.#element.getBoundingClientRect();
    const frame = plate.getBoundingClientRect();
    const { line } = this.#scale;
    if (place === 'top' ? area.top - frame.top < line : frame.bottom - area.bottom < line) return false;
    return [...element.querySelectorAll('img')].some((image) => {
      const box = image.getBoundingClientRect();
      return place === 'top' ? box.top < area.top - line : box.bottom > area.bottom + line;
    });
  }

  /** A float taller than the page: its picture is made lower, anything else is cut off. */
  #placeCut(float: Float): number {
    const place = float.place === 'bottom' ? 'bottom' : 'top';
    const span = this.#spanOf(float);
    const tall = this.#makeBox(float, place, span, 0);
    const over = (tall?.rows ?? 0) - this.lines;
    const lower = { ...float, lines: Math.max(4, (tall?.pictureLines ?? 0) - over) };
    const element =
      this.#makeBox(lower, place, span, 0)?.element ?? (float.element.cloneNode(true) as HTMLElement);
    element.classList.add('float', `float-${place}`, 'clamped');
    const from = float.at === 'last' || float.at === 'foot' ? this.columns - span : 0;
    element.style.left = this.#columnLeft(from);
    const alone = span === 1 && this.columns > 1;
    this.#placed.push({
      float: { ...float, place },
      original: float,
      element,
      rows: this.lines,
      from: alone ? from : 0,
      to: alone ? from + 1 : this.columns,
    });
    this.#stack();
    return Math.max(1, over);
  }

  #rowsOf(float: Float, element: HTMLElement, look?: (shown: HTMLElement) => void): number {
    return this.#makeBox({ ...float, element }, 'top', this.#spanOf(float), 0, look)?.rows ?? 0;
  }

  /** A copy of a table or a box that is taller than any page, to be divided; undefined where it is not, or cannot be. */
  #tall(float: Float): HTMLElement | undefined {
    if (!isDivisible(float.element) || float.place === 'margin') return undefined;
    const whole = float.element.cloneNode(true) as HTMLElement;
    const rows = this.#rowsOf(float, whole, (shown) => keepWidths(whole, shown, this.#scale));
    return rows > this.#setting.tallest ? whole : undefined;
  }

  #divide(float: Float, element: HTMLElement, lines: number): Parts | undefined {
    return divide(element, (part) => this.#rowsOf(float, part) <= lines, lines === this.lines);
  }

  #placePart(float: Float, part: Float, from: number, rows?: number): void {
    const span = this.#spanOf(float);
    const place = part.place === 'bottom' ? 'bottom' : 'top';
    const box = this.#makeBox(part, place, span)!;
    box.element.style.left = this.#columnLeft(from);
    this.#placed.push({
      float: part,
      original: float,
      element: box.element,
      rows: rows ?? box.rows,
      from,
      to: from + span,
    });
    this.#stack();
  }

  /** What is left of a table or a box goes on at the head of the next page. */
  #tail(float: Float, element: HTMLElement): Float {
    return { ...float, element, span: this.#spanOf(float), place: 'top', shares: true };
  }

  /** A table or a box taller than the page, in as many parts as stand here beside each other. Returns what is left. */
  #placeDivided(float: Float): readonly Float[] | undefined {
    let element = this.#tall(float);
    if (!element) return undefined;
    const span = this.#spanOf(float);
    const wanted = Math.min(
      Math.floor(this.columns / span),
      Math.ceil(this.#rowsOf(float, element) / this.lines),
    );
    let from = float.at === 'last' || float.at === 'foot' ? this.columns - wanted * span : 0;
    for (let part = 0; element && part < wanted; part++, from += span) {
      const isLast: boolean = this.#rowsOf(float, element) <= this.lines;
      const parts: Partial<Parts> | undefined = isLast
        ? { head: element }
        : this.#divide(float, element, this.lines);
      if (!parts?.head) {
        if (part === 0) return undefined;
        break;
      }
      const placed: Float = { ...float, element: parts.head, place: 'top' };
      this.#placePart(float, placed, from, isLast ? undefined : this.lines);
      element = parts.tail;
    }
    return element ? [this.#tail(float, element)] : [];
  }

  /**
   * Below the last lines of a text, what fits of a table or a box that is taller than a page. Returns the columns as they
   * then are, and what is left; undefined where nothing fits.
   */
  #beginBelow(
    float: Float,
    queue: readonly Item[],
    columns: readonly Column[],
  ): { columns: readonly Column[]; tail: Float } | undefined {
    const whole = this.#tall(float);
    if (!whole) return undefined;
    const span = this.#spanOf(float);
    const room = Array.from({ length: this.columns }, (_, index) => this.#room(index));
    const free = columns.reduce(
      (left, { used }) => left - used,
      room.reduce((sum, lines) => sum + lines, 0),
    );
    const from = float.at === 'last' || float.at === 'foot' ? this.columns - span : 0;
    const most = Math.min(Math.floor(free / span) - float.gap, ...room.slice(from, from + span));
    for (let lines = most; lines > most - MOST_BELOW && lines > 0; lines--) {
      const parts = this.#divide(float, whole, lines);
      if (!parts) return undefined;
      this.#placePart(float, { ...float, element: parts.head, place: 'bottom' }, from);
      const next = this.#set(queue);
      if (this.#isDone(next)) return { columns: next, tail: this.#tail(float, parts.tail) };
      this.#unplace(float);
    }
    return undefined;
  }

  #linesOf(element: Element): number {
    let lines = 0;
    for (const { height } of element.getClientRects()) lines += linesFor(height, this.#scale);
    return lines;
  }

  #unplace(float: Float): void {
    this.#placed = this.#placed.filter(({ original }) => original !== float);
    this.#margin?.unplace(float);
    this.#stack();
    this.#clearMargin();
  }

  /** Whether every float that is placed still has its anchor on this page. */
  #keepsAnchors(columns: readonly Column[], waiting: readonly Float[]): boolean {
    const here = new Set([...waiting, ...this.#anchored(columns).map(({ float }) => float)]);
    return (
      this.#placed.every(({ original }) => here.has(original)) &&
      (this.#margin?.floats ?? []).every((float) => here.has(float))
    );
  }

  #anchored(columns: readonly Column[]): { float: Float; column: number }[] {
    return columns.flatMap(({ filled, index }) =>
      filled.placed.flatMap(({ item }) => item.floats.map((float) => ({ float, column: index }))),
    );
  }

  #anchorTop(columns: readonly Column[], float: Float): number | undefined {
    for (const { filled } of columns) {
      const anchor = filled.placed.find(({ item }) => item.floats.includes(float));
      if (anchor) return anchor.element.getBoundingClientRect().top;
    }
    return undefined;
  }

  #rest(columns: readonly Column[], queue: readonly Item[]): readonly Item[] {
    return columns.length > 0 ? columns[columns.length - 1]!.filled.rest : queue;
  }

  #carriedOn(columns: readonly Column[]): readonly HTMLElement[] {
    const last = columns[columns.length - 1];
    return last ? last.carried : [...this.#carried, ...this.#notesOf(this.#floatCalls().flat())];
  }

  /** Whether columns hold the text to its end, notes and all. */
  #isDone(columns: readonly Column[]): boolean {
    const last = columns[columns.length - 1];
    return last !== undefined && last.filled.rest.length === 0 && last.carried.length === 0;
  }

  #notesOf(ids: readonly string[]): HTMLElement[] {
    return ids.flatMap((id) => this.#setting.notes.get(id) ?? []);
  }

  /** Calls in floats, by the column whose foot has their notes. */
  #floatCalls(): string[][] {
    const byColumn = Array.from({ length: this.columns }, (): string[] => []);
    const open = byColumn.map((_, index) => index).filter((index) => this.#room(index) >= LOWEST_COLUMN);
    const add = (element: Element, from: number): void => {
      const ids = calls(element);
      if (ids.length > 0) byColumn[open.find((index) => index >= from) ?? open.at(-1) ?? 0]!.push(...ids);
    };
    for (const { element, from } of this.#placed) add(element, from);
    for (const { element } of this.#margin?.floats ?? []) add(element, 0);
    return byColumn;
  }

  /** Sets the text into all columns, none of them below the line that `bottoms` gives. */
  #set(queue: readonly Item[], bottoms?: readonly number[]): Column[] {
    const columns: Column[] = [];
    const floatCalls = this.#floatCalls();
    let rest = queue;
    let carried = this.#carried;
    for (let index = 0; index < this.columns; index++) {
      const from = this.#heads[index]!;
      const room = this.#room(index);
      if (room < LOWEST_COLUMN) continue;
      const most = Math.max(0, Math.min(room, (bottoms?.[index] ?? this.lines) - from));
      const ids = floatCalls[index]!;
      const key = [index, from, room, most, ...ids].join(' ');
      const tries = this.#known.get(key) ?? [];
      this.#known.set(key, tries);
      let known = tries.find((each) => each.queue === rest && each.carried === carried);
      if (!known) {
        known = {
          queue: rest,
          carried,
          column: this.#setColumn(index, from, room, most, rest, carried, ids),
        };
        tries.push(known);
      }
      columns.push(known.column);
      ({ rest } = known.column.filled);
      ({ carried } = known.column);
    }
    this.#show(columns);
    return columns;
  }

  #setColumn(
    index: number,
    from: number,
    room: number,
    most: number,
    queue: readonly Item[],
    carried: readonly HTMLElement[],
    floatCalls: readonly string[],
  ): Column {
    const coming = [...carried, ...this.#notesOf(floatCalls)];
    const tried: Attempt[] = [];
    const attempt = (lines: number, ownNeed = 0): Attempt => {
      const element = this.#columnBox('column', index);
      element.style.top = `calc(${from} * var(--line))`;
      element.style.height = `calc(${lines} * var(--line))`;
      this.#element.append(element);
      const full = lines + ownNeed >= this.#setting.tallest;
      const filled = fillColumn(element, queue, {
        scale: this.#scale,
        full,
        tallest: this.#setting.tallest,
        turnsPage: index === this.columns - 1,
      });
      const last = filled.placed[filled.placed.length - 1]?.element;
      const top = element.getBoundingClientRect().top;
      const used = last
        ? Math.min(lines, linesFor(last.getBoundingClientRect().bottom - top, this.#scale))
        : 0;
      const called = filled.placed.flatMap((placed) => calls(placed.element));
      const notes = called.length > 0 ? [...coming, ...this.#notesOf(called)] : coming;
      const result = { element, lines, filled, used, notes, needed: this.#neededLines(index, notes) };
      tried.push(result);
      return result;
    };
    const fits = ({ used, needed }: Attempt): boolean => used + needed <= room;
    // Notes may take half a column; longer ones go on in the next.
    const notesMost = Math.max(4, Math.floor(room / 2));
    const comingLines = this.#neededLines(index, coming);

    let best = attempt(Math.min(most, room - Math.min(notesMost, comingLines)));
    let divided = false;
    if (!fits(best)) {
      let above = best.lines;
      const ownNeed = best.needed - comingLines;
      best = attempt(Math.max(0, Math.min(best.lines, room - Math.min(best.needed, notesMost))), ownNeed);
      divided = !fits(best);
      // Behind a long note there may be none left for the next: then its call goes over too.
      for (
        let lines = best.lines - 1;
        divided && !this.#canDivide(index, best, room) && lines >= LOWEST_COLUMN;
        lines--
      ) {
        const shorter = attempt(lines, ownNeed);
        if (fits(shorter) || this.#canDivide(index, shorter, room)) best = shorter;
        divided = !fits(best);
      }
      if (!divided) {
        // The lowest line at which text and its notes still go together.
        while (above - best.lines > 1) {
          const middle = attempt((above + best.lines) >> 1, ownNeed);
          if (fits(middle)) best = middle;
          else above = middle.lines;
        }
        const white = room - best.used - best.needed;
        if (white >= WIDE_GAP && best.lines < most) {
          const next = attempt(best.lines + 1, ownNeed);
          if (next.used > best.used && this.#canDivide(index, next, room)) {
            best = next;
            divided = true;
          }
        }
      }
    }
    // A column that is too low to divide anything stays empty.
    for (let less = 1; best.filled.strained && less < 4 && best.lines >= less; less++) {
      const shorter = attempt(best.lines - less, best.needed - comingLines);
      if (!shorter.filled.strained && (divided || fits(shorter))) best = shorter;
    }
    for (const { element } of tried) if (element !== best.element) element.remove();
    const notes = best.notes.length > 0 ? this.#noteBox(index, from + room, best.notes) : undefined;
    let rest: readonly HTMLElement[] = [];
    if (notes && divided) rest = splitNotes(notes, room - best.used - 1, this.#scale);
    const kept = notes && notes.childElementCount > 0 ? notes : undefined;
    if (notes && !kept) notes.remove();
    return {
      index,
      element: best.element,
      notes: kept,
      from,
      room,
      filled: best.filled,
      used: best.used,
      carried: rest,
    };
  }

  /** Whether each note of an attempt can at least begin in the room that is left for notes. */
  #canDivide(index: number, { used, notes }: Attempt, room: number): boolean {
    const box = this.#noteBox(index, this.lines, notes);
    const rest = splitNotes(box, room - used - 1, this.#scale);
    const begun = box.childElementCount;
    box.remove();
    return begun === notes.length && rest.length > 0;
  }

  #columnBox(className: string, index: number, tag: 'div' | 'aside' = 'div'): HTMLElement {
    const element = document.createElement(tag);
    element.className = className;
    element.style.left = this.#columnLeft(index);
    element.style.width = this.#columnWidth();
    return element;
  }

  /** Footnotes stand at the foot of the column that calls them, above a short rule. */
  #noteBox(index: number, foot: number, notes: readonly HTMLElement[]): HTMLElement {
    const element = noteBox(this.#columnBox('column-notes', index, 'aside'), notes);
    element.style.bottom = `calc(${this.lines - foot} * var(--line))`;
    this.#element.append(element);
    return element;
  }

  readonly #noteLines = new Map<HTMLElement, number>();

  /** Lines that notes want at the foot of a column, with the gap above them. */
  #neededLines(index: number, notes: readonly HTMLElement[]): number {
    if (notes.length === 0) return 0;
    const [first] = notes;
    // All columns of an area are as wide as each other, so one note by itself is measured once.
    const known = notes.length === 1 ? this.#noteLines.get(first!) : undefined;
    if (known !== undefined) return known;
    const box = this.#noteBox(index, this.lines, notes);
    const needed = linesFor(box.getBoundingClientRect().height, this.#scale) + 1;
    box.remove();
    if (notes.length === 1) this.#noteLines.set(first!, needed);
    return needed;
  }

  /** The last text page takes in the floats that wait, so that they need no page of their own. */
  #settleLast(
    queue: readonly Item[],
    full: readonly Column[],
    waiting: readonly Float[],
    deferred: Float[],
  ): { columns: readonly Column[]; tails: readonly Float[] } {
    let columns: readonly Column[] = full;
    const tails: Float[] = [];
    for (const float of deferred) {
      if (!waiting.includes(float) && !this.#anchored(columns).some((each) => each.float === float)) continue;
      const places = float.place === 'bottom' ? (['bottom', 'top'] as const) : (['top', 'bottom'] as const);
      const narrow = Math.min(float.span, this.columns) === 1 && this.columns > 1;
      const sides = narrow ? Array.from({ length: this.columns }, (_, at) => this.columns - 1 - at) : [0];
      const settled = places.some((place) =>
        sides.some((column) => {
          const moved = narrow ? { ...float, at: 'anchor' as const } : float;
          if (!this.#placeAt(moved, place, column, 0)) return false;
          const at = this.#placed.length - 1;
          this.#placed[at] = { ...this.#placed[at]!, original: float };
          const next = this.#set(queue);
          if (this.#isDone(next)) {
            columns = next;
            return true;
          }
          this.#unplace(float);
          return false;
        }),
      );
      const begun = settled ? undefined : this.#beginBelow(float, queue, columns);
      if (begun) {
        ({ columns } = begun);
        tails.push(begun.tail);
      } else if (!settled) columns = this.#set(queue);
    }
    for (let at = deferred.length - 1; at >= 0; at--)
      if (this.#placed.some(({ original }) => original === deferred[at])) deferred.splice(at, 1);
    deferred.unshift(...tails);
    return { columns, tails };
  }

  /** The last page of a text: its columns end on one line, or as near to it as whole paragraphs and heads allow. */
  #balance(queue: readonly Item[], full: readonly Column[]): readonly Column[] {
    if (full.length < 2) return full;
    const bottoms = Array.from({ length: this.columns }, () => this.lines);
    let best = this.#level(queue, full, 0, bottoms) ?? full;
    let items = queue;
    for (let change = 0; change < MOST_LOOSENED && apart(best) > 1; change++) {
      const nearer = this.#loosen(items, best);
      if (!nearer) break;
      ({ items, columns: best } = nearer);
    }
    if (apart(best) > 1) {
      const shifted = this.#level(queue, full, 0, bottoms, SHIFTS);
      if (shifted && apart(shifted) < apart(best)) best = shifted;
    }
    this.#show(best);
    return best;
  }

  /** The same columns with a paragraph in the highest a line longer, or in the lowest a line shorter, where that helps. */
  #loosen(
    queue: readonly Item[],
    columns: readonly Column[],
  ): { items: readonly Item[]; columns: readonly Column[] } | undefined {
    this.#show(columns);
    const probe = this.#columnBox('column', 0);
    probe.style.columns = 'auto';
    this.#element.append(probe);
    const ends = columns.map(({ from, used }) => from + used);
    const candidates = (
      [
        [ends.indexOf(Math.min(...openEnds(columns))), 1],
        [ends.indexOf(Math.max(...ends)), -1],
      ] as const
    ).flatMap(([at, by]) =>
      columns[at]!.filled.placed.flatMap(({ item, element }) => {
        // What was cut in these columns is no item of the text.
        const isWhole = queue.includes(item) && !('goesOn' in element.dataset);
        if (!isWhole || element.tagName !== 'P' || element.matches('.first')) return [];
        const copy = loosened(element, by, probe, this.#scale);
        return copy ? [{ at, by, item, copy }] : [];
      }),
    );
    probe.remove();
    for (const { at, by, item, copy } of candidates) {
      const bottoms = Array.from({ length: this.columns }, () => this.lines);
      for (const [each, { index }] of columns.entries())
        bottoms[index] = ends[each]! + (each === at ? by : 0);
      const items = queue.map((each) => (each === item ? { ...item, element: copy } : each));
      const changed = this.#set(items, bottoms);
      const isSound = this.#isDone(changed) && !changed.some(({ filled }) => filled.strained);
      if (isSound && apart(changed) < apart(columns)) return { items, columns: changed };
    }
    return undefined;
  }

  /** Columns from `at` on made level among themselves, those before it ending on the lines that `bottoms` gives. */
  #level(
    queue: readonly Item[],
    before: readonly Column[],
    at: number,
    bottoms: readonly number[],
    shifts: readonly number[] = [],
  ): readonly Column[] | undefined {
    const open = before.slice(at);
    const lowest = Math.max(...open.map(({ from, room }) => from + room));
    const start = levelLine(
      open,
      open.reduce((sum, { used }) => sum + used, 0),
    );
    let best: readonly Column[] | undefined;
    const attempt = (line: number, below: number): void => {
      const tried = bottoms.map((bottom, index) =>
        index < open[0]!.index ? bottom : index === open[0]!.index ? line : below,
      );
      let columns: readonly Column[] = this.#set(queue, tried);
      // In a box of one line the browser has no choice but to leave a line alone.
      if (!this.#isDone(columns) || columns.some(({ filled }) => filled.strained)) return;
      if (at + 2 < columns.length) {
        // What stands in this column is settled; the columns after it are made level among themselves.
        const { index, from, used } = columns[at]!;
        const settled = tried.map((bottom, each) =>
          each === index ? from + used : each > index ? this.lines : bottom,
        );
        columns = this.#level(queue, columns, at + 1, settled) ?? columns;
      }
      if (!best || apart(columns) < apart(best)) best = columns;
    };
    for (let line = start; line < lowest && !best; line++) attempt(line, line);
    // Blank lines that fell between columns are gone, and whole paragraphs leave steps: with this column a little higher
    // or lower the others may come nearer to it.
    for (const shift of best ? shifts : []) {
      if (apart(best!) <= 1) break;
      const line = start + shift;
      if (line > open[0]!.from && line < lowest) attempt(line, this.lines);
    }
    return best;
  }

  /** Has just these columns stand in the area; those that stand there already are not touched. */
  #show(columns: readonly Column[]): void {
    const wanted = new Set<Element>(
      columns.flatMap(({ element, notes }) => (notes ? [element, notes] : [element])),
    );
    for (const old of this.#element.querySelectorAll(':scope > :is(.column, .column-notes)'))
      if (!wanted.has(old)) old.remove();
    for (const element of wanted) if (element.parentElement !== this.#element) this.#element.append(element);
  }

  #usedLines(columns: readonly Column[]): number {
    let used = 0;
    for (const column of columns) if (column.used > 0) used = Math.max(used, column.from + column.used);
    for (const { float, rows } of this.#placed)
      used = Math.max(used, float.place === 'top' ? rows : this.lines);
    return used;
  }
}

/** A quote with a word too long for its measure is set a size smaller. */
function sizeQuote(element: HTMLElement): void {
  const text = element.matches('.quote') ? element.querySelector('blockquote') : null;
  if (text && text.scrollWidth > text.clientWidth + 1) element.classList.add('long');
}

/** Lines beside the one that the text should reach to: its first column may end there instead. */
const SHIFTS = [-1, 1] as const;

/** Paragraphs that a last page may have a hair looser or closer. */
const MOST_LOOSENED = 2;

/** The lines that columns end on, without those that are full and so cannot end lower. */
const openEnds = (columns: readonly Column[]): number[] => {
  const ends = columns.map(({ from, used }) => from + used);
  const lowest = Math.max(...ends);
  return ends.filter((end, at) => end === lowest || columns[at]!.from + columns[at]!.room > end + 1);
};

/** How many lines apart columns end. */
const apart = (columns: readonly Column[]): number => {
  const ends = openEnds(columns);
  return Math.max(...ends) - Math.min(...ends);
};

/** The line that `textLines` lines reach down to when columns that begin at different heights are filled level. */
function levelLine(columns: readonly Column[], textLines: number): number {
  const holds = (line: number): number =>
    columns.reduce((sum, { from, room }) => sum + Math.max(0, Math.min(room, line - from)), 0);
  let line = Math.min(...columns.map(({ from }) => from)) + 1;
  const lowest = Math.max(...columns.map(({ from, room }) => from + room));
  while (line < lowest && holds(line) < textLines) line++;
  return line;
}
