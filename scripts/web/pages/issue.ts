/** An issue: its cover, what stands in it, and the whole of it to download. */
import { html } from '../../../layouts/html.ts';
import { monthAndYear } from '../../../layouts/furniture.ts';
import { articlePath, issuePath, relativeTo } from '../address.ts';
import { webDocument } from '../document.ts';
import type { Site, SiteIssue } from '../site.ts';
import { webWords } from '../words.ts';

export function issuePage(site: Site, issue: SiteIssue): string {
  const path = issuePath(issue.slug);
  const words = webWords[issue.language];
  return webDocument(site, {
    path,
    title: issue.title,
    language: issue.language,
    theme: issue.theme,
    subject: { kind: 'issue', issue },
    className: 'issue',
    main: html`<h1>${issue.title}</h1>
      <p>${issue.number}, ${monthAndYear(issue.date, issue.language)}</p>
      ${
        issue.pdf
          ? html`<p>
              <a href="${relativeTo(path, path + issue.pdf.name)}">${words.download}</a>
              (${words.pages(issue.pdf.pages)})
            </p>`
          : ''
      }
      <h2>${words.contents}</h2>
      <ol class="contents">
        ${issue.articles.map(
          ({ slug, title, kicker, standfirst }) =>
            html`<li>
              <a href="${relativeTo(path, articlePath(issue.slug, slug))}">
                ${kicker ? html`<p class="kicker">${kicker}</p>` : ''}
                <h3>${title}</h3>
                ${standfirst ? html`<p class="standfirst">${standfirst}</p>` : ''}
              </a>
            </li>`,
        )}
      </ol>`,
  });
}
