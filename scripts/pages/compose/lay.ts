/** Lays finished pages into the document that is printed, in the browser. */
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
export function lay({ language, title, pagedCss, changed, count }: Laying): void {
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
}
