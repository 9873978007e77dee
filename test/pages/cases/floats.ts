/** Pictures, quotes and boxes that leave the text. */
import { expect, test } from 'vitest';
import { at, boxesOf, CAPTION, fact, figure, lettersOf, p, quote, set, words, type Pages } from '../rig.ts';

const text = (count: number): string =>
  Array.from({ length: count }, (_, index) => p(70, index + 1)).join('');
const floatOn = (pages: Pages, page: number) => boxesOf(pages.pages[page], 'float')[0]!;
const PAGE = { columns: 3, lines: 51 } as const;

test('a figure without a class stands in its column', async () => {
  const pages = await set(p(40) + figure('elv', '', 'Elva') + p(60, 2), { columns: 2, lines: 40 });
  expect(pages.flatplan).toBe('text');
  expect(pages.columns.some(({ blocks }) => blocks.some(({ tag }) => tag === 'figure'))).toBe(true);
});

for (const [classes, flatplan] of [
  ['top', 'text, figure top'],
  ['bottom', 'text, figure bottom'],
  ['wide', 'text, figure top'],
  ['half', 'text, figure top'],
  ['half bottom', 'text, figure bottom'],
  ['full top', 'text, figure top'],
  ['full bottom', 'text, figure bottom'],
  ['full', 'picture | text'],
] as const) {
  test(`a figure .${classes.replace(' ', '.')} makes: ${flatplan}`, async () => {
    const pages = await set(p(40) + figure('elv', classes, 'Elva') + text(8), PAGE);
    const first = flatplan.startsWith('picture') ? 'text | picture' : flatplan;
    expect(pages.flatplan.startsWith(first), pages.flatplan).toBe(true);
    expect(pages.pages.flatMap((page) => page.pictures)).toEqual(['i/a/elv.jpg']);
  });
}

test('a figure .top stands at the head of its column, .bottom at the foot', async () => {
  const top = await set(text(3) + figure('a', 'top') + text(5), PAGE);
  expect(floatOn(top, 0).top).toBeCloseTo(0, 1);
  const bottom = await set(text(3) + figure('a', 'bottom') + text(5), PAGE);
  expect(floatOn(bottom, 0).bottom).toBeGreaterThan(50);
});

test('a picture that bleeds off the head of the page does not stand below an opener', async () => {
  const first = { columns: 3, from: 10, lines: 41 } as const;
  for (const classes of ['full top', 'half']) {
    const pages = await set(p(30) + figure('elv', classes) + text(14), { ...PAGE, first });
    const [onOpener, onNext] = [0, 1].map((page) => boxesOf(pages.pages[page], 'float'));
    expect(onOpener!.filter(({ name }) => name.includes('float-top'))).toEqual([]);
    expect([...onOpener!, ...onNext!]).toHaveLength(1);
  }
});

for (const [side, flatplan] of [
  ['right', 'text | picture | picture | text'],
  ['left', 'text | text | picture | picture | text'],
] as const) {
  const paragraphs = side === 'right' ? 18 : 28;
  test(`a picture across two pages of an article that begins ${side}: ${flatplan}`, async () => {
    const pages = await set(p(40) + figure('elv', 'spread') + text(paragraphs), { ...PAGE, side });
    expect(pages.flatplan).toBe(flatplan);
    expect(pages.findings).toEqual([]);
    const halves = pages.pages.filter((page) => boxesOf(page, 'plate').length > 0);
    expect(halves.map((page) => page.side)).toEqual(['left', 'right']);
  });
}

test('at the end of an article a picture across two pages takes whatever left page there is', async () => {
  for (const side of ['left', 'right'] as const) {
    const pages = await set(text(20) + figure('elv', 'spread') + p(60), { ...PAGE, side });
    expect(pages.findings).toEqual([]);
    const halves = pages.pages.filter((page) => boxesOf(page, 'plate').length > 0);
    expect(halves.map((page) => page.side)).toEqual(['left', 'right']);
  }
});

test('a picture across two pages that finds no left page is told of, with its line', async () => {
  const pages = await set(p(20) + figure('elv', 'spread'), { ...PAGE, side: 'left' });
  expect(pages.flatplan).toBe('text | picture');
  expect(pages.findings).toMatchObject([{ rule: 'spread-side', sourceLine: expect.any(Number) }]);
});

test('a gallery stands at the head over all columns', async () => {
  const pictures = figure('a', '', 'En') + figure('b', '', 'To');
  const pages = await set(
    p(40) +
      `<figure class="gallery" data-count="2" ${at()}><div class="pictures">${pictures}</div></figure>` +
      text(8),
    PAGE,
  );
  expect(pages.flatplan).toContain('gallery top');
  const gallery = floatOn(pages, 0);
  expect(gallery.right - gallery.left).toBeCloseTo(176, 0);
});

