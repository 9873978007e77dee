/** Contents: a picture on the left page (where there is one), the list on the right. It fills itself from the issue. */
import { monthAndYear, shortNumber, furniture } from '../furniture.ts';
import { html } from '../html.ts';
import { fragment, type Layout, type LayoutData, page } from '../layout.ts';
import { credit, openerPicture } from '../parts/opener.ts';

/** What a reader looks up: not the cover, the contents themselves, the colophon, advertisements or the back. */
const UNLISTED: readonly string[] = ['cover', 'contents', 'colophon', 'ad', 'back'];

export const layout: Layout = {
  body: 'none',
  start: (article) => (article.image ? 'left' : 'any'),
  markup: (data) => {
    const { article, issue } = data;
    const listed = issue.articles.filter((each) => !UNLISTED.includes(each.layout));
    const rows = listed.map(
      (each) =>
        html`<li class="entry">
          <a href="#${each.slug}">
            <span class="entry-folio" data-page-of="${each.slug}">00</span>
            <span class="entry-text"
              ><span class="entry-title">${each.title}</span>${
                each.standfirst
                  ? html` <span class="entry-standfirst">${firstSentence(each.standfirst)}</span>`
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
            <h1 class="title" id="${article.slug}">${article.title || furniture[issue.language].contents}</h1>
          </div>
          <div class="at contents-issue">
            <p>${shortNumber(issue.number, issue.language)}</p>
            <p>${monthAndYear(issue.date, issue.language)}</p>
          </div>
          <ol class="at contents-list" data-fit="the list of contents" style="--rows: ${rows.length}">
            ${rows}
          </ol>`,
      ),
    ]);
  },
};

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/u.exec(text)?.[0] ?? text;

export default (data: LayoutData): string => layout.markup(data).text;
