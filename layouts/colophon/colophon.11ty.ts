/** The colophon: who made the magazine, how, and whose pictures. The credits fill themselves from the issue. */
import { html, raw } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { accentFaults, accentOption } from '../parts/accent.ts';
import { colophonRows, legalLine } from './rows.ts';
import { web } from './web.ts';

export const layout: Layout = {
  web,
  body: 'optional',
  options: { accent: accentOption },
  check: accentFaults,
  markup: (data) => {
    const { article, magazine } = data;
    const legal = legalLine(data);
    return fragment(data, '', [
      page(
        data,
        'plain',
        html`<h1 class="at colophon-masthead" id="${article.slug}" aria-label="${article.title}">
            ${magazine.name}
          </h1>
          <div class="at colophon-body" data-fit="the colophon">
            <dl class="colophon-rows">
              ${colophonRows(data).map(
                ({ label, text }) =>
                  html`<div>
                    <dt>${label}</dt>
                    <dd>${text}</dd>
                  </div>`,
              )}
            </dl>
            ${data.content.trim() ? html`<div class="colophon-note">${raw(data.content)}</div>` : ''}
          </div>
          ${legal ? html`<p class="at colophon-legal">${legal}.</p>` : ''}`,
      ),
    ]);
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
