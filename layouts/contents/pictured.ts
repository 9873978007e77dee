/** Contents on one page: large figures, titles, and beside each the picture of its article. */
import type { Article } from '../../scripts/model/article.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import { pictureKey } from '../../scripts/model/picture.ts';
import { html, type Html } from '../html.ts';

/** With more rows there is no room for a kicker above a title of two lines. */
const MOST_WITH_KICKER = 8;
/** With more rows the pictures would be no more than stripes. */
const MOST_PICTURED = 10;
/** Letters that a title has over two lines at its largest, and a size down. */
const TWO_LARGE_LINES = 40;
const TWO_LINES = 62;

type Density = 'airy' | 'dense' | 'plain';

function densityOf(listed: readonly Article[]): Density {
  const longest = Math.max(0, ...listed.map(({ title }) => title.length));
  if (listed.length > MOST_PICTURED || longest > TWO_LINES) return 'plain';
  return listed.length <= MOST_WITH_KICKER && longest <= TWO_LARGE_LINES ? 'airy' : 'dense';
}

interface Shown {
  readonly src: string;
  readonly focus: string;
}

const IN_TEXT = /!\[[^\]]*\]\(([^\s)]+)[^)]*\)(?:\{[^}]*?focus="?([\d% ]+)"?[^}]*\})?/gu;

/** The picture that an article is known by: its own, or the first photograph in its text; a drawing there may be a diagram. */
function shownOf({ image, body, slug }: Article, issue: Issue): Shown | undefined {
  const formatOf = (src: string): string | undefined =>
    issue.pictures.get(pictureKey(issue.slug, slug, src))?.format;
  const own = image && formatOf(image.src);
  if (image && own && own !== 'pdf') return { src: image.src, focus: image.focus ?? '50% 50%' };
  return [...body.matchAll(IN_TEXT)]
    .map(([, src = '', focus = '50% 50%']) => ({ src, focus }))
    .find(({ src }) => ![undefined, 'pdf', 'svg'].includes(formatOf(src)));
}

/** It decorates: the row's words say what it would say to a screen reader. */
function picture(article: Article, issue: Issue): Html | undefined {
  const shown = shownOf(article, issue);
  if (!shown) return undefined;
  const key = pictureKey(issue.slug, article.slug, shown.src);
  const { widthPx, heightPx } = issue.pictures.get(key)!;
  return html`<span class="row-picture" aria-hidden="true"
    ><img
      src="${shown.src}"
      data-picture="${key}"
      alt=""
      width="${widthPx}"
      height="${heightPx}"
      style="object-position: ${shown.focus}"
  /></span>`;
}

/** @param lead folder of the article that is set in colour */
export function picturedList(listed: readonly Article[], issue: Issue, lead: string | undefined): Html {
  const density = densityOf(listed);
  const hasKicker = density === 'plain' || listed.length <= MOST_WITH_KICKER;
  const row = (article: Article): Html => {
    const kicker =
      hasKicker && article.kicker ? html`<span class="row-kicker">${article.kicker}</span> ` : '';
    return html`<li class="row ${article.slug === lead ? 'leading' : ''}">
      <a href="#${article.slug}">
        <span class="row-folio" data-page-of="${article.slug}">00</span>
        <span class="row-text">${kicker}<span class="row-title">${article.title}</span></span>
        ${density === 'plain' ? '' : picture(article, issue)}</a
      >
    </li>`;
  };
  return html`<ol
    class="at pictured-list ${density}"
    data-fit="the list of contents"
    style="--rows: ${listed.length}"
  >
    ${listed.map(row)}
  </ol>`;
}
