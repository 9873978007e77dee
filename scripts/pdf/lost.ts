/** Nothing is lost between source and paper: every word, note and picture of every article stands in the printed file, in order, once. */
import type { PDFDocument } from '@cantoo/pdf-lib';

import type { Finding, Place } from '../model/finding.ts';
import { hyphenFaults, HyphenReader, hyphensIn, type LineRun, type PrintedHyphens } from './lost-hyphens.ts';
import { type PlacedImage, placedImages } from './pictures.ts';
import { type Tag, isTag, mergeContinued, readTags } from './structure.ts';
import { type PaintedPage, paintedPages } from './walk.ts';

/**
 * Where a block may stand. `body`: in the order of the source. `lifted`: a repetition for the eye, anywhere on the
 * article's pages, tagged or not, as often as it likes. All others (`float`, `note`, `box` …): anywhere, once.
 */
export type Flow = 'body' | 'float' | 'note' | 'lifted' | (string & {});

export interface SourceBlock {
  /** In the article's file, from 1. */
  readonly line: number;
  readonly flow: Flow;
  /** As it should be read, without markup: a note's call is in it, a list's own numbers are not. */
  readonly text: string;
}

export interface SourcePicture {
  readonly line: number;
  /** "2026-1/elva/boat.jpg". */
  readonly name: string;
  /** SHA-256 of the JPEG that the printed file should hold: the proxy's, or the screen picture's. */
  readonly hash: string;
}

export interface SourceArticle {
  /** The article's folder. */
  readonly article: string;
  readonly file: string;
  /** Printed pages, from 1, both included. */
  readonly firstPage: number;
  readonly lastPage: number;
  readonly blocks: readonly SourceBlock[];
  readonly pictures?: readonly SourcePicture[];
  /** Lines of blocks that could not be set whole, as was said already: that they are cut off is no second fault. */
  readonly toldLines?: ReadonlySet<number>;
}

// Signs that only say how others look: joiners, direction marks, skin tones, variants of one picture, tags of flags.
// oxlint-disable-next-line no-misleading-character-class -- each is meant alone
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u{1F3FB}-\u{1F3FF}]/gu;
const RIGHT_TO_LEFT =
  /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;
