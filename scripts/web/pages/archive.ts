/** The front page: the newest issue large, with what stands in it; the issues before it by their covers. */
import { html } from '../../../layouts/html.ts';
import { monthAndYear } from '../../../layouts/furniture.ts';
import { articlePath, issuePath, relativeTo } from '../address.ts';
import { coverHtml, coverPictures, coverStylesOf, coverWish } from '../cover.ts';
import { webDocument } from '../document.ts';
import { downloads } from '../downloads.ts';
import { picturePreload } from '../pictures.ts';
import { listed, ownStylesOf, type Site, type SiteIssue } from '../site.ts';
import { webWords } from '../words.ts';

export function archivePage(site: Site): string {
  const { magazine } = site;
  const [newest, ...earlier] = listed(site);
  const words = webWords[magazine.language];
  const when = ({ number, date }: SiteIssue): string => `${number}, ${monthAndYear(date, magazine.language)}`;
  const wish = newest && coverWish(newest, true);
  return webDocument(site, {
    path: '',
    title: magazine.name,
    description: magazine.tagline,
    language: magazine.language,
    theme: newest?.theme ?? 'hav',
    subject: { kind: 'archive' },
    styles: [
      ...(newest ? ownStylesOf(newest) : []),
      'assets/lists.css',
      ...new Set(earlier.flatMap(coverStylesOf)),
    ],
    className: 'archive',
    head: wish && picturePreload(wish, coverPictures(newest, '')),
    near: magazine.tagline ? html`${magazine.tagline}` : undefined,
    main: html`<h1 class="archive-name">${magazine.name}</h1>
      ${
        newest
          ? html`<section class="newest issue-page" aria-label="${words.latest}">
              <div class="issue-front">
                <a class="issue-link" href="${relativeTo('', issuePath(newest.slug))}"
                  >${coverHtml(site, newest, { from: '', head: 'h2', lead: true })}</a
                >
              </div>
              <div class="issue-contents">
                <p class="newest-when">${words.latest}, ${when(newest)}</p>
                <ol class="short-entries">
                  ${newest.articles.map(
                    ({ slug, title, kicker }) =>
                      html`<li>
                        <a href="${relativeTo('', articlePath(newest.slug, slug))}">${title}</a>
                        ${kicker ? html`<span class="entry-kicker">${kicker}</span>` : ''}
                      </li>`,
                  )}
                </ol>
                ${downloads(site, newest, words, '')}
              </div>
            </section>`
          : ''
      }
      ${
        earlier.length > 0
          ? html`<h2 class="earlier-head">${words.earlier}</h2>
              <ol class="issues">
                ${earlier.map(
                  (issue) =>
                    html`<li>
                      <a class="issue-link" href="${relativeTo('', issuePath(issue.slug))}"
                        >${coverHtml(site, issue, { from: '', head: 'h2', among: true })}</a
                      >
                      <p class="issue-when">${when(issue)}</p>
                    </li>`,
                )}
              </ol>`
          : ''
      }`,
  });
}
