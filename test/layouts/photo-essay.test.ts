/** A photo essay: its pictures in sequence, its captions gathered, none of them lost. */
import { expect, test } from 'vitest';
import { layout } from '../../layouts/photo-essay/photo-essay.11ty.ts';
import { pagesOf, type Rendered, rendered, templates, words } from './rendered.ts';

let number = 0;
/** A picture with a caption of its own: "a (1)". */
const fig = (classes = '', shape = '300x200', caption = `Bilde ${++number}`): string =>
  `![x](p${++number}-${shape}.jpg${caption ? ` "${caption}"` : ''})${classes ? `{${classes}}` : ''}`;
const essay = (blocks: readonly string[], front = 'kicker: F', start: 'any' | 'right' = 'any') =>
  rendered('photo-essay', layout, front, blocks.join('\n\n'), start);
const tall = '200x300';

/** One word a page: "lead", "opener+foot", "full", "spread", "1", "2". */
function flatplan(made: Rendered): string {
  return templates(made)
    .map((page) => {
      if (page.includes('essay-right')) return 'opener';
      if (page.includes('essay-lead-right')) return page.includes('essay-foot') ? 'opener+foot' : 'opener';
      if (page.includes('essay-spread')) return 'spread';
      if (page.includes('data-repeat')) return 'text';
      const framed = page.match(/essay-picture/gu)?.length ?? 0;
      return framed > 0 ? String(framed) : 'whole';
    })
    .join(' | ');
}

const captions = (made: Rendered, page: number): string[] =>
  [...templates(made)[page]!.matchAll(/<p class="essay-caption"[^>]*>([^]*?)<\/p>/gu)].map(([, text = '']) =>
    words(text),
  );

test('one picture makes an opener of two pages, a second stands at its foot', () => {
  expect(flatplan(essay([fig(), 'Tekst.']))).toBe('whole | opener | text');
  expect(flatplan(essay([fig(), 'Tekst.', fig()]))).toBe('whole | opener+foot | text');
});

test('classes say how a picture stands, pictures without one stand two by two', () => {
  const run = [fig(), fig(), fig('.full'), fig('.half'), fig(), fig(), fig()];
  expect(flatplan(essay(run))).toBe('whole | opener+foot | whole | 1 | 2 | 1');
});

test('a picture over two pages begins on a left page whatever stands before it', () => {
  const spread = fig('.spread');
  expect(flatplan(essay([fig(), fig('.full'), spread, fig('.half')]))).toBe(
    'whole | opener | whole | 1 | spread | spread',
  );
  expect(flatplan(essay([fig(), fig('.full'), spread]))).toBe('whole | opener | spread | spread | whole');
  expect(flatplan(essay([fig(), spread, spread, fig('.full'), spread]))).toBe(
    'whole | opener | spread | spread | spread | spread | spread | spread | whole',
  );
});

test('an essay that must begin on a right page has an opener of one page', () => {
  const made = essay([fig(), fig('.spread')], 'kicker: F', 'right');
  expect(flatplan(made)).toBe('opener | spread | spread');
  expect(pagesOf(made)[0]).toBe('plain essay-right');
});

test('a standing lead fills the left page alone', () => {
  expect(pagesOf(essay([fig('', tall), fig()]))[0]).toBe('bleed');
  expect(pagesOf(essay([fig(), fig()]))[0]).toBe('bleed essay-lead-left across-left');
});

test('captions are gathered and say which picture they mean', () => {
  const made = essay([
    fig('', '', 'A'),
    fig('', '', 'B'),
    fig('.full', '', 'C'),
    fig('.half', '', 'D'),
    fig('', '', 'E'),
    fig('', '', 'F'),
    fig('', tall, 'G'),
    fig('', '', 'H'),
    fig('.spread', '', 'I'),
    fig('.full', '', 'J'),
  ]);
  expect(flatplan(made)).toBe('whole | opener+foot | whole | 1 | 2 | 2 | spread | spread | whole');
  expect([1, 3, 4, 5].map((page) => captions(made, page))).toEqual([
    ['Venstre: A', 'Under: B'],
    ['Venstre: C', 'Over: D'],
    ['Øverst: E', 'Nederst: F'],
    ['Over til venstre: G', 'Over til høyre: H', 'Side 00–00: I', 'Side 00: J'],
  ]);
});

