/**
 * Soft hyphens: no more than two hyphenated lines in a row, no scrap of a word in a paragraph's last line, and none left
 * in the finished page.
 */

const SOFT_HYPHEN = '\u00AD';
/** The widest that a hyphen is, in heights of its rectangle. */
const HYPHEN_WIDTH = 0.6;
const NO_BREAK = '\u00A0';
const MOST_IN_A_ROW = 2;
/** A last line shorter than this, in sizes of the type, is a scrap: it would hide under the next indent. */
const SCRAP_EMS = 1.15;
/** A last line with the rest of a divided word is no longer; to look closer costs more than to measure. */
const WORD_EMS = 9;

interface Hyphen {
  readonly text: Text;
  readonly offset: number;
  /** Top of the line that ends in it. */
  readonly top: number;
  /** Whether it is the word's own ("Nord-Norge") and cannot be taken away. */
  readonly written?: boolean;
}

/** Whether the letter after a soft hyphen stands on another line (or in another column). */
function goesOnElsewhere(range: Range, text: Text, at: number, hyphen: DOMRect): boolean {
  if (at + 1 >= text.length) return true;
  range.setStart(text, at + 1);
  range.setEnd(text, at + 2);
  // The hyphen's own glyph comes first, the letter last.
  const next = [...range.getClientRects()].pop();
  return (
    next !== undefined && (Math.abs(next.top - hyphen.top) > hyphen.height / 2 || next.left < hyphen.left)
  );
}

/** The soft hyphen at `offset`, if it is drawn: only then it has a width. */
function hyphenAt(range: Range, text: Text, offset: number): Hyphen | undefined {
  range.setStart(text, offset);
  range.setEnd(text, offset + 1);
  const rects = range.getClientRects();
  // Where a line breaks there are two rectangles, the soft hyphen's empty one and that of the glyph.
  const rect = rects[rects.length - 1];
  // In a ligature or with letterspacing an undrawn one has a width too: it is drawn if its word goes on elsewhere.
  return rect && rect.width > 0 && goesOnElsewhere(range, text, offset, rect)
    ? { text, offset, top: rect.top }
    : undefined;
}

const WRITTEN = /(?<=\p{L})-(?=\p{L})/gu;

const hasWritten = (block: Element): boolean => {
  const text = block.textContent ?? '';
  return text.includes('-') && text.search(WRITTEN) >= 0;
};

/** Hyphens of the words themselves at which a line ends. */
function writtenIn(range: Range, text: Text): Hyphen[] {
  if (!text.data.includes('-')) return [];
  return [...text.data.matchAll(WRITTEN)].flatMap(({ index: offset }) => {
    range.setStart(text, offset);
    range.setEnd(text, offset + 1);
    const rect = [...range.getClientRects()].pop();
    return rect && goesOnElsewhere(range, text, offset, rect)
      ? [{ text, offset, top: rect.top, written: true }]
      : [];
  });
}

const offsetsIn = (text: Text): number[] => {
  const offsets: number[] = [];
  for (let at = text.data.indexOf(SOFT_HYPHEN); at >= 0; at = text.data.indexOf(SOFT_HYPHEN, at + 1))
    offsets.push(at);
  return offsets;
};

/**
 * Rectangles that may be a hyphen's: narrow, and the last of their line. To ask for a whole text's rectangles costs no
 * more than to ask for one letter's, and most lines end without a hyphen.
 */
function lineEnds(rects: DOMRectList): DOMRect[] {
  const ends: DOMRect[] = [];
  for (let at = 0; at < rects.length; at++) {
    const rect = rects[at]!;
    if (rect.width === 0 || rect.width > rect.height * HYPHEN_WIDTH) continue;
    const next = rects[at + 1];
    if (!next || Math.abs(next.top - rect.top) > rect.height / 2 || next.left < rect.left) ends.push(rect);
  }
  return ends;
}

/** All hyphens at which a line ends, in the order of the text. */
function lineHyphens(block: Element): Hyphen[] {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const written: Hyphen[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    written.push(...writtenIn(range, node as Text));
  const soft = drawn(block);
  if (written.length === 0) return soft;
  const follows = (a: Hyphen, b: Hyphen): boolean =>
    a.text === b.text
      ? a.offset > b.offset
      : (a.text.compareDocumentPosition(b.text) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return [...soft, ...written].sort((a, b) => (follows(a, b) ? 1 : -1));
}

/** The soft hyphens at which a line really ends. */
function drawn(block: Element): Hyphen[] {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const isBroken = block.getClientRects().length > 1;
  const found: Hyphen[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    const offsets = offsetsIn(text);
    if (offsets.length === 0) continue;
    if (isBroken || isDivided(text, block)) {
      found.push(...offsets.flatMap((offset) => hyphenAt(range, text, offset) ?? []));
      continue;
    }
    range.selectNodeContents(text);
    let first = 0;
    for (const end of lineEnds(range.getClientRects())) {
      // The first whose next letter stands on a line below.
      let low = first;
      let high = offsets.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isBelow(range, text, offsets[middle]! + 1, end)) high = middle;
        else low = middle + 1;
      }
      const hyphen = low < offsets.length ? hyphenAt(range, text, offsets[low]!) : undefined;
      if (hyphen && Math.abs(hyphen.top - end.top) < end.height) {
        found.push(hyphen);
        first = low + 1;
      }
    }
  }
  return found;
}

