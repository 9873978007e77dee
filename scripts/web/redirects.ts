/** Old addresses of articles that have moved: a page that leads on, a line for hosts that do it themselves, and what is wrong with one. */
import { html } from '../../layouts/html.ts';
import type { Alias } from '../model/article.ts';
import { fault, type Finding } from '../model/finding.ts';
import { absolute, articlePath, relativeTo, reserved } from './address.ts';
import { basePath, contentPolicy } from './policy.ts';
import type { Site } from './site.ts';
import { webWords } from './words.ts';

/** The file that stands at an old address: "gammelt/elva/" is "gammelt/elva/index.html". */
export const aliasFile = (address: string): string =>
  /\.html?$/u.test(address) ? address : `${address.replace(/\/?$/u, '/')}index.html`;

interface Redirect {
  /** As written, without a slash before it. */
  readonly from: string;
  /** Folder of the article. */
  readonly to: string;
  readonly title: string;
  readonly lang: Site['magazine']['language'];
}

const redirectsOf = ({ issues }: Pick<Site, 'issues'>): readonly Redirect[] =>
  issues.flatMap(({ slug, articles }) =>
    articles.flatMap(({ aliases = [], slug: article, title, lang }) =>
      aliases.map((from) => ({ from, to: articlePath(slug, article), title, lang })),
    ),
  );

/** Pages at old addresses, by path from the root. */
export function redirectPages(site: Site): ReadonlyMap<string, string> {
  return new Map(
    redirectsOf(site).map(({ from, to, title, lang }) => {
      const file = aliasFile(from);
      const on = relativeTo(file, to);
      const words = webWords[lang];
      const page = html`<html lang="${lang}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${contentPolicy}" />
          <meta http-equiv="refresh" content="0; url=${on}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${title}</title>
          ${site.address ? html`<link rel="canonical" href="${absolute(site.address, to)}" />` : ''}
        </head>
        <body>
          <p>${words.moved} <a href="${on}">${title}</a></p>
        </body>
      </html>`;
      return [file, `<!doctype html>\n${page.text}\n`];
    }),
  );
}

/** The file `_redirects`, which Netlify, Cloudflare Pages and GitLab Pages read. */
export const redirectsFile = (site: Site): string =>
  redirectsOf(site)
    .map(({ from, to }) => `${basePath(site.address)}${from} ${basePath(site.address)}${to} 301\n`)
    .join('');

/** An old address with the article that claims it. */
export interface ClaimedAlias extends Alias {
  readonly issue: string;
  readonly article: string;
}

/**
 * Old addresses that are addresses of today, or that two articles claim.
 *
 * @param claimed aliases of the issues that are made now
 * @param site all that there will be
 */
export function aliasFindings(claimed: readonly ClaimedAlias[], site: Site): Finding[] {
  const taken = new Map<string, string>();
  const take = (file: string, whose: string): void => void taken.set(file.toLowerCase(), whose);
  take('index.html', 'the front page');
  take('404.html', 'the page for addresses that lead nowhere');
  for (const { slug, articles } of site.issues) {
    take(`${slug}/index.html`, `the issue ${slug}`);
    for (const article of articles)
      take(`${articlePath(slug, article.slug)}index.html`, `the article ${slug}/${article.slug}`);
  }
  const roots = new Set(reserved(site.magazine.language));
  const owners = new Map<string, string>();
  const made = new Set(claimed.map(({ issue }) => issue));
  for (const { slug, articles } of site.issues.filter((issue) => !made.has(issue.slug)))
    for (const { slug: article, aliases = [] } of articles)
      for (const alias of aliases) owners.set(aliasFile(alias).toLowerCase(), `${slug}/${article}`);
  return claimed.flatMap(({ address, place, issue, article }) => {
    const file = aliasFile(address).toLowerCase();
    const whose =
      taken.get(file) ?? (roots.has(address.split('/')[0]!) ? 'a page of the site itself' : undefined);
    if (whose) {
      const message = `${address} is the address of ${whose} today`;
      return [
        fault(
          'alias-clash',
          place,
          message,
          'delete the alias, or write the address that the article had before',
        ),
      ];
    }
    const owner = owners.get(file);
    if (owner === undefined) {
      owners.set(file, `${issue}/${article}`);
      return [];
    }
    const message = `${address} is an alias of ${owner} too`;
    return [fault('alias-clash', place, message, 'keep it in one of the two')];
  });
}
