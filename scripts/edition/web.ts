/** The web edition: an issue's own pages, made from the same bodies as its printed ones, and what stands above all issues. */
import type { Content, FolderChange, WebChange } from '../io/web.ts';
import { colourOf } from '../../layouts/parts/accent.ts';
import { webFaces } from '../../styles/faces.ts';
import { readWebSheets } from '../io/styles.ts';
import { createHyphenator } from '../markdown/index.ts';
import type { Article } from '../model/article.ts';
import { fault, type Finding } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import { tokenChoice } from '../model/theme.ts';
import { articlePath } from '../web/address.ts';
import type { Target } from '../web/body/step.ts';
import { searchStamp } from '../web/search.ts';
import { issueCoverSheet, issueSheet } from '../web/stylesheet.ts';
import { webWords } from '../web/words.ts';
import type { Magazine } from '../model/magazine.ts';
import { basePath, headersFile } from '../web/policy.ts';
import { redirect } from './web-redirects.ts';
import { startOf } from '../model/source.ts';
import { reserved } from '../web/address.ts';
import { webBody } from '../web/body.ts';
import { articlePage } from '../web/pages/article.ts';
import { issuePage } from '../web/pages/issue.ts';
import { pictureFile, pictureHtml, pictureSet, variantsIn, type WebPicture } from '../web/pictures.ts';
import {
  makeSite,
  type SiteArticle,
  type SiteFile,
  type SiteFront,
  type SiteIssue,
  type SitePicture,
} from '../web/site.ts';
import { drawCards, leadPicture } from './cards.ts';
import type { Epub } from './epub.ts';
import type { IssueSource } from './pages.ts';
import { webAssets } from './web-assets.ts';
import { type BodiesOf, webRoot } from './web-root.ts';
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
  /** Its articles' bodies for the screen. */
  readonly bodies: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

export interface WebWishes {
  /** The reader PDF, where there is one or was made just now. */
  readonly pdf?: SiteFile & { readonly pages: number };
  /** The issue as a book. */
  readonly epub?: Pick<Epub, 'name' | 'bytes'>;
  /** Where each article stands on paper. */
  readonly printed?: readonly { readonly article: string; readonly first: number; readonly pages: number }[];
}

