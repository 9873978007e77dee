/** What the studio shows: an issue's pages, its running order and its findings, as plain values that go to the browser as JSON. */
import { type Plan, type PlanFinding, planOf } from '../flatplan/plan.ts';
import type { BoxMm, Finding } from '../model/finding.ts';
import { picturesInWords } from '../report/picture-table.ts';
import type { Issue } from '../model/issue.ts';
import type { IssuePage } from '../pages/assemble.ts';
import type { PagedIssue } from '../pages/issue.ts';
import type { Sheet } from '../pages/stylesheet.ts';

/** A finding as the browser is told of it. */
export interface FindingView extends PlanFinding {
  readonly hint?: string;
  readonly line?: number;
  readonly column?: number;
  readonly page?: number;
  readonly box?: BoxMm;
  /** Found of pages that have changed since, and not looked for again yet. */
  readonly isEarlier?: boolean;
}

export interface PictureView {
  readonly key: string;
  /** Another one than before: what the file holds is other too. */
  readonly content: string;
  readonly file: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What its article says of it: "" where that is nothing. */
  readonly alt: string;
  readonly credit: string;
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

/** Text that found no place on an article's pages. */
export interface OversetView {
  /** The article's last page. */
  readonly page: number;
  readonly words: number;
  /** Paragraph by paragraph. */
  readonly text: readonly string[];
}

export interface IssueView extends Plan {
  readonly issue: string;
  readonly title: string;
  readonly number: string;
  readonly language: string;
  readonly sheet: SheetView;
  readonly pictures: readonly PictureView[];
  readonly overset: readonly OversetView[];
}

export function issueView(
  issue: Issue,
  paged: PagedIssue,
  pages: readonly IssuePage[],
  sheet: Sheet,
  contents: ReadonlyMap<string, string>,
): IssueView {
  const { printer } = issue;
  const said = new Map(issue.articles.map((article) => [article.slug, picturesInWords(article)]));
  const { trim, bleedMm, innerMm, outerMm, columnMm, gutterMm, lineMm, lines, frameTopMm, frameFootMm } =
    sheet;
  return {
    issue: issue.slug,
    title: issue.title,
    number: issue.number,
    language: issue.language,
    ...planOf(issue, paged, pages),
    overset: oversetOf(paged),
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
    pictures: [...issue.pictures.values()].map(({ key, file, widthPx, heightPx }) => ({
      key,
      content: contents.get(key) ?? '',
      file,
      widthPx,
      heightPx,
      ...wordsOf(said, key),
    })),
  };
}

/** @param key issue, article's folder, file */
function wordsOf(
  said: ReadonlyMap<string, ReturnType<typeof picturesInWords>>,
  key: string,
): Pick<PictureView, 'alt' | 'credit'> {
  const [, article = '', ...name] = key.split('/');
  const { alt = '', credit = '' } = said.get(article)?.get(name.join('/')) ?? {};
  return { alt, credit };
}

function oversetOf({ articles, places }: Pick<PagedIssue, 'articles' | 'places'>): OversetView[] {
  return articles.flatMap(({ findings, texts }, at) =>
    findings
      .filter(({ rule }) => rule === 'overset')
      .map(({ sourceLine = 1, page }) => {
        const text = texts
          .filter(({ flow, line }) => flow === 'body' && line >= sourceLine)
          .map((block) => block.text.replaceAll('\u00AD', '').replaceAll(/\s+/gu, ' ').trim())
          .filter(Boolean);
        return {
          page: places[at]!.first + page,
          words: text.reduce((sum, each) => sum + each.split(' ').length, 0),
          text,
        };
      }),
  );
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
