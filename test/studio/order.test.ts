/** Articles in issue.yaml are moved, taken out, put in and given pages: the text around them stays as it was written. */
import { expect, test } from 'vitest';
import { moveArticle, planPages, putInArticle, takeOutArticle } from '../../scripts/studio/order.ts';

const ISSUE = `# Nummeret
title: Vann
order:
  - { article: forside, locked: true } # alltid først
  - innhold
  # Den lange.
  - article: elva
    pages: 4   # fire er nok
  - oteren

  - bakside
# Trykkes i mars.
date: 2026-03-01
`;

const textOf = (moved: ReturnType<typeof moveArticle>): string =>
  'text' in moved ? moved.text : moved.refused;

test('an article takes its lines and the comments above it along', () => {
  expect(textOf(moveArticle(ISSUE, 'elva', 'innhold'))).toBe(`# Nummeret
title: Vann
order:
  - { article: forside, locked: true } # alltid først
  # Den lange.
  - article: elva
    pages: 4   # fire er nok
  - innhold
  - oteren

  - bakside
# Trykkes i mars.
date: 2026-03-01
`);
});

test('to the end and back is as before', () => {
  const away = textOf(moveArticle(ISSUE, 'innhold', undefined));
  expect(away).toContain('  - bakside\n  - innhold\n# Trykkes i mars.\ndate: 2026-03-01\n');
  expect(away).not.toBe(ISSUE);
  expect(moveArticle(ISSUE, 'elva', 'oteren')).toEqual({ text: ISSUE });
});

test('a list on one line stays on one line', () => {
  expect(textOf(moveArticle('order: [a, b ,  c] # tre\nx: 1\n', 'c', 'a'))).toBe(
    'order: [c, a ,  b] # tre\nx: 1\n',
  );
});

test('a file that ends without a line break keeps every item on a line of its own', () => {
  expect(textOf(moveArticle('order:\n- a\n- b', 'b', 'a'))).toBe('order:\n- b\n- a\n');
});

test('what is locked does not move, by itself or by others', () => {
  expect(moveArticle(ISSUE, 'forside', 'elva')).toEqual({ refused: 'forside is locked in its place' });
  expect(moveArticle(ISSUE, 'elva', 'forside')).toEqual({
    refused: 'forside is locked in its place, and would move',
  });
});

test('what is not there is refused', () => {
  expect(moveArticle(ISSUE, 'fjellet', 'elva')).toEqual({ refused: 'fjellet is not in the running order' });
  expect(moveArticle(ISSUE, 'elva', 'fjellet')).toEqual({ refused: 'fjellet is not in the running order' });
  expect(moveArticle('title: Vann\n', 'a', 'b')).toEqual({ refused: 'issue.yaml has no running order' });
});

const outOf = (source: string, article: string): string => textOf(takeOutArticle(source, article));
const into = (source: string, article: string, before?: string): string =>
  textOf(putInArticle(source, article, before));

test('an article that is taken out leaves its lines as comments, and comes back as it was', () => {
  const out = outOf(ISSUE, 'elva');
  expect(out).toBe(ISSUE.replace('  - article: elva\n    pages: 4 ', '  # - article: elva\n  #   pages: 4 '));
  expect(into(out, 'elva', 'forside')).toBe(ISSUE);
  for (const article of ['innhold', 'oteren', 'bakside'])
    expect(into(outOf(ISSUE, article), article), article).toBe(ISSUE);
});

test('what is said within and around an article stays what it was', () => {
  const source =
    'order:\n  - a\n  - article: elva\n    # fire er nok\n    pages: 4\n  # Om slutten.\n\n  - b # sist\n';
  const out = outOf(source, 'elva');
  expect(out).toBe(
    'order:\n  - a\n  # - article: elva\n  #   # fire er nok\n  #   pages: 4\n  # Om slutten.\n\n  - b # sist\n',
  );
  expect(into(out, 'elva')).toBe(source);
  expect(outOf('order:\r\n- a\r\n- b', 'b')).toBe('order:\r\n- a\r\n# - b\n');
});

test('a comment that only speaks of an article does not bring another back', () => {
  const source = 'order:\n  - a\n  # - boka om elva\n  - b\n';
  expect(into(source, 'elva', 'b')).toBe('order:\n  - a\n  - elva\n  # - boka om elva\n  - b\n');
});

