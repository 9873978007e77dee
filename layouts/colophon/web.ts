/** The colophon on a screen: the magazine's name, who and how in columns, its last word, the legal line. */
import { html, type Html, raw } from '../html.ts';
import type { WebData } from '../layout.ts';
import { webFrame } from '../parts/web.ts';
import { colophonRows, legalLine } from './rows.ts';

export const web = (data: WebData): Html => {
  const { article, magazine, content } = data;
  const legal = legalLine(data);
  return webFrame(
    data,
    '',
    html`<h1 class="colophon-masthead" id="${article.slug}" aria-label="${article.title}">
      ${magazine.name}
    </h1>`,
    html`<dl class="colophon-rows">
        ${colophonRows(data).map(
          ({ label, text }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>
      ${content.trim() ? html`<div class="colophon-note">${raw(content)}</div>` : ''}
      ${legal ? html`<p class="colophon-legal">${legal}.</p>` : ''}`,
  );
};
