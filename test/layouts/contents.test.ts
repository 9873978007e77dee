/** The list of contents, composed in a real browser: however many rows it has, it ends on its page. */
import { afterAll, expect, test } from 'vitest';
import { layout as contents } from '../../layouts/contents/contents.11ty.ts';
import type { LayoutData } from '../../layouts/layout.ts';
import { closeRig, rig } from '../pages/rig.ts';

afterAll(closeRig);

const article = (slug: string, layout: string) => ({
  slug,
  layout,
  title: 'Åtte minutter uten dekning',
  kicker: 'Intervjuet',
  standfirst: 'Elveoteren holder pusten i åtte minutter.',
  lang: 'nb',
  byline: [],
  options: {},
});

const listOf = (rows: number): string => {
  const articles = Array.from({ length: rows }, (_, at) => article(`a${at}`, 'feature'));
  const issue = {
    slug: 'i',
    number: '1/2026',
    date: '2026-03-02',
    language: 'nb',
    pictures: new Map(),
    articles,
  };
  const data = { article: article('a', 'contents'), issue, magazine: { name: 'd:mag' }, content: '' };
  return contents.markup(data as unknown as LayoutData).text;
};

test('a list of two to sixteen articles, each with a line under its title, ends on its page', async () => {
  for (let rows = 2; rows <= 16; rows++) {
    const seen = await (await rig()).see({ article: 'a', html: listOf(rows), side: 'right', folios: {} });
    expect(
      seen.findings.filter(({ level }) => level === 'error'),
      `${rows} rows`,
    ).toEqual([]);
  }
}, 30_000);

test('a list that is longer than its page is an error', async () => {
  const seen = await (await rig()).see({ article: 'a', html: listOf(60), side: 'right', folios: {} });
  expect(seen.findings).toMatchObject([{ rule: 'opener-overflow', level: 'error' }]);
}, 30_000);
