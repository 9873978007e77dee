import { expect, test } from 'vitest';
import type { Difference } from '../../scripts/compare/areas.ts';
import {
  beginComparison,
  type Comparison,
  finishComparison,
  tally,
} from '../../scripts/compare/comparison.ts';
import { changeLines } from '../../scripts/compare/lines.ts';
import type { Side, SidePage, SidePicture } from '../../scripts/compare/side.ts';
import { formatFinding } from '../../scripts/model/report.ts';

const page = (number: number, text: string, more: Partial<SidePage> = {}): SidePage => ({
  number,
  side: number % 2 ? 'right' : 'left',
  article: text.split(' ')[0]!,
  content: text,
  words: text.split(' '),
  pictures: [],
  ...more,
});
const side = (pages: readonly SidePage[], more: Partial<Side> = {}): Side => ({
  trim: { widthMm: 210, heightMm: 275 },
  knowsOriginals: true,
  pages,
  blocks: [],
  pictures: [],
  articles: [...new Set(pages.map(({ article }) => article ?? ''))].map((article) => ({
    article,
    title: article,
    file: `issues/2026-9/${article}/article.md`,
  })),
  ...more,
});
const box = { xMm: 20, yMm: 100, widthMm: 60, heightMm: 10 };
const folio = { xMm: 190, yMm: 262, widthMm: 8, heightMm: 4 };
const compared = (before: Side, after: Side, seen?: Difference): Comparison => {
  const { pairs } = beginComparison(before, after);
  return finishComparison(before, after, pairs, () => seen);
};
const lines = (comparison: Comparison): string[] =>
  changeLines(comparison).map((line) => formatFinding(line, { color: false }));

const ELVA = 'elva renner forbi alle hus og ut i havet';
const OTER = 'oter holder pusten i åtte lange minutter der';
const PELS = 'pels er tett ytterst og tørr innerst alltid';

test('only pages of other content that stand on the same side are looked at', () => {
  const before = side([page(1, ELVA), page(2, OTER), page(3, PELS)]);
  const after = side([page(1, ELVA), page(2, `${OTER} nå`), page(3, PELS)]);
  expect(beginComparison(before, after).looks).toEqual([{ before: 2, after: 2 }]);
});

test('content that is written otherwise and looks the same is the same', () => {
  const after = side([page(1, ELVA, { content: 'other' })]);
  expect(compared(side([page(1, ELVA)]), after, { share: 0, boxes: [] }).pages[0]!.status).toBe('same');
  expect(compared(side([page(1, ELVA)]), after, { share: 0.01, boxes: [box] }).pages[0]!.status).toBe(
    'changed',
  );
});

test('pages that moved together are told in one line, with the numbers that they had', () => {
  const before = side([page(1, ELVA), page(2, OTER), page(3, PELS)]);
  const after = side([
    page(1, 'ny side med helt andre ord om noe'),
    page(2, ELVA),
    page(3, OTER),
    page(4, PELS),
  ]);
  const comparison = compared(before, after);
  expect(comparison.pages.map(({ status }) => status)).toEqual(['added', 'moved', 'moved', 'moved']);
  expect(lines(comparison)).toEqual([
    'issues/2026-9/ny/article.md:1:1 note  page 1 is new  (page-added)',
    'issues/2026-9/elva/article.md:1:1 note  pages 2–4 were 1–3; they are as they were  (page-moved)',
  ]);
});

test('a page that moved has another folio, which is no change', () => {
  const pages = (number: number, more?: Partial<SidePage>): Side =>
    side([
      ...Array.from({ length: number - 1 }, (_, at) => page(at + 1, `${at} blindtekst ${at}`)),
      page(number, ELVA, more),
    ]);
  const moved = compared(pages(1), pages(3, { content: 'mirrored' }), { share: 0.01, boxes: [folio] });
  expect(moved.pages.at(-1)).toMatchObject({ before: 1, after: 3, status: 'moved' });
  const other = compared(pages(1), pages(3, { content: 'mirrored' }), { share: 0.01, boxes: [folio, box] });
  expect(other.pages.at(-1)).toMatchObject({ status: 'changed', boxes: [box] });
  const stayed = compared(side([page(1, ELVA)]), side([page(1, ELVA, { content: 'x' })]), {
    share: 0.01,
    boxes: [folio],
  });
  expect(stayed.pages[0]!.status).toBe('changed');
});

test('a page that has come to the other side is held against its words alone', () => {
  const before = side([page(1, ELVA)]);
  const filler = page(1, 'helt andre ord enn de som sto');
  const moved = compared(before, side([filler, page(2, ELVA, { content: 'left', words: ELVA.split(' ') })]));
  expect(moved.pages[1]).toMatchObject({ status: 'moved', isOtherSide: true });
  const changed = compared(
    before,
    side([filler, page(2, ELVA.replace('havet', 'fjorden'), { content: 'left', article: 'elva' })]),
  );
  expect(changed.pages[1]).toMatchObject({ status: 'changed', isOtherSide: true });
});

test('another original is a change even where no pixel tells, and another file of the same picture is none', () => {
  const [was, is] = ['a', 'b'].map((picture) => page(1, ELVA, { content: picture, pictures: [picture] }));
  const nothing = { share: 0, boxes: [] };
  expect(compared(side([was!]), side([is!]), nothing).pages[0]!.status).toBe('changed');
  const pdf = { knowsOriginals: false };
  expect(compared(side([was!], pdf), side([is!], pdf), nothing).pages[0]!.status).toBe('same');
});

test('pictures are exchanged, new or gone, and one that moved is neither', () => {
  const picture = (name: string, content: string, at = 1): SidePicture => ({
    name,
    content,
    article: 'elva',
    page: at,
    line: at,
  });
  const told = (before: readonly SidePicture[], after: readonly SidePicture[]): string[] =>
    compared(side([], { pictures: before }), side([], { pictures: after })).pictures.map(
      ({ kind, name }) => `${name} ${kind}`,
    );
  const [a, b] = [picture('a.jpg', 'A', 1), picture('b.jpg', 'B', 2)];
  expect(
    told(
      [a, b],
      [
        { ...b, page: 1, line: 1 },
        { ...a, page: 2, line: 2 },
      ],
    ),
  ).toEqual([]);
  expect(told([a, b], [a, picture('b.jpg', 'other', 2)])).toEqual(['b.jpg exchanged']);
  expect(told([a], [picture('c.jpg', 'C', 1)])).toEqual(['c.jpg exchanged']);
  expect(told([a], [a, b])).toEqual(['b.jpg added']);
  expect(told([a, b], [a])).toEqual(['b.jpg removed']);
});

test('a change of words stands under its page, and says where it was written', () => {
  const block = (text: string) => [{ text, article: 'elva', page: 1, line: 12 }];
  const before = side([page(1, ELVA)], { blocks: block('Den renner ut i havet.') });
  const after = side([page(1, `${ELVA} nå`)], { blocks: block('Den renner ut i fjorden.') });
  const comparison = compared(before, after, { share: 0.012, boxes: [box] });
  expect(lines(comparison)).toEqual([
    'issues/2026-9/elva/article.md:12:1 note  page 1 has changed in 1 place, 1.2 % of it  (page-changed)',
    'issues/2026-9/elva/article.md:12:1 note  page 1: Den renner ut i [-havet-] {+fjorden+}.  (words)',
  ]);
  expect(tally(comparison)).toMatchObject({
    removed: 1,
    added: 1,
    pictures: 0,
    pages: { changed: 1, same: 0 },
  });
});
