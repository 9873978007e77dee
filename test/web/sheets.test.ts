/** Tokens, faces and sizes of the web edition, as its stylesheets say them. */
import { expect, test } from 'vitest';
import { webFaces } from '../../styles/faces.ts';
import { readTheme, readWebSheets } from '../../scripts/io/styles.ts';
import { makeWebFaces } from '../../scripts/io/web-faces.ts';
import { facesOnScreen, meanWidth } from '../../scripts/web/faces.ts';
import { archivePage } from '../../scripts/web/pages/archive.ts';
import { iconSvg } from '../../scripts/web/icon.ts';
import { contrastOf } from '../../scripts/web/colours.ts';
import {
  compact,
  issueCoverSheet,
  issueSheet,
  themeCoverSheet,
  themeSheet,
} from '../../scripts/web/stylesheet.ts';
import { webTokens } from '../../scripts/web/theme.ts';
import { issue, site } from './site.ts';
import { titleRules } from '../../scripts/web/titles.ts';

const plain = (value: string): string => value;

test('points become rem, and only tokens that styles use go along', () => {
  const tokens = { line: '13pt', body: '400 9.4pt / var(--line) serif', indent: '3.6mm', unused: '1pt' };
  const css = webTokens(tokens, 'p { font: var(--body); }', plain);
  expect(css).toContain('--line:1.75rem;');
  expect(css).toContain('--body:400 1.175rem / var(--line) serif;');
  expect(css).not.toContain('unused');
  expect(css).not.toContain('indent');
});

test('a face of a theme is followed by its stand-in, and by faces that are not there no more', () => {
  expect(facesOnScreen(webFaces['hav']!)("'Source Serif', 'Schibsted Grotesk'")).toBe(
    "'Source Serif', 'Source Serif stand-in', serif",
  );
  expect(facesOnScreen([])("'Anything', sans-serif")).toBe("'Anything', sans-serif");
});

test('mean width weighs letters by how often they come', () => {
  expect(meanWidth(() => 500)).toBeCloseTo(500);
  expect(meanWidth((letter) => (letter === 'e' ? 1000 : 500))).toBeGreaterThan(550);
});

test('the faces of a page are small, and their stand-ins as wide as they', async () => {
  for (const name of Object.keys(webFaces)) {
    const { css, files } = await makeWebFaces(name, '.cache');
    for (const face of webFaces[name]!) {
      expect(files.get(`fonts/${face.name}.woff2`)!.length, face.name).toBeLessThan(22_000);
      expect(files.has(`fonts/${face.name}-ext.woff2`)).toBe(true);
    }
    const adjusted = [...css.matchAll(/size-adjust:([\d.]+)%/gu)].map(([, size]) => Number(size));
    expect(adjusted.length).toBeGreaterThan(0);
    for (const size of adjusted) expect(size).toSatisfy((each: number) => each > 85 && each < 125);
  }
}, 60_000);

test('every token that the web’s styles ask for is given by every theme', async () => {
  const sheets = await readWebSheets();
  for (const name of Object.keys(webFaces)) {
    const theme = await readTheme(name);
    const made = { css: '', files: new Map<string, Uint8Array>() };
    const own = themeSheet(theme, sheets, webFaces[name]!, made);
    const all = [own, ...sheets.others.values()].join('\n');
    const set = new Set([...all.matchAll(/--([\w-]+)\s*:/gu)].map(([, each]) => each));
    const asked = new Set([...all.matchAll(/var\(--([\w-]+)\)/gu)].map(([, each]) => each));
    // An article's own accent stands in its issue's sheet.
    const missing = [...asked].filter((each) => !set.has(each) && !/^own(?:-ink|-area)?$/u.test(each!));
    expect(missing).toEqual([]);
  }
});

