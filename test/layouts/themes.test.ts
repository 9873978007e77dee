/** What the themes compose each in its own way: order of pages, where titles stand, lines that fill their measure. */
import { afterAll, describe, expect, test } from 'vitest';
import { layout as contents } from '../../layouts/contents/contents.11ty.ts';
import { layout as cover } from '../../layouts/cover/cover.11ty.ts';
import { layout as editorial } from '../../layouts/editorial/editorial.11ty.ts';
import { layout as feature } from '../../layouts/feature/feature.11ty.ts';
import { layout as interview } from '../../layouts/interview/interview.11ty.ts';
import type { Layout } from '../../layouts/layout.ts';
import { leadWords } from '../../layouts/parts/lead-words.ts';
import { closeRig, rig } from '../pages/rig.ts';
import type { Seen, SeenBox } from '../pages/tab.ts';
import { pagesOf, rendered, templates, words } from './rendered.ts';

afterAll(closeRig);

const IMAGE = 'image: { src: a-300x200.jpg, alt: Fugl, credit: Brad Sutton }';
const sentence = 'Sola går ned fem steder på de neste sidene, og ingen av dem er her. ';
const paragraphs = (count: number): string =>
  Array.from({ length: count }, () => sentence.repeat(5)).join('\n\n');

const fjell = (name: string, layout: Layout, front: string, body = '') =>
  rendered(name, layout, front, body, 'any', 'fjell');
const hav = (name: string, layout: Layout, front: string, body = '') =>
  rendered(name, layout, front, body, 'any', 'hav');

const see = async (theme: string, name: string, layout: Layout, front: string, body = ''): Promise<Seen> => {
  const { html } = rendered(name, layout, front, body, 'any', theme);
  return (await rig(theme)).see({ article: 'a', html, side: 'left', folios: {} });
};

const box = (seen: Seen, page: number, name: string): SeenBox =>
  seen.pages[page]!.boxes.find((each) => each.name.includes(name))!;

describe('an interview', () => {
  const front = `title: Å dykke\nkicker: Intervjuet\nstandfirst: ${sentence}\n${IMAGE}`;
  const fact = (text: string): string => `**– Hva?**\n\nIngenting.\n\n::: fact Oter\n**Art** ${text}\n:::\n`;

  test('opens with its portrait in hav, with its text in fjell', () => {
    expect(pagesOf(hav('interview', interview, front, fact('oter')))).toEqual([
      'bleed portrait',
      'text interview-start',
      'text repeated',
    ]);
    expect(pagesOf(fjell('interview', interview, front, fact('oter')))).toEqual([
      'plain interview-start',
      'bleed portrait',
      'text repeated',
    ]);
  });

  test('has its first short fact box on the portrait in fjell, a long one in the text', () => {
    const short = fjell('interview', interview, front, fact('oter'));
    expect(words(templates(short)[1]!)).toBe('Oter Art oter');
    expect(short.html.match(/class="fact"/gu)).toHaveLength(1);
    const long = fjell('interview', interview, front, fact(sentence.repeat(8)));
    expect(words(templates(long)[1]!)).toBe('');
    expect(long.html.match(/class="fact"/gu)).toHaveLength(1);
  });

  test('says every word of its box once, whichever page it stands on', async () => {
    const seen = await see('fjell', 'interview', interview, front, fact('oter'));
    expect(seen.texts.filter(({ text }) => text.includes('oter'))).toHaveLength(1);
    expect(
      box(seen, 1, 'portrait-fact')
        .lines.map(({ text }) => text)
        .join(' '),
    ).toContain('oter');
  });
});

describe('an opener over a spread', () => {
  const front = `title: Der veien slutter\nkicker: Reportasje\nopener: spread\nstandfirst: ${sentence}\nbyline: Kari Ås\n${IMAGE}`;

  test('has all its words on one page in hav, and shares them out in fjell', () => {
    const said = (made: ReturnType<typeof hav>): string[] => templates(made).slice(0, 2).map(words);
    expect(said(hav('feature', feature, front, 'Tekst.'))[0]).toBe('Foto: Brad Sutton');
    const [left, right] = said(fjell('feature', feature, front, 'Tekst.'));
    expect(left).toBe(`Reportasje ${sentence.trim()}`);
    expect(right).toMatch(/^Der veien slutter ?Tekst Kari Ås ?Foto: Brad Sutton$/u);
  });

  test('sets up to four words one a line in fjell, and is dark at the head, light at the foot', async () => {
    const lines = async (title: string): Promise<string[]> => {
      const seen = await see(
        'fjell',
        'feature',
        feature,
        front.replace('Der veien slutter', title),
        'Tekst.',
      );
      const lines = new Map<number, string[]>();
      // Words of large type are told apart; what stands at one height is one line.
      for (const { text, baseline } of box(seen, 1, 'opener-head').lines) {
        const height = Math.round(baseline * 10);
        lines.set(height, [...(lines.get(height) ?? []), text]);
      }
      return [...lines.values()].map((each) => each.join(' '));
    };
    expect(await lines('Der veien slutter')).toEqual(['Der', 'veien', 'slutter']);
    expect(await lines('Til ende')).toEqual(['Til', 'ende']);
    expect(await lines('Der veien slutter ved elva her')).toContain('Der veien');
    expect(fjell('feature', feature, front, 'Tekst.').html).toContain('tone-dark foot-light');
    expect(hav('feature', feature, front, 'Tekst.').html).toContain('tone-light foot-light');
    expect(fjell('feature', feature, `${front}\ntone: light`, 'Tekst.').html).toContain(
      'tone-light foot-light',
    );
  });
});