const LEFTWARD = `(?:${RIGHT_TO_LEFT.source})`;
const LEFTWARD_POINTS = /[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
// A bracket beside it may run with it or with what is around it.
const BRACKET = '[()[\\]{}<>«»‹›]';
const LEFTWARD_STRETCH = new RegExp(`${BRACKET}*${LEFTWARD}(?:\\P{L}*${LEFTWARD})*${BRACKET}*`, 'gu');
const LEFTWARD_LETTERS = new RegExp(LEFTWARD, 'gu');
const BRACKETS = new RegExp(BRACKET, 'g');

/**
 * A printed file holds text that runs leftward as it is seen, line by line, so its order says nothing: it is compared by
 * how many letters it has, and by the figures and signs among them.
 */
const leftward = (stretch: string): string => {
  const others = Array.from(stretch.replaceAll(LEFTWARD_LETTERS, '').replaceAll(BRACKETS, '|'))
    .toSorted()
    .join('');
  return 'א'.repeat(stretch.length - others.length) + others;
};

/**
 * What is compared: letters, digits and signs, without white space, hyphens, joiners and case. Ligatures and other
 * forms of one letter are folded (NFKC); case is, because small capitals and capitals for display are no loss.
 */
export const letters = (text: string): string => {
  const folded = text
    .normalize('NFKC')
    .replaceAll(/[\s\u2010\u2011-]+/g, '')
    .replaceAll(UNSEEN, '')
    .toLowerCase();
  if (!RIGHT_TO_LEFT.test(folded)) return folded;
  return folded.replaceAll(LEFTWARD_POINTS, '').replaceAll(LEFTWARD_STRETCH, leftward);
};

/** A run of text that one piece of marked content holds. */
interface Piece {
  readonly letters: string;
  readonly page: number;
  readonly hyphens?: PrintedHyphens;
}

/** What a printed file says: in the order of its tags, and what stands outside them. */
export interface PrintedText {
  readonly pieces: readonly Piece[];
  /** Letters outside every tag, by page from 1: folios, running heads, lifted quotes. */
  readonly untagged: ReadonlyMap<number, string>;
  readonly images: readonly PlacedImage[];
}

/** Marked content in reading order, without the labels of lists, which the source does not hold. */
function* reading(tag: Tag): Generator<string> {
  for (const kid of tag.kids) {
    if (!isTag(kid)) {
      if ('mark' in kid) yield kid.mark;
    } else if (kid.type !== 'Lbl') yield* reading(kid);
  }
}

/** Reads a printed file. `pages` may be handed over where they are known already. */
export const readPrinted = (
  pdf: PDFDocument,
  pages: readonly PaintedPage[] = paintedPages(pdf),
): PrintedText => {
  const images = placedImages(pdf, pages);
  const texts = new Map<string, { text: string; page: number; runs: LineRun[] }>();
  const untagged = new Map<number, string>();
  pages.forEach(({ runs }, index) => {
    const page = index + 1;
    let bare = '';
    for (const run of runs) {
      const { mark, text } = run;
      if (mark === undefined) {
        bare += text;
        continue;
      }
      const known = texts.get(mark);
      const placed = { text, page, sizePt: run.sizePt, xPt: run.xPt, yPt: run.yPt, endPt: run.endPt };
      if (known === undefined) texts.set(mark, { text, page, runs: [placed] });
      else {
        known.text += text;
        known.runs.push(placed);
      }
    }
    untagged.set(page, letters(bare));
  });
  const root = readTags(pdf);
  if (root === undefined) return { pieces: [], untagged, images };
  mergeContinued(root);
  const pieces: Piece[] = [];
  const reader = new HyphenReader(letters);
  for (const mark of reading(root)) {
    const found = texts.get(mark);
    if (found === undefined) continue;
    const own = letters(found.text);
    const hyphens = reader.read(found.runs);
    // A hyphen may stand by itself, where it is what the text speaks of.
    if (own !== '' || hyphens.within.size > 0) pieces.push({ letters: own, page: found.page, hyphens });
  }
  reader.finish();
  return { pieces, untagged, images };
};

interface Range {
  readonly start: number;
  readonly end: number;
}

// Shorter text than this is found by chance in other words, so it must fill whole runs of text.
const LONG = 20;
// A run of this many letters that the source holds as well is no generated word.
const PART = 12;
// What stands in place of letters that a block has claimed; no source holds it.
const CLAIMED = '\u0000';
/** What walk.ts reads where a font's sign for "no such letter" is printed. */
const NO_LETTER = '\ufffd';

/** An article's printed letters, and which of them a block has claimed. */
class Printed {
  letters: string;
  readonly starts: number[] = [];
  private readonly pages: number[] = [];
  private readonly edges = new Set<number>();
  private readonly within = new Map<number, number>();
  private readonly atEnds = new Map<number, number>();

  constructor(pieces: readonly Piece[]) {
    let at = 0;
    for (const piece of pieces) {
      for (const name of ['within', 'atEnds'] as const)
        for (const [offset, count] of piece.hyphens?.[name] ?? [])
          this[name].set(at + offset, (this[name].get(at + offset) ?? 0) + count);
      this.starts.push(at);
      this.pages.push(piece.page);
      this.edges.add(at);
      at += piece.letters.length;
    }
    this.edges.add(at);
    this.letters = pieces.map((piece) => piece.letters).join('');
  }

  isEdge(at: number): boolean {
    return this.edges.has(at);
  }

  pageAt(at: number): number | undefined {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return this.pages[Math.max(0, low - 1)];
  }

  /** The hyphens in ranges that hold one block in parts, by the letters of the block before them. */
  hyphens(ranges: readonly Range[]): PrintedHyphens {
    const found = { within: new Map<number, number>(), atEnds: new Map<number, number>() };
    let before = 0;
    for (const { start, end } of ranges) {
      for (const name of ['within', 'atEnds'] as const)
        for (let at = start; at <= end; at++) {
          const count = this[name].get(at);
          const offset = before + at - start;
          if (count !== undefined) found[name].set(offset, Math.max(count, found[name].get(offset) ?? 0));
        }
      before += end - start;
    }
    return found;
  }

  claim({ start, end }: Range): void {
    this.letters = this.letters.slice(0, start) + CLAIMED.repeat(end - start) + this.letters.slice(end);
  }

  /** The runs of text of at least `least` letters that nobody has claimed any of. */
  free(least: number): Range[] {
    return this.starts.flatMap((start, index) => {
      const end = this.starts[index + 1] ?? this.letters.length;
      return end - start >= least && !this.letters.slice(start, end).includes(CLAIMED)
        ? [{ start, end }]
        : [];
    });
  }

  /** The first place within `window` that is nobody's: one that fills whole runs before one that does not. */
  find(wanted: string, window: Range): Range | undefined {
    let loose: Range | undefined;
    for (
      let at = this.letters.indexOf(wanted, window.start);
      at >= 0;
      at = this.letters.indexOf(wanted, at + 1)
    ) {
      const range = { start: at, end: at + wanted.length };
      if (range.end > window.end) break;
      if (this.isEdge(range.start) && this.isEdge(range.end)) return range;
      if (wanted.length >= LONG || this.isEdge(range.start)) loose ??= range;
    }
    return loose;
  }

  /** How many of `wanted`'s first letters stand together somewhere within the window, and where. */
  longestStart(wanted: string, window: Range): Range | undefined {
    const here = this.letters.slice(window.start, window.end);
    let low = 0;
    let high = wanted.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (here.includes(wanted.slice(0, middle))) low = middle;
      else high = middle - 1;
    }
    if (low === 0) return undefined;
    const start = window.start + here.indexOf(wanted.slice(0, low));
    return { start, end: start + low };
  }

  longestEnd(wanted: string, window: Range): Range | undefined {
    const here = this.letters.slice(window.start, window.end);
    let low = 0;
    let high = wanted.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (here.includes(wanted.slice(wanted.length - middle))) low = middle;
      else high = middle - 1;
    }
    if (low === 0) return undefined;
    const start = window.start + here.indexOf(wanted.slice(wanted.length - low));
    return { start, end: start + low };
  }

  /** The block in parts that each fill whole runs, in order, with other text between them; undefined if it is not all there. */
  inParts(wanted: string, window: Range): Range[] | undefined {
    const parts: Range[] = [];
    let from = window.start;
    for (let at = 0; at < wanted.length;) {
      const found = this.longestStart(wanted.slice(at), { start: from, end: window.end });
      if (found === undefined || !this.isEdge(found.start)) return undefined;
      let { end } = found;
      while (end > found.start && !this.isEdge(end)) end--;
      if (end === found.start) return undefined;
      parts.push({ start: found.start, end });
      at += end - found.start;
      from = end;
    }
    return parts;
  }
}

