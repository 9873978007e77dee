/** An interview: a portrait over a whole page, questions and answers in two columns, notes and boxes in the margin. */
import { z } from 'zod';
import { html } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { byline, credit, kicker, openerPicture, standfirst, title } from '../parts/opener.ts';

const options = {
  opener: z.enum(['full', 'text']).optional(),
  tone: z.enum(['light', 'dark']).default('light'),
};

const openerOf = (article: LayoutData['article']): string =>
  article.image ? String(article.options['opener'] ?? 'full') : 'text';

const columns = (line: number) =>
  html`<div
      class="text-area"
      data-columns="2"
      style="--c: 1; --w: 8; --c-left: 5; --l: ${line}; --h: ${51 - line}"
    ></div>
    <div class="margin-area" style="--c: 10; --w: 3; --c-left: 1; --l: ${line}; --h: ${51 - line}"></div>`;

export const layout: Layout = {
  options,
  start: (article) => (openerOf(article) === 'full' ? 'left' : 'any'),
  markup: (data) => {
    const opener = openerOf(data.article);
    const pages = [
      ...(opener === 'full'
        ? [
            page(
              data,
              'bleed',
              html`<figure class="opener-picture">${openerPicture(data)}</figure>
                <div class="at opener-head">${kicker(data)}${title(data)}</div>`,
              { className: 'portrait' },
            ),
          ]
        : []),
      page(
        data,
        'text',
        html`${opener === 'text' ? html`<div class="at opener-head">${kicker(data)}${title(data)}</div>` : ''}
          <div class="at opener-standfirst">${standfirst(data)}</div>
          <div class="at opener-byline">
            ${byline(data)}
            <p class="caption">${credit(data)}</p>
          </div>
          <div
            class="text-area"
            data-columns="2"
            data-below=".opener-standfirst, .opener-byline"
            data-gap="4"
            data-at-least
            style="--c: 1; --w: 8; --c-left: 5; --l: ${opener === 'text' ? 22 : 10}; --h: ${opener === 'text' ? 29 : 41}"
          ></div>
          <div
            class="margin-area"
            style="--c: 10; --w: 3; --c-left: 1; --l: ${opener === 'text' ? 22 : 12}; --h: ${opener === 'text' ? 29 : 39}"
          ></div>`,
        { className: 'interview-start' },
      ),
      page(data, 'text', columns(0), { repeat: true }),
    ];
    return fragment(
      data,
      `opener-${opener} tone-${String(data.article.options['tone'] ?? 'light')}`,
      pages,
      data.content,
    );
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
