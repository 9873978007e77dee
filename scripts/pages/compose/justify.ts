/**
 * Justified text: no line has its words set wider apart than they should be. Such a line is set flush left, and a
 * paragraph of which many lines are.
 */

/** Widest space between two words, in widths of the face's own space. */
const WIDEST_SPACE = 2;
/** Share of such lines from which a paragraph looks better flush left altogether. */
const MOST_LOOSE = 1 / 3;

interface Line {
  readonly top: number;
  right: number;
  spaces: number;
  /** Of its spaces, as the face has them. */
  spacesWidth: number;
  /** Where it ends. */
  node: Text;
  offset: number;
}

/** Whether blocks of a kind are justified, by tag and class. */
export type Justified = Map<string, boolean>;

const isJustified = (block: Element, known: Justified): boolean => {
  const kind = `${block.parentElement!.tagName} ${block.tagName} ${block.className}`;
  const answer = known.get(kind) ?? getComputedStyle(block).textAlign === 'justify';
  known.set(kind, answer);
  return answer;
};

/** Looks through the blocks of a finished column. Where a theme sets text flush left, nothing is measured. */
export function easeGaps(column: HTMLElement, known: Justified): void {
  const blocks = [...column.querySelectorAll<HTMLElement>('p, li')].filter((block) =>
    isJustified(block, known),
  );
  if (blocks.length === 0) return;
  // Flush left the lines break where they did, and show the spaces that the face has.
  for (const block of blocks) block.style.textAlign = 'start';
  const measured = blocks.map((block) => {
    const lines = linesOf(block);
    return { block, lines, loose: looseLines(block, lines) };
  });
  for (const { block, lines, loose } of measured) {
    if (loose.length > lines.length * MOST_LOOSE) {
      block.dataset['ragged'] = '';
      continue;
    }
    block.style.removeProperty('text-align');
    // A line that ends in a break of its own is not stretched.
    for (const { node, offset } of loose.toReversed()) {
      const range = document.createRange();
      range.setStart(node, offset);
      range.insertNode(document.createElement('br'));
    }
    // The last line of a part is none of its paragraph's; where breaks were put in, it would take those along.
    if ('goesOn' in block.dataset && loose.length === 0) block.style.textAlignLast = 'justify';
  }
}

function looseLines(block: HTMLElement, lines: readonly Line[]): readonly Line[] {
  const { right } = block.getBoundingClientRect();
  // The last is never stretched, but for that of a part.
  const own = 'goesOn' in block.dataset ? lines : lines.slice(0, -1);
  return own.filter(
    (line) => line.spaces > 0 && (right - line.right + line.spacesWidth) / line.spacesWidth > WIDEST_SPACE,
  );
}

function linesOf(block: HTMLElement): Line[] {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const lines: Line[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    const add = (from: number, to: number, isSpace: boolean): void => {
      range.setStart(text, from);
      range.setEnd(text, to);
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      // A word that is divided: letter by letter.
      if (rects.length > 1 && to - from > 1) {
        for (let at = from; at < to; at++) add(at, at + 1, isSpace);
        return;
      }
      const [rect] = rects;
      if (!rect) return;
      let line = lines[lines.length - 1];
      // A raised note call is on its line too.
      if (!line || rect.top > line.top + rect.height / 2) {
        line = { top: rect.top, right: rect.right, spaces: 0, spacesWidth: 0, node: text, offset: to };
        lines.push(line);
      }
      line.node = text;
      line.offset = to;
      if (isSpace) {
        line.spaces++;
        line.spacesWidth += rect.width;
      } else line.right = Math.max(line.right, rect.right);
    };
    for (const { index, 0: piece } of text.data.matchAll(/[\s\u00A0]|[^\s\u00A0]+/gu))
      add(index, index + piece.length, /^[\s\u00A0]$/u.test(piece));
  }
  return lines;
}
