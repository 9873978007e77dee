/** Runs in the rig's tab: composes an article and reads the finished pages as a reader's eye would. */
import { compose } from '../../scripts/pages/compose/compose.ts';
import { measureScale } from '../../scripts/pages/compose/dom.ts';
import type { ComposeFinding, ComposeJob } from '../../scripts/pages/compose/types.ts';

/** A line of text. Lengths across in millimetres, down in lines of the grid, both from the plate's corner. */
export interface SeenLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly baseline: number;
  /** Name of the block it stands in: "p", "h2", "li". */
  readonly block: string;
}

export interface SeenBox {
  readonly kind: 'column' | 'float' | 'notes' | 'opener' | 'plate';
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly sourceLines: readonly number[];
  readonly lines: readonly SeenLine[];
  readonly blocks: readonly SeenBlock[];
  readonly html: string;
}

/** A block in a column, or the part of it that stands there. */
export interface SeenBlock {
  readonly tag: string;
  readonly className: string;
  readonly sourceLine: number;
  readonly continued: boolean;
  readonly lines: number;
  readonly text: string;
  /** Items and paragraphs in it that a break has divided. */
  readonly parts: readonly {
    readonly lines: number;
    readonly text: string;
    readonly continued: boolean;
    readonly goesOn: boolean;
  }[];
}

export interface SeenPage {
  readonly name: string;
  readonly side: string;
  readonly usedLines: number;
  readonly lines: number;
  /** How many lines of the grid the whole plate has, and its width. */
  readonly plateLines: number;
  readonly plateMm: number;
  readonly boxes: readonly SeenBox[];
  readonly pictures: readonly string[];
}

export interface Seen {
  readonly pages: readonly SeenPage[];
  readonly findings: readonly ComposeFinding[];
  readonly texts: readonly { readonly flow: string; readonly text: string; readonly line: number }[];
  readonly ms: number;
}

declare global {
  interface Window {
    rig: { see(job: ComposeJob): Seen };
  }
}

const BLOCKS = 'p, li, h1, h2, h3, td, th, caption, figcaption, pre, .note';

interface Piece {
  readonly text: string;
  readonly rect: DOMRect;
  readonly block: string;
  readonly size: number;
}

/** Every word, and every part of a word that stands on a line of its own, with its rectangle. */
function* pieces(root: Element): Generator<Piece> {
  const range = document.createRange();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    const parent = text.parentElement!;
    const block = parent.closest(BLOCKS);
    const name = parent.closest('sup')
      ? 'sup'
      : parent.closest('p code, li code, .run-in')
        ? 'code'
        : (block?.tagName.toLowerCase() ?? 'div');
    const size = Number.parseFloat(getComputedStyle(parent).fontSize);
    for (const { index, 0: word } of text.data.matchAll(/\S+/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
      if (rects.length === 1) yield { text: word, rect: rects[0]!, block: name, size };
      else if (rects.length > 1) {
        for (let at = 0; at < word.length; at++) {
          range.setStart(text, index + at);
          range.setEnd(text, index + at + 1);
          const rect = [...range.getClientRects()].findLast((each) => each.width > 0);
          if (rect) yield { text: word[at]!, rect, block: at === 0 ? name : `${name}+`, size };
        }
      }
    }
  }
}

