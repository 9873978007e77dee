/** The back: a picture that bleeds on all sides, what comes next, and whose picture it is. */
import * as z from 'zod';
import { html, raw } from '../html.ts';
import { choice, fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { columnsMm } from '../parts/grid.ts';
import { ground, headDepth, kicker, pictureWords, standfirst, title } from '../parts/opener.ts';
import { shade, shadeOption } from '../parts/shade.ts';
import { titlePlace } from '../parts/title-size.ts';

const place = (data: LayoutData) => titlePlace(data, 'back', columnsMm(data.sheet, 12) - 4);

export const layout: Layout = {
  web: 'none',
  body: 'optional',
  options: { tone: z.enum(['light', 'dark']).default('dark'), shade: shadeOption },
  start: () => 'left',
  markup: (data) => {
    const tone = data.article.image ? choice(data.article, 'tone', 'dark') : 'light';
    return fragment(data, `tone-${tone}`, [
      page(
        data,
        'bleed',
        html`${ground(data)} ${shade(data, { head: headDepth(data, place(data)) }, tone)}
          <div class="at opener-head">${kicker(data)}${title(data, place(data))}</div>
          <div class="at back-text" data-below=".opener-head" data-gap="3">
            ${standfirst(data)}${raw(data.content)}
          </div>
          ${pictureWords(data) && html`<p class="at back-credit">${pictureWords(data)}</p>`}`,
      ),
    ]);
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
