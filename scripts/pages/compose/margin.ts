/** The margin beside a text area: notes and small pictures at the line of their anchor, boxes at its foot. */
import { linesFor, type Scale } from './dom.ts';
import type { Float } from './flow.ts';
import { shapePicture } from './picture.ts';

/** White lines between two items, and above a box at the foot. */
const BETWEEN = 1;
const ABOVE_FOOT = 2;

interface Noted {
  readonly float: Float;
  readonly element: HTMLElement;
  readonly rows: number;
  readonly atFoot: boolean;
}

export class Margin {
  readonly #element: HTMLElement;
  readonly #scale: Scale;
  readonly #room: number;
  #noted: Noted[] = [];
  /** Lines at its head and foot that a picture over the whole width of the page takes. */
  #head = 0;
  #foot = 0;

  constructor(element: HTMLElement, scale: Scale) {
    this.#element = element;
    this.#scale = scale;
    this.#room = Math.round(element.getBoundingClientRect().height / scale.line);
  }

  get isTaken(): boolean {
    return this.#noted.length > 0;
  }

  get floats(): readonly Float[] {
    return this.#noted.map(({ float }) => float);
  }

  /** Gives way to pictures over the whole width; false, and nothing changed, where what it holds would have no room. */
  giveWay(head: number, foot: number): boolean {
    const taken = this.#noted.reduce((sum, { rows }) => sum + rows + ABOVE_FOOT, -ABOVE_FOOT);
    if (this.isTaken && taken > this.#room - head - foot) return false;
    this.#head = head;
    this.#foot = foot;
    return true;
  }

  place(float: Float): boolean {
    const element = float.element.cloneNode(true) as HTMLElement;
    element.classList.add('float', 'float-margin');
    this.#element.append(element);
    shapePicture(element, float, this.#scale, this.#room - 6);
    const rows = linesFor(element.getBoundingClientRect().height, this.#scale);
    const taken = this.#noted.reduce((sum, other) => sum + other.rows + ABOVE_FOOT, 0);
    const room = this.#room - this.#head - this.#foot;
    if ((this.isTaken || room < this.#room) && taken + rows > room) {
      element.remove();
      return false;
    }
    this.#noted.push({ float, element, rows, atFoot: float.at === 'foot' || float.at === 'last' });
    return true;
  }

  unplace(float: Float): void {
    for (const noted of this.#noted) if (noted.float === float) noted.element.remove();
    this.#noted = this.#noted.filter((noted) => noted.float !== float);
  }

  /** Gives every item its line, in the order of their anchors. Returns those that it is too short for. */
  finish(anchorTop: (float: Float) => number | undefined): { element: HTMLElement; over: number }[] {
    if (!this.isTaken) return [];
    const { top } = this.#element.getBoundingClientRect();
    let foot = this.#room - this.#foot;
    for (const { element, rows } of this.#noted.filter(({ atFoot }) => atFoot).toReversed()) {
      foot -= rows;
      this.#standAt(element, foot);
      foot -= ABOVE_FOOT;
    }
    const beside = this.#noted
      .filter(({ atFoot }) => !atFoot)
      .map((noted) => ({ ...noted, wanted: this.#lineOf(anchorTop(noted.float), top) }))
      .sort((a, b) => a.wanted - b.wanted);
    // From below: the lowest line that leaves room for those that follow.
    const lowest: number[] = [];
    for (let at = beside.length - 1, below = foot; at >= 0; at--) {
      below -= beside[at]!.rows;
      lowest[at] = below;
      below -= BETWEEN;
    }
    let free = this.#head;
    for (const [at, { element, rows, wanted }] of beside.entries()) {
      const line = Math.max(free, Math.min(wanted, lowest[at]!));
      this.#standAt(element, line);
      free = line + rows + BETWEEN;
    }
    return this.#noted
      .filter(({ rows }) => rows > this.#room)
      .map(({ float, element, rows }) => {
        element.classList.add('clamped');
        return { element: float.element, over: rows - this.#room };
      });
  }

  #lineOf(anchorTop: number | undefined, top: number): number {
    return anchorTop === undefined ? 0 : Math.max(0, Math.round((anchorTop - top) / this.#scale.line));
  }

  #standAt(element: HTMLElement, line: number): void {
    element.style.top = `calc(${Math.max(0, line)} * var(--line))`;
  }
}
