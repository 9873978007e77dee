/** An article: its layout's opener, its text, and the way on: to its neighbours, to the issue, to the page as it was printed. */
import { html, type Html, raw } from '../../../layouts/html.ts';
import { numberAndYear } from '../../../layouts/furniture.ts';
import type { Layout } from '../../../layouts/layout.ts';
import { webArticle } from '../../../layouts/parts/web.ts';
import type { Article } from '../../model/article.ts';
import type { Issue } from '../../model/issue.ts';
import { pictureKey } from '../../model/picture.ts';
import { absolute, articlePath, authorPath, issuePath, relativeTo, topicPath } from '../address.ts';
import { divideLongWords } from '../body/long-words.ts';
import type { BodyContext } from '../body/step.ts';
import { downloads } from '../downloads.ts';
import {
  pictureHtml,
  picturePreload,
  preloadOfMarkup,
  type PictureWish,
  type WebPicture,
} from '../pictures.ts';
import { webDocument } from '../document.ts';
import { isRead, ownStylesOf, type Site, type SiteArticle, type SiteIssue } from '../site.ts';
import { type WebWords, webWords } from '../words.ts';

export interface ArticleOnTheWeb {
  readonly article: Article;
  /** As it was read; `issue` is what the site knows of it. */
  readonly source: Issue;
  readonly issue: SiteIssue;
  readonly layout?: Layout;
  /** Whether the layout brings styles of its own. */
  readonly hasStyles: boolean;
  /** Body for the screen: see webBody(). */
  readonly body: string;
  /** Those of the issue, by key. */
  readonly pictures: ReadonlyMap<string, WebPicture>;
  readonly hyphenate: BodyContext['hyphenate'];
}

/** Words a minute of a grown reader: Brysbaert (2019) finds 238 for English; Norwegian words are longer. */
const WORDS_A_MINUTE = 220;

export const minutesOf = (words: number): number => Math.max(1, Math.round(words / WORDS_A_MINUTE));

/** Fewer words are read before one has read how long it takes. */
const WORTH_TELLING = 150;

/** What layouts set of an article, with soft hyphens where a telephone needs them. */
function divided(article: Article, hyphenate: BodyContext['hyphenate']): Article {
  const divide = (text: string): string => divideLongWords(text, article.lang, hyphenate);
  return {
    ...article,
    title: divide(article.title),
    ...(article.kicker && { kicker: divide(article.kicker) }),
    ...(article.standfirst && { standfirst: divide(article.standfirst) }),
  };
}

/** Topics and authors know of what is read for its own sake, in issues that are to be found. */
const isListed = (issue: SiteIssue, own: SiteArticle): boolean => !issue.unlisted && isRead(own);

const topicLinks = ({ magazine }: Site, { topics = [] }: SiteArticle, path: string): Html | string =>
  topics.length === 0
    ? ''
    : html`<span class="topics"
        >${topics.map(
          (topic, at) =>
            html`${at > 0 ? ', ' : ''}<a href="${relativeTo(path, topicPath(magazine.language, topic))}"
                >${topic}</a
              >`,
        )}</span
      >`;

function about(site: Site, issue: SiteIssue, own: SiteArticle, words: WebWords, path: string): Html {
  const address = site.address ? absolute(site.address, path) : './';
  return html`<p class="about-reading">
    <time datetime="${own.published}">${words.day(own.published)}</time>
    ${own.words >= WORTH_TELLING ? html`<span class="minutes">${words.minutes(minutesOf(own.words))}</span>` : ''}
    ${isListed(issue, own) ? topicLinks(site, own, path) : ''}
    <a class="share" href="${address}" data-copied="${words.copied}">${words.share}</a>
  </p>`;
}

