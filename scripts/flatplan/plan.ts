/**
 * The flatplan: an issue's pages in spreads, grouped by article, and what is said of each. Plain values: the studio draws them over its pages, the
 * build makes flatplan.png of them.
 */
import type { Status } from '../model/article.ts';
import type { Level } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { IssuePage } from '../pages/assemble.ts';
import type { PagedIssue } from '../pages/issue.ts';
import { linesOver } from '../preflight/checks/page-budget.ts';
import { counted, type PlanWords } from './words.ts';

export interface PlanPage {
  readonly number: number;
  readonly side: 'left' | 'right';
  /** Folder of its article; undefined on a blank page. */
  readonly article?: string;
}

/** One line of the running order. */
export interface PlanArticle {
  readonly article: string;
  readonly title: string;
  readonly layout: string;
  /** article.md, relative to the working folder. */
  readonly file: string;
  readonly first: number;
  readonly pages: number;
  /** Pages that the running order plans. */
  readonly planned?: number;
  readonly start: 'left' | 'right' | 'any';
  readonly locked: boolean;
  /** How far it has come: "edited". */
  readonly status?: Status;
}

export interface Plan {
  readonly pages: readonly PlanPage[];
  readonly articles: readonly PlanArticle[];
  /** Whether the sheets are stitched, so that pages come by fours. */
  readonly isStitched: boolean;
}

/** What the flatplan has to know of a finding. */
export interface PlanFinding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly file?: string;
}

export const planOf = (issue: Issue, paged: PagedIssue, pages: readonly IssuePage[]): Plan => ({
  isStitched: issue.printer.binding === 'saddle',
  pages: pages.map(({ number, side, article }) => ({ number, side, article })),
  articles: issue.articles.map((article, at) => {
    const { first, pages: length } = paged.places[at]!;
    return {
      article: article.slug,
      title: article.title,
      layout: article.layout,
      file: article.file,
      first,
      pages: length,
      planned: article.pages,
      start: article.start,
      locked: article.locked,
      status: article.status,
    };
  }),
});

/** Whether an article keeps to its budget: fewer pages are no harm to the others. */
export const fits = ({ pages, planned }: Pick<PlanArticle, 'pages' | 'planned'>): boolean =>
  planned === undefined || pages <= planned;

/** Whether a page is one more than its article was given. */
export function isBeyond(plan: Pick<Plan, 'pages' | 'articles'>, page: number): boolean {
  const article = articleOn(plan, page);
  return article?.planned !== undefined && page >= article.first + article.planned;
}

/**
 * "3 of 4 pages", "14 lines over 4 pages", or the pages alone where nothing else was planned.
 *
 * @param lines how many lines of text are too many, where the printed pages have been counted
 */
export function budgetOf(
  { pages, planned }: Pick<PlanArticle, 'pages' | 'planned'>,
  lines: number | undefined,
  says: PlanWords,
): string {
  if (planned === undefined || pages === planned) return counted(pages, says.page);
  if (pages < planned) return says.of(pages, counted(planned, says.page));
  return lines === undefined
    ? says.over(counted(pages - planned, says.page), String(planned))
    : says.over(counted(lines, says.line), counted(planned, says.page));
}

/** What the page count comes to: "44 pages", or what a stitched issue has to do about it. */
export function countOf({ pages, isStitched }: Pick<Plan, 'pages' | 'isStitched'>, says: PlanWords): string {
  const over = pages.length % 4;
  const count = counted(pages.length, says.page);
  return !isStitched || over === 0 ? count : `${count}: ${says.remedy(over, 4 - over)}`;
}

/** The article of a page; undefined for a blank one. */
export function articleOn(
  { pages, articles }: Pick<Plan, 'pages' | 'articles'>,
  page: number,
): PlanArticle | undefined {
  const name = pages[page - 1]?.article;
  return articles.find(({ article }) => article === name);
}

/** Open notes by page. */
export type OpenNotes = ReadonlyMap<number, number>;

/** How many open notes stand on each page. */
export function openNotes(notes: readonly { readonly now: number; readonly state: string }[]): OpenNotes {
  const open = new Map<number, number>();
  for (const { now, state } of notes) if (state === 'open') open.set(now, (open.get(now) ?? 0) + 1);
  return open;
}

