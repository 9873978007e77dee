/**
 * RSS 2.0 and JSON Feed 1.1 of the same articles. A feed is made from dates that stand in the sources, so the same issue gives
 * the same bytes; an article is known for ever by its address.
 */
import { generateJsonFeed, generateRssFeed } from 'feedsmith';
import { escape, html } from '../../layouts/html.ts';
import type { Language } from '../model/fields.ts';
import { absolute, articlePath, authorPath, issuePath } from './address.ts';
import { plainHtml, withAddresses } from './plain.ts';
import { entries, type Site, type SiteArticle, type SiteEntry } from './site.ts';

/** A reader's program keeps what it has seen; what it has not seen for so many articles it will not miss. */
export const MOST_ITEMS = 30;

/** A feed: of the magazine, or of one topic. */
export interface Feed {
  readonly title: string;
  readonly description: string;
  readonly language: Language;
  /** The folder of the page that it follows, and of its two files. */
  readonly path: string;
  readonly entries: readonly SiteEntry[];
  /** Bodies for the screen by "2026-1/elva": an article that is among them is given whole, others by standfirst and picture. */
  readonly bodies: ReadonlyMap<string, string>;
}

/** The articles that the magazine's own feed brings. */
export const newest = (site: Pick<Site, 'issues'>): readonly SiteEntry[] =>
  entries(site).slice(0, MOST_ITEMS);

/** Both files by their paths; none where the magazine has no address, since a feed is read elsewhere. */
export function feedFiles(site: Site, feed: Feed): readonly (readonly [string, string])[] {
  if (!site.address) return [];
  const own = { ...site, address: site.address };
  return [
    [`${feed.path}feed.xml`, rssFeed(own, feed)],
    [`${feed.path}feed.json`, jsonFeed(own, feed)],
  ];
}

type AddressedSite = Site & { readonly address: string };

/** Days have no hours; midnight in Greenwich is the same day in Norway. */
const dayOf = (published: string): Date => new Date(`${published}T00:00:00Z`);

/** What XML cannot carry, even by number. */
const UNSPEAKABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function rssFeed(site: AddressedSite, { title, description, language, path, entries, bodies }: Feed): string {
  const xml = generateRssFeed(
    {
      title,
      link: absolute(site.address, path),
      description,
      language,
      // The newest article's day: not when it was built, which says nothing to a reader.
      ...(entries[0] && { lastBuildDate: dayOf(entries[0].article.published) }),
      ...(site.magazine.email && {
        managingEditor: { email: site.magazine.email, name: site.magazine.editor },
      }),
      atom: {
        links: [
          { href: absolute(site.address, `${path}feed.xml`), rel: 'self', type: 'application/rss+xml' },
        ],
      },
      items: entries.map((entry) => {
        const { article } = entry;
        const address = addressOf(site, entry);
        const picture = pictureOf(site, article);
        return {
          title: article.title,
          link: address,
          guid: { value: address, isPermaLink: true },
          pubDate: dayOf(article.published),
          // A description is HTML, other than a title.
          description: escape(article.standfirst ?? article.title),
          content: { encoded: contentOf(site, entry, bodies) },
          ...(article.byline.length > 0 && { dc: { creators: article.byline.map(({ name }) => name) } }),
          categories: (article.topics ?? []).map((name) => ({ name })),
          ...(picture && {
            media: {
              contents: [
                {
                  url: picture.url,
                  medium: 'image',
                  ...(picture.width && { width: picture.width, height: picture.height }),
                },
              ],
            },
          }),
        };
      }),
    },
    { strict: false },
  );
  return `${xml.trimEnd()}\n`.replaceAll(UNSPEAKABLE, '');
}

function jsonFeed(
  site: AddressedSite,
  { title, description, language, path, entries, bodies }: Feed,
): string {
  const authorsOf = ({ byline }: SiteArticle) =>
    byline.map(({ name }) => ({
      name,
      url: absolute(site.address, authorPath(site.magazine.language, name)),
    }));
  const feed = generateJsonFeed({
    title,
    home_page_url: absolute(site.address, path),
    feed_url: absolute(site.address, `${path}feed.json`),
    description,
    language,
    authors: [{ name: site.magazine.publisher, url: site.address }],
    items: entries.map((entry) => {
      const { article } = entry;
      const address = addressOf(site, entry);
      const picture = pictureOf(site, article);
      return {
        id: address,
        url: address,
        title: article.title,
        content_html: contentOf(site, entry, bodies),
        ...(article.standfirst && { summary: article.standfirst }),
        ...(picture && { image: picture.url }),
        date_published: dayOf(article.published),
        ...(article.byline.length > 0 && { authors: authorsOf(article) }),
        ...(article.topics?.length && { tags: [...article.topics] }),
        language: article.lang,
      };
    }),
  });
  return `${JSON.stringify(feed, undefined, 1)}\n`;
}

const addressOf = ({ address }: AddressedSite, { issue, article }: SiteEntry): string =>
  absolute(address, articlePath(issue.slug, article.slug));

function pictureOf({ address }: AddressedSite, { picture, card }: SiteArticle) {
  const shown = picture ?? card;
  return shown && { url: absolute(address, shown.path), width: shown.widthPx, height: shown.heightPx };
}

/** Picture, standfirst and text, and last the issue that it stands in. */
function contentOf(site: AddressedSite, entry: SiteEntry, bodies: ReadonlyMap<string, string>): string {
  const { issue, article } = entry;
  const { picture } = article;
  const address = addressOf(site, entry);
  const body = bodies.get(`${issue.slug}/${article.slug}`);
  const opening = html`${
    picture
      ? html`<p>
          <img
            src="${absolute(site.address, picture.path)}"
            alt="${picture.alt}"
            width="${picture.widthPx}"
            height="${picture.heightPx}"
          />
        </p> `
      : ''
  }${article.standfirst ? html`<p><strong>${article.standfirst}</strong></p> ` : ''}`;
  const ending = html`<p>
    <a href="${absolute(site.address, issuePath(issue.slug))}"
      >${site.magazine.name} ${issue.number}: ${issue.title}</a
    >
  </p>`;
  const parts = [opening.text.trim(), body && withAddresses(plainHtml(body), address), ending.text];
  return parts.filter(Boolean).join('\n');
}
