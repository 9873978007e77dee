/** Articles by what they share: who wrote them, what they are about. */
import { folderOf } from './address.ts';
import { entries, type Site, type SiteEntry } from './site.ts';

export interface Group {
  /** As the newest article spells it. */
  readonly name: string;
  /** Of the page that lists it, among its kind. */
  readonly folder: string;
  /** Newest first. */
  readonly entries: readonly SiteEntry[];
}

function groupsBy(
  site: Pick<Site, 'issues'>,
  namesOf: (entry: SiteEntry) => readonly string[],
): readonly Group[] {
  const groups = new Map<string, { name: string; folder: string; entries: SiteEntry[] }>();
  for (const entry of entries(site)) {
    for (const name of namesOf(entry)) {
      const folder = folderOf(name);
      const group = groups.get(folder) ?? { name, folder, entries: [] };
      groups.set(folder, group);
      // «Natur» and «natur» are one topic, and an article may have said both.
      if (!group.entries.includes(entry)) group.entries.push(entry);
    }
  }
  return [...groups.values()];
}

const byName = (one: Group, other: Group): number => one.name.localeCompare(other.name, 'nb');

export const topicsOf = (site: Pick<Site, 'issues'>): readonly Group[] =>
  groupsBy(site, ({ article }) => article.topics ?? []).toSorted(byName);

export const authorsOf = (site: Pick<Site, 'issues'>): readonly Group[] =>
  groupsBy(site, ({ article }) => article.byline.map(({ name }) => name)).toSorted(byName);
