/** What stands above all issues of the web edition: the front page, topics, authors, feeds, the sitemap. */
import { searchFiles } from '../io/search.ts';
import type { Content, FolderChange } from '../io/web.ts';
import { accessibilityPath, authorsPath, folders, searchPath, topicsPath } from '../web/address.ts';
import { type Feed, feedFiles, MOST_ITEMS, newest } from '../web/feeds.ts';
import { authorsOf, type Group, topicsOf } from '../web/groups.ts';
import { accessibilityPage } from '../web/pages/accessibility.ts';
import { archivePage } from '../web/pages/archive.ts';
import { type Kind, listPages } from '../web/pages/list.ts';
import { notFoundPage } from '../web/pages/not-found.ts';
import { searchPage } from '../web/pages/search.ts';
import { searchBlocks, searchLanguage, searchRecords } from '../web/search.ts';
import type { Site } from '../web/site.ts';
import { type ListPage, robots, sitemap } from '../web/sitemap.ts';
import { webWords } from '../web/words.ts';

/** The bodies of an issue's articles for the screen, by the articles' names. */
export type BodiesOf = (issue: string) => Promise<Readonly<Record<string, string>>>;

export interface WebRoot {
  readonly folders: ReadonlyMap<string, FolderChange>;
  readonly files: ReadonlyMap<string, Content>;
  /** Folders that there is nothing for any more. */
  readonly gone: readonly string[];
}

/** @param cacheDir where the search's index is kept */
export async function webRoot(site: Site, bodiesOf: BodiesOf, cacheDir: string): Promise<WebRoot> {
  const { magazine, address } = site;
  const { language } = magazine;
  const words = webWords[language];
  const topics: Kind = {
    name: words.topics,
    one: words.topic,
    path: topicsPath(language),
    groups: topicsOf(site),
    feed: true,
  };
  const authors: Kind = {
    name: words.authors,
    path: authorsPath(language),
    groups: authorsOf(site),
    feed: false,
  };
  const feeds = await feedsOf(site, topics, bodiesOf);
  const index = await searchIndex(site, bodiesOf, cacheDir);
  const files = new Map<string, Content>([
    ['index.html', archivePage(site)],
    ['404.html', notFoundPage(site)],
    ...listPages(site, topics),
    ...listPages(site, authors),
    [`${accessibilityPath(language)}index.html`, accessibilityPage(site)],
    [`${searchPath(language)}index.html`, searchPage(site, index.blocks)],
    ...index.files,
    ...feeds.flatMap((feed) => feedFiles(site, feed)),
    ['robots.txt', robots(site)],
  ]);
  if (address !== undefined)
    files.set(
      'sitemap.xml',
      sitemap({ ...site, address }, [
        ...listed(topics),
        ...listed(authors),
        { path: accessibilityPath(language) },
      ]),
    );
  return inFolders(files, [...Object.values(folders[language]), 'pagefind']);
}

/** The blocks of the index, the first of which brings the search itself; none where this system has no indexer. */
async function searchIndex(
  site: Site,
  bodiesOf: BodiesOf,
  cacheDir: string,
): Promise<{ readonly blocks: readonly string[]; readonly files: readonly (readonly [string, Content])[] }> {
  const blocks = searchBlocks(site);
  const language = searchLanguage(site.magazine.language);
  const wishes = blocks.map(({ key, issues }, at) => ({
    key,
    language,
    isFirst: at === 0,
    records: async () =>
      (
        await Promise.all(issues.map(async (issue) => searchRecords(issue, await bodiesOf(issue.slug))))
      ).flat(),
  }));
  const files = await searchFiles(wishes, cacheDir);
  if (!files) return { blocks: [], files: [] };
  return {
    blocks: blocks.map(({ key }) => key),
    files: [...files].map(([path, content]) => [`pagefind/${path}`, content] as const),
  };
}

/** The magazine's feed gives articles whole; a topic's, whose articles may stand in a hundred issues, what is said of them. */
async function feedsOf(site: Site, topics: Kind, bodiesOf: BodiesOf): Promise<readonly Feed[]> {
  const { magazine } = site;
  if (site.address === undefined) return [];
  const entries = newest(site);
  const bodies = new Map<string, string>();
  for (const issue of new Set(entries.map((entry) => entry.issue.slug))) {
    // oxlint-disable-next-line no-await-in-loop -- two or three of them
    const own = await bodiesOf(issue);
    for (const [article, body] of Object.entries(own)) bodies.set(`${issue}/${article}`, body);
  }
  const words = webWords[magazine.language];
  return [
    {
      title: magazine.name,
      description: magazine.tagline ?? magazine.publisher,
      language: magazine.language,
      path: '',
      entries,
      bodies,
    },
    ...topics.groups.map((group) => ({
      title: words.about(group.name, magazine.name),
      description: words.about(group.name, magazine.name),
      language: magazine.language,
      path: `${topics.path}${group.folder}/`,
      entries: group.entries.slice(0, MOST_ITEMS),
      bodies: new Map<string, string>(),
    })),
  ];
}

const newestOf = ({ entries }: Group): string => entries[0]!.article.published;

/** A kind's pages for the sitemap. */
const listed = ({ path, groups }: Kind): readonly ListPage[] =>
  groups.length === 0
    ? []
    : [
        { path, changed: groups.map(newestOf).toSorted().at(-1) },
        ...groups.map((group) => ({ path: `${path}${group.folder}/`, changed: newestOf(group) })),
      ];

/** Files by their folder at the root. */
function inFolders(files: ReadonlyMap<string, Content>, known: readonly string[]): WebRoot {
  const inside = new Map<string, Map<string, Content>>();
  const outside = new Map<string, Content>();
  for (const [path, content] of files) {
    const at = path.indexOf('/');
    if (at < 0) outside.set(path, content);
    else {
      const folder = inside.get(path.slice(0, at)) ?? new Map<string, Content>();
      inside.set(path.slice(0, at), folder.set(path.slice(at + 1), content));
    }
  }
  return {
    folders: new Map([...inside].map(([name, own]) => [name, { files: own }])),
    files: outside,
    gone: known.filter((name) => !inside.has(name)),
  };
}
