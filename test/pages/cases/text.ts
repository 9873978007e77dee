/** Running text: columns, breaks, hyphens, heads, lists. */
import { expect, test } from 'vitest';
import { at, h2, hyphenated, letters, lettersOf, p, set, words, type Pages } from '../rig.ts';

const textOf = (pages: Pages): string => pages.columns.map((column) => lettersOf(column.html)).join('');
const lastWordOf = (pages: Pages, column: number): string => pages.lines[column]!.at(-1)!.split(' ').at(-1)!;

for (const columns of [1, 2, 3] as const) {
  test(`a text runs through ${columns === 1 ? 'one column' : `${columns} columns`} and on to the next page`, async () => {
    const body = p(40 * columns + 30);
    const pages = await set(body, { columns, lines: 6 });
    expect(pages.flatplan).toMatch(/^text \| text/u);
    expect(pages.fill.split(' | ')[0]).toBe(Array.from({ length: columns }, () => '6').join('+'));
    expect(textOf(pages)).toBe(lettersOf(body));
  });
}

test('a word divided at the foot of a column ends in a plain hyphen and goes on without a letter lost', async () => {
  const pages = await set(
    `<p ${at()}>${words(9)} ${'ut\u00ADvik\u00ADlings\u00ADav\u00ADde\u00ADling '.repeat(40)}</p>`,
    { columns: 3, lines: 5 },
  );
  const divided = [0, 1].filter((column) => lastWordOf(pages, column).endsWith('-'));
  expect(divided.length).toBeGreaterThan(0);
  expect(pages.columns.every(({ html }) => !html.includes('\u00AD'))).toBe(true);
  expect(letters(pages.lines.flat().join('')).replaceAll('utviklingsavdeling', '')).not.toContain('utvik');
});

test('no word is divided where the page is turned', async () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const pages = await set(p(160, seed), { columns: 1, lines: 7 });
    for (const column of pages.columns.slice(0, -1)) expect(column.lines.at(-1)!.text).not.toMatch(/-$/u);
  }
});

test('a word that begins in one inline element and ends in another goes over the page whole', async () => {
  const word = '<em>ut\u00ADvik\u00ADlings</em>\u00AD<strong>av\u00ADde\u00ADlin\u00ADgen</strong> ';
  const pages = await set(`<p ${at()}>${word.repeat(60)}</p>`, { columns: 1, lines: 5 });
  for (const column of pages.columns.slice(0, -1)) expect(column.lines.at(-1)!.text).not.toMatch(/-$/u);
  expect(textOf(pages)).toBe('utviklingsavdelingen'.repeat(60));
});

test('never more than two lines in a row end in a hyphen', async () => {
  for (const seed of [11, 12, 13]) {
    const pages = await set(p(200, seed) + p(150, seed + 50), { columns: 3, lines: 20 });
    for (const lines of pages.lines)
      expect(lines.map((line) => (line.endsWith('-') ? '-' : ' ')).join('')).not.toContain('---');
  }
});

test('a word’s own hyphen counts among those in a row, and one with it goes over the page whole', async () => {
  const word = 'vann\u00ADkraft\u00ADver\u00ADket ';
  for (let before = 0; before < 12; before++) {
    const text = `${words(before, before)} ${`${word}Nord-Norge `.repeat(24)}`;
    const pages = await set(`<p ${at()}>${text}</p>`, { columns: 1, lines: 9 });
    for (const [index, lines] of pages.lines.entries()) {
      expect(lines.map((line) => (/\p{L}-$/u.test(line) ? '-' : ' ')).join('')).not.toContain('---');
      if (index < pages.lines.length - 1) expect(lines.at(-1)).not.toMatch(/-$/u);
    }
  }
});

/** The last line of a paragraph as it would be set, its words being what they are; `style` as it may be loosened. */
const lastLineOf = async (text: string, style = ''): Promise<string> => {
  const pages = await set(`<p ${at()}>Ja.</p><p ${at()} style="${style}">${hyphenated(text)}</p>`, {
    columns: 1,
    lines: 40,
  });
  return pages.lines[0]!.at(-1)!;
};