/** Before and after it in the issue, and the issue itself. */
function wayOn(
  site: Site,
  issue: SiteIssue,
  at: number,
  words: WebWords,
  path: string,
  divide: (title: string, other: SiteArticle) => string,
): Html {
  const neighbour = (other: SiteArticle | undefined, label: string, rel: string): Html | string => {
    if (!other) return '';
    const { picture } = other;
    const shown =
      picture &&
      pictureHtml(
        { key: picture.picture.key, alt: '', place: 'thumb', ...(picture.focus && { focus: picture.focus }) },
        { pictures: new Map([[picture.picture.key, picture.picture]]), from: path },
      );
    return html`<li class="way-${rel}">
      <a rel="${rel}" href="${relativeTo(path, articlePath(issue.slug, other.slug))}">
        ${shown ? html`<span class="way-picture">${shown}</span>` : ''}
        <span class="way-words"
          ><span class="way-label">${label}</span>
          <span class="way-title">${divide(other.title, other)}</span></span
        >
      </a>
    </li>`;
  };
  return html`<nav class="way-on" aria-label="${words.readOn}">
    <ul class="neighbours">
      ${neighbour(issue.articles[at + 1], words.next, 'next')}
      ${neighbour(issue.articles[at - 1], words.previous, 'prev')}
    </ul>
    <div class="way-issue">
      <p>
        <span class="way-label">${words.wholeIssue}</span>
        <a href="${relativeTo(path, issuePath(issue.slug))}"
          >${site.magazine.name} ${issue.number}: ${issue.title}</a
        >
      </p>
      ${downloads(site, issue, words, path)}
    </div>
  </nav>`;
}

/** Closed until the page's script opens it. */
const lightbox = (words: WebWords): Html =>
  html`<dialog class="lightbox" aria-label="${words.picture}">
    <figure class="lightbox-figure"><figcaption></figcaption></figure>
    <form method="dialog">
      <button type="submit" class="lightbox-close" aria-label="${words.close}" autofocus>×</button>
    </form>
    <button type="button" class="lightbox-before" aria-label="${words.previousPicture}">←</button>
    <button type="button" class="lightbox-after" aria-label="${words.nextPicture}">→</button>
  </dialog>`;

export function articlePage(
  site: Site,
  { article, source, issue, layout, hasStyles, body, pictures, hyphenate }: ArticleOnTheWeb,
): string {
  const at = issue.articles.findIndex(({ slug }) => slug === article.slug);
  const own = issue.articles[at]!;
  const path = articlePath(issue.slug, article.slug);
  const words = webWords[article.lang];
  const here = { pictures, from: path };
  let lead: PictureWish | undefined;
  const set = layout?.web;
  const markup = (typeof set === 'function' ? set : webArticle)({
    article: divided(article, hyphenate),
    issue: source,
    magazine: site.magazine,
    content: body,
    picture: (place, alt = article.image?.alt ?? '') => {
      if (!article.image) return undefined;
      const { src, focus } = article.image;
      lead = {
        key: pictureKey(issue.slug, article.slug, src),
        alt,
        place,
        lead: true,
        ...(focus && { focus }),
      };
      return pictureHtml(lead, here);
    },
    drawn: (src, alt) =>
      pictureHtml({ key: pictureKey(issue.slug, article.slug, src), alt, place: 'margin' }, here),
    author: (name) =>
      isListed(issue, own) ? relativeTo(path, authorPath(site.magazine.language, name)) : undefined,
    about: about(site, issue, own, words, path),
  });
  const hasPictures = body.includes('class="zoom"');
  return webDocument(site, {
    path,
    title: article.title,
    description: article.standfirst,
    language: article.lang,
    theme: issue.theme,
    styles: [
      ...ownStylesOf(issue),
      'assets/article.css',
      ...(hasStyles ? [`assets/layout-${article.layout}.css`] : []),
    ],
    script: true,
    head: lead ? picturePreload(lead, here) : preloadOfMarkup(markup.text),
    subject: { kind: 'article', issue, article: own },
    className: 'article-page',
    near: html`<a href="${relativeTo(path, issuePath(issue.slug))}"
      >${numberAndYear(issue.number, issue.language)}</a
    >`,
    main: html`${markup}${wayOn(site, issue, at, words, path, (text, { lang }) => divideLongWords(text, lang, hyphenate))}${hasPictures ? lightbox(words) : raw('')}`,
  });
}
