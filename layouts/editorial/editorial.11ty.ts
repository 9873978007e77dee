/** An editorial: one page, a large title, two columns beside the writer's name and, where there is one, portrait. */
import { html } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { byline, kicker, openerPicture, standfirst, title } from '../parts/opener.ts';

const place = {
  widthMm: 161,
  depthPt: 175,
  sizes: [
    { sizePt: 92, leadingPt: 84 },
    { sizePt: 76, leadingPt: 71.5 },
    { sizePt: 58, leadingPt: 57 },
    { sizePt: 44, leadingPt: 45 },
  ],
};

/** The text begins low, in much white; one that would not end on the page then begins right under its title. */
const LOW_LINE = 27;
const HIGH_LINE = 18;
const WORDS_BELOW_LOW_LINE = 305;
const WORDS_BELOW_HIGH_LINE = 420;
/** What a pull quote takes of the text's place. */
const WORDS_OF_A_QUOTE = 130;

const firstLine = (content: string): number => {
  const quotes = content.match(/<aside class="quote/gu)?.length ?? 0;
  const running = content
    .replaceAll(/<[^>]*>/gu, ' ')
    .split(/\s+/u)
    .filter(Boolean).length;
  const words = running + quotes * WORDS_OF_A_QUOTE;
  return words > WORDS_BELOW_LOW_LINE && words <= WORDS_BELOW_HIGH_LINE ? HIGH_LINE : LOW_LINE;
};

export const layout: Layout = {
  markup: (data) => {
    const line = firstLine(data.content);
    return fragment(
      data,
      '',
      [
        page(
          data,
          'plain',
          html`<div class="at opener-head">${kicker(data)}${title(data, place)}</div>
            <div class="at editorial-side" style="--l: ${line}">
              ${data.article.image ? html`<figure class="portrait">${openerPicture(data)}</figure>` : ''}${byline(data)}${standfirst(data)}
            </div>
            <div
              class="text-area"
              data-columns="2"
              data-below=".opener-head"
              data-gap="4"
              data-at-least
              style="--c: 5; --w: 8; --l: ${line}; --h: ${51 - line}"
            ></div>`,
        ),
        page(
          data,
          'text',
          html`<div class="text-area" data-columns="2" style="--c: 5; --w: 8; --l: 0; --h: 51"></div>`,
          {
            repeat: true,
          },
        ),
      ],
      data.content,
    );
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
