/** issue.yaml and its running order. */
import { expect, test } from 'vitest';
import { parseIssue } from '../../scripts/model/issue.ts';
import { formatFindings } from '../../scripts/model/report.ts';

const context = {
  file: 'i.yaml',
  folders: ['omslag', 'elva', 'bak'],
  printers: ['ark', 'rotasjon'],
  themes: ['hav', 'fjell'],
};
const head = 'title: Vann\nnumber: 1/2026\ndate: 2026-03-01\nlanguage: nb\nprinter: ark\n';
const order = 'order:\n  - omslag\n  - elva\n  - bak\n';
const report = (source: string): string =>
  formatFindings(parseIssue(source, context).findings, { color: false });

test('an order of names is enough', () => {
  const { value, findings } = parseIssue(head + order, context);
  expect(findings).toEqual([]);
  expect(value).toMatchObject({ number: '1/2026', theme: 'hav', colophon: [] });
  expect(value?.order[1]).toEqual({
    article: 'elva',
    start: 'any',
    locked: false,
    place: { file: 'i.yaml', line: 8, column: 5 },
  });
});

test('an entry may say pages, start and locked', () => {
  const source = `${head}issn: 1234-567X\nisbn: 978-82-000-0000-0\nprice: 129\norder:
  - omslag
  - { article: elva, pages: 4, start: left, locked: true }
  - bak/
`;
  const { value, findings } = parseIssue(source, context);
  expect(findings).toEqual([]);
  expect(value).toMatchObject({ issn: '1234-567X', isbn: '978-82-000-0000-0', price: '129' });
  expect(value?.order[1]).toMatchObject({
    pages: 4,
    start: 'left',
    locked: true,
    place: { line: 11, column: 16 },
  });
  expect(value?.order[2]?.article).toBe('bak');
});

test('an article twice in order is an error at the second', () => {
  expect(report(`${head}${order}  - elva\n`)).toBe(
    'i.yaml:10:5 error  elva stands twice in order, first on line 8  (duplicate-in-order)\n  hint: delete one of the two',
  );
});

test('a folder that is not in order is an error', () => {
  expect(report(`${head}order:\n  - omslag\n  - elva\n`)).toBe(
    'i.yaml:6:1 error  the folder bak is not in order  (not-in-order)\n' +
      '  hint: add "- bak" where it belongs, or write draft: true in its article.md to let it wait',
  );
});

test('a name with no folder is an error, with the nearest name that is still free', () => {
  expect(report(`${head}order: [omslag, elven, bak]\n`)).toContain(
    'i.yaml:6:17 error  order names elven, but there is no such folder  (no-such-folder)\n  hint: write elva',
  );
  expect(report(`${head}${order}  - vinterbading\n`)).toBe(
    'i.yaml:10:5 error  order names vinterbading, but there is no such folder  (no-such-folder)\n' +
      '  hint: make the folder vinterbading, or delete the line',
  );
});

test('a path that leaves the issue is an error', () => {
  expect(report(`${head}${order}  - ../2026-2/elva\n`)).toBe(
    "i.yaml:10:5 error  ../2026-2/elva leaves the issue's folder  (outside-folder)\n" +
      '  hint: write the name of a folder beside issue.yaml',
  );
});

test('a printer without a file is an error', () => {
  expect(report(`${head.replace('ark', 'arkk')}${order}`)).toBe(
    'i.yaml:5:10 error  there is no printers/arkk.yaml  (missing-printer)\n  hint: write ark',
  );
  const { findings } = parseIssue(head + order, { ...context, printers: [] });
  expect(findings[0]?.hint).toBe("write the printer's profile into printers/ark.yaml");
});

test('a fault in one field does not hide those of the order', () => {
  expect(report('title: Vann\ndate: i vår\norder: [omslag, elva]\n')).toBe(
    'i.yaml:1:1 error  number is missing  (missing-field)\n  hint: add the field number: text\n' +
      'i.yaml:1:1 error  language is missing  (missing-field)\n  hint: add the field language: one of nb, nn, en\n' +
      'i.yaml:1:1 error  printer is missing  (missing-field)\n  hint: add the field printer: text\n' +
      'i.yaml:2:7 error  date is i vår; it must be a date like 2026-03-01  (wrong-value)\n' +
      'i.yaml:3:1 error  the folder bak is not in order  (not-in-order)\n' +
      '  hint: add "- bak" where it belongs, or write draft: true in its article.md to let it wait',
  );
});

test('an entry with a slip is told at its line', () => {
  expect(report(`${head}order:\n  - { article: elva, side: 3 }\n  - { pages: 2 }\n`)).toBe(
    'i.yaml:7:22 error  order.side is not a known field  (unknown-field)\n  hint: use one of: article, pages, start, locked\n' +
      'i.yaml:8:5 error  order.article is missing  (missing-field)\n  hint: add the field article: text',
  );
});

test('a theme that there is none of is told with the nearest', () => {
  expect(report(`${head}theme: fjel\n${order}`)).toBe(
    `i.yaml:6:8 error  fjel is not a theme  (unknown-theme)
  hint: write fjell`,
  );
  expect(report(`${head}theme: fjell\n${order}`)).toBe('');
});
