/** Layouts of running text, from a few lines to six pages: nothing over anything else, nothing lost, nothing in error. */
import { afterAll, describe, expect, test } from 'vitest';
import { layout as editorial } from '../../layouts/editorial/editorial.11ty.ts';
import { layout as feature } from '../../layouts/feature/feature.11ty.ts';
import { layout as interview } from '../../layouts/interview/interview.11ty.ts';
import type { Layout } from '../../layouts/layout.ts';
import { layout as news } from '../../layouts/news/news.11ty.ts';
import { closeRig } from '../pages/rig.ts';
import { composeIn, faults } from './ink.ts';

afterAll(closeRig);

const sentence = 'Sola går ned fem steder på de neste sidene, og ingen av dem er her. ';
const front = `kicker: Sak\nstandfirst: ${sentence}\nbyline: Kari Åsnes`;
const image = '\nimage: { src: a-900x600.jpg, alt: A, credit: Kari }';

const paragraphs = (count: number): string =>
  Array.from({ length: count }, (_, at) => `${sentence.repeat(3 + (at % 3))}Slutt ${at}.`).join('\n\n');
const questions = (count: number): string =>
  Array.from(
    { length: count },
    (_, at) => `**– Spørsmål ${at}?**\n\n${sentence.repeat(3 + (at % 3))}Slutt ${at}.`,
  ).join('\n\n');
const items = (count: number): string =>
  Array.from({ length: count }, (_, at) => {
    const span = at % 5 === 2 ? ' {span=2}' : at % 7 === 5 ? ' {span=3}' : '';
    return `## Sak nummer ${at}${span}\n\n${sentence.repeat(3 + (at % 4))}Slutt ${at}.`;
  }).join('\n\n');

const CASES: readonly (readonly [
  name: string,
  layout: Layout,
  front: string,
  body: (count: number) => string,
])[] = [
  ['feature', feature, `${front}\nopener: text`, paragraphs],
  ['feature', feature, `${front}${image}\nopener: half\ncolumns: 2`, paragraphs],
  ['feature', feature, `${front}${image}\nopener: spread`, paragraphs],
  ['interview', interview, `${front}${image}`, questions],
  ['interview', interview, front, questions],
  ['editorial', editorial, `${front}${image}\nsignature: navn.svg`, paragraphs],
  ['editorial', editorial, front, paragraphs],
  ['news', news, front, items],
  ['news', news, `${front}${image}`, items],
];

describe.each(['hav', 'fjell'])('in %s', (theme) => {
  test.each(CASES)(
    '%s stands at every length, from one page to six',
    async (name, layout, fields, body) => {
      let most = 0;
      for (const count of [1, 4, 9, 16, 26, 40, 84]) {
        for (const side of ['left', 'right'] as const) {
          // oxlint-disable-next-line no-await-in-loop -- one tab
          const seen = await composeIn(name, layout, fields, body(count), side, theme);
          const what = `${name} ${fields.slice(-16)} of ${count} ${side}`;
          expect(seen.findings, what).toEqual([]);
          expect(faults(seen), what).toEqual([]);
          const text = seen.pages
            .flatMap(({ boxes }) =>
              boxes.flatMap(({ html }) => html.replaceAll(/<[^>]*>|\u00AD/gu, '').replaceAll('&nbsp;', ' ')),
            )
            .join(' ');
          for (let at = 0; at < count; at++) expect(text, `${what}: ${at}`).toContain(`Slutt ${at}.`);
          most = Math.max(most, seen.pages.length);
        }
      }
      expect(most).toBeGreaterThanOrEqual(5);
    },
    120_000,
  );
});

const compose = (name: string, layout: Layout, fields: string, body: string) =>
  composeIn(name, layout, fields, body);

test('an editorial that fits its page is signed on it, right under the text', async () => {
  for (const count of [2, 3, 5, 6]) {
    // oxlint-disable-next-line no-await-in-loop -- one tab
    const { pages } = await compose('editorial', editorial, front, paragraphs(count));
    expect(pages, String(count)).toHaveLength(1);
    const columns = pages[0]!.boxes.filter(({ kind }) => kind === 'column');
    const last = columns.findLast(({ blocks }) => blocks.length > 0)!;
    const tags = last.blocks.map(({ className, tag }) => className || tag);
    expect(tags.at(-1)).toContain('signature-name');
    expect(tags.length, 'text above it').toBeGreaterThan(1);
  }
});

test('items over several columns stand on the grid, clear of the text', async () => {
  const { pages } = await compose('news', news, front, items(16));
  const wide = pages.flatMap(({ boxes }) => boxes.filter(({ name }) => name.includes('item-')));
  expect(wide.length).toBeGreaterThanOrEqual(3);
  for (const { lines, top } of wide) {
    expect(Math.abs(top - Math.round(top))).toBeLessThan(0.02);
    const body = lines.filter(({ block }) => block === 'p');
    expect(body.length).toBeGreaterThan(3);
    for (const { baseline } of body) expect(Math.abs((((baseline % 1) + 1) % 1) - 0.5)).toBeLessThan(0.02);
  }
});

test('a word is divided at the end of a line alone, in columns within an item too', async () => {
  const long =
    'Arbeidsmiljøundersøkelsen viste at vannkraftverket og utviklingsavdelingen trenger sikkerhetsopplæring. ';
  const body = `## Først\n\n${sentence}\n\n## To spalter {span=2}\n\n${long.repeat(3)}\n\n${long.repeat(4)}`;
  const { pages } = await compose('news', news, front, body);
  const item = pages.flatMap(({ boxes }) => boxes.filter(({ name }) => name.includes('item-2')))[0]!;
  const lines = item.lines.filter(({ block }) => block.startsWith('p'));
  const ends = lines.filter(({ text }) => text.endsWith('-'));
  expect(ends.length).toBeGreaterThan(3);
  for (const { text } of lines) expect(text.slice(0, -1), text).not.toMatch(/\p{L}-\p{L}/u);
});
