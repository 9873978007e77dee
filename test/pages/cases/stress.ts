/** What no page can hold, and what is hardly anything: a finding with its line, and the rest is set. */
import { expect, test } from 'vitest';
import { at, boxesOf, figure, lettersOf, p, quote, set, words, type Pages } from '../rig.ts';

const textOf = (pages: Pages): string => pages.columns.map((column) => lettersOf(column.html)).join('');
const SMALL = { columns: 2, lines: 14 } as const;
const END = 'slutt';
const end = `<p ${at()}>${END}</p>`;

test('an empty text makes its opener and nothing else', async () => {
  const pages = await set('', { ...SMALL, first: SMALL });
  expect(pages.flatplan).toBe('empty');
  expect(pages.findings).toEqual([]);
});

test('one word makes one page', async () => {
  const pages = await set(`<p ${at()}>Elva</p>`, SMALL);
  expect(pages.fill).toBe('1+0');
});

test('a text of 20,000 words is set to its end', { timeout: 60_000 }, async () => {
  const body = Array.from({ length: 250 }, (_, index) => p(80, index)).join('');
  const pages = await set(body, { columns: 3, lines: 51 });
  expect(pages.findings).toEqual([]);
  expect(textOf(pages)).toBe(lettersOf(body));
});

for (const [what, html, rule] of [
  [
    'a figure',
    `<figure ${at(7)}><img data-picture="i/a/b.jpg" width="100" height="900"></figure>`,
    'oversize',
  ],
  ['a word of 60 letters', `<p ${at(7)}>${'bokstaver'.repeat(7).slice(0, 60)}</p>`, 'wide-word'],
] as const) {
  test(`${what} too large for the page is told of with its line, and the rest is set`, async () => {
    const pages = await set(p(30) + html + p(30, 2) + end, SMALL);
    expect(pages.findings).toMatchObject([{ rule, level: 'error', sourceLine: 7 }]);
    expect(textOf(pages)).toContain(END);
    for (const page of pages.pages)
      for (const float of boxesOf(page, 'float')) expect(float.bottom).toBeLessThanOrEqual(page.lines + 0.6);
  });
}

test('a picture taller than the opener page waits for a whole one', async () => {
  const pages = await set(p(10) + figure('b', '', '', [1, 2]) + p(30, 2), {
    columns: 3,
    lines: 51,
    first: { columns: 3, lines: 12, from: 39 },
  });
  expect(pages.findings).toEqual([]);
  expect(pages.pages[1]!.pictures).toEqual(['i/a/b.jpg']);
});

test('code of more lines than a column is divided', async () => {
  const code = Array.from({ length: 40 }, (_, index) => `linje ${index}`).join('\n');
  const pages = await set(`<pre ${at()}><code>${code}</code></pre>${end}`, SMALL);
  expect(pages.findings).toEqual([]);
  expect(textOf(pages)).toBe(lettersOf(code) + END);
});

test('a title of 200 letters that leaves no room for text is told of, and the text follows', async () => {
  const opener = `<h1 class="title" style="font-size: 60pt; line-height: 64pt; width: 176mm">${words(40).slice(0, 260)}</h1>`;
  const pages = await set(p(60) + end, { columns: 3, lines: 51, first: { columns: 3, lines: 51, opener } });
  expect(pages.findings).toMatchObject([{ rule: 'opener-overflow', level: 'error', sourceLine: 1 }]);
  expect(textOf(pages)).toContain(END);
});

test('what is left over where no page repeats is an error', async () => {
  const { rig, job } = await import('../rig.ts');
  const asked = job(p(300), { columns: 1, lines: 8 });
  const seen = await (await rig()).see({ ...asked, html: asked.html.replace(' data-repeat', '') });
  expect(seen.findings).toMatchObject([{ rule: 'overset', level: 'error', sourceLine: expect.any(Number) }]);
});

test('a message of what is too tall names it, counts its lines and knows a way out', async () => {
  const long = await set(p(30) + quote(words(60)) + end, SMALL);
  expect(long.findings[0]!.message).toMatch(/^the pull quote is \d+ lines too tall for the page/u);
  expect(long.findings[0]!.hint).not.toContain('wide');
});

test('a text that ends in a head is a warning with the head’s line', async () => {
  const pages = await set(p(20) + `<h2 ${at(9)}>Slutt</h2>`, SMALL);
  expect(pages.findings).toMatchObject([{ rule: 'stranded-head', level: 'warning', sourceLine: 9 }]);
});

test('pictures for the margin of a layout without one are told of once', async () => {
  const body = p(30) + figure('a', 'margin') + p(30) + figure('b', 'margin') + p(40);
  const without = await set(body, { columns: 3, lines: 51 });
  expect(without.findings).toMatchObject([{ rule: 'no-margin', level: 'warning' }]);
  expect(without.findings[0]!.message).toContain('2 pictures');
  expect((await set(body, { columns: 2, lines: 51, margin: true })).findings).toEqual([]);
});
