/**
 * Addresses within the web edition. Pages are named by their folder from the root: "" the archive, "2026-1/" an issue,
 * "2026-1/elva/" an article. Every link is relative, so the edition works under any base path, and from a folder on disk.
 */
import { type Language, safeName } from '../model/fields.ts';

export const issuePath = (issue: string): string => `${issue}/`;
export const articlePath = (issue: string, article: string): string => `${issue}/${article}/`;

/** How a page in folder `from` writes the address of `to`: relativeTo('2026-1/elva/', 'assets/web.css') is "../../assets/web.css". */
export function relativeTo(from: string, to: string): string {
  const above = from.split('/').slice(0, -1);
  const parts = to.split('/');
  let shared = 0;
  while (shared < above.length && shared < parts.length - 1 && above[shared] === parts[shared]) shared += 1;
  return `${'../'.repeat(above.length - shared)}${parts.slice(shared).join('/')}` || './';
}

interface Folders {
  readonly authors: string;
  readonly topics: string;
  readonly search: string;
  readonly accessibility: string;
}

/** A reader sees addresses, so they speak the language of magazine.yaml, which stays what it is for as long as the addresses must. */
export const folders: Readonly<Record<Language, Folders>> = {
  nb: { authors: 'forfattere', topics: 'tema', search: 'sok', accessibility: 'tilgjengelighet' },
  nn: { authors: 'forfattarar', topics: 'tema', search: 'sok', accessibility: 'tilgjenge' },
  en: { authors: 'authors', topics: 'topics', search: 'search', accessibility: 'accessibility' },
};

/** Names at the root that no issue may have: their pages would take each other's place. */
export const reserved = (language: Language): readonly string[] => [
  ...Object.values(folders[language]),
  'assets',
  'pagefind',
];

/** A name as a folder: "Kari Ås" is kari-aas. Names in other alphabets are spelled by the numbers of their letters. */
export const folderOf = (name: string): string =>
  safeName(name) || Array.from(name, (letter) => letter.codePointAt(0)!.toString(16)).join('-');

export const authorsPath = (language: Language): string => `${folders[language].authors}/`;
export const authorPath = (language: Language, name: string): string =>
  `${authorsPath(language)}${folderOf(name)}/`;
export const topicsPath = (language: Language): string => `${folders[language].topics}/`;
export const topicPath = (language: Language, topic: string): string =>
  `${topicsPath(language)}${folderOf(topic)}/`;
export const searchPath = (language: Language): string => `${folders[language].search}/`;
export const accessibilityPath = (language: Language): string => `${folders[language].accessibility}/`;

/** The address by which the world knows a page or a file of the edition. */
export const absolute = (site: string, path: string): string => new URL(encodeURI(path), site).href;
