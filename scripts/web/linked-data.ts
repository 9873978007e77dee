/** Pages in schema.org's words, as JSON-LD: a block of data, which no content security policy takes for a script. */
import { type Html, raw } from '../../layouts/html.ts';
import { monthAndYear } from '../../layouts/furniture.ts';
import { absolute, articlePath, authorPath, issuePath } from './address.ts';
import type { WebPage } from './document.ts';
import type { Site, SiteArticle, SiteIssue, SiteCard } from './site.ts';
import { webWords } from './words.ts';

/** A thing, or several that are told together. */
export interface Thing {
  readonly '@type': string;
  readonly [name: string]: unknown;
}

/** `<` begins a tag even inside a string, so it is written by its number. */
export const linkedData = (things: readonly Thing[]): Html | string =>
  things.length === 0
    ? ''
    : raw(
        `<script type="application/ld+json">${JSON.stringify({
          '@context': 'https://schema.org',
          '@graph': things,
        }).replaceAll('<', String.raw`\u003c`)}</script>`,
      );

/** What there is to say of a page. */
export function ofSubject(site: Site, page: WebPage): readonly Thing[] {
  const { subject } = page;
  switch (subject?.kind) {
    case 'archive':
      return [periodical(site), website(site)];
    case 'issue':
      return [issueThing(site, subject.issue), ...crumbs(site, [issueCrumb(subject.issue)])];
    case 'article':
      return [
        articleThing(site, subject.issue, subject.article),
        ...crumbs(site, [issueCrumb(subject.issue), { name: page.title, path: page.path }]),
      ];
    case 'list':
      return crumbs(site, [
        ...(subject.above ? [subject.above] : []),
        { name: subject.name, path: page.path },
      ]);
    default:
      return [];
  }
}

/** `name: value` where there is a value. */
const given = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const url = ({ address }: Site, path: string): string | undefined => address && absolute(address, path);

const publisher = ({ magazine }: Site): Thing => ({ '@type': 'Organization', name: magazine.publisher });

function periodical(site: Site, issn?: string): Thing {
  const { magazine } = site;
  return {
    '@type': 'Periodical',
    ...given({ '@id': url(site, '#periodical'), url: url(site, '') }),
    name: magazine.name,
    ...given({ description: magazine.tagline, issn: issn ?? site.issues.find((issue) => issue.issn)?.issn }),
    inLanguage: magazine.language,
    publisher: publisher(site),
  };
}

const website = (site: Site): Thing => ({
  '@type': 'WebSite',
  ...given({ url: url(site, '') }),
  name: site.magazine.name,
  inLanguage: site.magazine.language,
});

function issueThing(site: Site, issue: SiteIssue): Thing {
  return {
    '@type': 'PublicationIssue',
    ...given({ '@id': url(site, `${issuePath(issue.slug)}#issue`), url: url(site, issuePath(issue.slug)) }),
    name: issue.title,
    issueNumber: issue.number,
    datePublished: issue.date,
    inLanguage: issue.language,
    ...given({
      isbn: issue.isbn,
      image: issue.card && picture(site, issue.card),
      numberOfPages: issue.pdf?.pages,
    }),
    publisher: publisher(site),
    isPartOf: periodical(site, issue.issn),
  };
}

const picture = (site: Site, { path, widthPx, heightPx }: SiteCard): Thing | undefined =>
  site.address
    ? { '@type': 'ImageObject', url: url(site, path), width: widthPx, height: heightPx }
    : undefined;

/** «Redaksjonen» is no person. */
const isHouse = ({ magazine }: Site, name: string): boolean =>
  [magazine.editor, magazine.publisher, magazine.name].includes(name);

const author =
  (site: Site) =>
  ({ name, role }: SiteArticle['byline'][number]): Thing => ({
    '@type': isHouse(site, name) ? 'Organization' : 'Person',
    name,
    ...given({
      url: url(site, authorPath(site.magazine.language, name)),
      jobTitle: isHouse(site, name) ? undefined : role,
    }),
  });

function articleThing(site: Site, issue: SiteIssue, article: SiteArticle): Thing {
  const path = articlePath(issue.slug, article.slug);
  const { printed, card } = article;
  return {
    '@type': 'Article',
    ...given({
      '@id': url(site, `${path}#article`),
      url: url(site, path),
      mainEntityOfPage: url(site, path),
    }),
    headline: article.title,
    ...given({ description: article.standfirst, articleSection: article.kicker }),
    ...given({ image: card && picture(site, card) }),
    datePublished: article.published,
    inLanguage: article.lang,
    wordCount: article.words,
    // Whoever signs nothing speaks for the house.
    author: article.byline.length > 0 ? article.byline.map(author(site)) : [publisher(site)],
    publisher: publisher(site),
    ...given({
      keywords: article.topics?.length ? article.topics : undefined,
      pageStart: printed && String(printed.first),
      pageEnd: printed && String(printed.last),
      pagination: printed && pagination(printed),
    }),
    isAccessibleForFree: true,
    isPartOf: issueThing(site, issue),
  };
}

const pagination = ({ first, last }: { readonly first: number; readonly last: number }): string =>
  first === last ? String(first) : `${first}–${last}`;

interface Crumb {
  readonly name: string;
  readonly path: string;
}

const issueCrumb = ({ slug, title, date, language }: SiteIssue): Crumb => ({
  name: title || monthAndYear(date, language),
  path: issuePath(slug),
});

/** The way from the front page. Search engines want addresses in it, so without them it is not told. */
const crumbs = (site: Site, way: readonly Crumb[]): readonly Thing[] =>
  site.address
    ? [
        {
          '@type': 'BreadcrumbList',
          itemListElement: [{ name: webWords[site.magazine.language].archive, path: '' }, ...way].map(
            ({ name, path }, at) => ({
              '@type': 'ListItem',
              position: at + 1,
              name,
              item: url(site, path),
            }),
          ),
        },
      ]
    : [];
