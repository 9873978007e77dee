/**
 * What the search knows. Issues are indexed in blocks of ten, oldest first, and a reader's browser searches the blocks together:
 * so an edit means indexing ten issues anew and not a hundred, and what is old stays as it is, in the reader's cache too.
 */
import { monthAndYear } from '../../layouts/furniture.ts';
import type { Language } from '../model/fields.ts';
import { hashOf } from '../pages/key.ts';
import { articlePath } from './address.ts';
import { pictureFile, pictureSet } from './pictures.ts';
import { plainWords } from './plain.ts';
import { listed, type Site, type SiteArticle, type SiteIssue } from './site.ts';

const BLOCK = 10;
// What a change here must change in the blocks' names too.
const RECIPE = 'search 2, pagefind 1.6.0';

/** An article as the index is given it. */
export interface SearchRecord {
  /** From the root of the web edition. */
  readonly url: string;
  /** All that is searched. */
  readonly content: string;
  /** What is shown of it. */
  readonly meta: Readonly<Record<string, string>>;
}

export interface SearchBlock {
  /** Its folder in dist/web/pagefind: another one where anything in it is another. */
  readonly key: string;
  readonly issues: readonly SiteIssue[];
}

/** Norwegian has one stemmer for both its written forms. */
export const searchLanguage = (language: Language): string => (language === 'en' ? 'en' : 'nb');

/** What tells an issue's part of the index from that of any other state of it. */
export const searchStamp = (
  articles: readonly SiteArticle[],
  bodies: Readonly<Record<string, string>>,
): string => hashOf(JSON.stringify(articles), JSON.stringify(bodies)).slice(0, 16);

export function searchBlocks(site: Pick<Site, 'issues' | 'magazine'>): readonly SearchBlock[] {
  const oldest = listed(site).toReversed();
  return Array.from({ length: Math.ceil(oldest.length / BLOCK) }, (_, at) => {
    const issues = oldest.slice(at * BLOCK, (at + 1) * BLOCK);
    const key = hashOf(
      RECIPE,
      site.magazine.language,
      ...issues.map((issue) => `${issue.slug} ${issue.title} ${issue.date} ${issue.stamp ?? ''}`),
    );
    return { key: key.slice(0, 10), issues };
  });
}

/** @param bodies of the issue's articles, for the screen */
export const searchRecords = (
  issue: SiteIssue,
  bodies: Readonly<Record<string, string>>,
): readonly SearchRecord[] =>
  issue.articles
    // Everyone who has made an issue stands in its colophon: it would be found for every name.
    .filter(({ layout }) => layout !== 'colophon')
    .map((article) => searchRecord(issue, article, bodies[article.slug] ?? ''));

function searchRecord(issue: SiteIssue, article: SiteArticle, body: string): SearchRecord {
  const { slug, title, kicker, standfirst, byline, photo, topics = [], picture } = article;
  const names = [...byline.map(({ name }) => name), photo, ...topics].filter(Boolean).join(', ');
  return {
    url: articlePath(issue.slug, slug),
    content: [title, kicker, standfirst, plainWords(body), names]
      .filter(Boolean)
      .join('\n')
      // In what is shown of it, a head must not run into what stands under it.
      .replaceAll(/(?<=[\p{L}\p{N}])\n/gu, '.\n')
      // A search for «avlyst» must find a word that is divided where it is long.
      .replaceAll('\u00AD', ''),
    meta: {
      title,
      ...(kicker && { kicker }),
      where: `${issue.title}, ${monthAndYear(issue.date, issue.language)}`,
      language: article.lang,
      ...(picture && thumbOf(picture.picture)),
    },
  };
}

/** The smallest file of a picture that stands in lists. */
function thumbOf(picture: NonNullable<SiteArticle['picture']>['picture']): Record<string, string> {
  const { widths, formats } = pictureSet(picture, 'thumb');
  const widthPx = widths[0] ?? picture.widthPx;
  return {
    picture: pictureFile(picture, formats.at(-1)!, widthPx),
    width: String(picture.widthPx),
    height: String(picture.heightPx),
  };
}
