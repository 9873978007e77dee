/**
 * Titles whose lines begin on one edge. A letter carries white on its left, more of it the larger and rounder it is: at a hundred
 * points «T» stands on the margin and «s» three millimetres inside. Each line is moved by the white of its own first letter.
 */

/** Size at which a letter's white is measured; what comes out is in em. */
const SAMPLE_PX = 200;

let canvas: CanvasRenderingContext2D | null | undefined;

/** White on the left of a letter, in em of its face. */
function bearingEm(letter: string, { fontStyle, fontWeight, fontFamily }: CSSStyleDeclaration): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return 0;
  canvas.font = `${fontStyle} ${fontWeight} ${SAMPLE_PX}px ${fontFamily}`;
  return -canvas.measureText(letter).actualBoundingBoxLeft / SAMPLE_PX;
}

/** Offsets at which the lines of `text` begin; none where a word is divided, whose second line begins in it. */
function lineStarts(text: Text): number[] {
  const range = document.createRange();
  const starts: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { index, 0: word } of text.data.matchAll(/\S+/gu)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const rects = range.getClientRects();
    const first = rects[0];
    if (!first || (rects[rects.length - 1]?.top ?? 0) > first.top + first.height / 2) return [];
    if (first.top < last + first.height / 4) continue;
    starts.push(index);
    last = first.top;
  }
  return starts;
}

function alignLines(title: HTMLElement): void {
  const [text, ...more] = title.childNodes;
  const style = getComputedStyle(title);
  if (!(text instanceof Text) || more.length > 0 || !/^(?:start|left)$/u.test(style.textAlign)) return;
  const starts = lineStarts(text);
  if (starts.length === 0) return;
  const { data } = text;
  const edges = starts.map((at) => `${(-bearingEm(data[at]!, style)).toFixed(4)}em`);
  title.style.textIndent = edges[0]!;
  title.replaceChildren(
    ...starts.flatMap((at, line): (string | Element)[] => {
      const words = data.slice(at, starts[line + 1]);
      if (line === 0) return [words];
      const span = document.createElement('span');
      span.style.marginLeft = edges[line]!;
      span.textContent = words;
      return [document.createElement('br'), span];
    }),
  );
}

/** Aligns the lines of every title inside `root`. */
export function alignTitles(root: ParentNode): void {
  for (const title of root.querySelectorAll<HTMLElement>('h1.title')) alignLines(title);
}