/** Pieces gathered into lines; a raised number or a small label belongs to the line it overlaps. */
function linesOf(root: Element, origin: DOMRect, line: number, mm: number): SeenLine[] {
  const lines: {
    text: string;
    left: number;
    right: number;
    top: number;
    bottom: number;
    middle: number;
    block: string;
  }[] = [];
  for (const { text, rect, block } of pieces(root)) {
    const middle = (rect.top + rect.bottom) / 2;
    const last = lines.at(-1);
    const plain = block.replace('+', '');
    const tall = rect.height > line * 1.8;
    const same = last && Math.abs(middle - last.middle) < line * 0.45 && rect.left > last.right - line;
    if (same) {
      last.text += block.endsWith('+') ? text : ` ${text}`;
      last.right = Math.max(last.right, rect.right);
      last.left = Math.min(last.left, rect.left);
      if (last.block === 'sup' || last.block === 'initial' || last.block === 'code') {
        last.middle = middle;
        last.block = plain;
      }
    } else {
      const height = Math.min(rect.height, line);
      const center = tall ? rect.top + line / 2 : middle;
      lines.push({
        text,
        left: rect.left,
        right: rect.right,
        top: center - height / 2,
        bottom: center + height / 2,
        middle: center,
        block: tall ? 'initial' : plain,
      });
    }
  }
  return lines.map((each) => ({
    text: each.text,
    block: each.block,
    left: (each.left - origin.left) / mm,
    right: (each.right - origin.left) / mm,
    top: (each.top - origin.top) / line,
    bottom: (each.bottom - origin.top) / line,
    baseline: (each.middle - origin.top) / line,
  }));
}

const blockOf = (element: Element, origin: DOMRect, line: number, mm: number): SeenBlock => ({
  tag: element.tagName.toLowerCase(),
  className: element.className,
  sourceLine: Number(element.getAttribute('data-source-line')),
  continued: element.hasAttribute('data-continued'),
  lines: linesOf(element, origin, line, mm).length,
  text: element.textContent ?? '',
  parts: [
    ...element.querySelectorAll('li[data-continued], li[data-goes-on], p[data-continued], p[data-goes-on]'),
  ]
    .filter((part) => !part.querySelector('li, p'))
    .map((part) => ({
      lines: linesOf(part, origin, line, mm).length,
      text: part.textContent ?? '',
      continued: part.hasAttribute('data-continued'),
      goesOn: part.hasAttribute('data-goes-on'),
    })),
});

const KINDS = [
  ['column', '.column'],
  ['float', '.float'],
  ['notes', '.column-notes'],
  ['opener', '.at'],
  ['plate', '.plate-figure > figure'],
] as const;

function see(job: ComposeJob): Seen {
  const stage = document.createElement('div');
  document.body.append(stage);
  try {
    const start = performance.now();
    const { pages, findings, texts } = compose(job, stage);
    const ms = performance.now() - start;
    const { line, mm } = measureScale(stage);
    const seen = pages.map((page, index): SeenPage => {
      const left = (job.side === 'left') === (index % 2 === 0);
      const sheet = document.createElement('div');
      sheet.className = `sheet pagedjs_${left ? 'left' : 'right'}_page`;
      sheet.innerHTML = page.html;
      stage.append(sheet);
      const plate = sheet.querySelector('.plate')!;
      const origin = plate.getBoundingClientRect();
      const boxes = KINDS.flatMap(([kind, selector]) =>
        [...plate.querySelectorAll<HTMLElement>(selector)].map((element): SeenBox => {
          const rect = element.getBoundingClientRect();
          return {
            kind,
            name: element.className || element.tagName.toLowerCase(),
            left: (rect.left - origin.left) / mm,
            right: (rect.right - origin.left) / mm,
            top: (rect.top - origin.top) / line,
            bottom: (rect.bottom - origin.top) / line,
            sourceLines: [element, ...element.querySelectorAll('[data-source-line]')].flatMap(
              (each) => Number(each.getAttribute('data-source-line')) || [],
            ),
            lines: linesOf(element, origin, line, mm),
            blocks:
              kind === 'column' ? [...element.children].map((child) => blockOf(child, origin, line, mm)) : [],
            html: element.innerHTML,
          };
        }),
      );
      const pictures = [...plate.querySelectorAll<HTMLImageElement>('img[data-picture]')].map(
        (image) => image.dataset['picture'] ?? '',
      );
      const result = {
        name: page.name,
        side: left ? 'left' : 'right',
        usedLines: page.usedLines,
        lines: page.lines,
        plateLines: origin.height / line,
        plateMm: origin.width / mm,
        boxes,
        pictures,
      };
      sheet.remove();
      return result;
    });
    return { pages: seen, findings, texts, ms };
  } finally {
    stage.remove();
  }
}

window.rig = { see };
