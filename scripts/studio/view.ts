/** What the studio shows: an issue's pages, its running order and its findings, as plain values that go to the browser as JSON. */
import type { BoxMm, Finding, Level } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { IssuePage } from '../pages/assemble.ts';
import type { PagedIssue } from '../pages/issue.ts';
import type { Sheet } from '../pages/stylesheet.ts';

export interface PageView {
  readonly number: number;
  readonly side: 'left' | 'right';
  /** Folder of its article; undefined on a blank page. */
  readonly article?: string;
  readonly lines: { readonly used: number; readonly of: number };
}

/** One line of the running order, as the flatplan shows it. */
export interface ArticleView {
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
  readonly status?: string;
  /** How its length agrees with the plan: "3 of 4 pages". */
  readonly budget: string;
  readonly fits: boolean;
}

export interface FindingView {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly hint?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly page?: number;
  readonly box?: BoxMm;
  /** Found of pages that have changed since, and not looked for again yet. */
  readonly isEarlier?: boolean;
}

export interface PictureView {
  readonly key: string;
  readonly file: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Lengths in millimetres, for the overlays. */
export type SheetView = Pick<
  Sheet,
  | 'trim'
  | 'bleedMm'
  | 'innerMm'
  | 'outerMm'
  | 'columnMm'
  | 'gutterMm'
  | 'lineMm'
  | 'lines'
  | 'frameTopMm'
  | 'frameFootMm'
> & { readonly safeMm: number; readonly ppi: { readonly error: number; readonly warning: number } };

export interface IssueView {
  readonly issue: string;
  readonly title: string;
  readonly number: string;
  readonly language: string;
  readonly sheet: SheetView;
  readonly pages: readonly PageView[];
  readonly articles: readonly ArticleView[];
  readonly pictures: readonly PictureView[];
  /** What the page count comes to: "44 pages", or what to do about it. */
  readonly count: string;
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** "3 of 4 pages", "14 lines over", or the pages alone where nothing is planned. */
export function budgetOf(pages: number, planned: number | undefined, lastLines: number): string {
  if (planned === undefined) return counted(pages, 'page');
  if (pages === planned) return counted(pages, 'page');
  if (pages < planned) return `${pages} of ${counted(planned, 'page')}`;
  return pages === planned + 1 && lastLines > 0
    ? `${counted(lastLines, 'line')} over ${counted(planned, 'page')}`
    : `${counted(pages - planned, 'page')} over ${planned}`;
}

/** What a stitched issue's page count asks for. */
export function countOf(pages: number, isStitched: boolean): string {
  const over = pages % 4;
  if (!isStitched || over === 0) return counted(pages, 'page');
  return `${counted(pages, 'page')}: ${over} over a multiple of 4. Cut ${over} or add ${4 - over}`;
}

export function issueView(
  issue: Issue,
  paged: PagedIssue,
  pages: readonly IssuePage[],
  sheet: Sheet,
): IssueView {
  const { printer } = issue;
  const { trim, bleedMm, innerMm, outerMm, columnMm, gutterMm, lineMm, lines, frameTopMm, frameFootMm } =
    sheet;
  return {
    issue: issue.slug,
    title: issue.title,
    number: issue.number,
    language: issue.language,
    sheet: {
      trim,
      bleedMm,
      innerMm,
      outerMm,
      columnMm,
      gutterMm,
      lineMm,
      lines,
      frameTopMm,
      frameFootMm,
      safeMm: printer.safeMm,
      ppi: { error: printer.ppi.error, warning: printer.ppi.warning },
    },
    pages: pages.map(({ number, side, article, usedLines, lines: of }) => ({
      number,
      side,
      article,
      lines: { used: usedLines, of },
    })),
    articles: issue.articles.map((article, at) => {
      const { first, pages: length } = paged.places[at]!;
      const last = paged.articles[at]!.pages.at(-1);
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
        budget: budgetOf(length, article.pages, last?.usedLines ?? 0),
        fits: article.pages === undefined || length <= article.pages,
      };
    }),
    pictures: [...issue.pictures.values()].map(({ key, file, widthPx, heightPx }) => ({
      key,
      file,
      widthPx,
      heightPx,
    })),
    count: countOf(pages.length, printer.binding === 'saddle'),
  };
}

/** @param isEarlier whether it was found of pages that have changed since */
export const findingView = (
  { rule, level, message, hint, place, page, box }: Finding,
  isEarlier = false,
): FindingView => ({
  ...(isEarlier && { isEarlier }),
  rule,
  level,
  message,
  hint,
  file: place?.file,
  line: place?.line,
  column: place?.column,
  page,
  box,
});

export interface Change {
  /** Sheets that are other than before, by index from 0. */
  readonly changed: readonly (readonly [at: number, sheet: string])[];
  readonly count: number;
}

/** What a browser that shows `before` must exchange to show `after`. */
export const changeOf = (before: readonly string[], after: readonly string[]): Change => ({
  changed: after.flatMap((sheet, at) => (sheet === before[at] ? [] : [[at, sheet] as const])),
  count: after.length,
});
