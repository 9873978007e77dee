/** Lists of articles: one page a topic or an author, and one that names them all. */
import { html } from '../../../layouts/html.ts';
import { relativeTo } from '../address.ts';
import { webDocument } from '../document.ts';
import type { Group } from '../groups.ts';
import { listed, type Site } from '../site.ts';
import { teaser } from '../teaser.ts';
import { webWords } from '../words.ts';

/** Topics, or authors. */
export interface Kind {
  /** What they are called together, and each of them. */
  readonly name: string;
  readonly one?: string;
  /** Folder that theirs stand in, from the root. */
  readonly path: string;
  readonly groups: readonly Group[];
  /** Whether each has a feed of its own. */
  readonly feed: boolean;
}

const themeOf = (site: Site): string => listed(site)[0]?.theme ?? 'hav';

/** All pages of a kind by their paths; none where there is nothing of that kind. */
export const listPages = (site: Site, kind: Kind): readonly (readonly [string, string])[] =>
  kind.groups.length === 0
    ? []
    : [
        [`${kind.path}index.html`, namesPage(site, kind)],
        ...kind.groups.map(
          (group) => [`${kind.path}${group.folder}/index.html`, groupPage(site, kind, group)] as const,
        ),
      ];

function namesPage(site: Site, { name, path, groups }: Kind): string {
  const { language } = site.magazine;
  const words = webWords[language];
  return webDocument(site, {
    path,
    title: name,
    language,
    theme: themeOf(site),
    subject: { kind: 'list', name },
    styles: ['assets/finding.css'],
    className: 'list-page',
    main: html`<h1>${name}</h1>
      <ul class="names">
        ${groups.map(
          ({ name, folder, entries }) =>
            html`<li>
              <a href="${relativeTo(path, `${path}${folder}/`)}">${name}</a>
              <span class="count">${words.articles(entries.length)}</span>
            </li>`,
        )}
      </ul>`,
  });
}

function groupPage(site: Site, kind: Kind, { name, folder, entries }: Group): string {
  const { language } = site.magazine;
  const words = webWords[language];
  const path = `${kind.path}${folder}/`;
  const feed = kind.feed && site.address !== undefined;
  return webDocument(site, {
    path,
    title: name,
    description: `${name}: ${words.articles(entries.length)} – ${site.magazine.name}`,
    language,
    theme: themeOf(site),
    subject: { kind: 'list', name, above: { name: kind.name, path: kind.path }, feed },
    styles: ['assets/finding.css'],
    className: 'list-page',
    main: html`<p class="kicker"><a href="${relativeTo(path, kind.path)}">${kind.one ?? kind.name}</a></p>
      <h1>${name}</h1>
      <p class="count">
        ${words.articles(entries.length)}
        ${feed ? html`<a href="feed.xml" type="application/rss+xml">${words.feed}</a>` : ''}
      </p>
      <ol class="teasers">
        ${entries.map((entry) => teaser(entry, path, language))}
      </ol>`,
  });
}
