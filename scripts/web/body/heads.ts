/** Heads lead to themselves, so that one can be passed on. */
import type { BodyStep } from './step.ts';

export const heads: BodyStep = (document) => {
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
