/** What the studio's browser is told of pages, budgets and findings. */
import { expect, test } from 'vitest';
import { budgetOf, changeOf, countOf, findingView } from '../../scripts/studio/view.ts';

test('only sheets that are other than before are sent', () => {
  expect(changeOf(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual({ changed: [[1, 'x']], count: 3 });
  expect(changeOf(['a', 'b'], ['a'])).toEqual({ changed: [], count: 1 });
  expect(changeOf(['a'], ['a', 'b'])).toEqual({ changed: [[1, 'b']], count: 2 });
  expect(changeOf([], ['a'])).toEqual({ changed: [[0, 'a']], count: 1 });
});

test('a budget is told beside what there is', () => {
  expect(budgetOf(4, undefined, 10)).toBe('4 pages');
  expect(budgetOf(1, 1, 10)).toBe('1 page');
  expect(budgetOf(3, 4, 10)).toBe('3 of 4 pages');
  expect(budgetOf(5, 4, 14)).toBe('14 lines over 4 pages');
  expect(budgetOf(5, 4, 1)).toBe('1 line over 4 pages');
  expect(budgetOf(7, 4, 14)).toBe('3 pages over 4');
});

test('a stitched issue is told what to do about its count', () => {
  expect(countOf(44, true)).toBe('44 pages');
  expect(countOf(46, true)).toBe('46 pages: 2 over a multiple of 4. Cut 2 or add 2');
  expect(countOf(45, true)).toContain('Cut 1 or add 3');
  expect(countOf(46, false)).toBe('46 pages');
});

test('a finding of an earlier state says so', () => {
  const finding = {
    rule: 'overset',
    level: 'error',
    message: 'out',
    place: { file: 'a.md', line: 2, column: 3 },
  } as const;
  expect(findingView(finding)).toMatchObject({ file: 'a.md', line: 2, column: 3 });
  expect(findingView(finding)).not.toHaveProperty('isEarlier');
  expect(findingView(finding, true).isEarlier).toBe(true);
});
