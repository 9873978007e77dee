/** What the flatplan says of an issue: budgets, counts, tags under pages, notes on tiles. */
import { expect, test } from 'vitest';
import {
  budgetOf,
  countOf,
  fitSpreads,
  isBeyond,
  openNotes,
  type Plan,
  type PlanArticle,
  spreadsOf,
  tagOf,
} from '../../scripts/flatplan/plan.ts';
import { planWords } from '../../scripts/flatplan/words.ts';
import { linesOver } from '../../scripts/preflight/checks/page-budget.ts';

const { en, nb } = planWords;
const article = (more: Partial<PlanArticle> = {}): PlanArticle => ({
  article: 'elva',
  title: 'Elva',
  layout: 'feature',
  file: 'issues/2026-9/elva/article.md',
  first: 2,
  pages: 2,
  start: 'any',
  locked: false,
  ...more,
});
const side = (number: number): 'left' | 'right' => (number % 2 ? 'right' : 'left');
const pagesOf = (...names: (string | undefined)[]): Plan['pages'] =>
  names.map((name, at) => ({ number: at + 1, side: side(at + 1), ...(name && { article: name }) }));
const plan = (articles: readonly PlanArticle[], pages: Plan['pages']): Plan => ({
  articles,
  pages,
  isStitched: true,
});
const OVER = {
  rule: 'page-budget',
  level: 'warning',
  message: 'elva is 14 lines over 4 pages',
  file: 'issues/2026-9/elva/article.md',
} as const;

test('a budget is told beside what there is', () => {
  expect(budgetOf({ pages: 4 }, 10, en)).toBe('4 pages');
  expect(budgetOf({ pages: 1, planned: 1 }, undefined, en)).toBe('1 page');
  expect(budgetOf({ pages: 3, planned: 4 }, undefined, en)).toBe('3 of 4 pages');
  expect(budgetOf({ pages: 5, planned: 4 }, 14, en)).toBe('14 lines over 4 pages');
  expect(budgetOf({ pages: 5, planned: 4 }, 1, nb)).toBe('1 linje over 4 sider');
  expect(budgetOf({ pages: 7, planned: 4 }, undefined, en)).toBe('3 pages over 4');
});

test('the lines too many are those that the check has counted', () => {
  expect(linesOver([OVER])).toBe(14);
  expect(linesOver([{ ...OVER, message: 'elva is 1 line over 1 page' }])).toBe(1);
  expect(linesOver([{ ...OVER, message: 'elva fills 3 of 4 pages' }])).toBeUndefined();
  expect(linesOver([{ ...OVER, rule: 'last-page' }])).toBeUndefined();
});

test('pages beyond an article’s plan are known', () => {
  const pages = pagesOf(undefined, 'elva', 'elva', 'elva', undefined);
  const beyond = (planned: number | undefined): number[] => {
    const elva = article({ pages: 3, ...(planned !== undefined && { planned }) });
    return pages
      .map(({ number }) => number)
      .filter((number) => isBeyond({ pages, articles: [elva] }, number));
  };
  expect(beyond(undefined)).toEqual([]);
  expect(beyond(3)).toEqual([]);
  expect(beyond(1)).toEqual([3, 4]);
});

test('a stitched issue is told what to do about its count', () => {
  const of = (count: number, isStitched: boolean): string =>
    countOf({ pages: pagesOf(...Array.from({ length: count }, () => 'elva')), isStitched }, en);
  expect(of(44, true)).toBe('44 pages');
  expect(of(46, true)).toBe('46 pages: 2 over a multiple of 4. Cut 2 or add 2');
  expect(of(45, true)).toContain('Cut 1 or add 3');
  expect(of(46, false)).toBe('46 pages');
});

test('an article is named where it begins, under as many pages as it has there', () => {
  const elva = article({ planned: 4, pages: 5, start: 'left', locked: true, status: 'proofed' });
  const all = plan([elva], pagesOf(undefined, ...Array.from({ length: 5 }, () => 'elva'), undefined));
  expect(tagOf(all, 2, [OVER], new Map([[3, 2]]), nb)).toEqual({
    pages: '2–3',
    isWide: true,
    opening: {
      article: 'elva',
      title: 'Elva',
      start: 'left',
      isLocked: true,
      status: 'proofed',
      budget: '14 linjer over 4 sider',
      fits: false,
      facts: ['korrekturlest', 'låst', '1 advarsel', '2 kommentarer'],
    },
  });
  expect(tagOf(all, 3, [], new Map(), nb)).toBeUndefined();
  expect(tagOf(all, 4, [], new Map(), nb)).toEqual({ pages: '4–5', isWide: true });
  expect(tagOf(all, 6, [], new Map(), nb)).toEqual({ pages: '6', isWide: false });
  expect(tagOf(all, 7, [], new Map(), nb)).toEqual({ pages: '7', isWide: false });
});

test('an advertisement says that it is one, and a page that stands there does not say that it does', () => {
  const ad = article({ article: 'te', layout: 'ad', first: 1, pages: 1, planned: 1 });
  const { opening } = tagOf(plan([ad], pagesOf('te')), 1, [], new Map(), nb)!;
  expect(opening).toMatchObject({ budget: '', facts: ['annonse'] });
});

test('open notes are counted by the page they stand on now', () => {
  const open = openNotes([
    { now: 3, state: 'open' },
    { now: 3, state: 'open' },
    { now: 3, state: 'resolved' },
    { now: 9, state: 'open' },
  ]);
  expect([...open]).toEqual([
    [3, 2],
    [9, 1],
  ]);
});

test('the cover stands alone, and so does a last left page', () => {
  const numbers = (count: number): number[][] =>
    spreadsOf(pagesOf(...Array.from({ length: count }, () => 'elva'))).map((spread) =>
      spread.map(({ number }) => number),
    );
  expect(numbers(4)).toEqual([[1], [2, 3], [4]]);
  expect(numbers(5)).toEqual([[1], [2, 3], [4, 5]]);
});

test('spreads stand as large as the sheet lets them', () => {
  const room = { width: 400, height: 250, across: 10, down: 15 };
  const { columns, scale } = fitSpreads(23, { width: 210, height: 275 }, room);
  const rows = Math.ceil(23 / columns);
  expect(columns * 2 * 210 * scale + (columns - 1) * 10).toBeLessThanOrEqual(400.001);
  expect(rows * (275 * scale + 15)).toBeLessThanOrEqual(250.001);
  for (const other of [columns - 1, columns + 1]) {
    const across = (410 / other - 10) / 420;
    const down = (250 / Math.ceil(23 / other) - 15) / 275;
    expect(Math.min(across, down)).toBeLessThanOrEqual(scale);
  }
});
