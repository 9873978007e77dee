/** An issue put together from paginated articles: sides, folios, blank pages, one document. */
import { expect, test } from 'vitest';
import { assemble, issueDocument, placements, sideOf, withProxies } from '../../scripts/pages/assemble.ts';
import type { PaginatedArticle, Side } from '../../scripts/pages/compose/types.ts';

type Plan = readonly [article: string, pages: number, start?: Side | 'any'];

const place = (...plan: readonly Plan[]) =>
  placements(plan.map(([article, pages, start = 'any']) => ({ article, pages, start })));

/** A page as Paged.js leaves it. */
const box = (side: Side, number: number, text: string): string =>
  `<div class="pagedjs_page pagedjs_named_page pagedjs_text_page pagedjs_${side}_page${number === 1 ? ' pagedjs_first_page' : ''}" id="page-${number}" data-page-number="${number}" style="--pagedjs-string-first-title: &quot;T&quot;"><p id="p-${text}">${text} pagedjs_right_page</p></div>`;

const paginated = (article: string, pages: number, side: Side = 'right'): PaginatedArticle => ({
  article,
  side,
  css: '',
  findings: [],
  texts: [],
  pictures: [],
  pages: Array.from({ length: pages }, (_, index) => ({
    name: 'text',
    html: box((side === 'right') === (index % 2 === 0) ? 'right' : 'left', index + 1, `${article}${index}`),
    usedLines: 40,
    lines: 51,
    pictures: [],
  })),
});

function issue(...plan: readonly Plan[]) {
  const places = place(...plan);
  return assemble(
    plan.map(([article, pages]) => paginated(article, pages)),
    places,
    paginated('', 1),
  );
}

const flatplan = (...plan: readonly Plan[]): string =>
  issue(...plan)
    .pages.map(({ article }) => article ?? 'blank')
    .join(' | ');

test('page one is a right page, as in any book', () => {
  expect([1, 2, 3, 4].map(sideOf)).toEqual(['right', 'left', 'right', 'left']);
});

test('articles follow each other without blank pages where none asks for a side', () => {
  expect(flatplan(['cover', 1], ['contents', 1], ['elva', 2])).toBe('cover | contents | elva | elva');
});

test('an article that starts left after a right page has no blank page before it', () => {
  expect(flatplan(['cover', 1], ['elva', 2, 'left'])).toBe('cover | elva | elva');
});

test('an article that starts right after a right page has one blank page before it', () => {
  expect(flatplan(['cover', 1], ['elva', 2, 'right'], ['kort', 1])).toBe(
    'cover | blank | elva | elva | kort',
  );
});

test('a blank page counts, and moves the folios after it', () => {
  expect(place(['cover', 1], ['elva', 3, 'right'], ['kort', 1, 'left'])).toEqual([
    { article: 'cover', first: 1, blanks: 0, pages: 1 },
    { article: 'elva', first: 3, blanks: 1, pages: 3 },
    { article: 'kort', first: 6, blanks: 0, pages: 1 },
  ]);
});

test('pages are numbered through the issue, with sides to match', () => {
  const { sheets, pages } = issue(['cover', 1], ['elva', 3], ['kort', 1]);
  const html = sheets.join('');
  const tags = [...html.matchAll(/<div class="pagedjs_page[^>]*>/gu)].map(([tag]) => tag);
  expect(tags.map((tag) => /id="page-(\d+)"/u.exec(tag)![1])).toEqual(['1', '2', '3', '4', '5']);
  expect(tags.map((tag) => /data-page-number="(\d+)"/u.exec(tag)![1])).toEqual(['1', '2', '3', '4', '5']);
  expect(tags.map((tag) => /pagedjs_(left|right)_page/u.exec(tag)![1])).toEqual(
    pages.map(({ side }) => side),
  );
});

test('only the opening tag of a page is renumbered: what stands on the page is not touched', () => {
  const html = issue(['cover', 1], ['elva', 1]).sheets.join('');
  expect(html).toContain('<p id="p-elva0">elva0 pagedjs_right_page</p>');
  expect(html).toContain('--pagedjs-string-first-title: &quot;T&quot;');
});

test('no page of the issue has the styles of a first page, since each article has had one', () => {
  expect(issue(['cover', 1], ['elva', 2]).sheets.join('')).not.toContain('pagedjs_first_page');
});

test('every page knows its article, its place in it and how full it is', () => {
  expect(issue(['cover', 1], ['elva', 2, 'right']).pages.slice(1)).toEqual([
    { number: 2, side: 'left', article: undefined, index: 0, name: 'blank', usedLines: 0, lines: 0 },
    { number: 3, side: 'right', article: 'elva', index: 0, name: 'text', usedLines: 40, lines: 51 },
    { number: 4, side: 'left', article: 'elva', index: 1, name: 'text', usedLines: 40, lines: 51 },
  ]);
});

test('the document shows proxies in place of pictures, by their key', () => {
  const document = issueDocument({
    language: 'nb',
    title: 'Hav < 1',
    faces: '',
    css: '',
    pagedCss: '',
    sheets: [
      withProxies(
        '<img src="x" data-picture="2026-1/elva/a&amp;b.jpg" alt="">',
        new Map([['2026-1/elva/a&b.jpg', 'data:image/jpeg;base64,AAAA']]),
      ),
    ],
  });
  expect(document).toContain(
    '<img src="data:image/jpeg;base64,AAAA" data-picture="2026-1/elva/a&amp;b.jpg" alt="">',
  );
  expect(document).toContain('<title>Hav &lt; 1</title>');
});
