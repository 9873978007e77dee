/** An article as lists show it: of a topic, of an author, and of what a search has found. */
import { html, type Html } from '../../layouts/html.ts';
import { monthAndYear } from '../../layouts/furniture.ts';
import type { Language } from '../model/fields.ts';
import { articlePath, relativeTo } from './address.ts';
import { pictureHtml } from './pictures.ts';
import type { SiteEntry } from './site.ts';

/** @param from folder of the page that it stands on */
export function teaser({ issue, article }: SiteEntry, from: string, language: Language): Html {
  const { picture, kicker, title, standfirst, lang } = article;
  const other = lang === language ? '' : html`lang="${lang}"`;
  return html`<li class="teaser">
    <div class="teaser-words" ${other}>
      ${kicker ? html`<p class="kicker">${kicker}</p>` : ''}
      <h2><a href="${relativeTo(from, articlePath(issue.slug, article.slug))}">${title}</a></h2>
      ${standfirst ? html`<p class="standfirst">${standfirst}</p>` : ''}
      <p class="where">${issue.title}, ${monthAndYear(issue.date, language)}</p>
    </div>
    ${
      picture
        ? html`<div class="teaser-picture">
            ${pictureHtml(
              // The link says it already.
              { key: picture.picture.key, alt: '', focus: picture.focus, place: 'thumb' },
              { pictures: new Map([[picture.picture.key, picture.picture]]), from },
            )}
          </div>`
        : ''
    }
  </li>`;
}
