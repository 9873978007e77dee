/** Every check: a page that breaks its rule, and one that keeps it. */
import { expect, test } from 'vitest';
import { formatFindings } from '../../scripts/model/report.ts';
import { afterHeads } from '../../scripts/preflight/checks/after-heads.ts';
import { grid } from '../../scripts/preflight/checks/grid.ts';
import { hangingQuotes } from '../../scripts/preflight/checks/hanging-quotes.ts';
import { hyphens } from '../../scripts/preflight/checks/hyphens.ts';
import { typeChecks } from '../../scripts/preflight/checks/index.ts';
import { initials } from '../../scripts/preflight/checks/initials.ts';
import { lastPage } from '../../scripts/preflight/checks/last-page.ts';
import { levelColumns } from '../../scripts/preflight/checks/level-columns.ts';
import { orphans } from '../../scripts/preflight/checks/orphans.ts';
import { pageBudget } from '../../scripts/preflight/checks/page-budget.ts';
import { pageHyphens } from '../../scripts/preflight/checks/page-hyphens.ts';
import { realType } from '../../scripts/preflight/checks/real-type.ts';
import { runts } from '../../scripts/preflight/checks/runts.ts';
import { widows } from '../../scripts/preflight/checks/widows.ts';
import { wordGaps } from '../../scripts/preflight/checks/word-gaps.ts';
import { typeFigures } from '../../scripts/preflight/figures.ts';
import type { Check, Proof } from '../../scripts/preflight/proof.ts';
import { typeLine } from '../../scripts/preflight/type-line.ts';
import { leftInEnglish } from '../report/told-in-bokmaal.ts';
import { block, figure, head, page, proof } from './fixture.ts';

/** What a check says, as it stands in the terminal; reports in Bokmål can say it too. */
const say = (check: Check, subject: Proof): string => {
  const findings = check(subject);
  expect(leftInEnglish(findings), 'write them into scripts/report/page-words.ts').toEqual([]);
  return formatFindings(findings, { color: false });
};

const rest = (lines: number) => block(lines, { continued: true });

test('a few lines off the grid are a warning, one in a hundred and more an error', () => {
  expect(say(grid, proof([page([[block(99), block(1, { offPt: 0.24 })]])]))).toBe('');
  expect(say(grid, proof([page([[block(99), block(1, { offPt: -0.3, line: 7 })]])]))).toBe(
    'issues/2026-1/elva/article.md:7:1 warning  1 line stands up to 0.30 pt off the baseline grid from “vann og is og elva” on (page 1, column 1)  (off-grid)\n' +
      '  hint: look for a height or margin that is no whole number of lines',
  );
  expect(grid(proof([page([[block(90), block(10, { offPt: 6 })]])]))[0]!.level).toBe('error');
});

test('a display head has leading of its own, and need not stand on the grid', () => {
  const large = block(1, { kind: 'head', sizePt: 19, offPt: 4 });
  expect(grid(proof([page([[large, block(9)]])]))).toEqual([]);
});

test('a last line alone at the head of a column is a widow; a part between two breaks is none', () => {
  expect(say(widows, proof([page([[block(5)], [rest(1), block(4)]])]))).toBe(
    'issues/2026-1/elva/article.md:1:1 error  a paragraph’s last line stands alone at the head of page 1, column 2: “vann og is og elva”  (widow)\n' +
      '  hint: lengthen or shorten the paragraph by a line',
  );
  expect(widows(proof([page([[block(5)], [rest(2), block(4)]])]))).toEqual([]);
  expect(widows(proof([page([[block(5)], [block(1), block(4)]])]))).toEqual([]);
});

test('a first line alone at the foot of a column is an orphan; a paragraph of one line is none', () => {
  expect(say(orphans, proof([page([[block(5), block(1)], [rest(3)]])]))).toContain(
    'error  a paragraph’s first line stands alone at the foot of page 1, column 1: “vann og is og elva”  (orphan)',
  );
  expect(orphans(proof([page([[block(5), block(2)], [rest(3)]])]))).toEqual([]);
  expect(orphans(proof([page([[block(5), block(1)], [block(3)]])]))).toEqual([]);
});

test('a widow and an orphan are seen over a page break too', () => {
  const over = proof([page([[block(5), block(1)]]), page([[rest(1), block(3)]], { number: 2 })]);
  expect([...orphans(over), ...widows(over)].map(({ rule, page: number }) => `${rule} ${number}`)).toEqual([
    'orphan 1',
    'widow 2',
  ]);
});

