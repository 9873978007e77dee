import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { facing, preflightHtml, type Sheets } from '../../scripts/report/preflight-html.ts';
import { finding, reportWith, theme } from './issue.ts';

const css = readFileSync('styles/preflight.css', 'utf8');
const NONE: Sheets = { pages: [], ink: [] };
const written = (...given: Parameters<typeof reportWith>): string =>
  preflightHtml(reportWith(...given), NONE, { css, faces: '', theme });

/** Without what the browser does not show. */
const shown = (page: string): string =>
  page
    .replace(/<style>[^]*?<\/style>/gu, '')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll(/\s+/gu, ' ');

describe('preflight.html', () => {
  test('says what the file was checked against, and what came of it', () => {
    const page = shown(written([finding('note')]));
    expect(page).toContain('Klar for trykk');
    expect(page).toContain('Kontrollert mot PDF/X-4 og trykkeriets profil «Arkoffset, bestrøket papir».');
    expect(page).toContain('boat.jpg trykkes med 132 ppi');
    expect(shown(written([finding('error')]))).toContain('Ikke klar for trykk');
    expect(shown(written([], { language: 'en' }))).toContain('Checked against PDF/X-4');
    for (const language of ['nb', 'nn', 'en'] as const)
      expect(written([finding('error')], { language })).not.toMatch(/certif|sertifi/iu);
  });

  test('says with warnings how many there are to read, and no longer that all is ready', () => {
    const two = [finding('warning'), finding('warning'), finding('note')];
    const said = (language: 'nb' | 'nn' | 'en'): string => shown(written(two, { language }));
    expect(said('nb')).toContain('Kan trykkes – se 2 advarsler');
    expect(said('nb')).not.toContain('Klar for trykk');
    expect(said('nn')).toContain('Kan trykkjast – sjå 2 åtvaringar');
    expect(said('en')).toContain('Can be printed – see 2 warnings');
    expect(shown(written([finding('warning')]))).toContain('Kan trykkes – se 1 advarsel ');
    expect(shown(written([...two, finding('error')]))).not.toContain('Kan trykkes');
  });

  test('goes through the findings of a level by page, then by file; what is of no page comes first', () => {
    const at = (page: number | undefined, file: string): ReturnType<typeof finding> =>
      finding('warning', { page, place: { file, line: 1, column: 1 } });
    const page = shown(
      written([at(10, 'a.md'), at(2, 'z.md'), at(2, 'b.md'), at(9, 'c.md'), at(undefined, 'y.md')]),
    );
    expect([...page.matchAll(/trykt størrelse ([a-z])\.md/gu)].map(([, name]) => name)).toEqual([
      'y',
      'b',
      'z',
      'c',
      'a',
    ]);
  });

  test('shows what a rule of the press file was held against', () => {
    const page = shown(written([]));
    expect(page).toContain('Samlet fargemengde høyst 300 % over 15 × 15 mm i orden');
    expect(page).toContain('Liten tekst i én farge minst 8 pt i orden');
  });

  test('keeps the magazine’s own rules folded, below all that is for the print shop', () => {
    const page = written([finding('warning', { rule: 'widow' })]);
    const [before = '', own = ''] = page.split('<details');
    expect(own).toMatch(/^\s*>/u);
    expect(shown(own)).toContain('1 advarsel');
    expect(own).toContain('Ingen horunger');
    expect(own).not.toContain('Alle skrifter innebygd');
    expect(before).toContain('Alle skrifter innebygd');
    expect(before).toContain('id="pictures"');
    expect(shown(before)).not.toContain('Ingen enslige førstelinjer');
    const { press, ...rest } = reportWith([]);
    expect(press).toBeDefined();
    expect(preflightHtml(rest, NONE, { css, faces: '', theme })).toMatch(/<details\s+open/u);
  });

  test('speaks the language of the issue', () => {
    expect(written([], { language: 'nn' })).toContain('<html lang="nn">');
    expect(shown(written([finding('error')], { language: 'nn' }))).toContain('Ikkje klar for trykk');
    expect(shown(written([finding('error')], { language: 'en' }))).toContain('Not ready for press');
  });

  test('quotes no markup', () => {
    const evil = '<script>alert(1)</script><img src=x onerror="y">';
    const page = written([finding('error', { message: evil, hint: evil, rule: '"><b>' })], { title: evil });
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<img src=x');
    expect(page).not.toContain('"><b>');
    expect(page).toContain('&lt;script&gt;');
  });

  test('asks nobody for anything, and runs nothing', () => {
    const page = written([finding('error')]);
    expect(page).not.toMatch(/https?:\/\//u);
    expect(page).not.toMatch(/<(?:script|link|iframe|object)\b|\son\w+=|@import|url\((?!data:)/u);
    expect(page).toContain(`default-src 'none'`);
  });

  test('draws a finding where it is, and links to its page', () => {
    const page = written([finding('warning')]);
    expect(page).toMatch(/<rect\s+class="box warning"\s+x="11"\s+y="21"\s+width="98"\s+height="48"/u);
    expect(page).toContain('href="#page-2"');
    expect(page).toContain('id="page-2"');
  });

  test('cuts a box to its page, where a picture lies across two', () => {
    const across = finding('warning', { box: { xMm: -100, yMm: -3, widthMm: 500, heightMm: 281 } });
    expect(written([across])).toMatch(/class="box warning"\s+x="-2"\s+y="-2"\s+width="214"\s+height="279"/u);
  });

  test('says of every rule what it came to', () => {
    const page = shown(written([finding('warning'), finding('warning')]));
    expect(page).toMatch(
      /Bildeoppløsning i trykt størrelse under 150 ppi feil, under 225 advarsel; strekbilder under 550 og 800 2 advarsler/u,
    );
    expect(page).toMatch(/Alle skrifter innebygd i orden/u);
    const { printer } = reportWith([]).issue;
    const off = written([], { printer: { ...printer, rules: { 'black-text': 'off' } } });
    expect(shown(off)).toMatch(/Svart tekst i bare svart svart er fra [^·]{1,50} slått av/u);
  });

  test('claims nothing of a press file that is not there', () => {
    const { press, ...rest } = reportWith([finding('warning')]);
    expect(press).toBeDefined();
    const page = shown(preflightHtml(rest, NONE, { css, faces: '', theme }));
    expect(page).toContain('Ingen trykkfil');
    expect(page).not.toContain('Klar for trykk');
    expect(page).not.toContain('Alle skrifter innebygd');
  });
});

test('pages face each other as in the magazine', () => {
  const sides = ['right', 'left', 'right', 'left', 'left', 'right'] as const;
  const pages = sides.map((side, at) => ({ side, number: at + 1 }));
  expect(facing(pages).map((spread) => spread.map(({ number }) => number))).toEqual([
    [1],
    [2, 3],
    [4],
    [5, 6],
  ]);
});
