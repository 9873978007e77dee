/** An issue: its cover, the whole of it to download, and what stands in it, in running order. */
import { html, type Html } from '../../../layouts/html.ts';
import { monthAndYear } from '../../../layouts/furniture.ts';
import { articlePath, issuePath, relativeTo } from '../address.ts';
import { coverHtml, coverPictures, coverWish } from '../cover.ts';
import { webDocument } from '../document.ts';
import { downloads } from '../downloads.ts';
import { pictureHtml, picturePreload } from '../pictures.ts';
import { ownStylesOf, type Site, type SiteArticle, type SiteIssue } from '../site.ts';
import { webWords } from '../words.ts';

/** Its row in the contents: the words are the link, the picture goes along. */
function row(issue: SiteIssue, article: SiteArticle, path: string): Html {
  const { slug, title, kicker, standfirst, picture } = article;
  const shown =
    picture &&
    pictureHtml(
      { key: picture.picture.key, alt: '', place: 'thumb', ...(picture.focus && { focus: picture.focus }) },
      { pictures: new Map([[picture.picture.key, picture.picture]]), from: path },
    );
  return html`<li class="entry ${shown ? '' : 'without-picture'}">
    <p class="entry-kicker">${kicker}</p>
    <div class="entry-words">
      <h3 class="entry-title"><a href="${relativeTo(path, articlePath(issue.slug, slug))}">${title}</a></h3>
      ${standfirst ? html`<p class="entry-standfirst">${standfirst}</p>` : ''}
    </div>
    ${shown ? html`<div class="entry-picture">${shown}</div>` : ''}
  </li>`;
}

export function issuePage(site: Site, issue: SiteIssue): string {
  const path = issuePath(issue.slug);
  const words = webWords[issue.language];
  const wish = coverWish(issue, true);
  return webDocument(site, {
    path,
    title: issue.title,
    ...(issue.front?.standfirst && { description: issue.front.standfirst }),
    language: issue.language,
    theme: issue.theme,
    subject: { kind: 'issue', issue },
    styles: [...ownStylesOf(issue), 'assets/lists.css'],
    className: 'issue',
    head: wish && picturePreload(wish, coverPictures(issue, path)),
    main: html`<div class="issue-page">
      <div class="issue-front">
        ${coverHtml(site, issue, { from: path, head: 'h1', lead: true })}
        <div class="issue-facts">
          <p>${issue.number}, ${monthAndYear(issue.date, issue.language)}</p>
          ${downloads(site, issue, words, path)}
        </div>
      </div>
      <div class="issue-contents">
        <h2 class="contents-head">${words.contents}</h2>
        <ol class="entries">
          ${issue.articles.map((article) => row(issue, article, path))}
        </ol>
      </div>
    </div>`,
  });
}
