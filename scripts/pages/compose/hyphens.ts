/** Soft hyphens: no more than two hyphenated lines in a row, and none left in the finished page. */

const SOFT_HYPHEN = '\u00AD';
const MOST_IN_A_ROW = 2;

interface Hyphen {
  readonly text: Text;
  readonly offset: number;
  /** Top of the line that ends in it. */
  readonly top: number;
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
    if (rect.width === 0 || rect.width > rect.height * 0.6) continue;
    const next = rects[at + 1];
    if (!next || Math.abs(next.top - rect.top) > rect.height / 2 || next.left < rect.left) ends.push(rect);
  }
  return ends;
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
 * Takes away the soft hyphen of every third hyphenated line in a row; the word then moves down whole. Works on text
 * that is laid out at its final width in one tall column. Returns how many it took.
 */
export function thinOut(blocks: readonly Element[], lineHeight: number): number {
  let taken = 0;
  let changed: readonly Element[] = blocks.filter((block) => mayHaveTooMany(block, lineHeight));
  for (let round = 0; changed.length > 0 && round < MOST_ROUNDS; round++) {
    const unwanted = changed.flatMap((block) => {
      const hyphen = firstTooMany(drawn(block), lineHeight);
      return hyphen ? [{ block, hyphen }] : [];
    });
    // All are read before any is taken: a change would make the browser lay out the text for each.
    for (const { hyphen } of unwanted) hyphen.text.deleteData(hyphen.offset, 1);
    taken += unwanted.length;
    changed = unwanted.map(({ block }) => block);
  }
  return taken;
}

/** Whether so many lines in a row end in something narrow, which a hyphen is: one question instead of one a hyphen. */
function mayHaveTooMany(block: Element, lineHeight: number): boolean {
  const range = document.createRange();
  range.selectNodeContents(block);
  let row = 0;
  let above = Number.NaN;
  for (const { top } of lineEnds(range.getClientRects())) {
    // A raised note call or smaller type moves an end by less than half a line.
    if (Math.abs(top - above) < lineHeight / 2) continue;
    row = Math.abs(top - above - lineHeight) < lineHeight / 2 ? row + 1 : 1;
    above = top;
    if (row > MOST_IN_A_ROW) return true;
  }
  return false;
}

function firstTooMany(hyphens: readonly Hyphen[], lineHeight: number): Hyphen | undefined {
  let row = 0;
  let above = Number.NaN;
  for (const hyphen of hyphens) {
    row = Math.abs(hyphen.top - above - lineHeight) < lineHeight / 2 ? row + 1 : 1;
    above = hyphen.top;
    if (row > MOST_IN_A_ROW) return hyphen;
  }
  return undefined;
}

/**
 * Writes out the hyphens that are drawn and deletes the others, so that search and copying find whole words. A plain
 * "-" at a line end is what PDF readers join again.
 */
export function settle(block: Element): void {
  for (const { text, offset } of drawn(block)) text.replaceData(offset, 1, '-');
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    if (text.data.includes(SOFT_HYPHEN)) text.data = text.data.replaceAll(SOFT_HYPHEN, '');
  }
}
