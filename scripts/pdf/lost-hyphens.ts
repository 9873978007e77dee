/**
 * Hyphens of a printed file held against the source's. At the end of a line one may stand that divides a word; within a
 * line there are those of the words themselves and no other.
 */
import type { TextRun } from './walk.ts';

const HYPHENS = /[\u2010\u2011-]/u;
const LAST_HYPHEN = /[\u2010\u2011-]\s*$/u;

/** How far a line goes on, in sizes of its type: up and down (a raised call), and to the right (a stretched space). */
const LINE_SHARE = 0.5;
const WIDEST_GAP = 1.5;

/** Hyphens by how many letters stand before them; several may stand in one place. */
export type Hyphens = ReadonlyMap<number, number>;

export interface PrintedHyphens {
  readonly within: Hyphens;
  readonly atEnds: Hyphens;
}

const add = (map: Map<number, number>, at: number): void => void map.set(at, (map.get(at) ?? 0) + 1);

/**
 * The hyphens of a text.
 * @param letters what is compared of a text, without hyphens
 */
export function hyphensIn(text: string, letters: (text: string) => string): Map<number, number> {
  const found = new Map<number, number>();
  if (!HYPHENS.test(text)) return found;
  let before = 0;
  for (const part of text.normalize('NFKC').split(HYPHENS).slice(0, -1)) {
    before += letters(part).length;
    add(found, before);
  }
  return found;
}

/** A run and where it stands, as far as is needed to tell lines apart. */
export type LineRun = Pick<TextRun, 'text' | 'sizePt' | 'xPt' | 'yPt' | 'endPt'> & { readonly page: number };

const goesOn = (last: LineRun, next: LineRun): boolean => {
  const size = Math.max(last.sizePt, next.sizePt);
  const across = next.xPt - last.endPt.x;
  return (
    last.page === next.page &&
    Math.abs(next.yPt - last.endPt.y) < LINE_SHARE * size &&
    across > -LINE_SHARE * size &&
    across < WIDEST_GAP * size
  );
};

/** Reads pieces of text in the order in which they are read: the last hyphen of one is told by where the next begins. */
export class HyphenReader {
  readonly #letters: (text: string) => string;
  #open: { readonly run: LineRun; readonly at: number; readonly piece: PrintedHyphens } | undefined;

  constructor(letters: (text: string) => string) {
    this.#letters = letters;
  }

  /** The hyphens of one piece; the last one is entered when the next piece is read. */
  read(runs: readonly LineRun[]): PrintedHyphens {
    const within = new Map<number, number>();
    const piece = { within, atEnds: new Map<number, number>() };
    if (!runs.some(({ text }) => HYPHENS.test(text))) {
      // Most have none, and letters cost more to count than to look through.
      const next = runs.find(({ text }) => /\S/u.test(text));
      if (next) this.#close(next);
      return piece;
    }
    let before = 0;
    for (const run of runs) {
      const own = this.#letters(run.text);
      const hyphens = hyphensIn(run.text, this.#letters);
      // A space by itself says nothing of what follows it.
      if (own === '' && hyphens.size === 0) continue;
      this.#close(run);
      for (const [at, count] of hyphens) within.set(before + at, (within.get(before + at) ?? 0) + count);
      before += own.length;
      if (LAST_HYPHEN.test(run.text)) this.#open = { run, at: before, piece };
    }
    return piece;
  }

  /** What was read last is at its line's end unless `next` goes on there. */
  #close(next: LineRun): void {
    if (!this.#open) return;
    const { run, at, piece } = this.#open;
    this.#open = undefined;
    if (!goesOn(run, next)) moveToEnds(piece, at);
  }

  finish(): void {
    if (this.#open) moveToEnds(this.#open.piece, this.#open.at);
    this.#open = undefined;
  }
}

function moveToEnds(piece: PrintedHyphens, at: number): void {
  const within = piece.within as Map<number, number>;
  const count = within.get(at) ?? 0;
  if (count > 1) within.set(at, count - 1);
  else within.delete(at);
  add(piece.atEnds as Map<number, number>, at);
}

export interface HyphenFault {
  readonly kind: 'lost' | 'added';
  /** Letters of the source before it. */
  readonly at: number;
}

/**
 * Where a block's hyphens are not the source's, within lines.
 * @param length letters of the block; at its edges a hyphen may be a neighbour's
 */
export function hyphenFaults(source: Hyphens, printed: PrintedHyphens, length: number): HyphenFault[] {
  const found: HyphenFault[] = [];
  for (const [at, count] of source)
    if ((printed.within.get(at) ?? 0) + (printed.atEnds.get(at) ?? 0) < count)
      found.push({ kind: 'lost', at });
  for (const [at, count] of printed.within)
    if (at > 0 && at < length && count > (source.get(at) ?? 0)) found.push({ kind: 'added', at });
  return found.toSorted((a, b) => a.at - b.at);
}
