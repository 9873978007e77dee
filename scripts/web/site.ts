/** The web edition as a whole: what its archive, feeds and search have to know of each issue. */
import type { Language } from '../model/fields.ts';
import type { Magazine } from '../model/magazine.ts';
import type { WebPicture } from './pictures.ts';

/** An article as lists, cards and feeds show it. */
export interface SiteArticle {
  /** Its folder's name, and its place in the issue's folder of the web edition. */
  readonly slug: string;
  readonly layout: string;
  readonly title: string;
  readonly kicker?: string;
  readonly standfirst?: string;
  readonly byline: readonly { readonly name: string; readonly role?: string }[];
  readonly photo?: string;
  /** ISO day on which it was published: its own, or the issue's. */
  readonly published: string;
  readonly lang: Language;
  /** Words of running text. */
  readonly words: number;
  /** Addresses that it had before, from the root of the web edition. */
  readonly aliases?: readonly string[];
  /** File in the article's folder of the web edition, for lists; none where it has no picture. */
  readonly picture?: SitePicture;
  readonly topics?: readonly string[];
  /** Its picture for those who share it. */
  readonly card?: SiteCard;
  /** Its pages in print, where the issue has been printed. */
  readonly printed?: { readonly first: number; readonly last: number };
}

export interface SitePicture {
  /** A file that every reader takes, from the root of the web edition: "2026-1/elva/boat-3f9a2c1b40-1344.jpg". */
  readonly path: string;
  readonly alt: string;
  /** Of that file. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** What must stay in sight when cropped, "x% y%". */
  readonly focus?: string;
  /** The picture itself, from which pictureHtml() makes its other sizes. */
  readonly picture: WebPicture;
}

/** The type on a cover. */
export interface SiteFront {
  readonly title: string;
  readonly standfirst?: string;
  /** Of type on its picture. */
  readonly tone: 'light' | 'dark';
  /** The name over the picture at one size, or filling the measure above it. */
  readonly name: 'over' | 'fills';
  /** The dark of its picture, "#050d0c". */
  readonly shade?: string;
  /** Folders of the articles that it teases. */
  readonly teasers: readonly string[];
}

/** The picture by which something is shared. */
export interface SiteCard {
  /** From the root of the web edition: "2026-1/elva/card-3f9a2c1b0d.jpg". */
  readonly path: string;
  readonly alt: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A file to download. */
export interface SiteFile {
  readonly name: string;
  readonly bytes: number;
}

/** What stands in dist/web/<issue>/issue.json: the archive is made from these, so that an issue is made without reading the others again. */
export interface SiteIssue {
  readonly slug: string;
  readonly title: string;
  /** As printed: "1/2026". */
  readonly number: string;
  /** ISO day of publication. */
  readonly date: string;
  readonly language: Language;
  readonly theme: string;
  /** Changes with anything that the search knows of it. */
  readonly stamp?: string;
  /** Reachable by its address, and in no list, feed or search. */
  readonly unlisted: boolean;
  readonly issn?: string;
  readonly isbn?: string;
  /** What the cover says, where the issue has one. */
  readonly front?: SiteFront;
  /** Stylesheet of the issue's own colours in its folder, where it has any. */
  readonly ownStyles?: boolean;
  /** Stylesheet of what its cover has of its own, for pages of other issues too. */
  readonly coverStyles?: boolean;
  /** The cover's first page. */
  readonly cover?: SitePicture;
  /** Its picture for those who share it. */
  readonly card?: SiteCard;
  readonly pdf?: SiteFile & { readonly pages: number };
  readonly epub?: SiteFile;
  /** Those with a page of their own, in running order. */
  readonly articles: readonly SiteArticle[];
}

export interface Site {
  readonly magazine: Magazine;
  /** Where it lives, with its base path and a slash at its end: absolute addresses are made only where this is known. */
  readonly address?: string;
  /** Newest first; unlisted ones too. */
  readonly issues: readonly SiteIssue[];
}

/** The magazine's site from what is known of its issues. */
export function makeSite(magazine: Magazine, issues: readonly SiteIssue[]): Site {
  const address = magazine.site?.replace(/\/*$/u, '/');
  return {
    magazine,
    ...(address && { address }),
    issues: issues.toSorted(
      (one, other) => other.date.localeCompare(one.date) || other.slug.localeCompare(one.slug),
    ),
  };
}

/** The pictures that lists show: of covers and of articles, of all issues. */
export const listPictures = ({ issues }: Pick<Site, 'issues'>): ReadonlyMap<string, WebPicture> =>
  new Map(
    issues
      .flatMap(({ cover, articles }) => [cover, ...articles.map(({ picture }) => picture)])
      .flatMap((each) => (each ? [[each.picture.key, each.picture] as const] : [])),
  );

/** The issues that lists, feeds and search show. */
export const listed = ({ issues }: Pick<Site, 'issues'>): readonly SiteIssue[] =>
  issues.filter(({ unlisted }) => !unlisted);

/** An article and the issue it stands in. */
export interface SiteEntry {
  readonly issue: SiteIssue;
  readonly article: SiteArticle;
}

/** What is read for its own sake: the colophon is not. */
export const isRead = ({ layout }: SiteArticle): boolean => layout !== 'colophon';

/** The articles that feeds, topics and authors know of: newest first, those of a day in running order. */
export const entries = (site: Pick<Site, 'issues'>): readonly SiteEntry[] =>
  listed(site)
    .flatMap((issue) => issue.articles.filter(isRead).map((article) => ({ issue, article })))
    // Stable, so running order and the order of issues decide where the day does not.
    .toSorted((one, other) => other.article.published.localeCompare(one.article.published));

export const colophonOf = ({ articles }: SiteIssue): SiteArticle | undefined =>
  articles.find(({ layout }) => layout === 'colophon');

/** The stylesheet of an issue's own colours, from the root of the web edition. */
export const ownStylesOf = ({ slug, ownStyles }: Pick<SiteIssue, 'slug' | 'ownStyles'>): readonly string[] =>
  ownStyles ? [`${slug}/issue.css`] : [];
