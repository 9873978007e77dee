/**
 * Footnotes stand beside the line that calls them: in the margin where there is one, else as a popover that needs no script. The note
 * is in the text once, right after its call, so that a screen reader meets it where it belongs.
 */
import type { BodyStep } from './step.ts';

/** Where a note may stand within the line. Everywhere else it follows the block that calls it. */
const RUNNING = 'p, li, blockquote, h2, h3, .question';
const APART = 'figure, aside, table, section, h2, h3';

export const notes: BodyStep = (document, { words }) => {
  const section = document.querySelector('section.notes');
  if (!section) return;
  const known = new Map([...section.querySelectorAll('.note')].map((note) => [note.id, note]));
  const placed = new Map<string, Element>();
  const calls = [...document.querySelectorAll('.note-call')];
  // Notes that notes call come last, and by then the calling note stands in the text.
  for (const call of calls) {
    const link = call.querySelector('a');
    const id = (link?.getAttribute('href') ?? '').slice(1);
    const note = known.get(id);
    if (!link || !note) continue;
    const number = link.textContent ?? '';
    const button = document.createElement('button');
    button.setAttribute('type', 'button');
    button.setAttribute('popovertarget', id);
    button.setAttribute('aria-label', `${words.note} ${number}`);
    button.textContent = number;
    call.append(button);
    if (placed.has(id)) continue;
    const beside = document.createElement('span');
    beside.className = 'note';
    beside.id = id;
    beside.setAttribute('role', 'note');
    beside.setAttribute('popover', '');
    beside.append(...note.childNodes);
    placed.set(id, beside);
    const within = call.closest('.note');
    const apart = call.closest(APART);
    if (within && within !== note) within.after(beside);
    else if (apart && !section.contains(apart)) topOf(apart).after(beside);
    else if (call.closest(RUNNING)) call.after(beside);
    else topOf(call).after(beside);
  }
  section.remove();
};

/** The block of the body that an element stands in. */
function topOf(element: Element): Element {
  let top = element;
  while (top.parentElement && top.parentElement.tagName !== 'BODY') top = top.parentElement;
  return top;
}
