/** An interview: a portrait over a whole page, questions and answers in two columns, notes and boxes in the margin. */
import { z } from 'zod';
import { html } from '../html.ts';
import { choice, fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { columnsMm } from '../parts/grid.ts';
import {
  byline,
  creditBesideByline,
  kicker,
  openerPicture,
  standfirst,
  title,
  pictureNotShown,
} from '../parts/opener.ts';
import { shade, shadeOption } from '../parts/shade.ts';
import { titlePlace } from '../parts/title-size.ts';

const options = {
  opener: z.enum(['full', 'text']).optional(),
  tone: z.enum(['light', 'dark']).default('light'),
  shade: shadeOption,
};

const openerOf = (article: LayoutData['article']): string =>
  article.image ? choice(article, 'opener', 'full') : 'text';

const columns = html`<div class="text-area" data-columns="2" style="--c: 1; --w: 8; --c-left: 5"></div>
  <div class="margin-area" style="--c: 10; --w: 3; --c-left: 1"></div>`;

const PORTRAIT_TITLE_MM = 150;
const onPicture = (data: LayoutData) => titlePlace(data, 'portrait', PORTRAIT_TITLE_MM);
const onWhite = (data: LayoutData) => titlePlace(data, 'interview', columnsMm(data.sheet, 12) - 4);

const openers = {
  full: (data: LayoutData) => [
    page(
      data,
      'bleed',
      html`<figure class="opener-picture">${openerPicture(data)}</figure>
        ${shade(data, ['head'])}
        <div class="at opener-head">${kicker(data)}${title(data, onPicture(data))}</div>`,
      { className: 'portrait' },
    ),
    page(
      data,
      'text',
      html`<div class="at opener-standfirst">${standfirst(data)}</div>
        <div class="at opener-byline">${byline(data)}${creditLine(data)}</div>
        <div
          class="text-area"
          data-columns="2"
          data-below=".opener-standfirst"
          data-gap="${data.article.standfirst ? 4 : 0}"
          data-at-least
          style="--c: 1; --w: 8; --c-left: 5; --l: ${data.article.standfirst ? 10 : 0}"
        ></div>
        <div class="margin-area" style="--c: 10; --w: 3; --c-left: 1; --l: 10"></div>`,
      { className: 'interview-start' },
    ),
  ],
  text: (data: LayoutData) => [
    page(
      data,
      'plain',
      html`<div class="at opener-head">${kicker(data)}${title(data, onWhite(data))}</div>
        ${row(data)}
        <div
          class="text-area"
          data-columns="2"
          data-below=".opener-head, .opener-row"
          data-gap="4"
          style="--c: 1; --w: 8; --c-left: 5"
        ></div>
        <div
          class="margin-area"
          data-below=".opener-head, .opener-row"
          data-gap="4"
          style="--c: 10; --w: 3; --c-left: 1"
        ></div>`,
      { className: 'interview-start' },
    ),
  ],
} as const;

const row = (data: LayoutData) =>
  data.article.standfirst || byline(data)
    ? html`<div class="at opener-row" data-below=".opener-head" data-gap="3">
        <div class="opener-standfirst">${standfirst(data)}</div>
        ${byline(data)}
      </div>`
    : undefined;

const creditLine = (data: LayoutData) => {
  const line = creditBesideByline(data);
  return line ? html`<p class="caption">${line}</p>` : undefined;
};

export const layout: Layout = {
  options,
  check: pictureNotShown,
  start: (article) => (openerOf(article) === 'full' ? 'left' : 'any'),
  markup: (data) => {
    const opener = openerOf(data.article) === 'full' ? 'full' : 'text';
    return fragment(
      data,
      `opener-${opener} tone-${choice(data.article, 'tone', 'light')}`,
      [...openers[opener](data), page(data, 'text', columns, { repeat: true })],
      data.content,
    );
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
