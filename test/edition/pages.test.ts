/** What is said of an issue's pages once they are made. */
import { expect, test } from 'vitest';
import { pageFindings } from '../../scripts/edition/pages.ts';
import type { Issue, OrderEntry } from '../../scripts/model/issue.ts';
import { formatFindings } from '../../scripts/model/report.ts';
import type { PagedIssue } from '../../scripts/pages/issue.ts';

/** What is said where `elva` begins on page 5, or another, and has two pages. */
function said(
  entry: Partial<OrderEntry>,
  blanks = 0,
  first = 5,
  after: readonly string[] = ['takk'],
): string {
  const place = { file: 'issue.yaml', line: 9, column: 5 };
  const issue = {
    folder: 'issues/2026-1',
    articles: [{ slug: 'elva', file: 'a.md' }],
    order: [
      { article: 'elva', start: 'any', locked: false, place, ...entry },
      ...after.map((article) => ({ article, start: 'any', locked: false, place })),
    ],
  } as unknown as Issue;
  const paged = {
    settled: true,
    articles: [{ findings: [] }],
    places: [{ article: 'elva', first, pages: 2, blanks }],
  } as unknown as PagedIssue;
  return formatFindings(pageFindings(issue, paged), { color: false });
}

test('a blank page is the running order’s doing, and the hint says what to write there', () => {
  expect(said({ start: 'right' }, 1)).toBe(
    'issue.yaml:9:5 warning  page 4 is blank, since elva starts on a right page  (blank-page)\n' +
      '  hint: write start: any for elva, or move an article',
  );
  expect(said({}, 1)).toContain('hint: move an article, or write { article: elva, start: left }');
  expect(said({}, 0)).toBe('');
});

test('what closes the issue on a left page is not told to begin on a right one', () => {
  expect(said({}, 1, 6)).toContain('start: right');
  expect(said({}, 1, 6, [])).toContain(
    'hint: fill that page with one article more, or take a page away before it',
  );
});
