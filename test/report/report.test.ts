import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { RULES } from '../../scripts/model/rules.ts';
import { inBokmaal, inFindingWords } from '../../scripts/report/finding-words.ts';
import { leftInEnglish } from './told-in-bokmaal.ts';
import { inkColours } from '../../scripts/report/ink-colours.ts';
import { fileSize, longDate, numeral } from '../../scripts/report/numbers.ts';
import { picturesInWords, pictureTable } from '../../scripts/report/picture-table.ts';
import { preflightJson } from '../../scripts/report/preflight-json.ts';
import { bleeds, faces, inks, profileName, standard, trims } from '../../scripts/report/press-facts.ts';
import { verdict } from '../../scripts/report/report.ts';
import { pageRules, pressRules, ruleName } from '../../scripts/report/rules.ts';
import { sha256, sha256Sums } from '../../scripts/report/sums.ts';
import { PRESS_FAULTS } from '../preflight/press-faults.ts';
import { faults } from '../preflight/press-fixture.ts';
import { facts, finding, reportWith } from './issue.ts';

describe('the verdict', () => {
  test('one error fails, warnings and notes do not', () => {
    expect(verdict([])).toBe('pass');
    expect(verdict([finding('warning'), finding('note')])).toBe('pass');
    expect(verdict([finding('warning'), finding('error')])).toBe('fail');
  });
});

describe('preflight.json', () => {
  test('has the contract’s form, and says null for what is not known', () => {
    const bare = { rule: 'annotations', level: 'note', message: 'm' } as const;
    const parsed: unknown = JSON.parse(preflightJson(reportWith([bare, finding('error')])));
    expect(parsed).toEqual({
      issue: '2026-9',
      printer: 'sheetfed-coated',
      pages: 2,
      verdict: 'fail',
      findings: [
        {
          rule: 'image-resolution',
          level: 'error',
          message: 'boat.jpg prints at 132 ppi; the press needs at least 150',
          hint: 'print it at most 92 mm wide, or supply a file at least 1240 px wide',
          file: 'issues/2026-9/elva/article.md',
          line: 12,
          page: 2,
          box: { xMm: 10, yMm: 20, widthMm: 100, heightMm: 50 },
        },
        { ...bare, hint: null, file: null, line: null, page: null, box: null },
      ],
    });
  });

  test('does not depend on the order in which findings were made', () => {
    const [one, other] = [finding('error'), finding('note', { page: 9 })];
    expect(preflightJson(reportWith([one, other]))).toBe(preflightJson(reportWith([other, one])));
  });
});

describe('SHA256SUMS', () => {
  test('is sorted, and what sha256sum itself would write', () => {
    const files = { 'b.txt': 'to', 'a.pdf': Uint8Array.of(1, 2, 3) };
    const sums = sha256Sums(files);
    expect(sums).toBe(`${sha256(files['a.pdf'])}  a.pdf\n${sha256('to')}  b.txt\n`);
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test.skipIf(process.platform !== 'linux')('is accepted by sha256sum -c, and a changed file is not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dmag-sums-'));
    try {
      writeFileSync(join(folder, 'æ.txt'), 'innhold');
      writeFileSync(join(folder, 'SHA256SUMS'), sha256Sums({ 'æ.txt': 'innhold' }));
      const check = (): string =>
        execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, stdio: 'pipe' }).toString();
      expect(check()).toContain('OK');
      writeFileSync(join(folder, 'æ.txt'), 'endret');
      expect(check).toThrow();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the rules that ran', () => {
  const sourcesIn = (folder: string): string =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'index.ts')
      .map(({ name }) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
  const quoted = (source: string): Set<string> =>
    new Set([...source.matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)*)'/gu)].map(([, name = '']) => name));
  const named = (source: string): string[] =>
    [...source.matchAll(/rule: '([a-z0-9-]+)'/gu)].map(([, name = '']) => name);

  test('are those of the press file’s checks, no more and no fewer: a new one wants a line in scripts/report/rules.ts', () => {
    const source = sourcesIn('scripts/preflight/checks/press');
    const known = quoted(source);
    expect(pressRules.filter((rule) => !known.has(rule))).toEqual([]);
    const written: string[] = [...named(source), ...RULES.filter((rule) => known.has(rule))];
    expect(written.filter((rule) => !pressRules.some((each) => each === rule))).toEqual([]);
  });

  test('are those of the pages’ checks', () => {
    const checks = `${sourcesIn('scripts/preflight/checks')}\n${sourcesIn('scripts/preflight/checks/magazine')}\n${sourcesIn('scripts/preflight/checks/ads')}`;
    const source = `${checks}\n${readFileSync('scripts/edition/edition.ts', 'utf8')}`;
    const known = quoted(source);
    expect(pageRules.filter((rule) => !known.has(rule))).toEqual([]);
    expect(named(checks).filter((rule) => !pageRules.includes(rule))).toEqual([]);
  });

  test('have names in every language', () => {
    for (const rule of [...pressRules, ...pageRules, ...RULES])
      for (const language of ['nb', 'nn', 'en'] as const) expect(ruleName(rule, language)).not.toBe(rule);
    expect(ruleName('something-else', 'nb')).toBe('something-else');
  });
});

