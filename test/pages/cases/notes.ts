/** Footnotes: at the foot of the column of their call, whatever room there is. */
import { expect, test } from 'vitest';
import { at, boxesOf, call, fact, lettersOf, notes, p, set, words, type Pages } from '../rig.ts';

const called = (before: number, number: number, after = 6): string =>
  `<p ${at()}>${words(before, number)}${call(number)} ${words(after, number + 9)}.</p>`;
const noteBoxes = (pages: Pages) =>
  pages.pages.flatMap((page, index) => boxesOf(page, 'notes').map((box) => ({ index, box })));

/** Text above, notes below, in every column. */
function expectApart(pages: Pages): void {
  for (const page of pages.pages)
    for (const box of boxesOf(page, 'notes')) {
      const column = boxesOf(page, 'column').find(({ left }) => Math.abs(left - box.left) < 1);
      const last = Math.max(0, ...(column?.lines.map(({ bottom }) => bottom) ?? []));
      expect(last).toBeLessThanOrEqual(box.top + 0.1);
      expect(box.bottom).toBeLessThanOrEqual(page.lines + 0.1);
    }
}

test('a note stands at the foot of the column that calls it', async () => {
  const pages = await set(p(30) + called(40, 1) + p(60, 3) + notes('Se elva.'), { columns: 2, lines: 14 });
  const [note] = noteBoxes(pages);
  const column = pages.columns.find(({ html }) => html.includes('a--fnref-1'))!;
  expect(note!.box.left).toBeCloseTo(column.left, 0);
  expect(note!.box.bottom).toBeCloseTo(14, 0);
  expectApart(pages);
});

test('two notes of one column stand in their order', async () => {
  const pages = await set(called(10, 1) + called(10, 2) + p(60, 3) + notes('Den ene.', 'Den andre.'), {
    columns: 2,
    lines: 16,
  });
  expect(noteBoxes(pages)).toHaveLength(1);
  expect(lettersOf(noteBoxes(pages)[0]!.box.html)).toBe('1denene2denandre');
});

test('wherever in its column a call stands, its note is on the same page and over no text', async () => {
  for (let before = 20; before < 80; before += 3) {
    const pages = await set(called(before, 1, 2) + p(70, 8) + notes(words(14, 77)), {
      columns: 1,
      lines: 11,
    });
    const page = pages.pages.findIndex(({ boxes }) => boxes.some(({ html }) => html.includes('a--fnref-1')));
    const found = noteBoxes(pages);
    expect(found[0]!.index, `call after ${before} words`).toBe(page);
    expect(found.map(({ box }) => lettersOf(box.html)).join('')).toBe(`1${lettersOf(words(14, 77))}`);
    expectApart(pages);
  }
});

test('a note longer than its column goes on in the next, not a word lost', async () => {
  for (const length of [60, 120, 250]) {
    const pages = await set(p(20) + called(12, 1) + p(90, 4) + notes(words(length, 5)), {
      columns: 2,
      lines: 12,
    });
    const found = noteBoxes(pages);
    expect(found.length).toBeGreaterThan(1);
    expect(found.map(({ box }) => lettersOf(box.html)).join('')).toBe(`1${lettersOf(words(length, 5))}`);
    expect(found.filter(({ box }) => box.html.includes('id="a--fn-1"'))).toHaveLength(1);
    expectApart(pages);
  }
});

test('the note of a box is not lost', async () => {
  const pages = await set(p(30) + fact('Fakta', `<p>Elva${call(1)}</p>`) + p(90, 2) + notes('Se elva.'), {
    columns: 2,
    lines: 30,
  });
  expect(noteBoxes(pages)).toHaveLength(1);
  expectApart(pages);
});

test('a call behind a long note goes over with its own note', async () => {
  const texts = [words(90, 5), words(30, 6)];
  const pages = await set(p(20) + called(8, 1, 3) + called(8, 2, 3) + p(90, 4) + notes(...texts), {
    columns: 1,
    lines: 16,
  });
  for (const number of [1, 2]) {
    const from = pages.pages.findIndex(({ boxes }) =>
      boxes.some(({ html }) => html.includes(`a--fnref-${number}`)),
    );
    const begun = noteBoxes(pages).find(({ box }) => box.html.includes(`id="a--fn-${number}"`));
    expect(begun!.index, `note ${number}`).toBe(from);
  }
  expectApart(pages);
});

test('the parts of a divided note are paragraphs in an aside of their own, so that the tag tree joins them', async () => {
  const pages = await set(p(20) + called(12, 1) + p(90, 4) + notes(words(160, 5)), { columns: 2, lines: 12 });
  const [first, ...others] = noteBoxes(pages);
  expect(first!.box.html).toMatch(/<div class="note"[^>]*><aside><p[^>]*><sup/u);
  expect(others.length).toBeGreaterThan(0);
  for (const { box } of others) expect(box.html).toMatch(/<aside[^>]*><p[^>]* lang="x-cont"[^>]*>/u);
  for (const { box } of others) expect(box.html).not.toMatch(/class="note"[^>]*lang=/u);
});
