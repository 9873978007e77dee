/** The checks of type on small articles that are set in a real browser, printed, and read again from the PDF. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { at, call, closeRig, h2, job, notes, p, quote, rig, words } from '../pages/rig.ts';
import { typeLine } from '../../scripts/preflight/type-line.ts';
import { proofOf, said, typeset } from './typeset.ts';

afterAll(closeRig);

/** What rules of type are broken; how full the small pages of these tests are is no matter here. */
const rules = async (...args: Parameters<typeof typeset>): Promise<string[]> => [
  ...new Set(
    (await typeset(...args)).findings.flatMap(({ rule, level }) =>
      level === 'note' || rule === 'last-page' ? [] : rule,
    ),
  ),
];

const sound =
  `<p class="first" ${at(1)}>${words(80, 3)} <span class="name">Sør Øst</span> i 1964.</p>` +
  p(150, 4) +
  h2('Stille vann') +
  p(120, 5).replace('</p>', `${call(1)}</p>`) +
  quote('«Vannet er kaldt, men det er vann.»') +
  p(200, 6) +
  `<ul ${at(9)}><li>${words(12, 7)}</li><li>${words(22, 8)}</li></ul>` +
  p(160, 9) +
  notes(words(12, 10));

test('an article of all kinds of blocks breaks no rule, and its type is counted', async () => {
  const report = await typeset(sound, { columns: 3, lines: 20 });
  expect(said(report)).toBe('');
  const { figures } = report;
  expect(figures.lines).toBeGreaterThan(120);
  expect(figures).toMatchObject({
    linesOnGrid: figures.lines,
    widows: 0,
    orphans: 0,
    heads: 1,
    headsAtFoot: 0,
    lastPages: 1,
    lastPagesLevel: 1,
    initials: 1,
    initialsOff: 0,
    hangingQuotes: 1,
    quotesNotHanging: 0,
    justifiedLines: 0,
    fakedType: 0,
  });
  expect(figures.mostHyphensInARow).toBeLessThanOrEqual(2);
  expect(figures.smallCapitals).toBeGreaterThan(10);
  expect(figures.oldStyleFigures).toBe(4);
});

test('a theme of another step and face breaks no rule either, and its quotation marks stand as it says', async () => {
  const report = await typeset(sound, { columns: 3, lines: 30 }, { theme: 'fjell' });
  expect(said(report)).toBe('');
  const { figures } = report;
  expect(figures.lines).toBeGreaterThan(100);
  expect(figures.linesOnGrid).toBe(figures.lines);
  expect(figures).toMatchObject({ initials: 1, initialsOff: 0, hangingQuotes: 0, fakedType: 0 });
});

test('the report tells the type in one line', async () => {
  const { figures } = await typeset(sound, { columns: 3, lines: 20 });
  expect(typeLine(figures)).toMatch(
    /^\d+ lines, 100 % on the grid, 0 widows, 0 orphans, 0 of 1 head at a foot, hyphens in a row at most [12], 0 over a page, 1 of 1 last page level, 0 runts, 1 of 1 initial in place, 1 of 1 hanging quotation mark in place, \d+ small capitals and 4 old-style figures, all real$/u,
  );
});

test('an article over its pages is told by lines and words, an almost empty last page in percent', async () => {
  const setting = { columns: 2, lines: 20 } as const;
  const over = await typeset(p(330, 4), setting, { planned: 1 });
  const { rule, message, hint, place, page } = over.findings.find(({ level }) => level === 'warning')!;
  expect({ rule, message, hint, place, page }).toEqual({
    rule: 'page-budget',
    message: expect.stringMatching(/^a is \d+ lines over 1 page$/u) as string,
    hint: expect.stringMatching(/^cut about \d+0 words, or write pages: 2 in order$/u) as string,
    place: { file: 'a/article.md', line: expect.any(Number) as number, column: 1 },
    page: 2,
  });
  const thin = await typeset(p(190, 4), setting, { planned: 2 });
  expect(said(thin)).toMatch(/^last-page: the last page of a is \d+ % full: \d+ lines$/mu);
  const short = await typeset(p(100, 4), setting, { planned: 2 });
  expect(said(short)).toMatch(/^page-budget: a fills 1 of 2 pages$/mu);
});

