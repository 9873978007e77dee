/** The back: a picture that bleeds on all sides, what comes next, and whose picture it is. */
import { z } from 'zod';
import { html, raw } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { credit, kicker, openerPicture, standfirst, title } from '../parts/opener.ts';

export const layout: Layout = {
  body: 'optional',
  options: { tone: z.enum(['light', 'dark']).default('dark') },
  start: () => 'left',
  markup: (data) =>
    fragment(data, `tone-${data.article.image ? String(data.article.options['tone'] ?? 'dark') : 'dark'}`, [
      page(
        data,
        'bleed',
        html`<figure class="opener-picture">${openerPicture(data)}</figure>
          <div class="at opener-head">${kicker(data)}${title(data)}</div>
          <div class="at back-text">${standfirst(data)}${raw(data.content)}</div>
          <p class="at back-credit">${credit(data)}</p>`,
      ),
    ]),
};

export default (data: LayoutData): string => layout.markup(data).text;
