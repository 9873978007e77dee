/** An interview: a portrait over a whole page, questions and answers in two columns, notes and boxes in the margin. */
import { z } from 'zod';
import { tokenChoice } from '../../scripts/model/theme.ts';
import { html, raw } from '../html.ts';
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
import { plain } from '../parts/text-lines.ts';
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
        <div class="opener-byline">${byline(data)}${creditLine(data)}</div>
      </div>`
    : undefined;

/** The portrait on a page of its own, the first short fact box on it. */
const portraitPage = (data: LayoutData, fact: string) =>
  page(
    data,
    'bleed',
    html`<figure class="opener-picture">${openerPicture(data)}</figure>
      ${fact ? html`<div class="at portrait-fact" data-fit="the fact box">${raw(fact)}</div>` : ''}`,
    { className: 'portrait' },
  );

const FACT = /<aside class="fact"[^>]*>[^]*?<\/aside>/u;
/** What a box on the portrait may hold; a longer one stays with the text. */
const MOST_LETTERS = 420;

function parted(content: string): { readonly fact: string; readonly rest: string } {
  const fact = FACT.exec(content)?.[0] ?? '';
  return fact && plain(fact).length <= MOST_LETTERS
    ? { fact, rest: content.replace(fact, '') }
    : { fact: '', rest: content };
}

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
    const more = page(data, 'text', columns, { repeat: true });
    if (opener === 'full' && tokenChoice(data.issue.theme, 'interview-portrait') === 'after') {
      const { fact, rest } = parted(data.content);
      const pages = [...openers.text(data), portraitPage(data, fact), more];
      return fragment(data, 'opener-text', pages, rest);
    }
    return fragment(
      data,
      `opener-${opener} tone-${choice(data.article, 'tone', 'light')}`,
      [...openers[opener](data), more],
      data.content,
    );
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
