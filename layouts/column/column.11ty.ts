/** A column: one page, a very large title in much white, text in the two outer columns, its writer beside it. */
import { setLine } from '../../scripts/markdown/line.ts';
import { text } from '../../scripts/model/fields.ts';
import { mmToPt } from '../../scripts/model/geometry.ts';
import { furniture } from '../furniture.ts';
import { html } from '../html.ts';
import { choice, fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { accentFaults, accentOption } from '../parts/accent.ts';
import { columnsMm } from '../parts/grid.ts';
import { byline, portrait, standfirst, title } from '../parts/opener.ts';
import { runningKicker } from '../parts/running-kicker.ts';
import { lettersALine, linesOf, textLines } from '../parts/text-lines.ts';
import { type TitlePlace, titlePlace } from '../parts/title-size.ts';
import { web } from './web.ts';

const TITLE_LINE = 3;
/** White lines between title and text. */
const GAP = 4;

/** Lines at the foot of the page that the text may stand on: as few as it still ends on the page. */
const DEPTHS = [16, 20, 24, 28, 32, 36] as const;
/** What would not end on the page from any of them runs on to the next, and then leaves its title some white. */
const RUNNING_ON = 24;

/** What the drop cap takes. */
const SLACK_LINES = 2;
const LINES_OF_A_PORTRAIT = 9;
/** Letters on a line of the text about the column. */
const ABOUT_LETTERS = 30;

const sideLines = ({ article }: LayoutData): number => {
  const about = linesOf(choice(article, 'about', ''), ABOUT_LETTERS);
  const first = linesOf(article.standfirst ?? '', ABOUT_LETTERS);
  const names = article.byline.length + (article.photo ? 1 : 0);
  const notes = (about > 0 ? 3 + about * 0.75 : 0) + (first > 0 ? 2 + first * 0.75 : 0);
  return (article.image ? LINES_OF_A_PORTRAIT : 0) + names + notes;
};

/** Where the text begins. */
export const firstLine = (data: LayoutData): number => {
  const lines = (textLines(data.content, lettersALine(data)) + SLACK_LINES) / 2;
  const wanted = Math.max(lines, sideLines(data));
  return data.sheet.lines - (DEPTHS.find((depth) => depth >= wanted) ?? RUNNING_ON);
};

const place = (data: LayoutData, line: number): TitlePlace => {
  const { sheet } = data;
  const { depthPt, ...rest } = titlePlace(data, 'column', columnsMm(sheet, 11));
  const free = Math.round(mmToPt(sheet.lineMm)) * (line - TITLE_LINE - GAP);
  return { ...rest, depthPt: Math.min(depthPt, free) };
};

const about = ({ article }: LayoutData) => {
  const words = choice(article, 'about', '');
  return words
    ? html`<p class="about-head">${furniture[article.lang].aboutColumn}</p>
        <p class="about">${setLine(words, article.lang)}</p>`
    : undefined;
};

export const layout: Layout = {
  web,
  options: {
    /** A few words about the column, under the writer's name. */
    about: text.optional(),
    accent: accentOption,
  },
  check: accentFaults,
  markup: (data) => {
    const line = firstLine(data);
    return fragment(
      // A class "column" is a column of text to styles and composer.
      { ...data, article: { ...data.article, layout: 'one-page' } },
      '',
      [
        page(
          data,
          'plain',
          html`${runningKicker(data)}
            <div class="at opener-head">
              ${title({ ...data, article: { ...data.article, kicker: undefined } }, place(data, line))}
            </div>
            <div
              class="at column-side"
              data-below=".opener-head"
              data-gap="${GAP}"
              data-at-least
              style="--l: ${line}"
            >
              ${portrait(data)}${byline(data)}${standfirst(data)}${about(data)}
            </div>
            <div
              class="text-area"
              data-columns="2"
              data-below=".opener-head"
              data-gap="${GAP}"
              data-at-least
              style="--c: 5; --w: 8; --l: ${line}"
            ></div>`,
        ),
        page(data, 'text', html`<div class="text-area" data-columns="2" style="--c: 5; --w: 8"></div>`, {
          repeat: true,
        }),
      ],
      data.content,
    );
  },
};

export default (data: LayoutData): string => layout.markup(data).text;
