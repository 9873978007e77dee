/** What only the composer, the studio and the printed page need. */
import type { BodyStep } from './step.ts';

const ATTRIBUTES = ['data-source-line', 'data-span', 'style'];

export const traces: BodyStep = (document) => {
  for (const name of ATTRIBUTES)
    for (const element of document.querySelectorAll(`[${name}]`)) element.removeAttribute(name);
  for (const origin of document.querySelectorAll('.pull-origin')) origin.replaceWith(...origin.childNodes);
};