test('an issue has a sheet only where it has colours of its own', async () => {
  const [theme, sheets] = [await readTheme('hav'), await readWebSheets()];
  expect(issueSheet(theme, sheets, webFaces['hav']!, { accents: [], shades: [] })).toBe('');
  const css = issueSheet(theme, sheets, webFaces['hav']!, {
    accents: ['#7a2e1d', '#7a2e1d'],
    shades: ['#061a1a'],
  });
  expect(css.match(/\.accented-7a2e1d\{/gu)).toHaveLength(1);
  expect(css).toContain('.shaded-061a1a{--shade:#061a1a}');
});

test('titles have the sizes of the theme’s ladders', async () => {
  const rules = titleRules(await readTheme('hav'));
  expect(rules).toContain('.size-104{--pt:104;--leading:0.894}');
});

test('compact keeps what blanks part', () => {
  expect(compact('a  b { width : calc(1px + 2px) ; }\n/* x */ :is(h2, h3) > p { color: red; }')).toBe(
    'a b{width :calc(1px + 2px)}:is(h2,h3)>p{color:red}',
  );
});

test('covers of earlier issues bring their own colours and faces to the archive', async () => {
  const sheets = await readWebSheets();
  const theme = await readTheme('fjell');
  const faces = webFaces['fjell']!;
  const made = { css: '@font-face{}', files: new Map<string, Uint8Array>() };
  const css = themeCoverSheet(theme, sheets, faces, made);
  expect(css).toMatch(/^@font-face\{\}\n@layer tokens\{\.cover-in-fjell\{/u);
  expect(css).not.toContain(':root');
  // What a cover asks for, it is given there: of the newest issue's theme nothing is left.
  const given = new Set([...css.matchAll(/--([\w-]+):/gu)].map(([, name]) => name));
  const cover = sheets.others.get('lists')!.split('@layer layouts')[0]!;
  for (const [, name] of cover.matchAll(/var\(--([\w-]+)\)/gu)) expect(given).toContain(name);

  expect(issueCoverSheet(theme, sheets, faces, '2025-4', undefined)).toBe('');
  expect(issueCoverSheet(theme, sheets, faces, '2025-4', '#050d0c')).toBe(
    '@layer parts{.cover-of-2025-4{--shade:#050d0c;}}\n',
  );
  const own = { ...theme, own: ':root { --coal: #223344; }', tokens: { ...theme.tokens, coal: '#223344' } };
  expect(issueCoverSheet(own, sheets, faces, '2025-4', undefined)).toContain('--coal:#223344;');

  const page = archivePage(
    site('site: https://x.no/dmag', [
      issue('2026-1'),
      issue('2025-4', { date: '2025-11-01', theme: 'fjell', coverStyles: true }),
      issue('2025-3', { date: '2025-08-01', theme: 'fjell' }),
    ]),
  );
  expect([...page.matchAll(/rel="stylesheet" href="([^"]*)"/gu)].map(([, file]) => file)).toEqual([
    'assets/hav.css',
    'assets/lists.css',
    'assets/cover-fjell.css',
    '2025-4/cover.css',
  ]);
  expect(
    [...page.matchAll(/class="cover ([^"]*)"/gu)].map(([, names]) => /cover-in-.*/u.exec(names!)?.[0]),
  ).toEqual([undefined, 'cover-in-fjell cover-of-2025-4', 'cover-in-fjell cover-of-2025-3']);
});

test('the icon is the theme’s end mark, told from its ground', async () => {
  for (const [name, count] of [
    ['hav', 4],
    ['fjell', 3],
  ] as const) {
    const svg = iconSvg((await readTheme(name)).tokens);
    expect(/points="([^"]*)"/u.exec(svg)![1]!.split(' ')).toHaveLength(2 * count);
  }
  // An accent like the ground is taken lighter or darker until it is seen.
  const alike = iconSvg({ deep: '#223344', accent: '#223344', ink: '#000000', paper: '#ffffff' });
  const [ground, mark] = [...alike.matchAll(/fill="(#[0-9a-f]{6})"/gu)].map(([, colour]) => colour!);
  expect(contrastOf(ground!, mark!)).toBeGreaterThanOrEqual(3);
});