test('a paragraph does not end in the rest of a divided word: the word stands there whole', async () => {
  const postman =
    'gjennom dalen med en ruter bak i skapet, og når den passerer, tømmer apparatene seg i forbifarten. Det tar fire sekunder. Sjåføren merker det ikke, men han har begynt å kjøre litt saktere forbi ';
  expect(await lastLineOf(`${postman}Gunvor.`, 'word-spacing: 0.05em')).toBe('Gunvor.');
  // Where the last line has more than the rest of a word, it may be divided.
  expect(await lastLineOf(`${postman}Gunvor hver dag.`, 'word-spacing: 0.05em')).toBe('vor hver dag.');
});

test('a paragraph does not end in a word shorter than an indent: it takes the one before along', async () => {
  let taken = 0;
  for (let count = 12; count < 60; count++) {
    const body = [1, 2, 3].map((seed) => `<p ${at()}>${words(count, seed * 60 + count)} i.</p>`).join('');
    const pages = await set(body, { columns: 1, lines: 50 });
    for (const { html, lines } of pages.columns) {
      taken += html.match(/&nbsp;i\./gu)?.length ?? 0;
      for (const { text, right, left } of lines)
        if (text.endsWith('.')) expect(right - left, text).toBeGreaterThan(3.6);
    }
  }
  expect(taken).toBeGreaterThan(0);
});

test('an item of three lines is not divided into two and one', async () => {
  for (let count = 10; count < 40; count += 2) {
    const items = [count, 14, 15, 16].map((each, seed) => `<li>${words(each, seed + count)}</li>`).join('');
    const pages = await set(`<ul ${at()}>${items}</ul>` + p(20), { columns: 2, lines: 7 });
    for (const { blocks } of pages.columns)
      for (const { parts } of blocks)
        for (const { lines, text } of parts) expect(lines, text).toBeGreaterThanOrEqual(2);
  }
});

test('a last page that paragraphs leave two lines apart is made level by a hair between words', async () => {
  // One paragraph of two lines more than the other: the line between them falls where no paragraph may be divided.
  let loosened = 0;
  for (let seed = 1; seed < 60; seed++) {
    const pages = await set(p(62, seed) + p(50, seed + 100), { columns: 2, lines: 40 });
    const ends = pages.lines.map((lines) => lines.length);
    if (pages.columns.some(({ html }) => html.includes('word-spacing'))) {
      loosened++;
      expect(Math.abs(ends[0]! - ends[1]!), pages.fill).toBeLessThanOrEqual(1);
    }
  }
  expect(loosened).toBeGreaterThan(0);
});

test('the rest of a paragraph has no indent, no drop cap and no id', async () => {
  const pages = await set(`<p class="first" id="a--start" ${at()}>${words(90)}</p>`, {
    columns: 2,
    lines: 8,
  });
  const [head, tail] = pages.columns;
  expect(head!.html).toContain('id="a--start"');
  expect(tail!.html).toMatch(/^<p class="" data-source-line="\d+" data-continued="" lang="x-cont"[^>]*>/u);
  expect(tail!.html).not.toContain('a--start');
  expect(tail!.lines[0]!.left - tail!.left).toBeLessThan(0.5);
  expect(tail!.lines[0]!.bottom - tail!.lines[0]!.top).toBeLessThanOrEqual(1);
});

test('inline markup that a break divides goes on in the next column', async () => {
  const pages = await set(
    `<p ${at()}>${words(10)} <strong>${words(12)} <em id="a--x">${words(60)}</em></strong></p>`,
    { columns: 2, lines: 7 },
  );
  expect(pages.columns[1]!.html).toMatch(/<strong[^>]*><em[^>]*>/u);
  expect(pages.columns.filter(({ html }) => html.includes('a--x'))).toHaveLength(1);
});

