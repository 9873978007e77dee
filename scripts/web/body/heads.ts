/** Heads lead to themselves, so that one can be passed on; and none is deeper by more than one than the head before it. */
import type { BodyStep } from './step.ts';

export const heads: BodyStep = (document) => {
  let isUnderSection = false;
  for (const head of document.querySelectorAll('h2, h3, .run-in')) {
    if (head.tagName === 'H2') isUnderSection = true;
    else if (!isUnderSection) head.setAttribute('aria-level', '2');
  }
  for (const head of document.querySelectorAll('h2[id], h3[id], .run-in[id]')) {
    // A link within a link is none.
    if (head.querySelector('a, button')) continue;
    const link = document.createElement('a');
    link.className = 'permalink';
    link.setAttribute('href', `#${head.id}`);
    link.append(...head.childNodes);
    head.append(link);
  }
};
