/** Paginates an issue: every article by itself, in parallel and cached, until sides and folios agree. */
import type { Cache } from '../io/cache.ts';
import { hashOf } from './key.ts';
import { type Placement, placements, sideOf } from './assemble.ts';
import type { ComposeJob, PaginatedArticle, Side } from './compose/types.ts';
import type { Tabs } from './tabs.ts';

export interface ArticleFragment {
  readonly article: string;
  readonly html: string;
  readonly start: Side | 'any';
  /** Pages that the running order plans, a first guess of its length. */
  readonly planned?: number;
  /** Somebody looks at it: it is set before the others. */
  readonly isLookedAt?: boolean;
}

export interface PagedIssue {
  readonly articles: readonly PaginatedArticle[];
  readonly places: readonly Placement[];
  readonly blank: PaginatedArticle;
  /** Whether sides and folios agree; a contents page that is longer with the folios it makes never does. */
  readonly settled: boolean;
  /** How many articles were really set, the others being known from the cache. */
  readonly set: number;
}

/**
 * Sides and folios mostly settle in two rounds. Where lengths depend on sides, each round settles at least the next
 * article; beyond that only folios are left to agree, and a length that flips with their digits could go on for ever.
 */
const mostRounds = (articles: number): number => articles + 3;

const BLANK =
  '<article class="article blank"><template data-page="bleed"><section class="plate"></section></template></article>';

/**
 * @param stamp what else decides how an article comes out: styles, composer, Paged.js
 * @param onSet told of every article as soon as it is set, or set again, and how many are set beside it
 */
export async function paginateIssue(
  fragments: readonly ArticleFragment[],
  tabs: PromiseLike<Pick<Tabs, 'paginate'>>,
  cache: Cache,
  stamp: string,
  onSet: (article: PaginatedArticle, beside: number) => void = () => undefined,
): Promise<PagedIssue> {
  let set = 0;
  const results = new Map<string, PaginatedArticle>();
  const jobs = new Map<string, string>();

  const run = async (job: ComposeJob): Promise<PaginatedArticle> => {
    const key = hashOf(stamp, JSON.stringify(job));
    const known = await cache.readJson<PaginatedArticle>('pages', key);
    if (known) return known;
    set++;
    const result = await (await tabs).paginate(job);
    await cache.writeJson('pages', key, result);
    return result;
  };

  let places = placements(
    fragments.map(({ article, start, planned }) => ({ article, start, pages: planned ?? 2 })),
  );

  /** The page of an article ("elva"), or of a head in it ("elva--under-isen") as far as it has been set. */
  const folioOf = (target: string): number => {
    const article = target.split('--')[0]!;
    const place = places.find((each) => each.article === article);
    if (!place) return 0;
    const inside = article === target ? 0 : pageWith(results.get(article), target);
    return place.first + inside;
  };
  const foliosOf = (html: string): Record<string, number> =>
    Object.fromEntries(
      [...html.matchAll(/data-page-of="([^"]*)"/gu)].map(([, target = '']) => [target, folioOf(target)]),
    );

  let settled = false;
  for (let round = 0; round < mostRounds(fragments.length); round++) {
    const stale = fragments.flatMap((fragment, at) => {
      const side = sideOf(places[at]!.first);
      const job = {
        article: fragment.article,
        html: fragment.html,
        side,
        folios: foliosOf(fragment.html),
      };
      const signature = JSON.stringify([job.side, job.folios]);
      const rank = fragment.isLookedAt ? Infinity : fragment.html.length;
      return jobs.get(fragment.article) === signature ? [] : [{ job, signature, rank }];
    });
    settled = stale.length === 0;
    if (settled) break;
    // Long articles first, so that no tab waits for the other at the end.
    stale.sort((a, b) => (a.rank === b.rank ? 0 : b.rank - a.rank));
    await Promise.all(
      stale.map(async ({ job, signature }) => {
        const result = await run(job);
        onSet(result, stale.length - 1);
        results.set(job.article, result);
        jobs.set(job.article, signature);
      }),
    );
    places = placements(
      fragments.map(({ article, start }) => ({ article, start, pages: results.get(article)!.pages.length })),
    );
  }
  const blank = await run({ article: '', html: BLANK, side: 'right', folios: {} });
  return { articles: fragments.map(({ article }) => results.get(article)!), places, blank, settled, set };
}

/** Index of the page that an id stands on; the first where it is not known. */
const pageWith = (article: PaginatedArticle | undefined, id: string): number =>
  Math.max(0, article?.pages.findIndex(({ html }) => html.includes(` id="${id}"`)) ?? 0);
