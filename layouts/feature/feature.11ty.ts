/** A feature: an opener over one spread, half a page or none, then text in two or three columns. */
import * as z from 'zod';
import { tokenChoice } from '../../scripts/model/theme.ts';
import { html } from '../html.ts';
import { choice, fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { accentFaults, accentOption } from '../parts/accent.ts';
import { columnsMm } from '../parts/grid.ts';
import {
  byline,
  headDepth,
  pictureWords,
  wordsBesideByline,
  kicker,
  openerPicture,
  standfirst,
  title,
  pictureNotShown,
} from '../parts/opener.ts';
import { shade, shadeAtOption, shadeOption } from '../parts/shade.ts';
import { titlePlace } from '../parts/title-size.ts';
import { web } from './web.ts';

const options = {
  opener: z.enum(['spread', 'half', 'text']).optional(),
  columns: z.union([z.literal(2), z.literal(3)]).default(3),
  /** Colour of type that stands on the opener's picture. */
  tone: z.enum(['light', 'dark']).optional(),
  /** The same for the standfirst at the picture's foot, where that is as dark as the head is light, or the reverse. */
  footTone: z.enum(['light', 'dark']).optional(),
  /** The page of a spread that the title stands on: where the picture is quiet. */
  titleSide: z.enum(['left', 'right']).default('right'),
  shade: shadeOption,
  shadeAt: shadeAtOption,
  accent: accentOption,
};

type Opener = 'spread' | 'half' | 'text';

/** Without a picture there is nothing to open with but text. */
const openerOf = (article: LayoutData['article']): Opener =>
  article.image ? ((article.options['opener'] as Opener | undefined) ?? 'half') : 'text';

const columnsOf = ({ article }: LayoutData): number => Number(article.options['columns'] ?? 3);

const textArea = (data: LayoutData, line: number) =>
  html`<div class="text-area" data-columns="${columnsOf(data)}" style="--c: 1; --w: 12; --l: ${line}"></div>`;

const overSpread = (data: LayoutData) => titlePlace(data, 'spread', columnsMm(data.sheet, 12) - 8);
const besideStandfirst = (data: LayoutData) => titlePlace(data, 'beside', columnsMm(data.sheet, 8) - 2);
const onWhite = (data: LayoutData) => titlePlace(data, 'text', columnsMm(data.sheet, 12) - 2);

/** The tones of type at the head and the foot of the opener's picture. */
const tonesOf = ({ article, issue }: LayoutData): { readonly head: string; readonly foot: string } => {
  const foot = choice(article, 'tone', tokenChoice(issue.theme, 'tone-foot'));
  return {
    head: choice(article, 'tone', tokenChoice(issue.theme, 'tone-head')),
    foot: choice(article, 'footTone', foot),
  };
};

/** Standfirst and names at the foot of the picture. */
const FOOT_DEPTH = 'calc(5 * var(--line))';

/** The picture's shades run on over both pages, so that no edge shows in the fold. */
const spreadShades = (data: LayoutData) => [
  ...shade(data, { head: headDepth(data, overSpread(data)) }, tonesOf(data).head),
  ...shade(data, { foot: FOOT_DEPTH }, tonesOf(data).foot),
];

/** All type on the title's page; the other has the picture's credit alone. */
const onOnePage = (data: LayoutData) => ({
  titlePage: html`<div class="at opener-head">${kicker(data)}${title(data, overSpread(data))}</div>
    <div class="at opener-foot">
      <div class="opener-standfirst">${standfirst(data)}</div>
      ${byline(data)}
    </div>`,
  otherPage: pictureWords(data) && html`<p class="at caption-on-picture">${pictureWords(data)}</p>`,
});

const words = (data: LayoutData) => {
  const line = wordsBesideByline(data);
  return line && html`<p class="caption">${line}</p>`;
};

/** Title and names on one page, kicker and standfirst on the other. */
const onBothPages = (data: LayoutData) => ({
  titlePage: html`<div class="at opener-head">${title(data, overSpread(data))}</div>
    <div class="at opener-foot">${byline(data)}${words(data)}</div>`,
  otherPage: html`<div class="at opener-head">${kicker(data)}</div>
    <div class="at opener-foot">${standfirst(data)}</div>`,
});

const row = (data: LayoutData) =>
  data.article.standfirst || byline(data)
    ? html`<div class="at opener-row" data-below=".opener-head" data-gap="3">
        <div class="opener-standfirst">${standfirst(data)}</div>
        ${byline(data)}
      </div>`
    : undefined;

const openers = {
  spread: (data: LayoutData) => {
    const { titlePage, otherPage } =
      tokenChoice(data.issue.theme, 'spread-text') === 'both-pages' ? onBothPages(data) : onOnePage(data);
    const left = data.article.options['titleSide'] === 'left';
    return [
      page(
        data,
        'bleed',
        html`<figure class="opener-picture">${openerPicture(data)}</figure>
          ${spreadShades(data)}${left ? titlePage : otherPage}`,
        { className: 'across-left' },
      ),
      page(
        data,
        'bleed',
        html`<figure class="opener-picture" aria-hidden="true">${openerPicture(data, '')}</figure>
          ${spreadShades(data)}${left ? otherPage : titlePage}`,
        { className: 'across-right' },
      ),
    ];
  },
  half: (data: LayoutData) => {
    const line = wordsBesideByline(data);
    return [
      page(
        data,
        'plain',
        html`<figure class="opener-picture">${openerPicture(data)}</figure>
          ${line ? html`<p class="at opener-credit">${line}</p>` : ''}
          <div class="at opener-head">${kicker(data)}${title(data, besideStandfirst(data))}</div>
          <div class="at opener-side">${standfirst(data)}${byline(data)}</div>
          <div
            class="text-area"
            data-columns="${columnsOf(data)}"
            data-below=".opener-head, .opener-side"
            data-gap="3"
            style="--c: 1; --w: 12"
          ></div>`,
      ),
    ];
  },
  text: (data: LayoutData) => [
    page(
      data,
      'plain',
      html`<div class="at opener-head">${kicker(data)}${title(data, onWhite(data))}</div>
        ${row(data)}
        <div
          class="text-area"
          data-columns="${columnsOf(data)}"
          data-below=".opener-head, .opener-row"
          data-gap="4"
          style="--c: 1; --w: 12"
        ></div>`,
    ),
  ],
} as const;

export const layout: Layout = {
  web,
  options,
  check: (article, context) => [...pictureNotShown(article), ...accentFaults(article, context)],
  start: (article) => (openerOf(article) === 'spread' ? 'left' : 'any'),
  markup: (data) => {
    const opener = openerOf(data.article);
    const { head, foot } = tonesOf(data);
    return fragment(
      data,
      `opener-${opener} tone-${head} foot-${foot}`,
      [...openers[opener](data), page(data, 'text', textArea(data, 0), { repeat: true })],
      data.content,
    );
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
