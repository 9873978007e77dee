/** The colophon: who made the magazine, how, and whose pictures. The credits fill themselves from the issue. */
import { furniture } from '../furniture.ts';
import { html, raw } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { credits } from './credits.ts';

export const layout: Layout = {
  body: 'optional',
  markup: (data) => {
    const { article, issue, magazine } = data;
    const words = furniture[issue.language];
    const rows = [...issue.colophon, ...magazine.colophon];
    const pictures = credits(issue);
    const all =
      pictures.length > 0 ? [...rows, { label: words.photographs, text: pictures.join(', ') }] : rows;
    const legal = [
      issue.issn ? `ISSN ${issue.issn}` : '',
      issue.isbn ? `ISBN ${issue.isbn}` : '',
      magazine.publisher,
    ].filter(Boolean);
    return fragment(data, '', [
      page(
        data,
        'plain',
        html`<h1 class="at colophon-masthead" id="${article.slug}" aria-label="${article.title}">
            ${magazine.name}
          </h1>
          <div class="at colophon-body" data-fit="the colophon">
            <dl class="colophon-rows">
              ${all.map(
                ({ label, text }) =>
                  html`<div>
                    <dt>${label}</dt>
                    <dd>${text}</dd>
                  </div>`,
              )}
            </dl>
            ${data.content.trim() ? html`<div class="colophon-note">${raw(data.content)}</div>` : ''}
          </div>
          ${legal.length > 0 ? html`<p class="at colophon-legal">${legal.join('. ')}.</p>` : ''}`,
      ),
    ]);
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