test('the folios that captions name are those of the pictures', () => {
  const made = essay([fig(), fig('.spread', '', 'I')]);
  expect(templates(made)[1]).toMatch(/data-page-of="a--fig-2"[^]*data-page-of="a--fig-2-right"/u);
  expect(made.html.match(/ id="a--fig-2(?:-right)?"/gu)).toHaveLength(2);
});

test('words of place are in the language of the article', () => {
  const run = [fig('', '', 'A'), fig('', '', 'B'), fig('', tall, 'C'), fig('', tall, 'D')];
  expect(captions(essay(run, 'lang: nn'), 2)).toEqual(['Over til venstre: C', 'Over til høgre: D']);
  expect(captions(essay(run, 'lang: en'), 1)).toEqual(['Left: A', 'Below: B']);
});

test('no caption and no picture is lost, whatever they are like and in whatever order', () => {
  const classes = ['', '.full', '.half', '.spread', '.wide', '.full .top', '.margin'];
  const shapes = ['300x200', tall, '300x300', '900x200', '200x900'];
  let state = 7;
  const draw = <T>(list: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return list[Math.floor((state / 2 ** 31) * list.length)]!;
  };
  for (let run = 0; run < 200; run++) {
    const count = 1 + (run % 12);
    const names = Array.from({ length: count }, (_, at) => `billedtekst nummer ${at} slutt`);
    const made = essay([
      ...names.map((name) => fig(draw(classes), draw(shapes), draw([name, `${name}. Foto: Kari`]))),
      ...Array.from({ length: run % 5 }, (_, at) => `Avsnitt ${at}.`),
    ]);
    for (const [at, name] of names.entries()) {
      expect(words(made.html).split(name), `${name} of ${flatplan(made)}`).toHaveLength(2);
      expect(made.html).toContain(`id="a--fig-${at + 1}"`);
    }
    const plan = flatplan(made).split(' | ');
    expect(plan.length - (plan.includes('text') ? 1 : 0)).toBeGreaterThanOrEqual(2);
    // Pages count from the left one of the opener.
    for (const [at, each] of plan.entries())
      if (each === 'spread' && plan[at - 1] !== 'spread') expect(at % 2, plan.join(' | ')).toBe(0);
  }
});

test('what follows a picture in the text stands on its page, if all of it has room', () => {
  const made = essay([fig(), 'Først.', fig(), fig('.full'), 'Så.', fig('.half'), fig('.half'), 'Sist.']);
  expect(templates(made).map((page) => page.includes('text-area'))).toEqual([
    false,
    true,
    false,
    true,
    true,
    true,
  ]);
  const turned = [...made.html.matchAll(/<p data-turns[^]*?<\/p>/gu)].map(([part]) => words(part));
  expect(turned).toEqual(['Så.', 'Sist.']);
});

test('a text too long for that runs through all the white there is', () => {
  const long = 'Et langt avsnitt som ikke vil ta slutt. '.repeat(40);
  const made = essay([fig(), long, fig('.half'), fig('.half'), 'Sist.']);
  expect(made.html).not.toContain('data-turns');
  expect(templates(made).filter((page) => page.includes('text-area'))).toHaveLength(4);
});

test('the picture of the front matter opens the essay, and is not set again where the text has it', () => {
  const front = 'image: { src: mitt.jpg, alt: Mitt, credit: Kari }';
  expect(captions(essay([fig('', '', 'A')], front), 1)).toEqual(['Venstre: Foto: Kari', 'Under: A']);
  const both = essay(['![Mitt](mitt.jpg "A")', 'Tekst.'], front);
  expect(captions(both, 1)).toEqual(['Venstre: A']);
});

test('pictures of a group stand like any others, and its caption is kept', () => {
  const made = essay([
    fig(),
    fig('.half'),
    `::: gallery\n${fig('', '', '')}\n${fig('', '', '')}\n\nTo av dem.\n:::`,
  ]);
  expect(flatplan(made)).toBe('whole | opener | 1 | 2');
  expect(captions(made, 3)).toEqual(['To av dem.']);
});

test('an essay needs pictures, and not too many', () => {
  expect(essay(['Bare ord.']).findings).toMatchObject([{ rule: 'essay-pictures', level: 'error' }]);
  const many = essay(Array.from({ length: 13 }, () => fig()));
  expect(many.findings).toMatchObject([
    { level: 'warning', message: expect.stringContaining('13 pictures') },
  ]);
});