/** One issue's pages. Nothing of other issues is needed but the magazine's name and address. */
export async function webIssue(
  { webPictures, drawCard }: Workshop,
  { issue, magazine, layouts, bodies }: WebSource,
  { pdf, epub, printed = [] }: WebWishes = {},
): Promise<WebIssue> {
  const articles = issue.articles.filter(({ layout }) => layouts.get(layout)?.web !== 'none');
  const cover = issue.articles.find(({ layout }) => layout === 'cover');
  const shown = new Set(
    [...articles, ...(cover ? [cover] : [])].map((each) => `${issue.slug}/${each.slug}/`),
  );
  const { pictures, findings: unseen } = await webPictures.look(
    [...issue.pictures.values()].filter(({ key }) => shown.has(key.slice(0, key.lastIndexOf('/') + 1))),
  );
  const hyphenate = createHyphenator(magazine.hyphenation);
  const targets = targetsOf(issue, articles);
  const written = ({ slug }: Article): string => bodies.get(`${issue.slug}/${slug}`) ?? '';
  const made = articles.map((article) => ({
    article,
    ...webBody(written(article), {
      article: article.slug,
      issue: issue.slug,
      issueTitle: issue.title,
      lang: article.lang,
      words: webWords[article.lang],
      targets,
      pictures: { pictures, from: articlePath(issue.slug, article.slug) },
      hyphenate,
    }),
  }));
  const sheets = await readWebSheets();
  const own = issueSheet(issue.theme, sheets, webFaces[issue.theme.name] ?? [], ownColours(issue));
  const { slug, title, number, date, language, issn, isbn, unlisted } = issue;
  const front = cover && frontOf(cover, issue);
  const coverOwn = issueCoverSheet(
    issue.theme,
    sheets,
    webFaces[issue.theme.name] ?? [],
    slug,
    front?.shade && colourOf(front.shade, issue.theme.tokens),
  );
  const cards = await drawCards(
    drawCard,
    magazine,
    issue,
    articles.map((article) => ({ article, picture: leadPicture(issue, article, written(article)) })),
    cover && leadPicture(issue, cover, ''),
  );
  const inIssue = made.map(({ article, words }) => ({
    ...inLists(article, words, date),
    ...pictured('picture', withPicture(article, written(article), pictures), pictures),
    ...pagesInPrint(printed.find((place) => place.article === article.slug)),
    ...(cards.articles.has(article.slug) && { card: cards.articles.get(article.slug) }),
  }));
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
    ...(epub && { epub: { name: epub.name, bytes: epub.bytes.length } }),
    ...(own && { ownStyles: true }),
    ...(coverOwn && { coverStyles: true }),
    ...(front && { front }),
    ...pictured('cover', cover, pictures),
    ...(cards.issue && { card: cards.issue }),
    articles: inIssue,
    stamp: searchStamp(inIssue, bodiesOf(made)),
  };
  const site = makeSite(magazine, [summary]);
  const files = new Map<string, Content>([
    ['issue.json', `${JSON.stringify(summary, undefined, 1)}\n`],
    // What feeds and search are made from when only another issue is built.
    ...(unlisted ? [] : [['bodies.json', `${JSON.stringify(bodiesOf(made), undefined, 1)}\n`] as const]),
    ['index.html', issuePage(site, summary)],
    ...(own ? [['issue.css', own] as const] : []),
    ...(coverOwn ? [['cover.css', coverOwn] as const] : []),
    ...made.map(
      ({ article, html }) =>
        [
          `${article.slug}/index.html`,
          articlePage(site, {
            article,
            source: issue,
            issue: summary,
            layout: layouts.get(article.layout),
            hasStyles: sheets.others.has(`layout-${article.layout}`),
            body: html,
            pictures,
            hyphenate,
          }),
        ] as const,
    ),
  ]);
  const asked = [...files.values(), ...inOtherLists(summary)]
    .filter((each) => typeof each === 'string')
    .join('\n');
  const variants = variantsIn(asked, pictures);
  const encoded = await webPictures.make(variants, issue.pictures);
  for (const [path, copyOf] of cards.files) files.set(path.slice(slug.length + 1), { copyOf });
  for (const [path, copyOf] of encoded.files) files.set(path.slice(slug.length + 1), { copyOf });
  if (epub) files.set(epub.name, epub.bytes);
  return {
    issue: summary,
    files,
    bodies: bodiesOf(made),
    findings: [...reservedName(issue, magazine), ...unseen, ...encoded.findings],
  };
}