describe('what findings say', () => {
  test('is told in Bokmål, gaps filled', () => {
    expect(inFindingWords(finding('error'), 'nb')).toEqual({
      message: 'boat.jpg trykkes med 132 ppi; pressen trenger minst 150',
      hint: 'trykk det høyst 92 mm bredt, eller lever en fil som er minst 1240 px bred',
      spoken: 'nb',
    });
    expect(inBokmaal('page 3 is blank, since elva starts on a left page')).toBe(
      'side 3 er blank, siden elva begynner på en venstreside',
    );
  });

  test('tells of columns that end apart, whether they could be level or not', () => {
    expect(inBokmaal('the columns of the last page of elva end 3 lines apart')).toBe(
      'spaltene på siste side i elva slutter med 3 linjers forskjell',
    );
    expect(
      inBokmaal(
        'the columns of the last page of elva end 3 lines apart, as near as whole paragraphs and heads allow',
      ),
    ).toBe(
      'spaltene på siste side i elva slutter med 3 linjers forskjell, så jevnt som hele avsnitt og titler tillater',
    );
    expect(inBokmaal('lengthen or shorten a paragraph on that page by a line or two')).toBeDefined();
  });

  test('puts an edge into the place of an edge', () => {
    expect(inBokmaal('“Elva” stands 2 mm from the left of page 4; the printer asks for 5 mm')).toBe(
      '«Elva» står 2 mm fra venstre kant på side 4; trykkeriet ber om 5 mm',
    );
    expect(inBokmaal('page 3 takes 320 % of ink over 15 mm; the printer allows 300 %')).toBe(
      'side 3 har 320 % farge over 15 mm; trykkeriet tillater 300 %',
    );
  });

  test('has decimals and quotation marks of its own', () => {
    expect(inBokmaal('“Å” on page 3 is white at 6.5 pt; the press keeps it legible from 8 pt')).toBe(
      '«Å» på side 3 er hvit på 6,5 pt; må være minst 8 pt for å bli lesbar i trykk',
    );
    expect(
      inBokmaal('“Å” on page 3 is built of 95/55/45/50 at 6.5 pt; the press keeps it legible from 8 pt'),
    ).toBe('«Å» på side 3 er bygd opp av 95/55/45/50 på 6,5 pt; må være minst 8 pt for å bli lesbar i trykk');
    expect(inBokmaal('page 3 is 210.0 × 278.2 mm, most pages are 210.0 × 275.0')).toBe(
      'side 3 er 210,0 × 278,2 mm, de fleste sidene er 210,0 × 275,0',
    );
    expect(inBokmaal('the press file is PDF 1.4; PDF/X-4 is 1.6')).toBe(
      'trykkfila er PDF 1.4; PDF/X-4 er 1.6',
    );
  });

  test('says whom a colophon leaves out, and what type stands on which pictures', () => {
    expect(
      inBokmaal('the colophon does not name the editor answerable by law (Kari Ås), nor the print shop'),
    ).toBe('kolofonen oppgir ikke ansvarlig redaktør (Kari Ås) og trykkeriet');
    expect(
      inBokmaal(
        'the standfirst “Vann” on a.jpg and b.jpg has a contrast of 3.9:1; type on a picture needs at least 4.5:1',
      ),
    ).toBe('ingressen «Vann» på a.jpg og b.jpg har en kontrast på 3,9:1; tekst på bilde trenger minst 4,5:1');
    expect(
      inBokmaal('Ж (U+0416) and 3 more are in none of the faces; what prints depends on the machine'),
    ).toBe('Ж (U+0416) og 3 til finnes ikke i noen av skriftene; hva som trykkes, avhenger av maskinen');
    expect(inBokmaal('elva is 1 line over 4 pages')).toBe('elva er 1 linje over 4 sider');
    expect(inBokmaal('elva is 14 lines over 1 page')).toBe('elva er 14 linjer over 1 side');
  });

  test('is told for every fault that the checks of the press file have been seen to find', async () => {
    const untold: string[] = [];
    for (const { fault } of PRESS_FAULTS) {
      // oxlint-disable-next-line no-await-in-loop -- one file after the other
      const { all } = await faults(fault.change ?? (() => undefined), fault);
      untold.push(...leftInEnglish(all));
    }
    expect([...new Set(untold)], 'write them into scripts/report/finding-words.ts').toEqual([]);
  }, 60_000);

  test('stays English where a half of it would be, and in English reports', () => {
    const odd = finding('error', { hint: 'do what nobody has translated' });
    expect(inFindingWords(odd, 'nb')).toMatchObject({ message: odd.message, spoken: 'en' });
    expect(inFindingWords(finding('error'), 'en')).toMatchObject({ spoken: 'en' });
    expect(inBokmaal('nobody has written this')).toBeUndefined();
  });
});

