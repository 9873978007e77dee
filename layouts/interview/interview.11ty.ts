/** An interview: a portrait over a whole page, questions and answers in two columns, notes and boxes in the margin. */
import * as z from 'zod';
import { tokenChoice } from '../../scripts/model/theme.ts';
import { html, type Html, raw } from '../html.ts';
import { choice, fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { accentFaults, accentOption } from '../parts/accent.ts';
import { columnsMm } from '../parts/grid.ts';
import {
  byline,
  headDepth,
  wordsBesideByline,
  kicker,
  openerPicture,
  standfirst,
  title,
  pictureNotShown,
} from '../parts/opener.ts';
import { shade, shadeOption } from '../parts/shade.ts';
import { plain } from '../parts/text-lines.ts';
import { titlePlace } from '../parts/title-size.ts';
import { web } from './web.ts';

const options = {
  opener: z.enum(['full', 'text']).optional(),
  tone: z.enum(['light', 'dark']).default('light'),
  shade: shadeOption,
  accent: accentOption,
};

const openerOf = (article: LayoutData['article']): string =>
  article.image ? choice(article, 'opener', 'full') : 'text';

const columns = html`<div class="text-area" data-columns="2" style="--c: 1; --w: 8; --c-left: 5"></div>
  <div class="margin-area" style="--c: 10; --w: 3; --c-left: 1"></div>`;

const PORTRAIT_TITLE_MM = 150;
const onPicture = (data: LayoutData) => titlePlace(data, 'portrait', PORTRAIT_TITLE_MM);
const onWhite = (data: LayoutData) => titlePlace(data, 'interview', columnsMm(data.sheet, 12) - 4);
/** Narrow enough for a title to have lines that hold their own beside a portrait. */
const facingPortrait = (data: LayoutData) => titlePlace(data, 'interview', columnsMm(data.sheet, 9));

const caption = (data: LayoutData) => {
  const line = wordsBesideByline(data);
  return line ? html`<p class="caption">${line}</p>` : undefined;
};

/** The portrait first, with kicker and title; the text begins on the page after it. */
const portraitBefore = (data: LayoutData): readonly Html[] => [
  page(
    data,
    'bleed',
    html`<figure class="opener-picture">${openerPicture(data)}</figure>
      ${shade(data, { head: headDepth(data, onPicture(data)) })}
      <div class="at opener-head">${kicker(data)}${title(data, onPicture(data))}</div>`,
    { className: 'portrait' },
  ),
  page(
    data,
    'text',
    html`<div class="at opener-standfirst">${standfirst(data)}</div>
      <div class="at opener-byline">${byline(data)}${caption(data)}</div>
      <div
        class="text-area"
        data-columns="2"
        data-below=".opener-standfirst"
        data-gap="${data.article.standfirst ? 4 : 0}"
        data-at-least
        style="--c: 1; --w: 8; --c-left: 5; --l: ${data.article.standfirst ? 10 : 0}"
      ></div>
      <div class="margin-area" style="--c: 10; --w: 3; --c-left: 1; --l: 10"></div>`,
    { className: 'interview-start', head: data.article.kicker },
  ),
];

/** White lines above standfirst and names, and between them and the text. */
interface Gaps {
  readonly row: number;
  readonly text: number;
}

/** Title, standfirst and names above the text. */
const textFirst = (data: LayoutData, head: Html, names: Html, gaps: Gaps): Html => {
  const hasRow = data.article.standfirst !== undefined || names.text.trim() !== '';
  return page(
    data,
    'plain',
    html`<div class="at opener-head">${head}</div>
      ${
        hasRow
          ? html`<div class="at opener-row" data-below=".opener-head" data-gap="${gaps.row}">
              <div class="opener-standfirst">${standfirst(data)}</div>
              <div class="opener-byline">${names}</div>
            </div>`
          : ''
      }
      <div
        class="text-area"
        data-columns="2"
        data-below=".opener-head, .opener-standfirst"
        data-gap="${gaps.text}"
        style="--c: 1; --w: 8; --c-left: 5"
      ></div>
      <div
        class="margin-area"
        data-below=".opener-head, .opener-standfirst, .opener-byline"
        data-gap="${gaps.text}"
        style="--c: 10; --w: 3; --c-left: 1"
      ></div>`,
    { className: 'interview-start' },
  );
};

const textAlone = (data: LayoutData): Html =>
  textFirst(data, html`${kicker(data)}${title(data, onWhite(data))}`, html`${byline(data)}`, {
    row: 3,
    text: 4,
  });

/** The text first, its kicker with the names; then the portrait, with the first short fact box on it. */
const portraitAfter = (data: LayoutData, fact: string): readonly Html[] => {
  const unkicked = { ...data, article: { ...data.article, kicker: undefined } };
  return [
    textFirst(
      data,
      title(unkicked, facingPortrait(data)),
      html`${kicker(data)}${byline(data)}${caption(data)}`,
      { row: 0, text: 2 },
    ),
    page(
      data,
      'bleed',
      html`<figure class="opener-picture">${openerPicture(data)}</figure>
        ${fact ? html`<div class="at portrait-fact" data-fit="the fact box">${raw(fact)}</div>` : ''}`,
      { className: 'portrait' },
    ),
  ];
};

const FACT = /<aside class="fact"[^>]*>[^]*?<\/aside>/u;
/** What a box on the portrait may hold; a longer one stays with the text. */
const MOST_LETTERS = 420;

/** The text without its first fact box, where that is short enough for the portrait. */
function parted(content: string): { readonly fact: string; readonly rest: string } {
  const fact = FACT.exec(content)?.[0] ?? '';
  return fact && plain(fact).length <= MOST_LETTERS
    ? { fact, rest: content.replace(fact, '') }
    : { fact: '', rest: content };
}

export const layout: Layout = {
  web,
  options,
  check: (article, context) => [...pictureNotShown(article), ...accentFaults(article, context)],
  start: (article) => (openerOf(article) === 'full' ? 'left' : 'any'),
  markup: (data) => {
    const more = page(data, 'text', columns, { repeat: true });
    const tone = `tone-${choice(data.article, 'tone', 'light')}`;
    if (openerOf(data.article) !== 'full')
      return fragment(data, `opener-text ${tone}`, [textAlone(data), more], data.content);
    if (tokenChoice(data.issue.theme, 'interview-portrait') === 'before')
      return fragment(data, `opener-full ${tone}`, [...portraitBefore(data), more], data.content);
    const { fact, rest } = parted(data.content);
    return fragment(data, 'opener-text portrait-after', [...portraitAfter(data, fact), more], rest);
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