/** Indices of a longest rising run of `values`: the blocks that stand in order, so that the fewest are called out of it. */
const rising = (values: readonly number[]): Set<number> => {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = index;
  });
  const kept = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index]!) kept.add(index);
  return kept;
};

const quoted = (text: string): string => {
  const words = text.replaceAll('\u00ad', '').replaceAll(/\s+/g, ' ').trim();
  return words.length <= 60 ? `“${words}”` : `“${words.slice(0, 57).replace(/\s\S*$/, '')} …”`;
};

/** The source's words that the letters from `start` to `end` belong to. */
const wordsAt = (text: string, start: number, end: number): string[] => {
  const words: string[] = [];
  let at = 0;
  for (const word of text.split(/\s+/)) {
    const length = letters(word).length;
    if (at + length > start && at < end && length > 0) words.push(word);
    at += length;
  }
  return words;
};

interface Entry {
  readonly block: SourceBlock;
  readonly letters: string;
  range?: Range;
  /** All of it, where it stands in parts. */
  parts?: readonly Range[];
  /** Its loss was told already; what is left of it is no second copy. */
  lost?: boolean;
}

const checkArticle = (source: SourceArticle, printed: PrintedText): Finding[] => {
  const findings: Finding[] = [];
  const onPages = (page: number): boolean => page >= source.firstPage && page <= source.lastPage;
  const text = new Printed(printed.pieces.filter((piece) => onPages(piece.page)));
  const whole: Range = { start: 0, end: text.letters.length };
  const untagged = [...printed.untagged].filter(([page]) => onPages(page));
  const report = (rule: string, line: number, message: string, hint: string, page?: number): void => {
    const place: Place = { file: source.file, line, column: 1 };
    findings.push({ rule, level: 'error', message, hint, place, page });
  };

  const entries: Entry[] = source.blocks
    .map((block) => ({ block, letters: letters(block.text) }))
    .filter((entry) => entry.letters !== '');
  const body = entries.filter((entry) => entry.block.flow === 'body');
  const floating = entries.filter((entry) => entry.block.flow !== 'body' && entry.block.flow !== 'lifted');

  const told = (line: number): boolean => source.toldLines?.has(line) === true;

  const claim = (entry: Entry, range: Range): void => {
    entry.range = range;
    text.claim(range);
  };

  /** The block stands there but for letters that no font has, which are printed as empty boxes. */
  const letterless = (entry: Entry, window: Range): boolean => {
    if (!text.letters.includes(NO_LETTER)) return false;
    const boxed = Array.from(entry.letters, (letter) => (text.letters.includes(letter) ? letter : NO_LETTER));
    const range = text.find(boxed.join(''), window);
    if (range === undefined) return false;
    claim(entry, range);
    const words = new Set<string>();
    let at = 0;
    for (const [index, letter] of Array.from(entry.letters).entries()) {
      if (boxed[index] === NO_LETTER)
        for (const word of wordsAt(entry.block.text, at, at + letter.length)) words.add(word);
      at += letter.length;
    }
    const page = text.pageAt(range.start);
    report(
      'no-letter',
      entry.block.line,
      `${quoted([...words].join(' '))} cannot be set on page ${page}: no font has ${words.size === 1 ? 'such a letter' : 'such letters'}`,
      'leave it out, say it in words, or put it in as a picture',
      page,
    );
    return true;
  };

  const missing = (entry: Entry, window: Range): void => {
    const { block } = entry;
    entry.lost = true;
    if (letterless(entry, window)) return;
    const start = text.longestStart(entry.letters, window);
    const startLength = start === undefined ? 0 : start.end - start.start;
    const rest = entry.letters.slice(startLength);
    const end = text.longestEnd(rest, { start: start?.end ?? window.start, end: window.end });
    const endLength = end === undefined ? 0 : end.end - end.start;
    const bare = untagged.find(([, own]) => own.includes(entry.letters));
    if (bare !== undefined && entry.letters.length >= 4) {
      report(
        'text-untagged',
        block.line,
        `${quoted(block.text)} stands on page ${bare[0]}, but outside the structure tree`,
        'take aria-hidden away from it, or call it lifted',
        bare[0],
      );
      return;
    }
    const keepRest = (): void => {
      if (start !== undefined && startLength >= 8) text.claim(start);
      if (end !== undefined && endLength >= 8) text.claim(end);
    };
    if (told(block.line)) {
      keepRest();
      return;
    }
    // A few letters are found anywhere: then nothing of the block is there.
    if (startLength + endLength < Math.max(8, entry.letters.length * 0.3)) {
      const count = block.text.trim().split(/\s+/).length;
      report(
        'text-missing',
        block.line,
        `${quoted(block.text)} (${count} ${count === 1 ? 'word' : 'words'}) is missing from pages ${source.firstPage}–${source.lastPage} of ${source.article}`,
        'look at the layout of these pages; the text was cut off or left out',
      );
      return;
    }
    const words = wordsAt(block.text, startLength, entry.letters.length - endLength);
    // Between two blocks of letters nothing is missing: then something that is not the source's stands there.
    const lost =
      words.length > 0 ? words : wordsAt(block.text, Math.max(0, startLength - 1), startLength + 1);
    const at = startLength > 0 ? start!.end - 1 : end!.start;
    const page = text.pageAt(at);
    const context = wordsAt(block.text, 0, startLength)
      .filter((word) => word !== lost[0])
      .slice(-3)
      .join(' ');
    report(
      'text-missing',
      block.line,
      `${quoted(lost.join(' '))} is missing or broken on page ${page}${context === '' ? '' : ` after ${quoted(context)}`}`,
      'look at the column breaks and hyphens on that page',
      page,
    );
    keepRest();
  };

  // First the blocks that can be nowhere else, then the rest between them.
  const sure = body.flatMap((entry) => {
    if (entry.letters.length < LONG) return [];
    const range = text.find(entry.letters, whole);
    return range === undefined ? [] : [{ entry, range }];
  });
  const anchors = new Set<string>();
  const unique = sure.filter(({ range }) => {
    const same = `${range.start}`;
    if (anchors.has(same)) return false;
    anchors.add(same);
    return true;
  });
  const inOrder = rising(unique.map(({ range }) => range.start));
  unique.forEach(({ entry, range }, index) => {
    if (text.letters.slice(range.start, range.end) !== entry.letters) return;
    claim(entry, range);
    if (inOrder.has(index)) return;
    const page = text.pageAt(range.start);
    report(
      'text-order',
      entry.block.line,
      `${quoted(entry.block.text)} stands out of order on page ${page}`,
      'look at how the layout places this block',
      page,
    );
  });
  const steady = new Set(unique.filter((_, index) => inOrder.has(index)).map(({ entry }) => entry));
  let from = 0;
  body.forEach((entry, index) => {
    if (entry.range !== undefined) {
      if (steady.has(entry)) from = entry.range.end;
      return;
    }
    const next = body.slice(index + 1).find((later) => steady.has(later));
    const window = { start: from, end: next?.range?.start ?? whole.end };
    const range = text.find(entry.letters, window);
    if (range !== undefined) {
      claim(entry, range);
      from = range.end;
      return;
    }
    const parts = text.inParts(entry.letters, window);
    if (parts !== undefined) {
      for (const part of parts) text.claim(part);
      entry.range = parts[0];
      entry.parts = parts;
      from = parts.at(-1)!.end;
      return;
    }
    const elsewhere = text.find(entry.letters, whole);
    if (elsewhere !== undefined && entry.letters.length >= 4) {
      claim(entry, elsewhere);
      const page = text.pageAt(elsewhere.start);
      report(
        'text-order',
        entry.block.line,
        `${quoted(entry.block.text)} stands out of order on page ${page}`,
        'look at how the layout places this block',
        page,
      );
      return;
    }
    missing(entry, window);
  });

  // The longest first, so that a short one does not take a place inside a longer one.
  for (const entry of floating.toSorted((a, b) => b.letters.length - a.letters.length)) {
    const range = text.find(entry.letters, whole);
    if (range !== undefined) {
      claim(entry, range);
      continue;
    }
    const parts = text.inParts(entry.letters, whole);
    if (parts === undefined) {
      missing(entry, whole);
      continue;
    }
    for (const part of parts) text.claim(part);
    entry.parts = parts;
  }

  for (const entry of entries) {
    const { block, range } = entry;
    const ranges = entry.parts ?? (range && [range]);
    // Text that runs leftward is compared without its order.
    if (ranges === undefined || entry.lost || told(block.line) || RIGHT_TO_LEFT.test(block.text)) continue;
    const faults = hyphenFaults(hyphensIn(block.text, letters), text.hyphens(ranges), entry.letters.length);
    for (const { kind, at } of faults) {
      const page = text.pageAt(ranges[0]!.start);
      const word = quoted(wordsAt(block.text, at - 1, at + 1).join(' '));
      report(
        'text-hyphen',
        block.line,
        kind === 'lost'
          ? `${word} is printed without its hyphen on page ${page}`
          : `${word} is printed with a hyphen that it has not, in the middle of a line on page ${page}`,
        'look at what the layout does to the words of this block',
        page,
      );
    }
  }

  for (const { block, letters: wanted } of entries) {
    if (block.flow !== 'lifted') continue;
    const painted = untagged.some(([, own]) => own.includes(wanted));
    const tagged = text.find(wanted, whole);
    if (tagged !== undefined) text.claim(tagged);
    if (painted || tagged !== undefined || told(block.line)) continue;
    report(
      'text-missing',
      block.line,
      `the lifted quote ${quoted(block.text)} is missing from pages ${source.firstPage}–${source.lastPage} of ${source.article}`,
      'look at the layout of these pages',
    );
  }

  // What is left over belongs to nobody: a block found there was printed twice.
  for (const entry of entries) {
    if (entry.range === undefined) continue;
    const again = text.find(entry.letters, whole);
    if (again === undefined) continue;
    const filled = text.isEdge(again.start) && text.isEdge(again.end);
    const beside = again.start === entry.range.end || again.end === entry.range.start;
    if (entry.letters.length < LONG && !(filled && (beside || entry.letters.length >= 8))) continue;
    text.claim(again);
    if (told(entry.block.line)) continue;
    const page = text.pageAt(again.start);
    report(
      'text-doubled',
      entry.block.line,
      `${quoted(entry.block.text)} is printed twice, on page ${text.pageAt(entry.range.start)} and on page ${page}`,
      'look at the page breaks between them',
      page,
    );
  }

  // A part of a block may be there again too: the tail of a split paragraph, say.
  for (const range of text.free(PART)) {
    const again = text.letters.slice(range.start, range.end);
    const entry = entries.find((one) => one.letters.includes(again));
    if (entry === undefined || entry.lost === true || entry.block.flow === 'lifted' || told(entry.block.line))
      continue;
    const at = entry.letters.indexOf(again);
    const page = text.pageAt(range.start);
    report(
      'text-doubled',
      entry.block.line,
      `${quoted(wordsAt(entry.block.text, at, at + again.length).join(' '))} is printed once more on page ${page}`,
      'look at the column and page breaks near it',
      page,
    );
  }

  const left = printed.images.filter((image) => onPages(image.page)).map((image) => image.hash);
  for (const picture of source.pictures ?? []) {
    const at = left.indexOf(picture.hash);
    if (at >= 0) left.splice(at, 1);
    else if (!told(picture.line)) {
      report(
        'picture-missing',
        picture.line,
        `${picture.name} is missing from pages ${source.firstPage}–${source.lastPage} of ${source.article}`,
        'look at the pages as they came out, whether there is room for it',
      );
    }
  }
  return findings;
};

/** What was lost, doubled or moved, article by article, in the order of the source. */
export const findLost = (printed: PrintedText, articles: readonly SourceArticle[]): Finding[] =>
  articles.flatMap((article) =>
    checkArticle(article, printed).sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0)),
  );