test('a head has two lines below it, or a box, or the end of the text', () => {
  expect(say(afterHeads, proof([page([[block(5), head(), block(1)], [block(4)]])]))).toContain(
    'error  the head “vann og is og elva” has 1 line below it in page 1, column 1  (head-at-foot)',
  );
  expect(say(afterHeads, proof([page([[block(5), head()], [block(4)]])]))).toContain('has no line below it');
  for (const sound of [
    [[block(5), head(), block(2)], [rest(4)]],
    [[block(5), head(), block(1), block(1)], [block(4)]],
    [[block(5), head(), figure(4)], [block(4)]],
    [[block(5)], [block(2), head(), block(1)]],
  ])
    expect(afterHeads(proof([page(sound)]))).toEqual([]);
});

test('three hyphens in a row are found within a paragraph, not over two, and not as dashes', () => {
  const three = block(['stei-', 'vann-', 'ingen-', 'ting'], { line: 4 });
  expect(say(hyphens, proof([page([[three]])]))).toContain(
    'article.md:4:1 error  3 lines in a row end in a hyphen in page 1, column 1, the last above “ting”  (hyphens-in-a-row)',
  );
  const sound = [block(['stei-', 'vann-', 'ting']), block(['stei-', 'vann –', 'en-', '5-', 'ting'])];
  expect(hyphens(proof([page([sound])]))).toEqual([]);
});

test('no word is divided over a page, but over two columns it may be', () => {
  const divided = block(['vann og', 'ingen-']);
  const turned = proof([page([[divided]]), page([[rest(2)]], { number: 2 })]);
  expect(say(pageHyphens, turned)).toContain(
    'error  a word is divided at the foot of page 1: “ingen-”  (hyphen-over-page)',
  );
  expect(pageHyphens(proof([page([[divided], [rest(2)]])]))).toEqual([]);
});

test('columns that could end on one line and do not are a warning', () => {
  expect(say(levelColumns, proof([page([[block(12)], [block(4)]])]))).toContain(
    'warning  the columns of the last page of elva end 8 lines apart  (unlevel-columns)',
  );
  expect(levelColumns(proof([page([[block(9)], [block(8)]])]))).toEqual([]);
});

test('columns that no legal break makes level are a note', () => {
  // Three lines are not divided, nor does a head stand at a foot.
  const steps = proof([page([[block(3), block(3)], [block(3)]])]);
  expect(say(levelColumns, steps)).toContain(
    'note  the columns of the last page of elva end 3 lines apart, as near as whole paragraphs and heads allow',
  );
  const underHead = proof([page([[block(5)], [head(), block(2)]])]);
  expect(levelColumns(underHead)[0]?.level).toBe('note');
});

test('a column that is full down to a box is not asked to come lower', () => {
  const beside = page([[block(20)], [block(10)]], { boxes: [[1, 12, 20]] });
  expect(levelColumns(proof([beside]))).toEqual([]);
});

test('only the last page of text is levelled, and three lines are too few to share out', () => {
  const first = page([[block(40)], [block(12)]]);
  expect(levelColumns(proof([first, page([[block(4)], [block(4)]], { number: 2 })]))).toEqual([]);
  expect(levelColumns(proof([page([[block(3)], []])]))).toEqual([]);
});

test('a justified line with spaces over twice their width is found', () => {
  const wide = block(4, { justified: true, gap: 2.4 });
  expect(say(wordGaps, proof([page([[wide]])]))).toContain(
    'error  the words of “vann og is og elva” stand 2.4 times as far apart as they should (page 1, column 1)  (word-gap)',
  );
  expect(wordGaps(proof([page([[block(4, { justified: true, gap: 2 })]])]))).toEqual([]);
});

test('a last line shorter than an indent is a scrap; a paragraph of one short line is none', () => {
  expect(say(runts, proof([page([[block(['vann og is', 'i.'], { lastPt: 8 })]])]))).toContain(
    'warning  a paragraph ends in the scrap “i.” (page 1, column 1)  (runt)',
  );
  const sound = [block(['vann og is', 'elva.'], { lastPt: 22 }), block(['Ja.'], { lastPt: 8 })];
  expect(runts(proof([page([sound])]))).toEqual([]);
  // What goes on in the next column does not end there.
  expect(runts(proof([page([[block(['vann', 'i'], { lastPt: 8 })], [rest(2)]])]))).toEqual([]);
});

test('an initial stands on a baseline, as high as the capitals beside it', () => {
  const first = (baseline: number, top: number) =>
    block(6, { initial: { text: 'H', baselinePt: baseline, capTopPt: top, firstCapTopPt: 48 } });
  const line4 = (4 + 3.5) * 12;
  expect(initials(proof([page([[first(line4 + 0.2, 48.2)]])]))).toEqual([]);
  expect(say(initials, proof([page([[first(line4 + 3, 48)]])]))).toContain(
    'error  the initial H is 0.00 pt off the capitals beside it and 3.00 pt off its baseline  (initial)',
  );
  expect(initials(proof([page([[first(line4, 46)]])]))).toHaveLength(1);
});

