/** Tables and fact boxes taller than a column: they go on in the next, nothing is lost, and a screen reader hears one table. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { findLost, readPrinted } from '../../../scripts/pdf/lost.ts';
import { eachTag, mendTags, readTags, tagMaker } from '../../../scripts/pdf/structure.ts';
import {
  at,
  boxesOf,
  call,
  fact,
  h2,
  job,
  lettersOf,
  notes,
  p,
  type Pages,
  rig,
  set,
  words,
} from '../rig.ts';

const HIDDEN = /<thead[^>]*aria-hidden[^]*?<\/thead>/gu;
const rows = (count: number, cell: (row: number) => string): string =>
  Array.from({ length: count }, (_, row) => `<tr>${cell(row + 1)}</tr>`).join('');
const table = (
  count: number,
  columns = 2,
  head = 'Sted',
  cell = (row: number): string => `rad${row}`,
): string =>
  `<table ${at(7)}><caption>Tabell: Elva</caption><thead><tr><th scope="col">${head}</th>${'<th scope="col">År</th>'.repeat(columns - 1)}</tr></thead><tbody>${rows(count, (row) => `<td>${cell(row)}</td>${'<td>1</td>'.repeat(columns - 1)}`)}</tbody></table>`;
const SMALL = { columns: 2, lines: 14 } as const;

/** Every part of a table in the order of the pages: the rows that it shows. */
const parts = (pages: Pages): string[][] =>
  pages.pages
    .flatMap((page) => page.boxes)
    .flatMap(({ kind, name, html }) =>
      kind === 'float' && /<caption|<thead/u.test(html) && !/<table/u.test(html)
        ? [`<table class="${name}">${html}</table>`]
        : (html.match(/<table[^]*?<\/table>/gu) ?? []),
    )
    .map((html) => [...html.matchAll(/<td>(rad\d+)/gu)].map(([, row]) => row!));
const counted = (count: number): string[] => Array.from({ length: count }, (_, row) => `rad${row + 1}`);

test('a table taller than its column goes on in the next, between rows, its heads repeated', async () => {
  const pages = await set(p(30) + table(30) + p(40, 2), SMALL);
  expect(pages.findings).toEqual([]);
  const set30 = parts(pages);
  expect(set30.length).toBeGreaterThan(2);
  expect(set30.flat()).toEqual(counted(30));
  for (const part of set30) expect(part.length).toBeGreaterThanOrEqual(2);
  const html = pages.columns.map((column) => column.html).join('');
  expect(html.match(/Sted/gu)).toHaveLength(set30.length);
  expect(html.match(HIDDEN)).toHaveLength(set30.length - 1);
  expect(html.match(/<caption/gu)).toHaveLength(1);
  for (const column of pages.columns)
    for (const line of column.lines) expect(line.bottom).toBeLessThanOrEqual(column.bottom + 0.3);
});

test('a table that some column holds is kept whole', async () => {
  const pages = await set(p(30) + table(6) + p(80, 2), SMALL);
  expect(parts(pages)).toEqual([counted(6)]);
});

test('no row is left alone, and a row of many lines stands whole', async () => {
  const tall = (row: number): string => `rad${row} ${row % 5 === 0 ? words(22, row) : ''}`;
  for (const before of [4, 30, 52, 70]) {
    const pages = await set(p(before) + table(13, 2, 'Sted', tall) + p(10, 2), SMALL);
    expect(pages.findings).toEqual([]);
    const found = parts(pages);
    expect(found.flat()).toEqual(counted(13));
    for (const part of found) expect(part.length).toBeGreaterThanOrEqual(2);
  }
});

test('its head stands above it, and its note where it is called', async () => {
  const body = p(10) + h2('Elva') + table(30, 2, `Sted${call(1)}`) + p(20) + notes('En note til hodet.');
  const pages = await set(body, SMALL);
  expect(pages.findings).toEqual([]);
  expect(pages.columns[0]!.html).toContain('Elva</h2><table');
  expect(
    pages.columns
      .map(({ html }) => html)
      .join('')
      .match(/note-call/gu),
  ).toHaveLength(1);
  expect(boxesOf(pages.pages[0], 'notes')).toHaveLength(1);
});

test('one that stands over columns fills a page and goes on at the head of the next, as wide as before', async () => {
  const pages = await set(p(40) + table(30, 4) + p(700, 2), { columns: 3, lines: 30 });
  expect(pages.findings).toEqual([]);
  const found = parts(pages);
  expect(found.flat()).toEqual(counted(30));
  const floats = pages.pages.flatMap((page, index) => boxesOf(page, 'float').map((box) => ({ box, index })));
  expect(floats.map(({ index }) => index)).toEqual([1, 2]);
  expect(floats[1]!.box.top).toBeCloseTo(boxesOf(pages.pages[2], 'column')[2]!.top, 1);
  // Its third column is for the text.
  expect(boxesOf(pages.pages[1], 'column').at(-1)!.lines.length).toBeGreaterThan(20);
  const right = ({ box }: (typeof floats)[number]): number => box.right - box.left;
  expect(right(floats[1]!)).toBeCloseTo(right(floats[0]!), 1);
});

const LONG = Array.from({ length: 12 }, (_, index) => `<p>${words(14, index + 1)}</p>`).join('');