/** Open notes on all pages of an article. */
export const notesOn = ({ first, pages }: PlanArticle, open: OpenNotes): number =>
  Array.from({ length: pages }, (_, at) => open.get(first + at) ?? 0).reduce((sum, each) => sum + each, 0);

/** What stands under a page, or under both pages of a spread where they are one article's. */
export interface Tag {
  /** "8–9" */
  readonly pages: string;
  /** Whether it is as wide as both pages. */
  readonly isWide: boolean;
  /** Where an article begins. */
  readonly opening?: Opening;
}

export interface Opening {
  /** Folder of the article. */
  readonly article: string;
  readonly title: string;
  /** The side that the running order asks for. */
  readonly start?: 'left' | 'right';
  readonly isLocked: boolean;
  readonly status?: Status;
  readonly budget: string;
  readonly fits: boolean;
  /** "annonse", "låst", "1 feil", "2 kommentarer" */
  readonly facts: readonly string[];
}

/** @returns undefined on a right page whose left one speaks for it, and on a blank one */
export function tagOf(
  plan: Plan,
  page: number,
  findings: readonly PlanFinding[],
  open: OpenNotes,
  says: PlanWords,
): Tag | undefined {
  const article = articleOn(plan, page);
  const isOwn = (number: number): boolean =>
    article !== undefined && plan.pages[number - 1]?.article === article.article;
  if (page % 2 === 1 && isOwn(page - 1)) return undefined;
  const isWide = page % 2 === 0 && isOwn(page + 1);
  return {
    pages: isWide ? `${page}–${page + 1}` : String(page),
    isWide,
    ...(article?.first === page && { opening: openingOf(article, findings, open, says) }),
  };
}

function openingOf(
  article: PlanArticle,
  findings: readonly PlanFinding[],
  open: OpenNotes,
  says: PlanWords,
): Opening {
  const own = findings.filter(({ file }) => file === article.file);
  const count = (level: Level): number => own.filter((each) => each.level === level).length;
  const told = (number: number, what: readonly [string, string]): string[] =>
    number > 0 ? [counted(number, what)] : [];
  const { start } = article;
  return {
    article: article.article,
    title: article.title,
    ...(start !== 'any' && { start }),
    isLocked: article.locked,
    status: article.status,
    // A page that stands there says so itself.
    budget:
      article.pages === 1 && (article.planned ?? 1) === 1 ? '' : budgetOf(article, linesOver(own), says),
    fits: fits(article),
    facts: [
      ...(article.layout === 'ad' ? [says.ad[0]] : []),
      ...(article.status ? [says.status[article.status]] : []),
      ...(article.locked ? [says.locked] : []),
      ...told(count('error'), says.error),
      ...told(count('warning'), says.warning),
      ...told(notesOn(article, open), says.note),
    ],
  };
}

/** Spreads of an issue: the cover alone at the right, then left and right together. */
export const spreadsOf = <Page extends { readonly number: number }>(pages: readonly Page[]): Page[][] => {
  const spreads: Page[][] = [];
  for (const page of pages) {
    if (page.number % 2 === 0 || spreads.length === 0) spreads.push([]);
    spreads.at(-1)!.push(page);
  }
  return spreads;
};

/** In any unit, the same for all. */
export interface Sheetful {
  readonly width: number;
  readonly height: number;
  /** Between spreads, and below each for what is said of it. */
  readonly across: number;
  readonly down: number;
}

/** So many spreads in so many columns that pages are as large as they can be. `scale`: of a page's own size. */
export function fitSpreads(
  spreads: number,
  page: { readonly width: number; readonly height: number },
  { width, height, across, down }: Sheetful,
): { readonly columns: number; readonly scale: number } {
  let best = { columns: 1, scale: 0 };
  for (let columns = 1; columns <= spreads; columns++) {
    const rows = Math.ceil(spreads / columns);
    const scale = Math.min(
      ((width + across) / columns - across) / (2 * page.width),
      (height / rows - down) / page.height,
    );
    if (scale > best.scale) best = { columns, scale };
  }
  return best;
}
