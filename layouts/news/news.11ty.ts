/** News in brief: the first item leads with a large head, the others follow in a grid of three columns. */
import { html, raw } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { accentFaults, accentOption } from '../parts/accent.ts';
import { columnsMm } from '../parts/grid.ts';
import { openerPicture, pictureWords } from '../parts/opener.ts';
import { runningKicker } from '../parts/running-kicker.ts';
import { titlePlace } from '../parts/title-size.ts';
import { newsItems } from './items.ts';
import { web } from './web.ts';

export const layout: Layout = {
  web,
  spans: true,
  options: { accent: accentOption },
  check: accentFaults,
  markup: (data) => {
    const { lead, body } = newsItems(data.content, titlePlace(data, 'news', columnsMm(data.sheet, 8) - 2));
    const { article } = data;
    const start = page(
      data,
      'plain',
      html`${
          article.image
            ? html`<figure class="opener-picture">${openerPicture(data)}</figure>
                ${runningKicker(data)}
                <p class="at opener-credit">${pictureWords(data, article.standfirst)}</p>`
            : ''
        }
        <div class="at opener-head">
          <h1 class="kicker" id="${article.slug}">${article.title}</h1>
          ${raw(lead)}
        </div>
        <div
          class="text-area"
          data-columns="3"
          data-below=".opener-head"
          data-gap="2"
          style="--c: 1; --w: 12"
        ></div>`,
      { className: article.image ? 'news-start' : 'news-start without-picture' },
    );
    const rest = page(
      data,
      'text',
      html`<div class="text-area" data-columns="3" style="--c: 1; --w: 12"></div>`,
      { repeat: true },
    );
    return fragment(data, '', [start, rest], body);
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