test('the letters of a pull quote stand on its edge, its mark outside', () => {
  const quote = (letterPt: number) => ({ line: 9, sign: '«', edgePt: 60, letterPt });
  expect(hangingQuotes(proof([page([[]], { quotes: [quote(60.2)] })]))).toEqual([]);
  expect(say(hangingQuotes, proof([page([[]], { quotes: [quote(76)] })]))).toContain(
    'article.md:9:1 error  the first letter after « stands 16.00 pt off the edge of its pull quote  (hanging-quote)',
  );
});

test('type that the browser made up is told once a page and face', () => {
  const faked = [1, 1, 2].map((number) => ({
    page: number,
    what: 'small capitals' as const,
    text: 'Sør',
    font: 'Hanken',
  }));
  expect(say(realType, proof([], { faked }))).toBe(
    ['“SørSør”', '“Sør”']
      .map(
        (text, at) =>
          `page ${at + 1} error  ${text} is set in small capitals that Hanken does not have  (faked-type)\n` +
          '  hint: take a face that has small capitals (smcp), or set another weight instead',
      )
      .join('\n'),
  );
  expect(realType(proof([]))).toEqual([]);
});

const full = (number: number) => page([[block(50)], [rest(50)]], { number });

test('an article over its pages is told by how many lines and words, at the first line too many', () => {
  const over = proof([full(5), full(6), page([[block(8, { line: 41 })], [rest(6)]], { number: 7 })], {
    planned: 2,
  });
  expect(say(pageBudget, over)).toBe(
    'issues/2026-1/elva/article.md:41:1 warning  elva is 14 lines over 2 pages  (page-budget)\n' +
      '  hint: cut about 70 words, or write pages: 3 in order',
  );
  expect(lastPage(over)).toEqual([]);
  expect(pageBudget(proof([full(5), full(6)], { planned: 2 }))).toEqual([]);
  expect(pageBudget(proof([full(5), full(6)]))).toEqual([]);
});

test('an article short of its pages is told how much is to be written', () => {
  const short = proof([full(5), page([[block(40)], [rest(40)]], { number: 6 })], { planned: 3 });
  expect(say(pageBudget, short)).toBe(
    'issues/2026-1/elva/article.md:1:1 warning  elva fills 2 of 3 pages  (page-budget)\n' +
      '  hint: write at least about 110 words more (21 lines), or write pages: 2 in order',
  );
});

test('pages of pictures alone that are too many are told as pages', () => {
  const bare = (number: number) => ({ ...page([], { number }), areas: [], columns: [] });
  expect(say(pageBudget, proof([full(5), bare(6), bare(7)], { planned: 1 }))).toContain(
    'elva has 3 pages, 1 was planned',
  );
});

test('a last page that is nearly empty is told in percent, with what to cut', () => {
  const thin = page([[block(10, { line: 30 })], [block(10)]], { number: 2 });
  expect(say(lastPage, proof([full(1), thin]))).toBe(
    'issues/2026-1/elva/article.md:30:1 warning  the last page of elva is 20 % full: 20 lines  (last-page)\n' +
      '  hint: cut about 100 words to be rid of the page, or add about 200 words',
  );
  expect(lastPage(proof([full(1), page([[block(15)], [block(14)]], { number: 2 })]))).toEqual([]);
  // A short article of one page is short by design.
  expect(lastPage(proof([thin]))).toEqual([]);
});

test('boxes and pictures fill a page, but a few lines beside a box do not', () => {
  const boxes = [[0, 10, 30]] as const;
  const text = [[block(9)], [block(9)]];
  expect(lastPage(proof([full(1), page(text, { number: 2, boxes })]))).toEqual([]);
  const few = page([[block(3)], []], { number: 2, boxes });
  expect(say(lastPage, proof([full(1), few]))).toContain('is 33 % full: 3 lines');
  expect(lastPage(proof([full(1), { ...few, hasPicture: true }]))).toEqual([]);
});

test('the type of an issue is one line of the end report', () => {
  const sound = proof([page([[block(10), head(), block(20)], [rest(31)]])]);
  const findings = typeChecks.flatMap((check) => check(sound));
  expect(typeLine(typeFigures(sound, findings))).toBe(
    '62 lines, 100 % on the grid, 0 widows, 0 orphans, 0 of 1 head at a foot, hyphens in a row at most 0, 0 over a page, ' +
      '1 of 1 last page level, 0 runts, no faked type',
  );
  const faulty = proof([page([[block(1499), block(1, { offPt: 3 })], [block(3)]])]);
  const line = typeLine(
    typeFigures(
      faulty,
      typeChecks.flatMap((check) => check(faulty)),
    ),
  );
  expect(line).toContain('1 503 lines, 99.9 % on the grid');
  expect(line).toContain('0 of 1 last page level');
});
