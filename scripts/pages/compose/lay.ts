/** Lays finished pages into the document that is printed, in the browser. */
import { loadRareFaces } from './faces.ts';
import type { Laying } from '../light-table.ts';

const element = (html: string): Element => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild!;
};

/** The styles that Paged.js made, between the faces and the theme, as they stand in the paged issue. */
function pagedStyle(): HTMLStyleElement {
  const known = document.querySelector<HTMLStyleElement>('style[data-paged]');
  if (known) return known;
  const style = document.createElement('style');
  style.dataset['paged'] = '';
  document.head.querySelector('style')!.after(style);
  return style;
}

/** Puts changed pages in the place of those that lie there, and takes away what is too many. */
export async function lay({ language, title, pagedCss, changed, count }: Laying): Promise<void> {
  document.documentElement.lang = language;
  document.title = title;
  document.body.className = 'assembled';
  const style = pagedStyle();
  if (style.textContent !== pagedCss) style.textContent = pagedCss;
  if (!document.querySelector('.pagedjs_pages'))
    document.body.append(element('<div class="pagedjs_pages"></div>'));
  const pages = document.querySelector('.pagedjs_pages')!;
  for (const [at, sheet] of changed) {
    const there = pages.children[at];
    if (there) there.replaceWith(element(sheet));
    else pages.append(element(sheet));
  }
  while (pages.children.length > count) pages.lastElementChild!.remove();
  await loadRareFaces(changed.map(([, sheet]) => sheet).join(''));
}

/** Takes away all that setting articles has left, so that the document is as it was when it was opened: styles and faces alone. */
export function clear(): void {
  for (const part of [document.documentElement, document.body])
    for (const name of part.getAttributeNames()) if (name !== 'lang') part.removeAttribute(name);
  document.body.replaceChildren();
  for (const style of document.head.querySelectorAll('style:not([data-harness])')) style.remove();
}
