/** The list of contents, composed in a real browser: however many rows it has, it ends on its page. */
import { afterAll, expect, test } from 'vitest';
import { layout as contents } from '../../layouts/contents/contents.11ty.ts';
import type { LayoutData } from '../../layouts/layout.ts';
import { readTheme } from '../../scripts/io/styles.ts';
import { sheet } from '../../scripts/pages/stylesheet.ts';
import { closeRig, rig } from '../pages/rig.ts';

afterAll(closeRig);

const theme = await readTheme('hav');
const bleed = { topMm: 3, bottomMm: 3, insideMm: 3, outsideMm: 3 };
const page = sheet(theme, { widthMm: 210, heightMm: 275 }, bleed);

const article = (slug: string, layout: string) => ({
  slug,
  layout,
  title: 'Åtte minutter uten dekning',
  kicker: 'Intervjuet',
  standfirst: 'Elveoteren holder pusten i åtte minutter.',
  lang: 'nb',
  byline: [],
  body: '',
  options: {},
});

const listOf = (rows: number, variant = 'picture'): string => {
  const articles = Array.from({ length: rows }, (_, at) => article(`a${at}`, 'feature'));
  const issue = {
    slug: 'i',
    number: '1/2026',
    date: '2026-03-02',
    language: 'nb',
    pictures: new Map(),
    theme,
    articles,
  };
  const own = { ...article('a', 'contents'), options: { variant } };
  const data = { article: own, issue, magazine: { name: 'd:mag' }, sheet: page, content: '' };
  return contents.markup(data as unknown as LayoutData).text;
};

test('a list of two to sixteen articles, each with a line under its title, ends on its page', async () => {
  for (const variant of ['picture', 'list']) {
    for (let rows = 2; rows <= 16; rows++) {
      const html = listOf(rows, variant);
      const seen = await (await rig()).see({ article: 'a', html, side: 'right', folios: {} });
      expect(
        seen.findings.filter(({ level }) => level === 'error'),
        `${variant}, ${rows} rows`,
      ).toEqual([]);
    }
  }
}, 30_000);

test('a list that is longer than its page is an error', async () => {
  for (const variant of ['picture', 'list']) {
    const html = listOf(60, variant);
    const seen = await (await rig()).see({ article: 'a', html, side: 'right', folios: {} });
    expect(seen.findings, variant).toMatchObject([{ rule: 'opener-overflow', level: 'error' }]);
  }
}, 30_000);
