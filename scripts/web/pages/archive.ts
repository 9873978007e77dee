/** The front page: the issues with their covers, newest first. */
import { html } from '../../../layouts/html.ts';
import { monthAndYear } from '../../../layouts/furniture.ts';
import { issuePath, relativeTo } from '../address.ts';
import { webDocument } from '../document.ts';
import { listed, type Site } from '../site.ts';

export function archivePage(site: Site): string {
  const { magazine } = site;
  const issues = listed(site);
  return webDocument(site, {
    path: '',
    title: magazine.name,
    description: magazine.tagline,
    language: magazine.language,
    theme: issues[0]?.theme ?? 'hav',
    subject: { kind: 'archive' },
    className: 'archive',
    main: html`<h1>${magazine.name}</h1>
      ${magazine.tagline ? html`<p class="tagline">${magazine.tagline}</p>` : ''}
      <ol class="issues">
        ${issues.map(
          (issue) =>
            html`<li>
              <a href="${relativeTo('', issuePath(issue.slug))}">
                <h2>${issue.title}</h2>
                <p>${issue.number}, ${monthAndYear(issue.date, magazine.language)}</p>
              </a>
            </li>`,
        )}
      </ol>`,
  });
}
