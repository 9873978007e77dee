/** Tokens of a theme: read, checked, overridden by an issue. */
import { expect, test } from 'vitest';
import { formatFindings } from '../../scripts/model/report.ts';
import {
  inksOf,
  makeTheme,
  ownTokens,
  readTokens,
  tokenChoice,
  tokenLadder,
  tokenMm,
} from '../../scripts/model/theme.ts';

const BASE = `@layer tokens { :root {
  /* --inner: 99mm; */
  --inner: 18mm;
  --line: 13pt;
  --coral: #d4532f;
  --coral-cmyk: 10 80 90 0;
  --accent: var(--coral);
  --title-spread: 104/93 84/78 in 205 stack 4;
  --running-heads: head;
} }
.box { --line: 7pt; }`;
const base = makeTheme('prøve', [BASE]);

const told = (css: string): string =>
  formatFindings(ownTokens(css, 'theme.css', base.tokens).findings, { color: false });

test('tokens are what :root sets; comments and other rules set none', () => {
  expect(readTokens(BASE)).toMatchObject({ inner: '18mm', line: '13pt', accent: 'var(--coral)' });
  expect(Object.keys(readTokens(BASE))).toHaveLength(7);
});

test('the later stylesheet wins', () => {
  const theme = makeTheme('prøve', [BASE, ':root { --inner: 20mm; }'], ':root { --line: 12pt; }');
  expect(tokenMm(theme, 'inner')).toBe(20);
  expect(tokenMm(theme, 'line')).toBeCloseTo(4.2333, 4);
});

test('sizes of titles are read with their depth', () => {
  expect(tokenLadder(base, 'spread')).toEqual({
    sizes: [
      { sizePt: 104, leadingPt: 93 },
      { sizePt: 84, leadingPt: 78 },
    ],
    depthPt: 205,
    stack: 4,
  });
});

test('a theme that lacks a token that the page needs is a bug, told with its name', () => {
  expect(() => tokenMm(base, 'outer')).toThrow('the theme prøve sets --outer to “”');
  expect(() => tokenChoice(base, 'cover-name')).toThrow('it wants over or fills');
});

test('a colour has its build for the press beside it', () => {
  expect(inksOf(base)).toEqual([{ name: 'coral', screen: '#d4532f', cmyk: [10, 80, 90, 0] }]);
});

test('an issue sets tokens of its own, in :root, with a layer around them or none', () => {
  for (const css of [
    ':root {\n  --inner: 20mm; /* wider */\n  --title-spread: 90/80 in 180;\n}',
    '@layer tokens {\n:root { --inner: 20mm; --title-spread: 90/80 in 180 }\n}\n',
  ]) {
    const { value, findings } = ownTokens(css, 'theme.css', base.tokens);
    expect(findings).toEqual([]);
    expect(tokenMm(makeTheme('prøve', [BASE], value), 'inner')).toBe(20);
  }
});

test('an unknown token is told with its place and the nearest name', () => {
  expect(told(':root {\n  --korall: #a33;\n  --corall: #a33;\n}')).toBe(
    `theme.css:2:3 error  --korall is not a token of this theme  (unknown-token)
  hint: write --coral
theme.css:3:3 error  --corall is not a token of this theme  (unknown-token)
  hint: write --coral
`.trimEnd(),
  );
});

test('a value that the page cannot be made of is told', () => {
  for (const [declaration, says] of [
    ['--inner: 2cm', 'write a length such as 16mm or 12pt'],
    ['--line: 12.3pt', 'whole or half points'],
    ['--coral-cmyk: 10 80 90', 'four percentages'],
    ['--title-spread: 104pt', 'sizes and leadings in points'],
    ['--running-heads: side', 'write head or foot'],
    ['--accent: url(https://example.org)', 'write a plain value, as var(--coral)'],
    ['--accent: red</style>', 'write a plain value'],
    ['--accent:', 'write a plain value'],
  ] as const)
    expect(told(`:root { ${declaration}; }`), declaration).toContain(says);
});

test('what is no token is told, and does not get into the styles', () => {
  const css = ':root { --inner: 20mm; color: red; }\n.title { color: red }';
  const { value } = ownTokens(css, 'theme.css', base.tokens);
  expect(told(css)).toContain('theme.css:1:24 error  “color: red” is no token  (theme-rule)');
  expect(told(css)).toContain('theme.css:2:1 error  theme.css sets tokens only');
  expect(value).not.toContain('red');
});

test('a colour with another build missing is a warning, with one it is none', () => {
  expect(told(':root { --coral: #a33; }')).toContain('warning  --coral is #a33, but --coral-cmyk is still');
  expect(told(':root { --coral: #a33; --coral-cmyk: 20 90 80 0; }')).toBe('');
});

test('a colour that is none is an error at its line, and what swallowed the next line too', () => {
  expect(told(':root {\n  --coral: rød;\n  --coral-cmyk: 10 80 90 0;\n}')).toBe(
    'theme.css:2:3 error  --coral is “rød”  (token-value)\n  hint: write a colour such as #d4532f',
  );
  expect(told(':root {\n  --coral: #fff\n  --lines: 9;\n  --coral-cmyk: 0 0 0 0;\n}')).toContain(
    'theme.css:2:3 error  --coral is “#fff --lines: 9”  (token-value)',
  );
  expect(told(':root { --coral: #A33; --coral-cmyk: 10 80 90 0; }')).toBe('');
});

test('a spot ink may stand beside every build, in quotes, and has to follow its colour', () => {
  const base = {
    coral: '#d4532f',
    'coral-cmyk': '10 80 90 0',
    sea: '#004050',
    'sea-cmyk': '95 40 30 40',
    'sea-spot': '"Hav"',
  };
  const told = (css: string): string[] =>
    ownTokens(`:root {\n${css}\n}`, 't.css', base).findings.map(
      ({ rule, message, hint }) => `${rule}: ${message} – ${hint}`,
    );
  expect(told('--coral-spot: "PANTONE 7417 C";')).toEqual([]);
  expect(ownTokens(':root { --coral-spot: "PANTONE 7417 C"; }', 't.css', base).value).toContain(
    '--coral-spot: "PANTONE 7417 C";',
  );
  expect(told('--coral-spot: PANTONE 7417 C;')).toEqual([
    'token-value: --coral-spot is “PANTONE 7417 C” – write the name of an ink in quotes such as "PANTONE 485 C"',
  ]);
  expect(told('--corall-spot: "Gull";')[0]).toMatch(/^unknown-token: /u);
  expect(told('--sea: #005060; --sea-cmyk: 90 40 30 30;')).toEqual([
    'token-spot: --sea is #005060, but --sea-spot is still the ink of #004050: "Hav" – write --sea-spot: and the name of its ink in quotes',
  ]);
});
