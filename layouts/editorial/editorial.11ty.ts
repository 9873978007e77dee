/** An editorial: one page, a large title, two columns beside the writer's portrait, signed at their end. */
import { html, type Html } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { columnsMm } from '../parts/grid.ts';
import { accentFaults, accentOption } from '../parts/accent.ts';
import { byline, kicker, portrait, standfirst, title } from '../parts/opener.ts';
import { titlePlace } from '../parts/title-size.ts';
import { isSigned, signature, signatureFaults, signatureLines, signatureOption } from './signature.ts';
import { web } from './web.ts';

/** The text begins low, in much white; one that would not end on the page then begins right under its title. */
const LOW_LINES = 24;
const HIGH_LINES = 33;
const WORDS_ON_LOW_LINES = 305;
const WORDS_ON_HIGH_LINES = 420;
/** What a pull quote takes of the text's place. */
const WORDS_OF_A_QUOTE = 130;
const WORDS_OF_A_LINE = 6;

/** Lines of the page that the text stands on. */
const textLines = (content: string, signed: number): number => {
  const quotes = content.match(/<aside class="quote/gu)?.length ?? 0;
  const running = content
    .replaceAll(/<[^>]*>/gu, ' ')
    .split(/\s+/u)
    .filter(Boolean).length;
  const words = running + quotes * WORDS_OF_A_QUOTE + signed * WORDS_OF_A_LINE;
  return words > WORDS_ON_LOW_LINES && words <= WORDS_ON_HIGH_LINES ? HIGH_LINES : LOW_LINES;
};

/** The writer's name beside the text, where it is not signed below it; the photographer stands there always. */
const names = (data: LayoutData): Html | undefined =>
  byline(isSigned(data) ? { ...data, article: { ...data.article, byline: [] } } : data);

export const layout: Layout = {
  web,
  options: { signature: signatureOption, accent: accentOption },
  check: (article, context) => [...signatureFaults(article), ...accentFaults(article, context)],
  markup: (data) => {
    const line = data.sheet.lines - textLines(data.content, signatureLines(data));
    return fragment(
      data,
      '',
      [
        page(
          data,
          'plain',
          html`<div class="at opener-head">
              ${kicker(data)}${title(data, titlePlace(data, 'editorial', columnsMm(data.sheet, 11)))}
            </div>
            <div
              class="at editorial-side"
              data-below=".opener-head"
              data-gap="4"
              data-at-least
              style="--l: ${line}"
            >
              ${portrait(data)}${names(data)}${standfirst(data)}
            </div>
            <div
              class="text-area"
              data-columns="2"
              data-below=".opener-head"
              data-gap="4"
              data-at-least
              style="--c: 5; --w: 8; --l: ${line}"
            ></div>`,
        ),
        page(data, 'text', html`<div class="text-area" data-columns="2" style="--c: 5; --w: 8"></div>`, {
          repeat: true,
        }),
      ],
      `${data.content}${signature(data)?.text ?? ''}`,
    );
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
