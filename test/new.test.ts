import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readIssues } from '../scripts/io/files.ts';
import type { Finding } from '../scripts/model/finding.ts';
import { parseMagazine } from '../scripts/model/magazine.ts';
import {
  addToOrder,
  checkSlug,
  MAGAZINE_YAML,
  newArticle,
  newIssue,
  numberFor,
  printerFor,
} from '../scripts/new.ts';
import { picturesIn, withoutForeignLinks } from '../scripts/io/samples.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'dmag-new-'));
const text = (...path: string[]): string => readFileSync(join(...path), 'utf8');

/** Layouts with a sample each, and issues with a printer. */
function place(): { issues: string; layouts: string } {
  const [issues, layouts] = [folder(), folder()];
  mkdirSync(join(issues, 'printers'));
  writeFileSync(join(issues, 'printers/arkoffset.yaml'), 'name: Arkoffset\n');
  for (const name of ['feature', 'back', 'parts']) mkdirSync(join(layouts, name));
  writeFileSync(
    join(layouts, 'feature/sample.md'),
    '---\nlayout: feature\ntitle: Vann\n---\nSe [oteren](../oteren/).\n\n![Vann](vann.jpg "Vann. Foto: Redaksjonen")\n',
  );
  writeFileSync(join(layouts, 'back/sample.md'), '---\nlayout: back\ntitle: Slutt\n---\n');
  return { issues, layouts };
}

const better = (slug: string) => checkSlug(slug)?.hint;

describe('names', () => {
  test('lower-case letters, digits and single hyphens are a name', () => {
    expect(['2026-1', 'elva', 'a-b-2'].map(checkSlug)).toEqual([undefined, undefined, undefined]);
  });

  test('anything else is refused with a name that would do', () => {
    expect(better('Ålesund på sjøen')).toBe('call it alesund-pa-sjoen');
    expect(better('../elva')).toBe('call it elva');
    expect(better('elva--nord_')).toBe('call it elva-nord');
    expect(better('…')).toBe('call it something like 2026-2 or elva');
  });

  test('an issue gets its number from its name, else the first free one', () => {
    expect(numberFor('2026-2', [], 2026)).toBe('2/2026');
    expect(numberFor('2026-02', ['2/2026', '1/2026'], 2026)).toBe('3/2026');
    expect(numberFor('sommer', ['1/2026'], 2026)).toBe('2/2026');
  });
});

describe('the printer of a new issue', () => {
  const there = ['digital-short-run', 'heatset-web', 'sheetfed-coated'];
  test('is that of the latest issue, else the one whose profile is there', () => {
    const old = 'date: 2025-01-01\nprinter: digital-short-run # da\n';
    const late = 'printer: "heatset-web"\ndate: 2026-03-02\n';
    expect(printerFor([old, late], there)).toBe('heatset-web');
    expect(printerFor([late, old], there)).toBe('heatset-web');
    expect(printerFor([old, 'date: 2027-01-01\nprinter: gone\n'], there)).toBe('digital-short-run');
    expect(printerFor([], there)).toBe('sheetfed-coated');
    expect(printerFor([''], ['a', 'b'])).toBe('a');
  });
});

describe('the running order', () => {
  const layouts = new Map([
    ['kolofon', 'colophon'],
    ['bakside', 'back'],
  ]);

  test('an article goes before the closing pages, and every other byte stays', () => {
    const before = `title:   "Nytt"   # arbeidstittel
order:
  - omslag # forsiden

  # De siste:
  - { article: kolofon, pages: 1 }
  - bakside

price: 120
`;
    expect(addToOrder(before, 'elva', layouts)).toBe(
      before.replace('  - { article', '  - elva\n  - { article'),
    );
  });

  test('without closing pages it goes last', () => {
    expect(addToOrder('order:\n- a\n- b # sist\nprice: 1\n', 'elva', layouts)).toBe(
      'order:\n- a\n- b # sist\n- elva\nprice: 1\n',
    );
    expect(addToOrder('order:\n  - a', 'elva', layouts)).toBe('order:\n  - a\n  - elva\n');
    expect(addToOrder('order:\n  - article: a\n    pages: 2\n\nprice: 1\n', 'elva', layouts)).toBe(
      'order:\n  - article: a\n    pages: 2\n  - elva\n\nprice: 1\n',
    );
  });

  test('an order on one line stays on one line', () => {
    expect(addToOrder('order: [a, bakside]\n', 'elva', layouts)).toBe('order: [a, elva, bakside]\n');
    expect(addToOrder('order: [a]\n', 'elva', layouts)).toBe('order: [a, elva]\n');
  });

  test('an empty or missing order is begun', () => {
    for (const source of ['title: x\n', 'title: x\norder: []\n', 'title: x\norder:\n']) {
      expect(parse(addToOrder(source, 'elva', layouts))).toEqual({ title: 'x', order: ['elva'] });
    }
  });

  test('an article that the order names already is not added twice', () => {
    expect(addToOrder('order:\n  - elva\n', 'elva', layouts)).toBe('order:\n  - elva\n');
  });

  test('Windows line ends stay', () => {
    expect(addToOrder('order:\r\n  - a\r\n', 'elva', layouts)).toBe('order:\r\n  - a\r\n  - elva\r\n');
  });
});

test('links to articles that are not in the issue become plain words', () => {
  expect(
    withoutForeignLinks('Se [elva](../elva/) og [oteren på side](../oteren/article.md#a).', ['elva']),
  ).toBe('Se [elva](../elva/) og oteren på side.');
});

