/** A sentence that is lifted out of its paragraph floats to the head of a page on paper; on a screen it must not part a head or a question from what follows it. */
import type { BodyStep } from './step.ts';

const KEEPS = 'h2, h3, .question';

export const quotes: BodyStep = (document) => {
  for (const quote of document.querySelectorAll('.quote.lifted')) {
    let first: Element = quote;
    while (first.previousElementSibling?.matches(KEEPS)) first = first.previousElementSibling;
    if (first !== quote) first.before(quote);
  }
};