test('two wide pictures of one page stand at its head and its foot, in their order', async () => {
  const pages = await set(
    p(20) + figure('a', 'wide', '', [3, 1]) + p(30) + figure('b', 'wide', '', [3, 1]) + text(9),
    PAGE,
  );
  const [a, b] = boxesOf(pages.pages[0], 'float');
  expect(pages.pages[0]!.pictures).toEqual(['i/a/a.jpg', 'i/a/b.jpg']);
  expect(a!.bottom).toBeLessThan(b!.top);
});

test('narrow and wide boxes at the foot do not stand over each other', async () => {
  const pages = await set(
    p(20) + fact('Fakta', p(20)) + p(20) + figure('b', 'wide bottom') + p(20) + fact('Mer', p(20)) + text(9),
    PAGE,
  );
  const floats = pages.pages.flatMap((page) => boxesOf(page, 'float').map((box) => ({ page, box })));
  expect(floats).toHaveLength(3);
  for (const { page, box } of floats)
    for (const column of boxesOf(page, 'column')) {
      const last = Math.max(0, ...column.lines.map(({ bottom }) => bottom));
      const beside = Math.min(column.right, box.right) - Math.max(column.left, box.left) < 1;
      expect(beside || last <= box.top + 0.2 || column.top >= box.bottom - 0.2).toBe(true);
    }
});

test('many pictures in one place keep their order, and none is lost', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const pages = await set(p(20) + names.map((name) => figure(name, 'wide')).join('') + text(30), PAGE);
  expect(pages.pages.flatMap((page) => page.pictures)).toEqual(names.map((name) => `i/a/${name}.jpg`));
});

test('more floats than tries were once allowed are all set', async () => {
  const boxes = Array.from({ length: 20 }, (_, index) => p(6, index) + fact(`Fakta${index}`, p(2)));
  const pages = await set(boxes.join('') + text(20), PAGE);
  const titles = pages.pages
    .flatMap((page) => boxesOf(page, 'float'))
    .map(({ html }) => /Fakta\d+/u.exec(html)![0]);
  expect(new Set(titles).size).toBe(20);
  expect(titles).toHaveLength(20);
});

test('quote, fact, podcast and newsletter stand on the page of their paragraph', async () => {
  for (const [html, plan] of [
    [quote('Elva er stille.'), 'quote top'],
    [fact('Fakta', p(12)), 'fact bottom'],
    [fact('Fakta', p(12)).replaceAll('"fact"', '"podcast"'), 'podcast bottom'],
    [fact('Fakta', p(12)).replaceAll('"fact"', '"newsletter"'), 'newsletter bottom'],
  ] as const) {
    const pages = await set(p(30) + html + text(6), PAGE);
    expect(pages.flatplan.split(' | ')[0]).toBe(`text, ${plan}`);
  }
});

test('a lifted quote is a float, and its sentence stays in the text', async () => {
  const lifted = `<aside class="quote lifted" aria-hidden="true" ${at()}><blockquote><p>Elva er stille.</p></blockquote></aside>`;
  const pages = await set(
    `${lifted}<p ${at()}><span class="pull-origin">Elva er stille.</span></p>${text(6)}`,
    PAGE,
  );
  expect(pages.flatplan).toBe('text, quote top');
  expect(pages.lines.flat()[0]).toContain('Elva er stille.');
});

test('notes in the margin stand beside their paragraphs and never over each other', async () => {
  const noted = Array.from({ length: 5 }, (_, index) => figure(`m${index}`, 'margin', 'Bilde') + p(9, index));
  const pages = await set(p(110) + noted.join('') + p(20), {
    columns: 2,
    lines: 51,
    margin: true,
    layout: 'interview',
  });
  const margins = pages.pages.flatMap((page, index) => boxesOf(page, 'float').map((box) => ({ index, box })));
  expect(margins).toHaveLength(5);
  for (const [at, { index, box }] of margins.entries()) {
    expect(box.bottom).toBeLessThanOrEqual(51.2);
    const next = margins[at + 1];
    if (next?.index === index) expect(next.box.top).toBeGreaterThanOrEqual(box.bottom);
  }
});

test('a picture for the margin stands in its column where there is no margin', async () => {
  const pages = await set(p(20) + figure('m', 'margin') + p(20), { columns: 2, lines: 40 });
  expect(pages.flatplan).toBe('text');
});

test('a box that the last text leaves room for gets no page of its own', async () => {
  for (const count of [2, 3, 4]) {
    const pages = await set(
      text(count) + quote('Elva er stille.') + figure('a', 'wide', '', [4, 1]) + fact('Fakta', p(20)) + p(30),
      PAGE,
    );
    expect(pages.flatplan.split(' | '), `after ${count} paragraphs`).toHaveLength(1);
    expect(boxesOf(pages.pages[0], 'float')).toHaveLength(3);
  }
});

