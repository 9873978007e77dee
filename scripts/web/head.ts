/**
 * What a page tells machines in its <head>: where it lives, whether it may be found, how it looks when it is shared, and what
 * it is in schema.org's words. All of it needs absolute addresses, so without `site` in magazine.yaml only the last is told.
 */
import { html, type Html } from '../../layouts/html.ts';
import type { Language } from '../model/fields.ts';
import { absolute, authorPath, folderOf, relativeTo } from './address.ts';
import type { WebPage } from './document.ts';
import { linkedData, ofSubject } from './linked-data.ts';
import { listed, type Site, type SiteArticle, type SiteIssue, type SiteCard } from './site.ts';

/** What a page is about. */
export type Subject =
  | { readonly kind: 'archive' }
  | { readonly kind: 'issue'; readonly issue: SiteIssue }
  | { readonly kind: 'article'; readonly issue: SiteIssue; readonly article: SiteArticle }
  /** A list, of a topic or of an author; `above` is the list of all of its kind. */
  | {
      readonly kind: 'list';
      readonly name: string;
      readonly above?: { name: string; path: string };
      readonly feed?: boolean;
    }
  /** A page that helps the reader, and is no reading: search, "not found". */
  | { readonly kind: 'help'; readonly isFound: boolean };

/** OpenGraph wants a country too. */
const LOCALES: Readonly<Record<Language, string>> = { nb: 'nb_NO', nn: 'nn_NO', en: 'en_GB' };

export function headOf(site: Site, page: WebPage): Html {
  const { subject } = page;
  const hidden = isHidden(subject);
  return html`${hidden ? html`<meta name="robots" content="noindex" />` : ''}
  ${site.address && subject && !hidden ? html`<link rel="canonical" href="${absolute(site.address, page.path)}" />` : ''}
  ${site.address ? feedLinks(site, page) : ''}
  ${site.address && subject && subject.kind !== 'help' ? shared(site, site.address, page) : ''}
  ${subject && !hidden ? linkedData(ofSubject(site, page)) : ''}`;
}

const isHidden = (subject: Subject | undefined): boolean => {
  if (!subject) return false;
  if (subject.kind === 'help') return !subject.isFound;
  return 'issue' in subject && subject.issue.unlisted;
};

/** The magazine's feeds, and before them the page's own. */
function feedLinks({ magazine }: Site, { path, subject, title }: WebPage): Html {
  const link = (type: string, name: string, to: string): Html =>
    html`<link rel="alternate" type="${type}" title="${name}" href="${relativeTo(path, to)}" />`;
  const pair = (name: string, folder: string): Html =>
    html`${link('application/rss+xml', name, `${folder}feed.xml`)}
    ${link('application/feed+json', name, `${folder}feed.json`)}`;
  const own = subject?.kind === 'list' && subject.feed ? pair(`${magazine.name}: ${title}`, path) : '';
  return html`${own} ${pair(magazine.name, '')}`;
}

/** The picture that stands for a page. */
function cardOf(site: Site, subject: Subject | undefined): SiteCard | undefined {
  if (subject?.kind === 'article') return subject.article.card ?? subject.issue.card;
  if (subject?.kind === 'issue') return subject.issue.card;
  return listed(site)[0]?.card;
}

/** OpenGraph, which Facebook, LinkedIn, Slack and most others read, and the one word that X asks beside it. */
function shared(site: Site, address: string, { path, title, description, language, subject }: WebPage): Html {
  const card = cardOf(site, subject);
  const article = subject?.kind === 'article' ? subject.article : undefined;
  const property = (name: string, content: string | number | undefined): Html | string =>
    content === undefined ? '' : html`<meta property="${name}" content="${content}" /> `;
  return html`
    ${property('og:type', article ? 'article' : 'website')} ${property('og:site_name', site.magazine.name)}
    ${property('og:title', title)} ${property('og:description', description)}
    ${property('og:url', absolute(address, path))} ${property('og:locale', LOCALES[language])}
    ${
      card
        ? [
            property('og:image', absolute(address, card.path)),
            property('og:image:type', 'image/jpeg'),
            property('og:image:width', card.widthPx),
            property('og:image:height', card.heightPx),
            property('og:image:alt', card.alt),
          ]
        : ''
    }
    ${
      article
        ? [
            property('article:published_time', article.published),
            ...article.byline.map(({ name }) =>
              property('article:author', absolute(address, authorPath(site.magazine.language, name))),
            ),
            ...(article.topics ?? []).map((topic) => property('article:tag', topic)),
          ]
        : ''
    }
    <meta name="twitter:card" content="${card ? 'summary_large_image' : 'summary'}" />
  `;
}

/** Whether two names are of one folder, and so of one author or topic. */
export const isSameName = (one: string, other: string): boolean => folderOf(one) === folderOf(other);
