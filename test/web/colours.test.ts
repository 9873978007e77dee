import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeTheme } from '../../scripts/model/theme.ts';
import { contrastOf, readable, webAccent, webColours } from '../../scripts/web/colours.ts';

const sheets = (name: string): string[] =>
  ['styles/tokens.css', `styles/themes/${name}.css`].map((file) => readFileSync(file, 'utf8'));

/** A theme that nobody would print: pale yellow on cream. */
const pale = ':root { --paper: #fff8e0; --ink: #333; --accent: #f4d000; --grey: #ccc; --tint: #fff0b0; }';

for (const [name, theme] of [
  ['hav', makeTheme('hav', sheets('hav'))],
  ['fjell', makeTheme('fjell', sheets('fjell'))],
  ['pale', makeTheme('pale', sheets('hav'), pale)],
] as const) {
  test(`${name}: all that small type is set in can be read by day and by night`, () => {
    const colours = webColours(theme.tokens);
    for (const when of ['day', 'night'] as const) {
      for (const ground of ['paper', 'tint'] as const)
        for (const ink of ['ink', 'accent-ink', 'kicker-ink', 'deep', 'grey'] as const)
          expect(
            contrastOf(colours[ink][when], colours[ground][when]),
            `${ink} on ${ground} by ${when}`,
          ).toBeGreaterThanOrEqual(4.5);
      for (const ground of ['area', 'panel'] as const)
        expect(contrastOf('#ffffff', colours[ground][when]), `white on ${ground}`).toBeGreaterThanOrEqual(
          4.5,
        );
    }
  });
}

test('a colour that can be read stays what it is, and one that cannot keeps its hue', () => {
  expect(readable('#0b3f4d', ['#ffffff'])).toBe('#0b3f4d');
  const coral = readable('#d4532f', ['#ffffff']);
  expect(coral).not.toBe('#d4532f');
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(coral.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  expect(red).toBeGreaterThan(2 * green);
  expect(green).toBeGreaterThan(blue);
});

test('an accent of an article’s own is as readable', () => {
  const colours = webColours(makeTheme('hav', sheets('hav')).tokens);
  const own = webAccent('#7fb8c4', colours);
  expect(contrastOf(own['own-ink']!.day, colours.paper.day)).toBeGreaterThanOrEqual(4.5);
  expect(contrastOf(own['own-ink']!.night, colours.paper.night)).toBeGreaterThanOrEqual(4.5);
});
