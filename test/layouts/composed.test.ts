/** Column, photo essay and advertisement, composed in a real browser: nothing over anything else, and nothing over the edge. */
import { afterAll, describe, expect, test } from 'vitest';
import { layout as ad } from '../../layouts/ad/ad.11ty.ts';
import { layout as column } from '../../layouts/column/column.11ty.ts';
import { layout as photoEssay } from '../../layouts/photo-essay/photo-essay.11ty.ts';
import { closeRig } from '../pages/rig.ts';
import type { Layout } from '../../layouts/layout.ts';
import type { Seen } from '../pages/tab.ts';
import { composeIn, faults } from './ink.ts';

afterAll(closeRig);

const sentence = 'Sola går ned fem steder på de neste sidene, og ingen av dem er her. ';
const shapes = ['300x200', '200x300', '300x300', '900x300', '320x180', '180x320', '400x300'];
const classes = ['', '.full', '', '.half', '', '.spread', '.wide'];

describe.each(['hav', 'fjell'])('in %s', (theme) => {
  const compose = (
    name: string,
    layout: Layout,
    front: string,
    body: string,
    side: 'left' | 'right' = 'left',
  ): Promise<Seen> => composeIn(name, layout, front, body, side, theme);

  test('an essay of one to twelve pictures of all shapes sets all text and captions, clear of each other', async () => {
    for (let count = 1; count <= 12; count++) {
      for (const side of ['left', 'right'] as const) {
        const pictures = Array.from({ length: count }, (_, at) => {
          const name = `p${at}-${shapes[(at * 3 + count) % shapes.length]}.jpg`;
          const caption = `Bilde nummer ${at} viser noe som er verdt å se på to ganger. Foto: Kari Åsnes`;
          return `![x](${name} "${caption}"){${classes[(at * 5 + count) % classes.length]}}`.replace(
            '{}',
            '',
          );
        });
        const paragraphs = Array.from({ length: count % 4 }, () => sentence.repeat(2 + (count % 3)));
        const body = pictures.flatMap((picture, at) => [picture, paragraphs[at] ?? '']).join('\n\n');
        const front = `kicker: Fotoessay\nbyline: Kari Åsnes${count % 2 ? `\nstandfirst: ${sentence}` : ''}`;
        const seen = await compose('photo-essay', photoEssay, front, body, side);
        expect(seen.findings, `${count} ${side}`).toEqual([]);
        expect(faults(seen), `${count} ${side}`).toEqual([]);
        expect(new Set(seen.pages.flatMap((page) => page.pictures)).size).toBe(count);
        expect(seen.pages.length).toBeGreaterThanOrEqual(side === 'right' ? 1 : 2);
      }
    }
  }, 60_000);

  test('text and captions of an essay begin on the same line', async () => {
    const seen = await compose('photo-essay', photoEssay, 'kicker: F', `![x](a.jpg "A")\n\n${sentence}`);
    const [text, caption] = ['column', 'essay-captions'].map(
      (name) => seen.pages[1]!.boxes.find((box) => box.name.includes(name))!.lines[0]!.baseline,
    );
    expect(caption).toBeCloseTo(text!, 1);
  });

  test('what follows a picture is set on its page and not before', async () => {
    const body = ['![x](a.jpg)', 'Først.', '![x](b.jpg){.half}', 'Så.', '![x](c.jpg){.half}', 'Sist.'].join(
      '\n\n',
    );
    const { pages } = await compose('photo-essay', photoEssay, '', body);
    const texts = pages.map(({ boxes }) =>
      boxes.flatMap(({ kind, lines }) => (kind === 'column' ? lines.map(({ text }) => text) : [])).join(' '),
    );
    expect(texts).toEqual(['', 'Først.', 'Så.', 'Sist.']);
  });

  test('captions for which no page has room are an error, not lost', async () => {
    const long = Array.from(
      { length: 12 },
      (_, at) => `![x](p${at}.jpg "${at} ${sentence.repeat(5)}"){.full}`,
    );
    const { findings } = await compose('photo-essay', photoEssay, '', long.join('\n\n'));
    expect(findings).toMatchObject([{ rule: 'opener-overflow', level: 'error' }]);
  });

  test('a column ends on its page from wherever it begins, its writer beside it', async () => {
    for (const count of [2, 8, 14, 20, 26, 30]) {
      for (const title of ['Kort', 'Åtte måter å si nei på uten å si det høyt til noen']) {
        const front = `title: ${title}\nbyline: Kari Åsnes\nabout: ${sentence}\nimage: { src: kari.jpg, alt: Kari }`;
        const paragraphs = Array.from({ length: count }, () => sentence.repeat(2)).join('\n\n');
        const seen = await compose('column', column, front, paragraphs);
        expect(seen.findings).toEqual([]);
        expect(faults(seen), `${count} ${title}`).toEqual([]);
        if (count <= 14) expect(seen.pages.length, `${count} ${title}`).toBe(1);
      }
    }
  }, 30_000);

  test('a text above half a page keeps clear of the ad, and runs on where it is long', async () => {
    const front = 'kicker: Spør oss\nadvertiser: Lien\nsize: half\nimage: { src: te.jpg, alt: Te }';
    const short = await compose('ad', ad, front, sentence.repeat(4));
    expect(short.pages).toHaveLength(1);
    expect(faults(short)).toEqual([]);
    const long = await compose('ad', ad, front, sentence.repeat(40));
    expect(long.pages).toHaveLength(2);
    expect(long.findings).toEqual([]);
    expect(faults(long)).toEqual([]);
  });
});