test('a line that stands 0.3 pt off the grid is found, one that stands 0.2 pt off is not', async () => {
  const moved = (pt: number): string => `.column > p:nth-of-type(2) { position: relative; top: ${pt}pt }`;
  expect(await rules(sound, { columns: 2, lines: 20 }, { css: moved(0.13) })).toEqual([]);
  const { findings, figures } = await typeset(sound, { columns: 2, lines: 20 }, { css: moved(0.4) });
  const finding = findings.find(({ rule }) => rule === 'off-grid');
  expect(finding).toMatchObject({ level: 'error', place: { file: 'a/article.md' }, page: 2 });
  expect(finding!.message).toMatch(/^\d+ lines stand up to 0\.[345]\d pt off the baseline grid from “/u);
  expect(figures.linesOnGrid).toBeLessThan(figures.lines);
});

test('a single line of a paragraph at the head or foot of a column is found', async () => {
  const long = p(200, 4);
  const tail = "[...document.querySelectorAll('[data-continued]')].at(-1).textContent = 'nede ved elva.'";
  expect(await rules(long, { columns: 2, lines: 20 }, { spoil: tail })).toContain('widow');
  const head = "document.querySelector('[data-goes-on]').textContent = 'nede ved elva og'";
  expect(await rules(long, { columns: 2, lines: 20 }, { spoil: head })).toContain('orphan');
});

test('a head with one line below it in its column is found, with two it is not', async () => {
  const body = p(30, 2) + h2('Stille vann') + p(180, 4);
  const setting = { columns: 2, lines: 20 } as const;
  const leave = (lines: number): string =>
    `document.querySelector('h2 + p').innerHTML = ${JSON.stringify(Array.from({ length: lines }, () => 'vann og is').join('<br>'))}`;
  expect(await rules(body, setting, { spoil: leave(1) })).toContain('head-at-foot');
  expect(await rules(body, setting, { spoil: leave(2) })).not.toContain('head-at-foot');
});

test('three lines in a row with a hyphen are found, soft or the word’s own, and a hyphen over a page', async () => {
  const rows = (count: number): string =>
    `document.querySelector('p').innerHTML = '${'vann-<br>'.repeat(count)}is og vann'`;
  expect(await rules(p(12), {}, { spoil: rows(3) })).toEqual(['hyphens-in-a-row']);
  expect(await rules(p(12), {}, { spoil: rows(2) })).toEqual([]);
  const turned = "document.querySelector('[data-goes-on]').innerHTML = 'vann og<br>vann og is-'";
  expect(await rules(p(250), { columns: 1, lines: 20 }, { spoil: turned })).toContain('hyphen-over-page');
});

test('columns of a last page that could be level and are not are a warning', async () => {
  const setting = { columns: 2, lines: 30 } as const;
  const spoil = `const [one, two] = document.querySelectorAll('.column');
    one.style.height = two.style.height = 'calc(30 * var(--line))';
    one.append(...two.childNodes)`;
  const body = p(40, 2) + p(40, 3) + p(40, 4);
  expect(await rules(body, setting)).toEqual([]);
  const report = await typeset(body, setting, { spoil });
  expect(said(report)).toMatch(/^unlevel-columns: the columns of the last page of a end \d+ lines apart$/u);
  expect(report.findings[0]!.level).toBe('warning');
  expect(report.figures).toMatchObject({ lastPages: 1, lastPagesLevel: 0 });
});

const JUSTIFIED = '.article .column > p { text-align: justify }';

