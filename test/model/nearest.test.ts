/** The name that someone probably meant. */
import { expect, test } from 'vitest';
import { hintFor, nearest } from '../../scripts/model/nearest.ts';

test('a slip of the finger finds its name, capitals aside', () => {
  expect(nearest('featur', ['cover', 'feature'])).toBe('feature');
  expect(nearest('Standfrist', ['title', 'standfirst'])).toBe('standfirst');
});

test('another word finds none, and neither does a short one by chance', () => {
  expect(nearest('poem', ['cover', 'feature'])).toBeUndefined();
  expect(nearest('xy', ['ad'])).toBeUndefined();
});

test('where none is near, the hint lists them all', () => {
  expect(hintFor('poem', ['cover', 'ad'])).toBe('use one of: cover, ad');
  expect(hintFor('covr', ['cover', 'ad'])).toBe('write cover');
  expect(hintFor('poem', [])).toBeUndefined();
});