test('a second quote at the end of a text takes the foot of its last page', async () => {
  const pages = await set(
    text(2) + quote('Elva er stille.') + p(30) + quote('Isen synger.') + p(30, 2),
    PAGE,
  );
  expect(pages.flatplan).toBe('text, quote top, quote bottom');
});

test('pictures left over at the end of a text share pages', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const first = { columns: 3, from: 25, lines: 26 } as const;
  const pictures = names.map((name) => figure(name, 'wide', 'Elva', [9, 5])).join('');
  const pages = await set(p(220) + pictures, { ...PAGE, first });
  expect(pages.flatplan).toBe('text, figure bottom | text, figure top | figure top, figure top');
  const [a, b] = boxesOf(pages.pages[2], 'float');
  expect(b!.top - a!.bottom).toBeGreaterThan(1);
  expect(pages.pages.flatMap((page) => page.pictures)).toEqual(names.map((name) => `i/a/${name}.jpg`));
});

test('nothing comes between an opener and the first paragraph: a quote goes to the foot, a .top to the next page', async () => {
  const first = { columns: 3, from: 14, lines: 37 } as const;
  const quoted = await set(p(70) + quote('Her er elva.') + text(16), { ...PAGE, first });
  expect(quoted.flatplan).toMatch(/^text, quote bottom [|] text/u);
  const top = await set(p(70) + figure('a', 'top') + text(16), { ...PAGE, first });
  expect(top.flatplan).toMatch(/^text [|] text, figure top/u);
  const half = await set(p(70) + figure('a', 'half') + text(8), { ...PAGE, first });
  expect(half.flatplan).toMatch(/^text, figure bottom/u);
  const initial = await set(`<p class="first" ${at()}>${words(70)}</p>${quote('Elva.')}${text(16)}`, PAGE);
  expect(initial.flatplan).toMatch(/^text, quote bottom/u);
});

test('a pull quote of 400 letters is set a size smaller, and fits', async () => {
  const long = await set(text(3) + quote(words(60).slice(0, 400)) + text(9), PAGE);
  expect(long.findings).toEqual([]);
  expect(floatOn(long, 0).name).toContain('long');
});

for (const [count, widthMm] of [
  [4, 116],
  [12, 176],
] as const) {
  test(`a table of ${count} columns is ${widthMm} mm wide`, async () => {
    const heads = Array.from({ length: count }, (_, index) => `<th>${index}</th>`).join('');
    const table = `<table ${at()}><thead><tr>${heads}</tr></thead><tbody><tr><td>a</td></tr></tbody></table>`;
    const pages = await set(text(3) + table + text(9), PAGE);
    const box = boxesOf(pages.pages[0], 'float')[0]!;
    expect(box.right - box.left).toBeCloseTo(widthMm, 0);
  });
}

test('a picture that does not fit below its text goes to the next column, and the text after it moves up', async () => {
  const pages = await set(p(55) + figure('a', '', 'Elva') + p(60, 2) + p(60, 3), { columns: 2, lines: 18 });
  const [one, two] = pages.columns;
  expect(one!.blocks.map(({ tag }) => tag)).not.toContain('figure');
  expect(one!.lines.at(-1)!.bottom).toBeGreaterThan(16);
  expect(two!.blocks[0]!.tag).toBe('figure');
  expect(lettersOf(pages.columns.map(({ html }) => html.replaceAll(CAPTION, '')).join(''))).toBe(
    lettersOf(p(55) + p(60, 2) + p(60, 3)),
  );
});

test('a picture that its author sets .top stands above the beginning of an article that opens at the head of a page', async () => {
  const opening = `<p class="first" ${at()}>${words(90)}.</p>`;
  const pages = await set(opening + figure('elv', 'top half', 'Elva') + text(6), PAGE);
  const [picture] = boxesOf(pages.pages[0], 'float');
  expect(picture!.name).toContain('float-top');
  expect(boxesOf(pages.pages[0], 'column')[0]!.top).toBeGreaterThan(20);
});

test('a box that fills its column to the foot needs no white between it and text', async () => {
  let tallest = 0;
  for (let count = 90; count <= 150; count += 4) {
    const box = fact('Boks', `<p>${words(count)}.</p>`);
    const pages = await set(p(30) + box + text(4), { columns: 3, lines: 24 });
    const [float] = boxesOf(pages.pages[0], 'float');
    if (float) tallest = Math.max(tallest, float.bottom - float.top);
  }
  // The white that a box asks for is two lines, and all but one line of the column is the box.
  expect(tallest).toBeGreaterThan(22.5);
  expect(tallest).toBeLessThanOrEqual(24);
});

test('a quote with a word too long for its measure is set a size smaller', async () => {
  const long = await set(p(40) + quote(`Vår ${'menneskerettighets'.repeat(3)}.`) + text(6), PAGE);
  expect(floatOn(long, 0).name).toContain('long');
  const short = await set(p(40) + quote('Vår elv er lang.') + text(6), PAGE);
  expect(floatOn(short, 0).name).not.toContain('long');
});