test('the pictures that a sample names are found in text and front matter', () => {
  expect(
    picturesIn(
      '---\nimage:\n  src: a.jpg\n---\n![x](b.png "B"){.full} ![y](https://x.no/c.png) ![z](../d.jpg)',
    ),
  ).toEqual(['b.png', 'a.jpg']);
});

test('the new magazine.yaml is a valid one', () => {
  expect(parseMagazine(MAGAZINE_YAML, 'magazine.yaml')).toMatchObject({
    value: { slug: 'magasin' },
    findings: [],
  });
});

describe('a new issue', () => {
  test('has its articles, a running order of them, and the printer that is there', async () => {
    const { issues, layouts } = place();
    const { created, findings } = await newIssue('2026-2', issues, layouts);
    expect(findings).toEqual([]);
    expect(created.every((file) => existsSync(file))).toBe(true);
    expect(parse(text(issues, '2026-2/issue.yaml'))).toMatchObject({
      number: '2/2026',
      printer: 'arkoffset',
      order: ['omslag', 'innhold', 'leder', 'reportasje', 'spalte', 'kolofon', 'bakside'],
    });
    expect(text(issues, '2026-2/bakside/article.md')).toContain('title: Slutt');
    expect(text(issues, '2026-2/leder/article.md')).toContain('layout: editorial');
    expect(existsSync(join(issues, 'magazine.yaml'))).toBe(true);
  });

  test('does not take the place of one that is there', async () => {
    const { issues, layouts } = place();
    mkdirSync(join(issues, '2026-2'));
    const { findings } = await newIssue('2026-2', issues, layouts);
    expect(findings[0]?.message).toBe(`${join(issues, '2026-2')} is there already`);
  });
});

test('a new issue of a new magazine can be stitched and printed as it is: nothing is amiss with it', async () => {
  const root = folder();
  await newIssue('2026-2', join(root, 'issues'));
  const words = ['scripts/setup.mjs', 'preflight', '2026-2', '--issues', join(root, 'issues'), '--json'];
  const said = await new Promise<string>((done) => {
    execFile(process.execPath, words, { maxBuffer: 64e6 }, (_, stdout) => done(stdout));
  });
  const { status, findings } = JSON.parse(said) as { status: number; findings: Finding[] };
  expect(findings.filter(({ level }) => level !== 'note').map(({ message }) => message)).toEqual([]);
  expect(status).toBe(0);
}, 60_000);

test('a new issue with an article added has no finding', async () => {
  const [issues, nowhere] = [folder(), folder()];
  const needs = {
    cover: 'none',
    contents: 'none',
    editorial: 'required',
    feature: 'required',
    column: 'required',
    colophon: 'optional',
    back: 'optional',
  } as const;
  for (const layout of Object.keys(needs)) mkdirSync(join(nowhere, layout));
  // Only that there is such a layout; it brings no sample.
  writeFileSync(join(nowhere, 'feature/feature.11ty.ts'), '');
  await newIssue('sommer', issues, nowhere);
  await newArticle('sommer', 'elva', 'feature', issues, nowhere);
  const layouts = new Map(Object.entries(needs).map(([name, body]) => [name, { body }]));
  const read = await readIssues(issues, layouts);
  expect(read.findings).toEqual([]);
  expect(read.issues[0]?.articles.map(({ slug }) => slug)).toEqual([
    'omslag',
    'innhold',
    'leder',
    'reportasje',
    'spalte',
    'elva',
    'kolofon',
    'bakside',
  ]);
});

describe('a new article', () => {
  test('is its layout’s sample with its pictures, and stands in the running order', async () => {
    const { issues, layouts } = place();
    await newIssue('2026-2', issues, layouts);
    const { findings } = await newArticle('2026-2', 'elva', 'feature', issues, layouts);
    expect(findings).toEqual([]);
    expect(text(issues, '2026-2/elva/article.md')).toContain('Se oteren.');
    expect(existsSync(join(issues, '2026-2/elva/vann.jpg'))).toBe(true);
    expect(text(issues, '2026-2/issue.yaml')).toContain('  - spalte\n  - elva\n  - kolofon\n');
  });

  test('needs a layout and an issue that exist; the nearest is named', async () => {
    const { issues, layouts } = place();
    await newIssue('2026-2', issues, layouts);
    const hint = async (issue: string, layout: string) =>
      (await newArticle(issue, 'elva', layout, issues, layouts)).findings.map((finding) => [
        finding.message,
        finding.hint,
      ])[0];
    expect(await hint('2026-2', 'featur')).toEqual(['there is no layout featur', 'use --layout feature']);
    expect(await hint('2026-2', 'parts')).toEqual(['there is no layout parts', 'use one of: back, feature']);
    expect(await hint('2026-3', 'feature')).toEqual([
      `there is no issue 2026-3 in ${issues}`,
      'write 2026-2, or make it: npm run new -- issue 2026-3',
    ]);
    expect(existsSync(join(issues, '2026-2/elva'))).toBe(false);
  });

  test('does not take the place of one that is there', async () => {
    const { issues, layouts } = place();
    await newIssue('2026-2', issues, layouts);
    const before = text(issues, '2026-2/issue.yaml');
    const { findings } = await newArticle('2026-2', 'leder', 'feature', issues, layouts);
    expect(findings[0]?.message).toContain('is there already');
    expect(text(issues, '2026-2/issue.yaml')).toBe(before);
  });
});
