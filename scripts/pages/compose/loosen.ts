/** A paragraph with its words a hair wider or closer, so that it takes a line more or less: what a compositor does to level columns. */
import { linesFor, type Scale } from './dom.ts';
import { thinOut } from './hyphens.ts';

/** A fifth of a space, which nobody sees, then a third: justified text differs by as much from line to line. */
const SPACINGS_EM = [0.05, 0.08] as const;

/**
 * A copy of a paragraph that takes a line more (`by` 1) or less (-1), or undefined where its words would have to be
 * moved too far.
 * @param element as it stands in its column
 * @param probe an empty column as wide, in the document
 */
export function loosened(
  element: HTMLElement,
  by: 1 | -1,
  probe: HTMLElement,
  scale: Scale,
): HTMLElement | undefined {
  const before = linesFor(element.getBoundingClientRect().height, scale);
  const indent = getComputedStyle(element).textIndent;
  for (const spacing of SPACINGS_EM) {
    const copy = element.cloneNode(true) as HTMLElement;
    copy.style.wordSpacing = `${by * spacing}em`;
    // What stands before a paragraph decides on its indent; here nothing does.
    copy.style.textIndent = indent;
    probe.replaceChildren(copy);
    thinOut([copy], scale.line);
    const lines = linesFor(copy.getBoundingClientRect().height, scale);
    copy.remove();
    copy.style.removeProperty('text-indent');
    if (lines === before + by) return copy;
  }
  return undefined;
}
