/** An article: its opener, its text, and the way to its neighbours. */
import { html, raw } from '../../../layouts/html.ts';
import type { Article } from '../../model/article.ts';
import { articlePath, issuePath, relativeTo } from '../address.ts';
import { pictureHtml, picturePreload, type PictureWish, type WebPicture } from '../pictures.ts';
import { webDocument } from '../document.ts';
import type { Site, SiteArticle, SiteIssue } from '../site.ts';
import { webWords } from '../words.ts';

export interface ArticleOnTheWeb {
  readonly article: Article;
  readonly issue: SiteIssue;
  /** Body for the screen: see webBody(). */
  readonly body: string;
  /** Those of the issue, by key. */
  readonly pictures: ReadonlyMap<string, WebPicture>;
}

/** Words a minute of a grown reader: Brysbaert (2019) finds 238 for English; Norwegian words are longer. */
const WORDS_A_MINUTE = 220;

export const minutesOf = (words: number): number => Math.max(1, Math.round(words / WORDS_A_MINUTE));

export function articlePage(site: Site, { article, issue, body, pictures }: ArticleOnTheWeb): string {
  const at = issue.articles.findIndex(({ slug }) => slug === article.slug);
  const own = issue.articles[at]!;
  const path = articlePath(issue.slug, article.slug);
  const words = webWords[article.lang];
  const here = { pictures, from: path };
  const opener: PictureWish | undefined = article.image && {
    key: `${issue.slug}/${article.slug}/${article.image.src}`,
    alt: article.image.alt,
    focus: article.image.focus,
    place: 'opener',
    lead: true,
  };
  const neighbour = (other: SiteArticle | undefined, label: string, rel: string) =>
    other
      ? html`<li>
          <a rel="${rel}" href="${relativeTo(path, articlePath(issue.slug, other.slug))}"
            >${label}: ${other.title}</a
          >
        </li>`
      : '';
  return webDocument(site, {
    path,
    title: article.title,
    description: article.standfirst,
    language: article.lang,
    theme: issue.theme,
    head: opener && picturePreload(opener, here),
    subject: { kind: 'article', issue, article: own },
    className: `article-page ${article.layout}`,
    main: html`<article>
        <header class="opener">
          ${opener && html`<figure class="opener-picture">${pictureHtml(opener, here)}</figure>`}
          ${article.kicker ? html`<p class="kicker">${article.kicker}</p>` : ''}
          <h1>${article.title}</h1>
          ${article.standfirst ? html`<p class="standfirst">${article.standfirst}</p>` : ''}
          <p class="minutes">${words.minutes(minutesOf(own.words))}</p>
        </header>
        <div class="text">${raw(body)}</div>
      </article>
      <nav aria-label="${issue.title}">
        <ul>
          ${neighbour(issue.articles[at - 1], words.previous, 'prev')}
          ${neighbour(issue.articles[at + 1], words.next, 'next')}
          <li><a href="${relativeTo(path, issuePath(issue.slug))}">${issue.title}</a></li>
        </ul>
      </nav>`,
  });
}