test('a link that a break divides leads to the same place from both columns', async () => {
  const pages = await set(`<p ${at()}>${words(10)} <a href="https://example.org/elva">${words(60)}</a></p>`, {
    columns: 2,
    lines: 7,
  });
  for (const { html } of pages.columns.slice(0, 2)) expect(html).toContain('href="https://example.org/elva"');
});

test('a link that begins just after the break leaves no empty link behind', async () => {
  for (let before = 18; before < 34; before++) {
    const pages = await set(
      `<p ${at()}>${words(before)} <a href="https://example.org/">${words(30)}</a></p>`,
      { columns: 2, lines: 4 },
    );
    for (const { html } of pages.columns) expect(html).not.toMatch(/<a [^>]*><\/a>/u);
  }
});

test('a paragraph leaves at least two lines on either side of a break', async () => {
  for (let count = 20; count < 70; count += 3) {
    const pages = await set(p(count, count) + p(40, 3) + p(44, 5), { columns: 2, lines: 7 });
    const parts = pages.columns.flatMap((column, index) => [
      ...(column.blocks[0]?.continued ? [column.blocks[0].lines] : []),
      ...(pages.columns[index + 1]?.blocks[0]?.continued ? [column.blocks.at(-1)!.lines] : []),
    ]);
    expect(Math.min(9, ...parts), `after ${count} words`).toBeGreaterThanOrEqual(2);
  }
});

test('a head is never the last thing in a column, nor followed there by one line alone', async () => {
  for (let count = 10; count < 60; count += 4) {
    const pages = await set(p(count, count) + h2('Stille vann') + p(3, 2) + p(60, 7), {
      columns: 2,
      lines: 8,
    });
    for (const column of pages.columns) {
      const head = column.blocks.findIndex(({ tag }) => tag === 'h2');
      if (head < 0) continue;
      const after = column.blocks.slice(head + 1).reduce((sum, { lines }) => sum + lines, 0);
      expect(after, `after ${count} words`).toBeGreaterThanOrEqual(2);
    }
  }
});

test('two heads in a row move together', async () => {
  const pages = await set(p(42) + h2('En') + `<h3 ${at()}>To</h3>` + p(40, 9), { columns: 2, lines: 9 });
  const homes = ['h2', 'h3'].map((tag) =>
    pages.columns.findIndex(({ blocks }) => blocks.some((block) => block.tag === tag)),
  );
  expect(homes[0]).toBe(homes[1]);
});

test('a question stands with its answer', async () => {
  for (let count = 20; count < 60; count += 4) {
    const pages = await set(p(count, count) + `<p class="question" ${at()}>– Hva ser du?</p>` + p(50, 4), {
      columns: 2,
      lines: 8,
    });
    for (const column of pages.columns) expect(column.blocks.at(-1)?.className).not.toBe('question');
  }
});

test('a list is divided between and within its items, and a numbered one counts on', async () => {
  const items = [14, 30, 6, 25, 8].map((count, index) => `<li>${words(count, index + 3)}</li>`).join('');
  const pages = await set(p(8) + `<ol ${at()}>${items}</ol>`, { columns: 1, lines: 6 });
  expect(textOf(pages)).toContain(lettersOf(items));
  let number = 0;
  for (const { html } of pages.columns) {
    const list = /<ol([^>]*)>([^]*)<\/ol>/u.exec(html);
    if (!list) continue;
    const start = Number(/start="(\d+)"/u.exec(list[1]!)?.[1] ?? 1);
    const continued = /^<li[^>]*data-continued/u.test(list[2]!);
    expect(start).toBe(continued ? number : number + 1);
    number = start + list[2]!.match(/<li/gu)!.length - 1;
    expect(list[2]).not.toMatch(/<li[^>]*><\/li>/u);
  }
  expect(number).toBe(5);
});

test('the rest of an item has no dash and no hanging first line', async () => {
  const pages = await set(`<ul ${at()}><li>${words(50)}</li></ul>`, { columns: 2, lines: 5 });
  const [head, tail] = pages.columns;
  expect(tail!.html).toMatch(/<li data-continued="" lang="x-cont"[^>]*>/u);
  expect(tail!.lines[0]!.left - tail!.left).toBeCloseTo(head!.lines[1]!.left - head!.left, 0);
});

