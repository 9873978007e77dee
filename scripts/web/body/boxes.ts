/** Boxes with a head are sections of the article, quotes are nothing but words: an <aside> would be a landmark beside it. */
import type { BodyStep } from './step.ts';

export const boxes: BodyStep = (document) => {
  for (const aside of document.querySelectorAll('aside')) {
    const section = document.createElement(aside.hasAttribute('aria-labelledby') ? 'section' : 'div');
    for (const { name, value } of aside.attributes) section.setAttribute(name, value);
    section.append(...aside.childNodes);
    aside.replaceWith(section);
  }
};
