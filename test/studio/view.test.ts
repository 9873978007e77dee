/** What the studio's browser is told of pages and findings. */
import { expect, test } from 'vitest';
import { changeOf, findingView } from '../../scripts/studio/view.ts';

test('only sheets that are other than before are sent', () => {
  expect(changeOf(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual({ changed: [[1, 'x']], count: 3 });
  expect(changeOf(['a', 'b'], ['a'])).toEqual({ changed: [], count: 1 });
  expect(changeOf(['a'], ['a', 'b'])).toEqual({ changed: [[1, 'b']], count: 2 });
  expect(changeOf([], ['a'])).toEqual({ changed: [[0, 'a']], count: 1 });
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
