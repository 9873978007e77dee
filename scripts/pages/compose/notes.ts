/** Footnotes at the foot of a column; one that is too long for it goes on in the next. */
import type { Scale } from './dom.ts';
import { cutTail } from './fragment.ts';

export function noteBox(element: HTMLElement, notes: readonly HTMLElement[]): HTMLElement {
  for (const note of notes) element.append(asBlock(note.cloneNode(true) as HTMLElement));
  return element;
}

/**
 * A note's text as a paragraph in an aside of its own: the tag tree joins paragraphs of one standing, and no other text
 * stands in two asides, so that the parts of a divided note find each other whatever comes between.
 */
function asBlock(note: HTMLElement): HTMLElement {
  if (note.querySelector(':scope > aside')) return note;
  const aside = document.createElement('aside');
  const paragraph = document.createElement('p');
  paragraph.append(...note.childNodes);
  aside.append(paragraph);
  note.append(aside);
  return note;
}

/** Cuts notes to so many lines of the grid, and returns what is left of them. */
export function splitNotes(box: HTMLElement, lines: number, scale: Scale): HTMLElement[] {
  // For a moment the notes are a column themselves, so that the browser breaks them as it breaks text.
  box.style.cssText += `;height:calc(${lines} * var(--line));columns:1;column-fill:auto;column-gap:40px`;
  const { left, width } = box.getBoundingClientRect();
  const limit = left + width + scale.line / 4;
  const rest: HTMLElement[] = [];
  for (const note of [...box.children] as HTMLElement[]) {
    const rects = note.getClientRects();
    if (rest.length > 0 || (rects[0] && rects[0].left >= limit)) rest.push(note);
    else if (rects.length > 1 && rects[rects.length - 1]!.left >= limit) {
      const tail = cutTail(note, limit, false);
      if (tail) rest.push(tail);
    }
  }
  for (const note of rest) note.remove();
  for (const name of ['height', 'columns', 'column-fill', 'column-gap']) box.style.removeProperty(name);
  return rest;
}
