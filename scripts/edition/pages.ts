/** From rendered fragments to the paged issue: one HTML file with light proxy pictures, and what to know of it. */
import type { Layout as ArticleLayout } from '../../layouts/layout.ts';
import { writeWhole } from '../io/cache.ts';
import type { Proxy } from '../io/proxies.ts';
import type { Finding } from '../model/finding.ts';
import type { Issue, OrderEntry } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import { assemble, issueDocument, type IssuePage, withProxies } from '../pages/assemble.ts';
import type { PaginatedArticle } from '../pages/compose/types.ts';
import { type PagedIssue, paginateIssue } from '../pages/issue.ts';
import type { Layout } from '../pages/light-table.ts';
import { adKeys } from './ads.ts';
import type { Outfit, Workshop } from './workshop.ts';

export interface IssueSource {
  readonly issue: Issue;
  readonly magazine: Magazine;
  readonly layouts: ReadonlyMap<string, ArticleLayout>;
  /** HTML of every article, by "2026-1/elva". */
  readonly fragments: ReadonlyMap<string, string>;
}

export interface PagedEdition {
  readonly outfit: Outfit;
  readonly paged: PagedIssue;
  readonly pages: readonly IssuePage[];
  readonly proxies: readonly Proxy[];
  /** The paged issue is on its way to the disk, for whoever wants to look at it. */
  readonly written: Promise<void>;
  readonly layout: Layout;
  readonly findings: readonly Finding[];
}

export const workFolder = (workshop: Workshop, issue: Issue): string =>
  `${workshop.cache.folder}/issues/${issue.slug}`;

export interface PagingWishes {
  /** Told of every article as soon as it is set, how it is dressed, and how many others are set beside it. */
  readonly onSet?: (article: PaginatedArticle, outfit: Outfit, beside: number) => void;
  /** Whether the browser is asked for only where an article must be set anew. */
  readonly waits?: boolean;
  /** The article that somebody looks at. */
  readonly lookedAt?: string | undefined;
}

export async function pageEdition(
  workshop: Workshop,
  source: IssueSource,
  { onSet, waits, lookedAt }: PagingWishes = {},
): Promise<PagedEdition> {
  const { issue, magazine, layouts, fragments } = source;
  const outfit = await workshop.outfit(issue.theme, issue.printer, waits);
  const ads = adKeys(issue);
  const making = Promise.all(
    [...usedPictures(source)].map((key) => workshop.proxy(issue.pictures.get(key)!, ads.has(key))),
  );
  // Awaited below; until then it must not end the program.
  making.catch(() => undefined);
  const paged = await paginateIssue(
    issue.articles.map((article) => ({
      article: article.slug,
      html: fragments.get(`${issue.slug}/${article.slug}`) ?? '',
      start:
        article.start === 'any' ? (layouts.get(article.layout)?.start?.(article) ?? 'any') : article.start,
      planned: workshop.lengths.get(`${issue.slug}/${article.slug}`) ?? article.pages,
      isLookedAt: article.slug === lookedAt,
    })),
    outfit.tabs,
    workshop.cache,
    outfit.stamp,
    (article, beside) => onSet?.(article, outfit, beside),
  );
  for (const { article, pages } of paged.places) workshop.lengths.set(`${issue.slug}/${article}`, pages);
  const { sheets: bare, pages } = assemble(paged.articles, paged.places, paged.blank);
  const made = await making;
  const proxies = made.filter((each): each is Proxy => 'address' in each);
  const broken = made.filter((each): each is Finding => 'rule' in each);
  const addresses = new Map(proxies.map(({ key, address }) => [key, address]));
  const layout: Layout = {
    language: issue.language,
    title: `${magazine.name} ${issue.number}`,
    pagedCss: paged.articles[0]?.css ?? '',
    sheets: bare.map((sheet) => withProxies(sheet, addresses)),
  };
  const file = `${workFolder(workshop, issue)}/paged.html`;
  const written = writeWhole(file, issueDocument({ ...layout, faces: outfit.styles.faces, css: outfit.css }));
  written.catch(() => undefined);
  return {
    outfit,
    paged,
    pages,
    proxies,
    written,
    layout,
    findings: [...pageFindings(issue, paged), ...broken],
  };
}

/** What the composer could not do, and pages that nobody asked for. */
export function pageFindings(issue: Issue, paged: PagedIssue): Finding[] {
  const unsettled: Finding[] = paged.settled
    ? []
    : [
        {
          rule: 'unsettled',
          level: 'error',
          message: 'the lengths of the articles depend on each other and do not settle',
          hint: 'give one of the articles that name page numbers a line more or less',
          place: { file: `${issue.folder}/issue.yaml`, line: 1, column: 1 },
        },
      ];
  const found = paged.places.flatMap((place, at) => {
    const { file, slug } = issue.articles[at]!;
    const composed = paged.articles[at]!.findings.map(({ sourceLine, page, ...rest }): Finding => ({
      ...rest,
      place: { file, line: sourceLine ?? 1, column: 1 },
      page: place.first + page,
    }));
    const entry = issue.order.find(({ article }) => article === slug);
    return [...composed, ...blankBefore(place, slug, entry, slug === issue.order.at(-1)?.article)];
  });
  return [...unsettled, ...found];
}

function blankBefore(
  { blanks, first }: PagedIssue['places'][number],
  slug: string,
  entry: OrderEntry | undefined,
  isLast: boolean,
): Finding[] {
  if (blanks === 0) return [];
  const [side, other] = first % 2 ? ['right', 'left'] : ['left', 'right'];
  // `any` in the running order leaves the choice to the layout.
  const hint =
    entry?.start === side
      ? `write start: any for ${slug}, or move an article`
      : isLast && side === 'left'
        ? // A back page that began on the right would not be the back of anything.
          'fill that page with one article more, or take a page away before it'
        : `move an article, or write { article: ${slug}, start: ${other} }`;
  return [
    {
      rule: 'blank-page',
      level: 'warning',
      message: `page ${first - 1} is blank, since ${slug} starts on a ${side} page`,
      hint,
      place: entry?.place,
      page: first - 1,
    },
  ];
}

/** Keys of the pictures that stand in fragments: those beside an article and never used are not encoded. */
function usedPictures({ issue, fragments }: IssueSource): Set<string> {
  const used = new Set<string>();
  for (const { slug } of issue.articles) {
    for (const [, key = ''] of (fragments.get(`${issue.slug}/${slug}`) ?? '').matchAll(
      /data-picture="([^"]*)"/gu,
    )) {
      if (issue.pictures.has(key)) used.add(key);
    }
  }
  return used;
}
