/** Findings as the terminal shows them. */
import { expect, test } from 'vitest';
import { fault, type Finding } from '../../scripts/model/finding.ts';
import { formatFinding, formatFindings, sortFindings } from '../../scripts/model/report.ts';

const at = (file: string, line: number, column = 1): Finding => fault('r', { file, line, column }, 'm');

test('a finding is one line in the form that editors make clickable, and a hint', () => {
  const place = { file: 'issues/2026-1/elva/article.md', line: 12, column: 1 };
  const finding = fault(
    'image-resolution',
    place,
    'boat.jpg prints at 132 ppi',
    'print it at most 92 mm wide',
  );
  expect(formatFinding(finding, { color: false })).toBe(
    'issues/2026-1/elva/article.md:12:1 error  boat.jpg prints at 132 ppi  (image-resolution)\n' +
      '  hint: print it at most 92 mm wide',
  );
});

test('without a place the page is given, without a hint there is one line', () => {
  const finding: Finding = { rule: 'empty-page', level: 'warning', message: 'the page is empty', page: 7 };
  expect(formatFinding(finding, { color: false })).toBe('page 7 warning  the page is empty  (empty-page)');
});

test('colour marks the level', () => {
  expect(formatFinding(at('a', 1), { color: true })).toContain('\u001B[31merror\u001B[39m');
});

test('a title cannot send escape sequences to the terminal', () => {
  const finding = fault('r', { file: 'a', line: 1, column: 1 }, 'x\u001B[2Jy\nz');
  expect(formatFinding(finding, { color: false })).toBe('a error  x [2Jy z  (r)');
});

test('findings stand by file, line and column, those without a place last', () => {
  const findings = [{ ...at('x', 1), place: undefined }, at('b', 2), at('b', 10), at('a', 9), at('b', 2, 5)];
  const order = sortFindings(findings).map(
    ({ place }) => place && `${place.file}:${place.line}:${place.column}`,
  );
  expect(order).toEqual(['a:9:1', 'b:2:1', 'b:2:5', 'b:10:1', undefined]);
  expect(formatFindings(findings.slice(1, 3), { color: false })).toBe(
    'b:2:1 error  m  (r)\nb:10:1 error  m  (r)',
  );
});

test('a picture or a folder has no line to point to', () => {
  const at = (file: string): string =>
    formatFinding(
      { rule: 'r', level: 'error', message: 'm', place: { file, line: 1, column: 1 } },
      { color: false },
    );
  expect(at('issues/2026-1/elva/boat.jpg')).toBe('issues/2026-1/elva/boat.jpg error  m  (r)');
  expect(at('issues/2026-1')).toBe('issues/2026-1 error  m  (r)');
  expect(at('article.md')).toBe('article.md:1:1 error  m  (r)');
  expect(at('issue.yaml')).toBe('issue.yaml:1:1 error  m  (r)');
});