const bodiesOf = (
  made: readonly { readonly article: Article; readonly html: string }[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(made.map(({ article, html }) => [article.slug, html]));

/** An issue must not take the place of the search, or of the topics. */
const reservedName = ({ slug, folder }: Issue, { language }: Magazine): readonly Finding[] =>
  reserved(language).includes(slug)
    ? [
        fault(
          'reserved-name',
          startOf(`${folder}/issue.yaml`),
          `the web edition has a folder of its own that is called ${slug}`,
          'give the issue’s folder another name, like 2026-1',
        ),
      ]
    : [];

/** Where cross references of an issue may lead. */
const targetsOf = (issue: Issue, onTheWeb: readonly Article[]): ReadonlyMap<string, Target> =>
  new Map(
    issue.articles.map((article) => [
      article.slug,
      { title: article.title, layout: article.layout, hasPage: onTheWeb.includes(article) },
    ]),
  );

/** Colours that articles name for themselves. */
function ownColours({ articles, theme }: Issue): { accents: string[]; shades: string[] } {
  const all = (name: string): string[] =>
    articles.flatMap(({ options }) => {
      const written = options[name];
      return (typeof written === 'string' && colourOf(written, theme.tokens)) || [];
    });
  return { accents: all('accent'), shades: all('shade') };
}

/** What the cover says on paper. */
function frontOf({ title, standfirst, image, options }: Article, { theme }: Issue): SiteFront {
  const { tone, teasers, shade } = options;
  return {
    title,
    ...(standfirst && { standfirst }),
    tone: image && tone === 'dark' ? 'dark' : 'light',
    name: tokenChoice(theme, 'cover-name'),
    ...(typeof shade === 'string' && shade !== 'none' && { shade }),
    teasers: Array.isArray(teasers) ? (teasers as string[]) : [],
  };
}

const pagesInPrint = (place: NonNullable<WebWishes['printed']>[number] | undefined) =>
  place && place.pages > 0 ? { printed: { first: place.first, last: place.first + place.pages - 1 } } : {};

/** An article that has no picture of its own stands in lists with the first photograph of its text. */
function withPicture(article: Article, html: string, pictures: ReadonlyMap<string, WebPicture>): Article {
  if (article.image) return article;
  const folder = `${article.issueSlug}/${article.slug}/`;
  const first = [...html.matchAll(/data-picture="([^"]*)"/gu)]
    .map(([, key = '']) => key)
    .find((key) => key.startsWith(folder) && pictures.get(key)?.kind === 'photograph');
  return first ? { ...article, image: { src: first.slice(folder.length), alt: '' } } : article;
}

/** A picture as lists know it. */
function pictured<const Name extends string>(
  name: Name,
  article: Article | undefined,
  pictures: ReadonlyMap<string, WebPicture>,
): { readonly [name in Name]?: SitePicture } {
  const image = article?.image;
  const picture = image && pictures.get(`${article.issueSlug}/${article.slug}/${image.src}`);
  if (!picture) return {};
  const { widths, formats } = pictureSet(picture, 'column');
  const widthPx = widths.at(-1) ?? picture.widthPx;
  const told: SitePicture = {
    path: pictureFile(picture, formats.at(-1)!, widthPx),
    alt: image.alt,
    widthPx,
    heightPx: Math.round((picture.heightPx * widthPx) / picture.widthPx),
    ...(image.focus && { focus: image.focus }),
    picture,
  };
  return { [name]: told } as { readonly [name in Name]?: SitePicture };
}

/** What pages above this issue may show of it: they are made without its pictures. */
const inOtherLists = ({ cover, articles }: SiteIssue): readonly string[] =>
  [cover, ...articles.map(({ picture }) => picture)].flatMap((each) =>
    each
      ? (['thumb', 'cover'] as const).map(
          (place) =>
            pictureHtml(
              { key: each.picture.key, alt: each.alt, place },
              { pictures: new Map([[each.picture.key, each.picture]]), from: '' },
            )!.text,
        )
      : [],
  );

const inLists = (
  { slug, layout, title, kicker, standfirst, byline, photo, published, lang, topics, aliases }: Article,
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
  ...(topics && { topics }),
  ...(aliases && { aliases: aliases.map(({ address }) => address) }),
});

/**
 * What dist/web is to become.
 *
 * @param made issues that were made anew
 * @param before what dist/web knows of issues from earlier
 * @param isWhole whether these, and those that are unchanged, are all issues there are: others go
 * @param unchanged names of issues that need not be made again
 * @param readBodies of an issue that was not made anew
 * @param cacheDir where cut faces are kept
 */
export async function webChange(
  magazine: Magazine,
  made: readonly WebIssue[],
  before: readonly SiteIssue[],
  isWhole: boolean,
  unchanged: ReadonlySet<string>,
  readBodies: BodiesOf,
  cacheDir = '.cache',
): Promise<WebChange> {
  const kept = before.filter(
    ({ slug }) => (!isWhole || unchanged.has(slug)) && made.every(({ issue }) => issue.slug !== slug),
  );
  const site = makeSite(magazine, [...made.map(({ issue }) => issue), ...kept]);
  const gone = before
    .map(({ slug }) => slug)
    .filter((slug) => site.issues.every((each) => each.slug !== slug));
  const root = await webRoot(
    site,
    async (slug) => made.find(({ issue }) => issue.slug === slug)?.bodies ?? readBodies(slug),
    cacheDir,
  );
  const folders = new Map<string, FolderChange>([
    ...made.map(({ issue, files }) => [issue.slug, { files, keeps: isDownload }] as const),
    ['assets', { files: await webAssets(site, cacheDir) }],
    ...root.folders,
  ]);
  const files = new Map(root.files);
  const formerly = redirect(site, before, folders, files);
  files.set('_headers', headersFile(basePath(site.address)));
  return {
    folders,
    files,
    gone: [...gone, ...root.gone, ...formerly],
    stays: kept.map(({ slug }) => slug),
    isWhole,
  };
}

/** The PDF is put there by whoever makes it. */
const isDownload = (path: string): boolean => path.endsWith('.pdf');