test('out of a list on one line, and into it', () => {
  const source = 'order: [a, b ,  c] # tre\nx: 1\n';
  expect(outOf(source, 'a')).toBe('order: [b ,  c] # tre\nx: 1\n');
  expect(outOf(source, 'b')).toBe('order: [a, c] # tre\nx: 1\n');
  expect(outOf(source, 'c')).toBe('order: [a, b] # tre\nx: 1\n');
  expect(into('order: [b] # en\n', 'a', 'b')).toBe('order: [a, b] # en\n');
  expect(into('order: [b] # en\n', 'c')).toBe('order: [b, c] # en\n');
});

test('a new article goes where it is put, with the others’ indent', () => {
  expect(into(ISSUE, 'boka', 'elva')).toBe(ISSUE.replace('  # Den lange.', '  - boka\n  # Den lange.'));
  expect(into(ISSUE, 'boka')).toBe(ISSUE.replace('  - bakside\n', '  - bakside\n  - boka\n'));
  expect(into('order:\n- a\n- b', 'c')).toBe('order:\n- a\n- b\n- c\n');
});

test('what cannot be taken out or put in says why', () => {
  expect(takeOutArticle(ISSUE, 'forside')).toEqual({ refused: 'forside is locked in its place' });
  expect(takeOutArticle(ISSUE, 'fjellet')).toEqual({ refused: 'fjellet is not in the running order' });
  expect(outOf('order: [a]\n', 'a')).toContain('a is all that there is');
  expect(putInArticle(ISSUE, 'elva', undefined)).toEqual({ refused: 'elva is in the running order already' });
  expect(putInArticle(ISSUE, 'boka', 'fjellet')).toEqual({ refused: 'fjellet is not in the running order' });
  expect(into(ISSUE, '../../etc')).toContain('is no name of a folder');
  expect(into(ISSUE, 'true')).toContain('does not edit');
  expect(outOf('order:\n  - a\n  - [b\n', 'a')).toContain('issue.yaml cannot be read');
});

const planned = (source: string, article: string, pages?: number): string =>
  textOf(planPages(source, article, pages));

test('pages are planned where there are none, changed where there are, and taken away', () => {
  const given = ISSUE.replace('  - oteren\n', '  - { article: oteren, pages: 2 }\n');
  expect(planned(ISSUE, 'oteren', 2)).toBe(given);
  expect(planned(given, 'oteren', 3)).toBe(given.replace('pages: 2', 'pages: 3'));
  expect(planned(given, 'oteren')).toBe(given.replace(', pages: 2', ''));
  expect(planned(ISSUE, 'elva', 6)).toBe(ISSUE.replace('pages: 4  ', 'pages: 6  '));
  expect(planned(ISSUE, 'elva')).toBe(ISSUE.replace('pages: 4   # fire', '# fire'));
  expect(planned(ISSUE, 'forside', 1)).toBe(ISSUE.replace('forside, locked', 'forside, pages: 1, locked'));
  expect(planned(ISSUE, 'bakside')).toBe(ISSUE);
});

test('fields on lines of their own keep their lines and comments', () => {
  const source =
    'order:\n  - article: a # den\n    start: left\n  - pages: 2\n    article: b\n  - c # lang\n';
  expect(planned(source, 'a', 3)).toBe(source.replace('    start: left', '    pages: 3\n    start: left'));
  expect(planned(planned(source, 'a', 3), 'a')).toBe(source);
  expect(planned(source, 'b')).toBe(source.replace('pages: 2\n    article', 'article'));
  expect(planned(source, 'c', 4)).toBe(source.replace('- c #', '- { article: c, pages: 4 } #'));
  expect(planned('order:\n- article: a', 'a', 1)).toBe('order:\n- article: a\n  pages: 1\n');
  expect(planned('order:\n- article: a\n  pages:\n', 'a', 1)).toBe('order:\n- article: a\n  pages: 1\n');
  expect(planned('order: [ {pages: 2, article: a}, "b" ]\n', 'a')).toBe('order: [ {article: a}, "b" ]\n');
  expect(planned('order: [ {article: a}, "b" ]\n', 'b', 2)).toBe(
    'order: [ {article: a}, { article: "b", pages: 2 } ]\n',
  );
  expect(planned(source, 'd', 1)).toBe('d is not in the running order');
});
