/** The themes that ship: each is whole, and makes the page that its drawings measure. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { readStyles, readTheme, themes } from '../../scripts/io/styles.ts';
import { CHOICES, inksOf, ownTokens, tokenChoice, tokenLadder } from '../../scripts/model/theme.ts';
import { mmToPx, pxToMm } from '../../scripts/model/geometry.ts';
import { pageCss, sheet, SHEET_ZOOM, sheetCss } from '../../scripts/pages/stylesheet.ts';
import { faces } from '../../styles/faces.ts';

const trim = { widthMm: 210, heightMm: 275 };
const bleed = { topMm: 3, bottomMm: 3, insideMm: 3, outsideMm: 3 };
const CACHE = '.cache';

const PLACES =
  'cover contents spread beside text editorial portrait interview column essay news ad back'.split(' ');
/** Custom properties by which layouts place things: a token of that name would move them all. */
const PLACING = [
  'c',
  'c-left',
  'w',
  'l',
  'h',
  'lead',
  'lines',
  'gap',
  'span',
  'place',
  'at',
  'rise',
  'size',
  'leading',
];

test('two themes ship', () => expect(themes).toEqual(['hav', 'fjell']));

describe.each(themes)('%s', (name) => {
  test('says all that layouts ask of a theme', async () => {
    const theme = await readTheme(name);
    for (const place of PLACES) expect(tokenLadder(theme, place).sizes.length).toBeGreaterThan(1);
    for (const choice of Object.keys(CHOICES)) tokenChoice(theme, choice as keyof typeof CHOICES);
    expect(Object.keys(theme.tokens).filter((token) => PLACING.includes(token))).toEqual([]);
  });

  test('gives every colour a build for the press, and no style a colour of its own', async () => {
    const { tokens } = await readTheme(name);
    const colours = Object.entries(tokens).filter(([, value]) => value.startsWith('#'));
    expect(inksOf(await readTheme(name)).map(({ name: ink }) => ink)).toEqual(
      colours.map(([colour]) => colour),
    );
    const rules = readFileSync(`styles/themes/${name}.css`, 'utf8').split('@layer text')[1] ?? '';
    expect(rules.match(/#[0-9a-f]{3,6}\b/gu) ?? []).toEqual([]);
  });

  test('has faces that are there, static TrueType or cut to it', async () => {
    for (const { file, pin } of faces[name]!) {
      const bytes = readFileSync(createRequire(import.meta.url).resolve(file));
      // 00 01 00 00 is TrueType; "OTTO" would be CFF, which becomes Type 3 in the PDF.
      expect(pin !== undefined || bytes.readUInt32BE(0) === 0x1_0000, file).toBe(true);
      expect(pin !== undefined || !bytes.subarray(0, 400).includes('fvar'), file).toBe(true);
    }
  });

  test('sets no token by a name that styles do not use', async () => {
    const { tokens } = await readTheme(name);
    const { css } = await readStyles(await readTheme(name), CACHE);
    const code = ['scripts/model/theme.ts', 'scripts/pages/stylesheet.ts', 'scripts/pages/compose/compose.ts']
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const unused = Object.keys(tokens).filter(
      (token) =>
        !css.includes(`var(--${token}`) &&
        !/^title-(?!.*(?:weight|tracking))|-cmyk$|^(?:display-width|column-letters|cap-line|foot)$/u.test(
          token,
        ) &&
        !(token in CHOICES) &&
        !code.includes(`'${token}'`) &&
        !code.includes(`--${token}'`),
    );
    expect(unused).toEqual([]);
  });
});

test('hav: 51 lines of 13 points, twelve columns of 11 mm, running heads at the head', async () => {
  const page = sheet(await readTheme('hav'), trim, bleed);
  expect(page).toMatchObject({ lines: 51, innerMm: 18, outerMm: 16, gutterMm: 4, runningHeads: 'head' });
  expect(page.columnMm).toBeCloseTo(11, 6);
  const last = page.frameTopMm + (page.lines - 0.5) * page.lineMm;
  expect(last).toBeCloseTo(251.5, 1);
  expect(pageCss(page)).toMatch(/:left \{[^}]*@top-left \{ content: string\(title\)/u);
});

test('fjell: 56 lines of 12 points, twelve columns of 10.5 mm, running heads beside the folio', async () => {
  const page = sheet(await readTheme('fjell'), trim, bleed);
  expect(page).toMatchObject({ lines: 56, innerMm: 16, outerMm: 13, gutterMm: 5, runningHeads: 'foot' });
  expect(page.columnMm).toBeCloseTo(10.5, 6);
  // The cap line that the theme gives, to half a pixel of the sheet: the first baseline is a whole number of them.
  const firstBaselineMm = page.frameTopMm + page.lineMm / 2;
  expect(Math.abs(firstBaselineMm - (17 + 2.158))).toBeLessThan(pxToMm(0.6 / SHEET_ZOOM));
  expect((mmToPx(firstBaselineMm + page.bleedMm) * SHEET_ZOOM) % 1).toBeCloseTo(0.1, 6);
  const last = page.frameTopMm + (page.lines - 0.5) * page.lineMm;
  expect(last).toBeCloseTo(252, 1);
  expect(pageCss(page)).not.toContain('@top');
  expect(pageCss(page)).toMatch(/:right \{[^}]*@bottom-center \{ content: string\(title\)/u);
  expect(sheetCss(page)).toContain('--page-lines: 56;');
});

test("an issue's own tokens come after the theme's, and make another page", async () => {
  const { tokens } = await readTheme('fjell');
  const { value } = ownTokens(':root { --outer: 15mm; --vermilion: #0055aa; }', 'theme.css', tokens);
  const theme = await readTheme('fjell', value);
  expect(sheet(theme, trim, bleed).outerMm).toBe(15);
  const { css } = await readStyles(theme, CACHE);
  expect(css.lastIndexOf('--vermilion: #0055aa')).toBeGreaterThan(css.lastIndexOf('--vermilion: #e5391a'));
});