test('a fact box taller than the page goes on in the column beside it, between blocks', async () => {
  const box = fact('Fakta', LONG).replace(/data-source-line="\d+"/u, at(7));
  const pages = await set(p(60) + box + p(500, 2), { columns: 3, lines: 30 });
  expect(pages.findings).toEqual([]);
  const floats = boxesOf(pages.pages[1], 'float');
  expect(floats).toHaveLength(2);
  expect(floats.map(({ html }) => lettersOf(html)).join('')).toBe(lettersOf(box));
  expect(floats.map(({ html }) => /box-title/u.test(html))).toEqual([true, false]);
  expect(floats[1]!.left).toBeGreaterThan(floats[0]!.right);
  for (const { bottom, html } of floats) {
    expect(bottom).toBeLessThanOrEqual(30.6);
    expect(html.match(/<p[ >]/gu)!.length).toBeGreaterThanOrEqual(2);
  }
});

test('in a single column it goes on on the next page, and a list in it keeps its numbers', async () => {
  const list = `<ol>${Array.from({ length: 14 }, (_, index) => `<li>${words(12, index)}</li>`).join('')}</ol>`;
  const pages = await set(p(60) + fact('Fakta', list) + p(60, 2), { columns: 1, lines: 24 });
  expect(pages.findings).toEqual([]);
  const floats = pages.pages.flatMap((page) => boxesOf(page, 'float'));
  expect(floats).toHaveLength(2);
  const first = floats[0]!.html.match(/<li/gu)!.length;
  expect(floats[1]!.html).toContain(`start="${first + 1}"`);
});

for (const [what, row] of [
  ['a row', table(3, 2, 'Sted', () => words(120))],
  ['the fact box', fact('Fakta', `<p>${words(160)}</p>`).replace(/data-source-line="\d+"/u, at(7))],
] as const) {
  test(`${what} taller than the page is told of with its lines and a way out`, async () => {
    const { findings } = await set(p(30) + row + p(10, 2), SMALL);
    expect(findings).toMatchObject([{ rule: 'oversize', level: 'error', sourceLine: 7 }]);
    expect(findings[0]!.message).toMatch(new RegExp(`^${what}.* is \\d+ lines? too tall for the page`, 'u'));
  });
}

const wide = (columns: number, word: string): string => table(3, columns).replaceAll('>År<', `>${word}<`);

test('a table with words too long for two columns takes a third', async () => {
  const pages = await set(p(90) + wide(4, 'Desemberdagene2026ogenuketil') + p(90, 2), {
    columns: 3,
    lines: 40,
  });
  expect(pages.findings).toEqual([]);
  const [float] = boxesOf(pages.pages[0], 'float');
  expect(float!.right).toBeCloseTo(boxesOf(pages.pages[0], 'column').at(-1)!.right, 0);
});

for (const [what, body, said, hint] of [
  ['of 14 columns', wide(14, 'Desemberdagene2026'), 'the page', /^the first \d of its 14 columns fit/u],
  ['in a column', wide(3, 'Desemberdagene2026ogetterpå'), 'its column', /^shorten its longest words/u],
  [
    'of 14 columns and 90 rows',
    wide(14, 'Desemberdagene2026').replace('</tbody>', `${rows(90, () => '<td>1</td>'.repeat(14))}</tbody>`),
    'the page',
    /^the first \d of its 14 columns fit/u,
  ],
] as const) {
  test(`a table ${what} that is too wide is told of once, in millimetres`, async () => {
    const { findings } = await set(p(60) + body + p(60, 2), { columns: 3, lines: 40 });
    expect(findings).toMatchObject([{ rule: 'wide-table', level: 'error', sourceLine: 7 }]);
    expect(findings[0]!.message).toMatch(
      new RegExp(`^the table is \\d+\\.\\d mm too wide for ${said}$`, 'u'),
    );
    expect(findings[0]!.hint).toMatch(hint);
  });
}

test('on paper a divided table is one table with one row of heads, and no word of it is lost or doubled', async () => {
  const asked = job(p(30) + table(30) + p(40, 2) + table(40, 4) + p(90, 3), { columns: 2, lines: 20 });
  const opened = await rig();
  const { texts, pages } = await opened.see(asked);
  const { pdf } = await opened.print(asked);
  const printed = await PDFDocument.load(pdf);
  const article = {
    article: 'a',
    file: 'a/article.md',
    firstPage: 1,
    lastPage: pages.length,
    blocks: texts as Parameters<typeof findLost>[1][number]['blocks'],
  };
  expect(findLost(readPrinted(printed), [article])).toEqual([]);
  // The check sees a row that is gone, and heads that are no decoration.
  const block = texts.find(({ text }) => text.includes('rad30'))!;
  const lacking = { ...article, blocks: [...article.blocks, { ...block, text: `${block.text}rad31` }] };
  expect(findLost(readPrinted(printed), [lacking]).map(({ rule }) => rule)).toContain('text-missing');

  const root = readTags(printed)!;
  expect(mendTags(root, tagMaker(printed))).toEqual([]);
  const tags = [...eachTag(root)].map(({ tag }) => tag);
  const tables = tags.filter(({ type }) => type === 'Table');
  const count = (tag: (typeof tags)[number], type: string): number =>
    [...eachTag(tag)].filter(({ tag: each }) => each.type === type).length;
  expect(tables.map((each) => [count(each, 'TR'), count(each, 'TH'), count(each, 'Caption')])).toEqual([
    [31, 2, 1],
    [41, 4, 1],
  ]);
});