/** Whether the paragraph that a text stands in goes on in another column of the block. */
function isDivided(text: Text, block: Element): boolean {
  const paragraph = text.parentElement?.closest('p, li');
  return (
    paragraph !== undefined &&
    paragraph !== null &&
    paragraph !== block &&
    paragraph.getClientRects().length > 1
  );
}

function isBelow(range: Range, text: Text, at: number, line: DOMRect): boolean {
  if (at >= text.length) return true;
  range.setStart(text, at);
  range.setEnd(text, at + 1);
  const rects = range.getClientRects();
  const rect = rects[rects.length - 1];
  return rect !== undefined && rect.top > line.top + line.height / 2;
}

/** A word moved down can hyphenate the next line, which then is one too many: rounds until no block changes. */
const MOST_ROUNDS = 60;

/**
 * Takes away the soft hyphen of every third hyphenated line in a row, and that of a scrap; the word then moves down
 * whole. A word that is a scrap itself takes the one before it along. Works on text that is laid out at its final width
 * in one tall column. Returns how many places it changed.
 */
export function thinOut(blocks: readonly Element[], lineHeight: number): number {
  let taken = 0;
  let open = blocks;
  for (let round = 0; open.length > 0 && round < MOST_ROUNDS; round++) {
    // All are read before any is changed: a change would make the browser lay out the text for each.
    const changes = open.flatMap((block) => {
      const change = changeOf(block, lineHeight);
      return change ? [{ block, change }] : [];
    });
    for (const { change } of changes) change();
    taken += changes.length;
    open = changes.map(({ block }) => block);
  }
  return taken;
}

function changeOf(block: Element, lineHeight: number): (() => void) | undefined {
  const range = document.createRange();
  range.selectNodeContents(block);
  const rects = range.getClientRects();
  // A hyphen of the text's own shows in no rectangle.
  if (mayHaveTooMany(rects, lineHeight) || hasWritten(block)) {
    const hyphen = firstTooMany(lineHyphens(block), lineHeight);
    if (hyphen) return () => hyphen.text.deleteData(hyphen.offset, 1);
  }
  return scrapMend(block, rects, lineHeight);
}

/** Whether so many lines in a row end in something narrow, which a hyphen is: one question instead of one a hyphen. */
function mayHaveTooMany(rects: DOMRectList, lineHeight: number): boolean {
  let row = 0;
  let above = Number.NaN;
  for (const { top } of lineEnds(rects)) {
    // A raised note call or smaller type moves an end by less than half a line.
    if (Math.abs(top - above) < lineHeight / 2) continue;
    row = Math.abs(top - above - lineHeight) < lineHeight / 2 ? row + 1 : 1;
    above = top;
    if (row > MOST_IN_A_ROW) return true;
  }
  return false;
}

/** The hyphen that must go so that a row of them is short enough: its last, or the nearest above that may go. */
function firstTooMany(hyphens: readonly Hyphen[], lineHeight: number): Hyphen | undefined {
  let row: Hyphen[] = [];
  for (const hyphen of hyphens) {
    const above = row.at(-1)?.top ?? Number.NaN;
    if (Math.abs(hyphen.top - above - lineHeight) >= lineHeight / 2) row = [];
    row.push(hyphen);
    const soft = row.length > MOST_IN_A_ROW ? row.findLast(({ written }) => !written) : undefined;
    if (soft) return soft;
  }
  return undefined;
}

