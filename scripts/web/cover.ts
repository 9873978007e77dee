/** An issue's cover set anew for the screen: its picture, and on it the magazine's name and the cover's own words. */
import { shortNumber } from '../../layouts/furniture.ts';
import { html, type Html } from '../../layouts/html.ts';
import { pictureHtml, type PictureWish } from './pictures.ts';
import type { Site, SiteIssue } from './site.ts';
import { coverSheetFile } from './stylesheet.ts';

export interface CoverWishes {
  /** The page's folder. */
  readonly from: string;
  /** What the cover's title is on this page: the page's own, or one of a list. */
  readonly head: 'h1' | 'h2';
  /** The page's largest picture. */
  readonly lead?: boolean;
  /** Whether the page may be another issue's: the cover brings its own colours and faces along, see coverStylesOf(). */
  readonly among?: boolean;
}

/** The stylesheets of a cover that stands among others, from the root of the web edition. */
export const coverStylesOf = ({ theme, slug, coverStyles }: SiteIssue): readonly string[] => [
  coverSheetFile(theme),
  ...(coverStyles ? [`${slug}/cover.css`] : []),
];

export const coverWish = (issue: SiteIssue, lead?: boolean): PictureWish | undefined =>
  issue.cover && {
    key: issue.cover.picture.key,
    alt: issue.cover.alt,
    place: 'cover',
    ...(issue.cover.focus && { focus: issue.cover.focus }),
    ...(lead && { lead }),
  };

/** What pictureHtml() has to know of a cover. */
export const coverPictures = ({ cover }: SiteIssue, from: string) => ({
  pictures: new Map(cover ? [[cover.picture.key, cover.picture]] : []),
  from,
});

export function coverHtml(
  { magazine }: Site,
  issue: SiteIssue,
  { from, head, lead, among }: CoverWishes,
): Html {
  const { front, cover } = issue;
  const wish = coverWish(issue, lead);
  const title = front?.title ?? issue.title;
  const classes = [
    'cover',
    `cover-${front?.name ?? 'over'}`,
    `cover-${front?.tone ?? 'light'}`,
    ...(front?.shade ? ['shaded', `shaded-${front.shade.slice(1)}`] : []),
    ...(cover ? [] : ['cover-even']),
    ...(among ? [`cover-in-${issue.theme}`, `cover-of-${issue.slug}`] : []),
  ];
  return html`<div class="${classes.join(' ')}">
    ${wish ? html`<figure class="cover-picture">${pictureHtml(wish, coverPictures(issue, from))}</figure>` : ''}
    <p class="cover-name" aria-hidden="true">${magazine.name}</p>
    <p class="cover-issue">${shortNumber(issue.number, issue.language)} – ${issue.date.slice(0, 4)}</p>
    <div class="cover-words">
      ${head === 'h1' ? html`<h1 class="cover-title">${title}</h1>` : html`<h2 class="cover-title">${title}</h2>`}
      ${front?.standfirst ? html`<p class="cover-standfirst">${front.standfirst}</p>` : ''}
    </div>
  </div>`;
}