test('a quotation is divided like any text', async () => {
  const body = `<blockquote ${at()}><p>${words(40)}</p><p>${words(20, 2)}</p></blockquote>`;
  const pages = await set(body, { columns: 2, lines: 6 });
  expect(pages.columns[1]!.html).toMatch(/^<blockquote[^>]*data-continued/u);
  expect(textOf(pages)).toBe(lettersOf(body));
});

test('a table stays whole, and the text after it is on the grid again', async () => {
  const rows = Array.from({ length: 5 }, (_, index) => `<tr><td>rad</td><td>${index}</td></tr>`).join('');
  const pages = await set(p(40) + `<table ${at()}><tbody>${rows}</tbody></table>` + p(60, 2), {
    columns: 2,
    lines: 14,
  });
  expect(pages.columns.filter(({ html }) => html.includes('<table'))).toHaveLength(1);
  for (const { lines } of pages.columns)
    for (const line of lines) if (line.block === 'p') expect(line.baseline % 1).toBeCloseTo(0.5, 1);
});

test('the columns of a last page end on one line', async () => {
  for (const [columns, count] of [
    [2, 60],
    [2, 90],
    [3, 90],
    [3, 130],
  ] as const) {
    const pages = await set(p(count, count), { columns, lines: 30 });
    const ends = pages.lines.map((lines) => lines.length);
    expect(ends).toHaveLength(columns);
    expect(Math.max(...ends) - Math.min(...ends), `${count} words: ${ends.join('+')}`).toBeLessThanOrEqual(1);
  }
});

test('a last page is level also below floats that begin it at different heights', async () => {
  const pages = await set(
    `<figure class="top" ${at()}><img data-picture="i/a/b.jpg" width="300" height="200"></figure>` + p(150),
    { columns: 2, lines: 40 },
  );
  const ends = pages.columns.map((column) => column.lines.at(-1)!.bottom);
  expect(Math.abs(ends[0]! - ends[1]!)).toBeLessThan(1.6);
});

test('a list divided between two items leaves no empty item, and neither item is marked as a part', async () => {
  const items = Array.from({ length: 6 }, (_, index) => `<li>ord${index}</li>`).join('');
  const pages = await set(`<ul ${at()}>${items}</ul>`, { columns: 2, lines: 3 });
  expect(pages.lines.map((lines) => lines.length)).toEqual([3, 3]);
  for (const { html } of pages.columns) expect(html.match(/<li>ord\d<\/li>/gu)).toHaveLength(3);
});

test('an article of one sentence opens without an initial, and no column ends beside one', async () => {
  for (const length of [1, 6, 9, 40, 60, 75]) {
    const pages = await set(`<p class="first" ${at()}>${words(length)}.</p>`, { columns: 2, lines: 20 });
    expect(pages.findings).toEqual([]);
    const [column] = pages.columns;
    const hasInitial = column!.html.includes('class="first"');
    expect(hasInitial, `${length} words`).toBe(length > 9);
    if (hasInitial) expect(column!.lines.length).toBeGreaterThanOrEqual(4);
  }
});

test('a list within an item that a break divides goes on without a dash and without an empty line', async () => {
  const inner = `<ul>${[1, 2, 3].map((seed) => `<li>${words(24, seed)}</li>`).join('')}</ul>`;
  const pages = await set(`<ul ${at()}><li>${words(6)}${inner}</li></ul>`, { columns: 2, lines: 6 });
  for (const { lines, html } of pages.columns.slice(0, 2)) {
    expect(lines[0]!.top).toBeLessThan(0.5);
    for (const [index, { top }] of lines.entries()) expect(top - lines[0]!.top).toBeCloseTo(index, 1);
    expect(html).toContain('<li');
  }
  expect(pages.columns[1]!.html).toMatch(/^<ul[^>]*><li[^>]* data-continued[^>]*><ul/u);
});
