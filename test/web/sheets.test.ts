/** Tokens, faces and sizes of the web edition, as its stylesheets say them. */
import { expect, test } from 'vitest';
import { webFaces } from '../../styles/faces.ts';
import { readTheme, readWebSheets } from '../../scripts/io/styles.ts';
import { makeWebFaces } from '../../scripts/io/web-faces.ts';
import { facesOnScreen, meanWidth } from '../../scripts/web/faces.ts';
import { compact, issueSheet, themeSheet } from '../../scripts/web/stylesheet.ts';
import { webTokens } from '../../scripts/web/theme.ts';
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
