/** Contents: a picture on the left page (where there is one), the list on the right. It fills itself from the issue. */
import type { Article } from '../../scripts/model/article.ts';
import { monthAndYear, shortNumber, furniture } from '../furniture.ts';
import { html } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { credit, openerPicture, title } from '../parts/opener.ts';
import { shade, shadeOption } from '../parts/shade.ts';
import { titlePlace } from '../parts/title-size.ts';

/** What a reader looks up: not the cover, the contents themselves, the colophon, advertisements or the back. */
const UNLISTED: ReadonlySet<string> = new Set(['cover', 'contents', 'colophon', 'ad', 'back']);

/** Rows of the list that still have room for a line under the title, and for large figures. */
const ROOMY = 8;
const CLOSE = 10;
/** Up to here every title may take two lines; beyond it the list is set like a table, one line a title. */
const TIGHT = 16;
/** A title of more letters runs over two lines and leaves no room for a third. */
const LONG_TITLE = 42;

/** Beside it stand number and month. */
const TITLE_MM = 130;

export const layout: Layout = {
  body: 'none',
  options: { shade: shadeOption },
  start: (article) => (article.image ? 'left' : 'any'),
  markup: (data) => {
    const { issue } = data;
    const article = {
      ...data.article,
      title: data.article.title || furniture[issue.language].contents,
      kicker: undefined,
    };
    const listed = issue.articles.filter((each) => !UNLISTED.has(each.layout));
    const density = densityOf(listed.length);
    const rows = listed.map(
      (each) =>
        html`<li class="entry">
          <a href="#${each.slug}">
            <span class="entry-folio" data-page-of="${each.slug}">00</span>
            <span class="entry-text"
              ><span class="entry-title">${each.title}</span>${
                (density === 'roomy' || density === 'close') && hasRoom(each)
                  ? html` <span class="entry-standfirst">${firstSentence(each.standfirst ?? '')}</span>`
                  : ''
              }</span
            >
            <span class="entry-kicker">${each.kicker}</span></a
          >
        </li>`,
    );
    return fragment(data, '', [
      ...(article.image
        ? [
            page(
              data,
              'bleed',
              html`<figure class="opener-picture">${openerPicture(data)}</figure>
                ${shade(data, ['foot'])}
                <p class="at caption-on-picture">
                  ${article.standfirst ? html`<span class="caption">${article.standfirst}</span> ` : ''}${credit(data)}
                </p>`,
            ),
          ]
        : []),
      page(
        data,
        'plain',
        html`<div class="at contents-head">
            ${title({ ...data, article }, titlePlace(data, 'contents', TITLE_MM))}
          </div>
          <div class="at contents-issue">
            <p>${shortNumber(issue.number, issue.language)}</p>
            <p>${monthAndYear(issue.date, issue.language)}</p>
          </div>
          <ol
            class="at contents-list ${density}"
            data-fit="the list of contents"
            style="--rows: ${rows.length}"
          >
            ${rows}
          </ol>`,
      ),
    ]);
  },
};

function densityOf(rows: number): 'roomy' | 'close' | 'tight' | 'table' {
  if (rows <= ROOMY) return 'roomy';
  if (rows <= CLOSE) return 'close';
  return rows <= TIGHT ? 'tight' : 'table';
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/u.exec(text)?.[0] ?? text;

const hasRoom = ({ title: name, standfirst }: Article): boolean =>
  standfirst !== undefined && name.length <= LONG_TITLE && firstSentence(standfirst).length <= 90;

export default (data: LayoutData): string => layout.markup(data).text;
