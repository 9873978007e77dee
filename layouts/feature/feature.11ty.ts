/** A feature: an opener over one spread, half a page or none, then text in two or three columns. */
import { z } from 'zod';
import { html } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { byline, credit, kicker, openerPicture, standfirst, title } from '../parts/opener.ts';

const options = {
  opener: z.enum(['spread', 'half', 'text']).optional(),
  columns: z.union([z.literal(2), z.literal(3)]).default(3),
  /** Colour of type that stands on the opener's picture. */
  tone: z.enum(['light', 'dark']).default('light'),
  /** The same for the standfirst at the picture's foot, where that is as dark as the head is light, or the reverse. */
  footTone: z.enum(['light', 'dark']).optional(),
};

type Opener = 'spread' | 'half' | 'text';

/** Without a picture there is nothing to open with but text. */
const openerOf = (article: LayoutData['article']): Opener =>
  article.image ? ((article.options['opener'] as Opener | undefined) ?? 'half') : 'text';

const textArea = (data: LayoutData, line: number) =>
  html`<div
    class="text-area"
    data-columns="${Number(data.article.options['columns'] ?? 3)}"
    style="--c: 1; --w: 12; --l: ${line}; --h: ${51 - line}"
  ></div>`;

const openers = {
  spread: (data: LayoutData) => [
    page(
      data,
      'bleed',
      html`<figure class="opener-picture">${openerPicture(data)}</figure>
        ${data.article.image?.credit ? html`<p class="at caption-on-picture">${credit(data)}</p>` : ''}`,
      { className: 'spread-left' },
    ),
    page(
      data,
      'bleed',
      html`<figure class="opener-picture" aria-hidden="true">${openerPicture(data, '')}</figure>
        <div class="at opener-head">${kicker(data)}${title(data)}</div>
        <div class="at opener-foot">${standfirst(data)}</div>
        <div class="at opener-byline">${byline(data)}</div>`,
      { className: 'spread-right' },
    ),
  ],
  half: (data: LayoutData) => [
    page(
      data,
      'plain',
      html`<figure class="opener-picture">${openerPicture(data)}</figure>
        <p class="at opener-credit">${credit(data)}</p>
        <div class="at opener-head">${kicker(data)}${title(data)}</div>
        <div class="at opener-side">${standfirst(data)}${byline(data)}</div>
        <div
          class="text-area"
          data-columns="${Number(data.article.options['columns'] ?? 3)}"
          data-below=".opener-head, .opener-side"
          data-gap="3"
          style="--c: 1; --w: 12; --l: 34; --h: 17"
        ></div>`,
    ),
  ],
  text: (data: LayoutData) => [
    page(
      data,
      'plain',
      html`<div class="at opener-head">${kicker(data)}${title(data)}</div>
        <div class="at opener-side">${standfirst(data)}${byline(data)}</div>
        <div
          class="text-area"
          data-columns="${Number(data.article.options['columns'] ?? 3)}"
          data-below=".opener-head, .opener-side"
          data-gap="4"
          style="--c: 1; --w: 12; --l: 20; --h: 31"
        ></div>`,
    ),
  ],
} as const;

export const layout: Layout = {
  options,
  start: (article) => (openerOf(article) === 'spread' ? 'left' : 'any'),
  markup: (data) => {
    const opener = openerOf(data.article);
    // A long title over a spread needs a smaller size to keep to the quiet part of the picture.
    const length = data.article.title.length > 18 ? 'long-title' : '';
    const tone = String(data.article.options['tone'] ?? 'light');
    return fragment(
      data,
      `opener-${opener} tone-${tone} foot-${String(data.article.options['footTone'] ?? tone)} ${length}`,
      [...openers[opener](data), page(data, 'text', textArea(data, 0), { repeat: true })],
      data.content,
    );
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
