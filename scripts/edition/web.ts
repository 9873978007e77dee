/** The web edition: an issue's own pages, made from the same bodies as its printed ones, and what stands above all issues. */
import type { Content, FolderChange, WebChange } from '../io/web.ts';
import { readWebStyles } from '../io/styles.ts';
import type { Article } from '../model/article.ts';
import type { Finding } from '../model/finding.ts';
import type { Magazine } from '../model/magazine.ts';
import { webBody } from '../web/body.ts';
import { archivePage } from '../web/pages/archive.ts';
import { articlePage } from '../web/pages/article.ts';
import { issuePage } from '../web/pages/issue.ts';
import { notFoundPage } from '../web/pages/not-found.ts';
import { makeSite, type Site, type SiteArticle, type SiteFile, type SiteIssue } from '../web/site.ts';
import type { IssueSource } from './pages.ts';
import type { Workshop } from './workshop.ts';

export interface WebSource extends IssueSource {
  /** Markdown of every article as HTML, by "2026-1/elva". */
  readonly bodies: ReadonlyMap<string, string>;
}

/** An issue's part of the web edition. */
export interface WebIssue {
  readonly issue: SiteIssue;
  /** By path in the issue's folder: "index.html", "elva/index.html". */
  readonly files: ReadonlyMap<string, Content>;
  readonly findings: readonly Finding[];
}

export interface WebWishes {
  /** The reader PDF, where there is one or was made just now. */
  readonly pdf?: SiteFile & { readonly pages: number };
}

/** One issue's pages. Nothing of other issues is needed but the magazine's name and address. */
export async function webIssue(
  _workshop: Workshop,
  { issue, magazine, layouts, bodies }: WebSource,
  { pdf }: WebWishes = {},
): Promise<WebIssue> {
  const articles = issue.articles.filter(({ layout }) => layouts.get(layout)?.web !== 'none');
  const made = articles.map((article) => ({
    article,
    ...webBody(bodies.get(`${issue.slug}/${article.slug}`) ?? '', issue, article.slug),
  }));
  const { slug, title, number, date, language, issn, isbn, unlisted } = issue;
  const summary: SiteIssue = {
    slug,
    title,
    number,
    date,
    language,
    theme: issue.theme.name,
    unlisted,
    ...(issn && { issn }),
    ...(isbn && { isbn }),
    ...(pdf && { pdf }),
    articles: made.map(({ article, words }) => inLists(article, words, date)),
  };
  const site = makeSite(magazine, [summary]);
  const files = new Map<string, Content>([
    ['issue.json', `${JSON.stringify(summary, undefined, 1)}\n`],
    ['index.html', issuePage(site, summary)],
    ...made.map(
      ({ article, html }) =>
        [`${article.slug}/index.html`, articlePage(site, { article, issue: summary, body: html })] as const,
    ),
  ]);
  return { issue: summary, files, findings: [] };
}

const inLists = (
  { slug, layout, title, kicker, standfirst, byline, photo, published, lang }: Article,
  words: number,
  date: string,
): SiteArticle => ({
  slug,
  layout,
  title,
  ...(kicker && { kicker }),
  ...(standfirst && { standfirst }),
  byline,
  ...(photo && { photo }),
  published: published ?? date,
  lang,
  words,
});

/**
 * What dist/web is to become.
 *
 * @param made issues that were made anew
 * @param before what dist/web knows of issues from earlier
 * @param isWhole whether these are all issues there are: others go
 */
export async function webChange(
  magazine: Magazine,
  made: readonly WebIssue[],
  before: readonly SiteIssue[],
  isWhole: boolean,
): Promise<WebChange> {
  const kept = isWhole ? [] : before.filter(({ slug }) => made.every(({ issue }) => issue.slug !== slug));
  const site = makeSite(magazine, [...made.map(({ issue }) => issue), ...kept]);
  const gone = before
    .map(({ slug }) => slug)
    .filter((slug) => site.issues.every((each) => each.slug !== slug));
  return {
    folders: new Map<string, FolderChange>([
      ...made.map(({ issue, files }) => [issue.slug, { files, keeps: isDownload }] as const),
      ['assets', { files: await assetsOf(site) }],
    ]),
    files: new Map(rootFiles(site)),
    gone,
  };
}

/** The PDF is put there by whoever makes it. */
const isDownload = (path: string): boolean => path.endsWith('.pdf');

const rootFiles = (site: Site): readonly (readonly [string, Content])[] => [
  ['index.html', archivePage(site)],
  ['404.html', notFoundPage(site)],
];

async function assetsOf(site: Site): Promise<ReadonlyMap<string, Content>> {
  const themes = new Set(['hav', ...site.issues.map(({ theme }) => theme)]);
  return new Map(
    await Promise.all(
      [...themes].map(async (theme) => [`${theme}.css`, await readWebStyles(theme)] as const),
    ),
  );
}
