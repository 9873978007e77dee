import { expect, test } from 'vitest';
import { around } from '../../scripts/compare/outline.ts';

const page = { widthMm: 210, heightMm: 275 };

test('an outline stands around what has changed', () => {
  expect(around({ xMm: 20, yMm: 30, widthMm: 40, heightMm: 10 }, page)).toEqual({
    xMm: 18,
    yMm: 28,
    widthMm: 44,
    heightMm: 14,
  });
});

test('and stays on the page', () => {
  expect(around({ xMm: 0, yMm: 0, widthMm: 210, heightMm: 275 }, page)).toEqual({
    xMm: 0.5,
    yMm: 0.5,
    widthMm: 209,
    heightMm: 274,
  });
});
