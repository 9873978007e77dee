/** Moving articles in issue.yaml: the text around them stays as it was written. */
import { expect, test } from 'vitest';
import { moveArticle } from '../../scripts/studio/order.ts';

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
