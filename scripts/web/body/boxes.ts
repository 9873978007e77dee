/** Boxes with a head are sections of the article, quotes are nothing but words: an <aside> would be a landmark beside it. */
import type { BodyStep } from './step.ts';

/** Label and value stand side by side on a screen: a value of words and italics is one thing beside its label. */
function joinValue(row: Element): void {
  const [label, ...value] = row.childNodes;
  if (!label || value.length === 0) return;
  const span = row.ownerDocument.createElement('span');
  span.append(...value);
  row.append(span);
}

export const boxes: BodyStep = (document) => {
  for (const aside of document.querySelectorAll('aside')) {
    const section = document.createElement(aside.hasAttribute('aria-labelledby') ? 'section' : 'div');
    for (const { name, value } of aside.attributes) section.setAttribute(name, value);
    section.append(...aside.childNodes);
    aside.replaceWith(section);
    for (const row of section.querySelectorAll('.row')) joinValue(row);
  }
};
