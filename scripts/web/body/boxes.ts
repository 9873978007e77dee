/** Boxes with a head are sections of the article. An <aside> with a name of its own would be a landmark beside it. */
import type { BodyStep } from './step.ts';

export const boxes: BodyStep = (document) => {
  for (const aside of document.querySelectorAll('aside')) {
    if (aside.classList.contains('quote')) continue;
    const section = document.createElement(aside.hasAttribute('aria-labelledby') ? 'section' : 'div');
    for (const { name, value } of aside.attributes) section.setAttribute(name, value);
    section.append(...aside.childNodes);
    aside.replaceWith(section);
  }
};
