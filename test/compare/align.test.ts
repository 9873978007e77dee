import { expect, test } from 'vitest';
import { alignPages } from '../../scripts/compare/align.ts';
import type { SidePage } from '../../scripts/compare/side.ts';

const page = (number: number, text: string, more: Partial<SidePage> = {}): SidePage => ({
  number,
  side: number % 2 ? 'right' : 'left',
  content: text,
  words: text.split(' ').filter(Boolean),
  pictures: [],
  ...more,
});
const issue = (...texts: readonly string[]): SidePage[] => texts.map((text, at) => page(at + 1, text));
const told = (before: readonly SidePage[], after: readonly SidePage[]): string =>
  alignPages(before, after)
    .map((pair) => `${pair.before ?? '–'}>${pair.after ?? '–'}`)
    .join(' ');

const [A, B, C, D] = [
  'vannet står stille mellom holmene i dag',
  'oteren holder pusten i åtte lange minutter',
  'forsiden viser en blå blomst uten navn',
  'kolofonen nevner alle som har vært med',
];

test('pages that are as they were stay where they are', () => {
  expect(told(issue(A, B, C), issue(A, B, C))).toBe('1>1 2>2 3>3');
});

test('a new page in the middle moves those behind it, and none is taken for another', () => {
  expect(told(issue(A, B, C), issue(A, D, B, C))).toBe('1>1 –>2 2>3 3>4');
});

test('a page that has gone stands where it stood', () => {
  expect(told(issue(A, B, C, D), issue(A, C, D))).toBe('1>1 2>– 3>2 4>3');
  expect(told(issue(A, B), issue(B))).toBe('1>– 2>1');
});

test('an article that goes elsewhere takes its pages along', () => {
  expect(told(issue(A, B, C, D), issue(A, D, B, C))).toBe('1>1 4>2 2>3 3>4');
});

test('a page with some other words is the same page', () => {
  expect(told(issue(A, B, C), issue(C, `${B.replace('åtte', 'ni')} sier hun`, A))).toBe('3>1 2>2 1>3');
});

test('pages that have nothing in common are two pages', () => {
  expect(told([page(1, A, { article: 'elva' })], [page(1, D, { article: 'kolofon' })])).toBe('1>– –>1');
});

test('a picture alone tells a page, and so does its place in its article where the picture was exchanged', () => {
  const picture = (number: number, name: string, article = 'essay'): SidePage =>
    page(number, '', { content: name, pictures: [name], article });
  expect(told([picture(1, 'a'), picture(2, 'b')], [picture(1, 'b'), picture(2, 'a')])).toBe('2>1 1>2');
  expect(told([picture(1, 'a'), picture(2, 'b')], [picture(1, 'a'), picture(2, 'c')])).toBe('1>1 2>2');
  // Where one side knows of no articles, as a PDF.
  const bare = { ...picture(2, 'b'), article: undefined };
  expect(told([picture(1, 'a'), bare], [picture(1, 'a'), picture(2, 'c')])).toBe('1>1 2>2');
});

test('blank pages are one like the other, and are found last', () => {
  expect(told(issue(A, '', B), issue('', A, B))).toBe('2>1 1>2 3>3');
});

test('equal pages are paired in their order', () => {
  expect(told(issue(A, A, A), issue(A, A))).toBe('1>1 2>2 3>–');
});
