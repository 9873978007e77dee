/** Pages at the addresses that articles had before, wherever in dist/web those fall. */
import type { Content, FolderChange } from '../io/web.ts';
import type { Finding } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import { aliasFindings, redirectPages, redirectsFile } from '../web/redirects.ts';
import { makeSite, type Site, type SiteIssue } from '../web/site.ts';

/**
 * Puts pages at old addresses among the folders they fall into, an issue's own or one of their own, and takes away those that
 * no article claims any more.
 *
 * @returns folders that there is nothing for any more
 */
export function redirect(
  site: Site,
  before: readonly SiteIssue[],
  folders: Map<string, FolderChange>,
  files: Map<string, Content>,
): readonly string[] {
  const pages = redirectPages(site);
  const former = new Set(redirectPages({ ...site, issues: before }).keys());
  const inFolder = (path: string): boolean => path.includes('/');
  const names = new Set([...pages.keys(), ...former].filter(inFolder).map((path) => path.split('/')[0]!));
  const gone: string[] = [];
  for (const name of names) {
    const own = [...pages]
      .filter(([path]) => path.startsWith(`${name}/`))
      .map(([path, page]) => [path.slice(name.length + 1), page] as const);
    const change = folders.get(name);
    // An issue that is not made now keeps all it has.
    const isKept = site.issues.some(({ slug }) => slug === name);
    if (change) folders.set(name, { ...change, files: new Map([...own, ...change.files]) });
    else if (isKept)
      folders.set(name, { files: new Map(own), keeps: (path) => !former.has(`${name}/${path}`) });
    else if (own.length > 0) folders.set(name, { files: new Map(own) });
    else gone.push(name);
  }
  for (const [path, page] of pages) if (!inFolder(path)) files.set(path, page);
  const lines = redirectsFile(site);
  if (lines) files.set('_redirects', lines);
  return [
    ...gone,
    ...(lines ? [] : ['_redirects']),
    ...[...former].filter((path) => !inFolder(path) && !pages.has(path)),
  ];
}

/** What is wrong with the addresses that articles had before, seen over all issues. */
export function clashes(
  magazine: Magazine,
  sources: readonly Issue[],
  made: readonly SiteIssue[],
  before: readonly SiteIssue[],
): readonly Finding[] {
  const others = before.filter(({ slug }) => made.every((issue) => issue.slug !== slug));
  const claimed = sources.flatMap(({ slug, articles }) =>
    articles.flatMap(({ aliases = [], slug: article }) =>
      aliases.map((alias) => ({ ...alias, issue: slug, article })),
    ),
  );
  return aliasFindings(claimed, makeSite(magazine, [...made, ...others]));
}