describe('facts of the press file', () => {
  test('are what its boxes, fonts and metadata say', () => {
    expect(trims(facts, 'nb')).toEqual(['210\u00A0×\u00A0275\u00A0mm']);
    expect(bleeds(facts, ['right', 'left'], 'nb')).toEqual(['3\u00A0mm, alle kanter']);
    expect(standard(facts)).toBe('PDF/X-4, PDF 1.6');
    expect(faces(facts)).toEqual([{ name: 'SourceSerif4-Regular', embedded: true }]);
    expect(inks(facts, 'en')).toEqual(['cyan', 'magenta', 'yellow', 'black']);
  });

  test('name a profile without the file that it was made from, and leave other brackets', () => {
    expect(profileName('FOGRA39L coated TAC300 (built from FOGRA39L.ti3)')).toBe('FOGRA39L coated TAC300');
    expect(profileName('Coated FOGRA39 (ISO 12647-2:2004)')).toBe('Coated FOGRA39 (ISO 12647-2:2004)');
    expect(profileName('PSO Coated v3')).toBe('PSO Coated v3');
  });

  test('say where the bleed is none, on either side of the spine', () => {
    const [page] = facts.pages;
    const [left, foot, right, head] = page!.bleed!;
    const bled = (box: readonly [number, number, number, number]) => ({ pages: [{ ...page!, bleed: box }] });
    const inner = page!.trim!;
    expect(bleeds(bled([inner[0], foot, right, head]), ['right'], 'nb')).toEqual([
      'hode 3\u00A0mm, fot 3\u00A0mm, ytterkant 3\u00A0mm, innerkant 0\u00A0mm',
    ]);
    expect(bleeds(bled([left, foot, inner[2], head]), ['left'], 'nb')).toEqual([
      'hode 3\u00A0mm, fot 3\u00A0mm, ytterkant 3\u00A0mm, innerkant 0\u00A0mm',
    ]);
  });

  test('a face that is missing once is missing', () => {
    const fonts = [...facts.fonts, { name: 'SourceSerif4-Regular', kind: 'TrueType', embedded: false }];
    expect(faces({ fonts })).toEqual([{ name: 'SourceSerif4-Regular', embedded: false }]);
  });
});

describe('the table of pictures', () => {
  test('has resolution and colour space from the press file, credit and alt from the article', () => {
    expect(pictureTable(reportWith([]))).toEqual([
      {
        page: 2,
        name: 'boat.jpg',
        widthMm: 100,
        heightMm: 50,
        ppi: 132,
        space: 'DeviceCMYK',
        credit: 'Ingen Ås',
        alt: 'En båt [rød] ved kai',
      },
    ]);
  });

  test('has neither where nothing is printed there', () => {
    const { press, ...rest } = reportWith([]);
    expect(press).toBeDefined();
    expect(pictureTable(rest)[0]).not.toHaveProperty('ppi');
  });

  test('takes an opening picture’s words from the front matter', () => {
    const words = picturesInWords({
      image: { src: 'a.jpg', alt: '', credit: 'Foto: Kari Ås' },
      body: "![B](<b c.jpg> 'Uten')\n![D](d%20e.jpg)",
    });
    expect(words.get('a.jpg')).toEqual({ alt: '', credit: 'Kari Ås' });
    expect(words.get('d e.jpg')).toEqual({ alt: 'D' });
  });
});

test('numbers are written as the language writes them', () => {
  expect(numeral(1234.5, 'nb', 2)).toBe('1234,5');
  expect(numeral(51_173, 'nb')).toBe('51\u00A0173');
  expect(numeral(51_173, 'en')).toBe('51,173');
  expect(numeral(-0.001, 'nb', 1)).toBe('0');
  expect(fileSize(51_173_850, 'nb')).toBe('51,2\u00A0MB');
  expect(longDate('2026-03-02', 'nb')).toBe('2.\u00A0mars\u00A02026');
  expect(longDate('2026-03-02', 'en')).toBe('2\u00A0March\u00A02026');
});

test('ink beyond the limit has a colour that no lesser amount has', () => {
  const colours = inkColours(300).map(String);
  expect(colours[0]).toBe('255,255,255');
  expect(colours.slice(0, 301)).not.toContain(colours[301]);
  expect(new Set(colours.slice(301)).size).toBe(1);
});