test('justified text has no wide gaps: lines where they cannot be helped are set flush left', async () => {
  const long = 'menneskerettighetsorganisasjonenes';
  const body = p(250, 3) + `<p ${at(7)}>Se på ${`${long} og ${long} i `.repeat(6)}år.</p>` + p(250, 4);
  const setting = { columns: 1, width: 8, lines: 50 } as const;
  const { figures, findings } = await typeset(body, setting, { css: JUSTIFIED });
  expect(findings.filter(({ rule }) => rule === 'word-gap')).toEqual([]);
  expect(figures.justifiedLines).toBeGreaterThan(30);
  expect(figures.widestGap).toBeGreaterThan(1.5);
  expect(figures.widestGap).toBeLessThanOrEqual(2.02);
  const forced = `for (const br of document.querySelectorAll('.column br')) br.remove();
    for (const p of document.querySelectorAll('.column p')) p.style.textAlign = 'justify'`;
  expect(await rules(body, setting, { css: JUSTIFIED, spoil: forced })).toContain('word-gap');
});

test('the last line of a part of a justified paragraph is stretched, since the paragraph goes on', async () => {
  const body = `<p ${at(1)}>${'is og vann og '.repeat(60)}.</p>`;
  const printed = await (await rig()).print(job(body, { columns: 2, lines: 12 }), { css: JUSTIFIED });
  const { articles } = await proofOf(printed);
  const [first, second] = articles[0]!.pages[0]!.columns;
  const right = (first!.xMm + first!.widthMm) * (72 / 25.4);
  expect(first!.blocks[0]!.lines.at(-1)!.rightPt).toBeCloseTo(right, 0);
  expect(second!.blocks[0]!.continued).toBe(true);
});

const FILE = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/hanken-grotesk/400Regular/HankenGrotesk_400Regular.ttf',
);
const SOURCE = `url('${pathToFileURL(FILE).href}')`;
const NAME = `<p ${at(1)}>${words(30)} <span class="name">Sør Øst</span></p>`;

/** A family of one weight that is never italic. */
const BARE = `@font-face { font-family: Bare; src: ${SOURCE}; font-weight: 400; ascent-override: 50%; descent-override: 50%; line-gap-override: 0% }
  .article .name { font-family: Bare; font-variant-caps: normal; `;

test('small capitals, an italic and a bold that the browser makes up are found', async () => {
  for (const [css, what] of [
    [
      'font-synthesis: small-caps; font-variant-caps: all-small-caps',
      'small capitals that HankenGrotesk-Regular does not have',
    ],
    ['font-synthesis: style; font-style: italic', 'italic that HankenGrotesk-Regular does not have'],
    ['font-synthesis: weight; font-weight: 900', 'outlines'],
  ] as const) {
    const report = await typeset(NAME, {}, { css: `${BARE} ${css} }` });
    expect(said(report)).toBe(`faked-type: “Sør Øst” is set in ${what}`);
    expect(report.figures.fakedType).toBe(1);
  }
});

test('in our styles nothing is made up: a face without small capitals, italic or bold goes without', async () => {
  const css = `${BARE} font-variant-caps: all-small-caps; font-style: italic; font-weight: 900 }`;
  expect(await rules(NAME, {}, { css })).toEqual([]);
});

test('an initial off its line and a quotation mark inside the edge are found', async () => {
  const css =
    '.column > p.first::first-letter { font-size: 60pt; initial-letter: normal; float: left; line-height: 1 }';
  expect(await rules(sound, { columns: 3, lines: 20 }, { css })).toContain('initial');
  const spoil = "document.querySelector('aside.quote blockquote p').style.textIndent = '0'";
  expect(await rules(sound, { columns: 3, lines: 20 }, { spoil })).toContain('hanging-quote');
});

test('a paragraph’s last line is neither a scrap of a word nor shorter than an indent', async () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const body = Array.from({ length: 12 }, (_, at) => p(20 + at, seed * 100 + at)).join('');
    expect(await rules(body, { columns: 3, lines: 30 }), `seed ${seed}`).not.toContain('runt');
  }
  const spoil = "document.querySelector('p').innerHTML = 'vann og is og vann<br>i'";
  expect(await rules(p(12), {}, { spoil })).toEqual(['runt']);
});
