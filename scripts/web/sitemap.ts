/** For search engines: every page that is to be found, and what they may read. */
import { escape } from '../../layouts/html.ts';
import { absolute, articlePath, issuePath } from './address.ts';
import { listed, type Site } from './site.ts';

/** A page above the issues: a topic, an author. */
export interface ListPage {
  readonly path: string;
  /** ISO day of the newest thing on it. */
  readonly changed?: string;
}

/**
 * sitemap.xml (sitemaps.org 0.9). A page's day is the newest one of what stands on it, so that it does not change with every
 * build. It may name 50 000 pages, which is some three thousand issues.
 */
export function sitemap(site: Site & { readonly address: string }, lists: readonly ListPage[]): string {
  const issues = listed(site);
  const pages: readonly ListPage[] = [
    { path: '', changed: issues[0]?.date },
    ...lists,
    ...issues.flatMap((issue) => [
      { path: issuePath(issue.slug), changed: issue.date },
      ...issue.articles.map(({ slug, published }) => ({
        path: articlePath(issue.slug, slug),
        changed: published,
      })),
    ]),
  ];
  const entry = ({ path, changed }: ListPage): string =>
    `<url><loc>${escape(absolute(site.address, path))}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</url>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...pages.map(entry),
    '</urlset>',
    '',
  ].join('\n');
}

/** robots.txt is read at the root of a server alone; where the edition lives deeper, its sitemap is to be named in the server's own. */
export const robots = ({ address }: Pick<Site, 'address'>): string =>
  [
    'User-agent: *',
    'Allow: /',
    ...(address ? ['', `Sitemap: ${absolute(address, 'sitemap.xml')}`] : []),
    '',
  ].join('\n');
