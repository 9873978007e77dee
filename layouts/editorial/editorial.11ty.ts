/** An editorial: one page, a large title, two columns beside the writer's name and, where there is one, portrait. */
import { html } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { byline, kicker, openerPicture, standfirst, title } from '../parts/opener.ts';

export const layout: Layout = {
  markup: (data) =>
    fragment(
      data,
      '',
      [
        page(
          data,
          'plain',
          html`<div class="at opener-head">${kicker(data)}${title(data)}</div>
            <div class="at editorial-side">
              ${data.article.image ? html`<figure class="portrait">${openerPicture(data)}</figure>` : ''}${byline(data)}${standfirst(data)}
            </div>
            <div
              class="text-area"
              data-columns="2"
              data-below=".opener-head"
              data-gap="5"
              data-at-least
              style="--c: 5; --w: 8; --l: 27; --h: 24"
            ></div>`,
        ),
        page(
          data,
          'plain',
          html`<div class="text-area" data-columns="2" style="--c: 5; --w: 8; --l: 0; --h: 51"></div>`,
          {
            repeat: true,
          },
        ),
      ],
      data.content,
    ),
};

export default (data: LayoutData): string => layout.markup(data).text;
