/** The cards of an issue: one for itself, one for every article. */
import type { DrawCard } from '../io/cards.ts';
import { createHyphenator } from '../markdown/index.ts';
import type { Article } from '../model/article.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import type { Picture } from '../model/picture.ts';
import { articlePath, issuePath } from '../web/address.ts';
import { articleCard, type Card, CARD_PX, issueCard } from '../web/card.ts';
import type { SiteCard } from '../web/site.ts';

/** The picture that stands for an article. */
export interface Lead {
  readonly picture: Picture;
  readonly focus?: string;
}

export interface Cards {
  readonly issue?: SiteCard;
  /** By the articles' names. */
  readonly articles: ReadonlyMap<string, SiteCard>;
  /** Finished files by their paths from the root of the web edition. */
  readonly files: ReadonlyMap<string, string>;
}

/** Its own picture, or the first photograph in its text: a drawing says little without its caption. */
export function leadPicture(issue: Issue, { slug, image }: Article, body: string): Lead | undefined {
  const own = image && issue.pictures.get(`${issue.slug}/${slug}/${image.src}`);
  if (own)
    return own.format === 'pdf' ? undefined : { picture: own, ...(image.focus && { focus: image.focus }) };
  for (const [, key = ''] of body.matchAll(/data-picture="([^"]*)"/gu)) {
    const picture = issue.pictures.get(key);
    if (picture && !['svg', 'pdf'].includes(picture.format)) return { picture };
  }
  return undefined;
}

export async function drawCards(
  draw: DrawCard,
  magazine: Magazine,
  issue: Issue,
  articles: readonly { readonly article: Article; readonly picture: Lead | undefined }[],
  cover: Lead | undefined,
): Promise<Cards> {
  // Nobody shares what has no address.
  if (!magazine.site) return { articles: new Map(), files: new Map() };
  const hyphenate = createHyphenator(magazine.hyphenation);
  const files = new Map<string, string>();
  const make = async (folder: string, card: Card, lead: Lead | undefined): Promise<SiteCard> => {
    const focused = lead?.focus ? { ...card, focus: lead.focus } : card;
    const { hash, file } = await draw(issue.theme, focused, lead?.picture);
    const path = `${folder}card-${hash}.jpg`;
    files.set(path, file);
    return { path, alt: altOf(card), ...CARD_PX };
  };
  const own = articles.map(async ({ article, picture }) => {
    const folder = articlePath(issue.slug, article.slug);
    return [
      article.slug,
      await make(folder, articleCard(magazine, issue, article, hyphenate), picture),
    ] as const;
  });
  const [itself, ...rest] = await Promise.all([
    make(issuePath(issue.slug), issueCard(magazine, issue, hyphenate), cover),
    ...own,
  ]);
  return { issue: itself, articles: new Map(rest), files };
}

/** What is written on it. */
const altOf = ({ masthead, kicker, title, number }: Card): string =>
  [masthead, number, kicker, title.replaceAll('\u00AD', '')].filter(Boolean).join('. ');