/** The change that a paragraph's last line wants; nothing where it is long enough. */
function scrapMend(block: Element, rects: DOMRectList, lineHeight: number): (() => void) | undefined {
  const last = rects[rects.length - 1];
  if (!last || rects.length < 2) return undefined;
  let { left, right } = last;
  let above: DOMRect | undefined;
  for (let at = rects.length - 2; at >= 0 && !above; at--) {
    const rect = rects[at]!;
    if (rect.top < last.top - lineHeight / 2) above = rect;
    else {
      left = Math.min(left, rect.left);
      right = Math.max(right, rect.right);
    }
  }
  // Text is never as large as its line; and a word is only divided behind something as narrow as a hyphen.
  const width = right - left;
  const isDivided = above !== undefined && above.width <= above.height * HYPHEN_WIDTH;
  if (!above || width > (isDivided ? WORD_EMS : SCRAP_EMS) * lineHeight) return undefined;
  const style = getComputedStyle(block);
  const em = (lineHeight * Number.parseFloat(style.fontSize)) / Number.parseFloat(style.lineHeight);
  const start = lastLineStart(block, last.top - lineHeight / 2);
  if (!start || width > WORD_EMS * em) return undefined;
  const { text, offset, rest } = start;
  const before = text.data[offset];
  if (before === SOFT_HYPHEN && !/\s/u.test(rest.trim())) return () => text.deleteData(offset, 1);
  if (before !== undefined && /\s/u.test(before) && before !== NO_BREAK && width < SCRAP_EMS * em)
    return () => text.replaceData(offset, 1, NO_BREAK);
  return undefined;
}

/** The character that the last line was broken behind, and the text of that line. */
function lastLineStart(
  block: Element,
  above: number,
): { text: Text; offset: number; rest: string } | undefined {
  const range = document.createRange();
  const isAbove = (text: Text, at: number): boolean => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const rects = range.getClientRects();
    // A space that a line is broken at has a rectangle on either line; a letter behind a soft hyphen that of the hyphen too.
    const rect = /\s/u.test(text.data[at]!) ? rects[0] : rects[rects.length - 1];
    return rect === undefined || rect.top < above;
  };
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let rest = '';
  for (let node: Node | null = lastText(walker); node && node !== block; node = walker.previousNode()) {
    const text = node as Text;
    if (text.length === 0) continue;
    if (!isAbove(text, 0)) {
      rest = text.data + rest;
      continue;
    }
    let low = 0;
    let high = text.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (isAbove(text, middle)) low = middle;
      else high = middle;
    }
    return { text, offset: low, rest: text.data.slice(high) + rest };
  }
  return undefined;
}

/** Goes on to the last text that a walker can reach. */
function lastText(walker: TreeWalker): Node {
  while (walker.nextNode());
  return walker.currentNode;
}

/**
 * Has a written hyphen take less room than it fills: it may be wider than the soft one that it was, by less than a tenth
 * of a millimetre, and its line must still hold it.
 */
export function hangHyphen(text: Text, offset: number): void {
  const hyphen = text.splitText(offset);
  hyphen.splitText(1);
  const hung = document.createElement('span');
  hung.style.letterSpacing = '-0.2em';
  hyphen.replaceWith(hung);
  hung.append(hyphen);
}

/** A hyphen that has been written out: the text that it stands in, and where. */
export interface Settled {
  readonly text: Text;
  readonly offset: number;
}

/** Stands for a hyphen to be written while those that are not drawn are taken away: no text has it. */
const MARK = '\uF8FE';

/**
 * Writes out the hyphens that are drawn and deletes the others, so that search and copying find whole words. A plain
 * "-" at a line end is what PDF readers join again.
 * @param hung whether to hang them, where lines would break otherwise
 */
export function settle(block: Element, hung = false): Settled[] {
  // From the end, since a text that is split keeps what stands before.
  for (const { text, offset } of drawn(block).toReversed()) {
    text.replaceData(offset, 1, MARK);
    if (hung) hangHyphen(text, offset);
  }
  const settled: Settled[] = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    if (!text.data.includes(SOFT_HYPHEN) && !text.data.includes(MARK)) continue;
    const words = text.data.replaceAll(SOFT_HYPHEN, '');
    for (let at = words.indexOf(MARK); at >= 0; at = words.indexOf(MARK, at + 1))
      settled.push({ text, offset: at });
    text.data = words.replaceAll(MARK, '-');
  }
  return settled;
}

/** Whether a line still ends there: a hyphen that is wider written than drawn takes its syllable to the next line. */
export function endsLine({ text, offset }: Settled, block: Element): boolean {
  const range = document.createRange();
  const rectOf = (of: Text, at: number): DOMRect | undefined => {
    range.setStart(of, at);
    range.setEnd(of, at + 1);
    return [...range.getClientRects()].pop();
  };
  const hyphen = rectOf(text, offset);
  let [next, at] = [text, offset + 1];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  walker.currentNode = text;
  while (at >= next.length) {
    const following = walker.nextNode() as Text | null;
    if (!following) return true;
    [next, at] = [following, 0];
  }
  const letter = rectOf(next, at);
  if (!hyphen || !letter) return true;
  return Math.abs(letter.top - hyphen.top) > hyphen.height / 2 || letter.left < hyphen.left;
}