describe('contents', () => {
  test('have the list on the right in hav, on the left in fjell, where front matter does not say', () => {
    const order = (made: ReturnType<typeof hav>): string[] =>
      pagesOf(made).map((page) => (page.includes('picture') ? 'picture' : 'list'));
    expect(order(hav('contents', contents, IMAGE))).toEqual(['picture', 'list']);
    expect(order(fjell('contents', contents, IMAGE))).toEqual(['list', 'picture']);
    expect(order(fjell('contents', contents, `${IMAGE}\nlistSide: right`))).toEqual(['picture', 'list']);
  });

  test('have their title once, on the list in hav, on the picture in fjell, and without one on the list', () => {
    const titled = (made: ReturnType<typeof hav>): boolean[] =>
      templates(made).map((page) => page.includes('<h1'));
    expect(titled(hav('contents', contents, IMAGE))).toEqual([false, true]);
    expect(titled(fjell('contents', contents, IMAGE))).toEqual([false, true]);
    expect(titled(fjell('contents', contents, ''))).toEqual([true]);
  });
});

describe('a name on the cover', () => {
  test('runs from margin to margin in fjell, however long it is', async () => {
    const { html } = fjell('cover', cover, IMAGE);
    for (const name of ['d:mag', 'Norsk Helsenett']) {
      const named = html.replace(/(data-fills\s*>)[^<]*/u, `$1${name}`);
      const seen = await (await rig('fjell')).see({ article: 'a', html: named, side: 'right', folios: {} });
      const { lines } = box(seen, 0, 'masthead');
      expect(new Set(lines.map(({ baseline }) => baseline.toFixed(1))).size).toBe(1);
      const width = Math.max(...lines.map(({ right }) => right)) - Math.min(...lines.map(({ left }) => left));
      // The trim less both outer margins.
      expect(width).toBeGreaterThan(184 * 0.98);
      expect(width).toBeLessThan(184 * 1.02);
    }
  });

  test('says number and teasers in words that the theme asks for', () => {
    expect(words(hav('cover', cover, IMAGE).html)).toContain('Nr. 1 –');
    expect(words(fjell('cover', cover, IMAGE).html)).toContain('1/2026');
  });
});

describe('text', () => {
  test.each([
    ['hav', 51, 4],
    ['fjell', 56, 5],
  ] as const)('in %s runs over %i lines, with an initial of %i', async (theme, lines, initial) => {
    const front = 'title: Elva\nopener: text\nbyline: Kari Ås';
    const seen = await see(theme, 'feature', feature, front, paragraphs(60));
    const [, second] = seen.pages;
    expect(second!.plateLines).toBeCloseTo(lines, 3);
    expect(second!.lines).toBe(lines);
    const column = box(seen, 0, 'column');
    // The initial is a piece of its own; the lines beside it begin to its right.
    const beside = column.lines.filter(({ text, left }) => text.length > 1 && left > column.left + 6);
    expect(beside).toHaveLength(initial);
    for (const line of seen.pages.flatMap((page) => page.boxes).filter(({ kind }) => kind === 'column'))
      for (const { baseline, text } of line.lines.filter((each) => each.text.length > 1))
        expect(Math.abs(baseline - Math.round(baseline - 0.5) - 0.5), text).toBeLessThan(0.02);
  });

  test('has its first words apart in fjell alone', () => {
    const body = paragraphs(3);
    expect(fjell('editorial', editorial, '', body).html).toContain('<span class="lead">Sola går ned</span>');
    expect(hav('editorial', editorial, '', body).html).not.toContain('class="lead"');
  });

  test('has as many first words as make a beginning, and never half of one', () => {
    const lead = (text: string): string =>
      /class="lead">([^<]*)/u.exec(leadWords(`<p class="first">${text}</p>`))?.[1] ?? '';
    expect(lead('Hver morgen klokken ti over seks.')).toBe('Hver morgen klokken');
    expect(lead('Menneskerettighetsorganisasjonene møtes.')).toBe('Menneskerettighetsorganisasjonene');
    expect(lead('Ja.')).toBe('Ja.');
    expect(lead('<em>Ja</em> og nei')).toBe('');
  });
});

describe.each(['hav', 'fjell'])('in %s', (theme) => {
  const titles = [
    'Å',
    'Kunsten å sette en linje',
    'Hvordan vi sluttet å telle skritt og begynte å telle timer i dag',
  ];
  const openers = [
    ['feature', feature, 'opener: text'],
    ['feature', feature, `opener: half\n${IMAGE}`],
    ['interview', interview, ''],
    ['interview', interview, IMAGE],
    ['editorial', editorial, IMAGE],
  ] as const;

  test('titles of every length leave their text clear', async () => {
    for (const [name, layout, options] of openers) {
      for (const title of titles) {
        const front = `title: ${title}\nkicker: Reportasje\nstandfirst: ${sentence.repeat(2)}\nbyline: Kari Ås\n${options}`;
        const seen = await see(theme, name, layout, front, paragraphs(8));
        const where = `${name} ${options} ${title}`;
        expect(
          seen.findings.filter(({ level }) => level === 'error'),
          where,
        ).toEqual([]);
        for (const { boxes } of seen.pages) {
          const head = boxes.find((each) => each.name.includes('opener-head'));
          const text = boxes.filter(({ kind, lines }) => kind === 'column' && lines.length > 0);
          const foot = Math.max(0, ...(head?.lines.map(({ baseline }) => baseline) ?? []));
          for (const { lines } of text) expect(lines[0]!.top, where).toBeGreaterThan(foot);
        }
      }
    }
  }, 60_000);
});
