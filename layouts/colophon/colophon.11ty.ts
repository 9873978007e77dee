/** The colophon: who made the magazine, how, and whose pictures. The credits fill themselves from the issue. */
import type { Row } from '../../scripts/model/fields.ts';
import { furniture } from '../furniture.ts';
import { html, raw } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { accentFaults, accentOption } from '../parts/accent.ts';
import { credits } from './credits.ts';

export const layout: Layout = {
  body: 'optional',
  options: { accent: accentOption },
  check: accentFaults,
  markup: (data) => {
    const { article, issue, magazine } = data;
    const words = furniture[issue.language];
    const rows = staff(data);
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

/** Rows of the issue and the magazine, and first whoever answers for it, unless a row says so in its own words. */
function staff({ issue, magazine }: LayoutData): readonly Row[] {
  const written = [...issue.colophon, ...magazine.contributors, ...magazine.colophon];
  const own = (['editor', 'publisher'] as const)
    .filter((name) => !written.some(({ label }) => saysIt(label, name)))
    .map((name) => ({ label: furniture[issue.language][name], text: magazine[name] }));
  return [...own, ...written];
}

const saysIt = (label: string, name: 'editor' | 'publisher'): boolean =>
  Object.values(furniture).some((words) => words[name].toLowerCase() === label.toLowerCase());

export default (data: LayoutData): string => layout.markup(data).text;
