/** article.md: front matter and what stands under it. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { type ArticleContext, parseArticle, pictureLine } from '../../scripts/model/article.ts';
import type { LayoutFacts } from '../../scripts/model/layout.ts';
import { formatFindings } from '../../scripts/model/report.ts';

const layouts = new Map<string, LayoutFacts>([
  ['cover', { body: 'none' }],
  ['contents', { body: 'optional' }],
  [
    'feature',
    {
      options: {
        opener: z.enum(['spread', 'half', 'text']).default('half'),
        columns: z.literal([2, 3]).optional(),
      },
    },
  ],
]);
const context: ArticleContext = {
  file: 'a.md',
  slug: 'elva',
  issueSlug: '2026-1',
  language: 'nb',
  layouts,
  entry: { pages: 4, start: 'left', locked: true },
  fileNames: ['article.md', 'boat.jpg'],
};
const parse = (source: string) => parseArticle(source, context);
const report = (source: string): string => formatFindings(parse(source).findings, { color: false });
const article = (fields = '', body = 'Vann.\n'): string =>
  `---\nlayout: feature\ntitle: Elva\n${fields}---\n${body}`;

const image = (src: string): string => report(article(`image: { src: "${src}", alt: x }\n`));

test('layout and title are enough', () => {
  expect(parse(article())).toEqual({
    findings: [],
    value: {
      slug: 'elva',
      issueSlug: '2026-1',
      file: 'a.md',
      layout: 'feature',
      title: 'Elva',
      byline: [],
      draft: false,
      lang: 'nb',
      options: { opener: 'half' },
      body: 'Vann.\n',
      bodyLine: 5,
      fileNames: ['article.md', 'boat.jpg'],
      pages: 4,
      start: 'left',
      locked: true,
    },
  });
});

test('all its fields are read', () => {
  const source = article(`kicker: Natur
standfirst: Det renner.
byline:
  - Kari Nord
  - { name: Ola Sør, role: tekst }
photo: Per
published: 2026-03-01
image: { src: ./boat.jpg, alt: En båt, credit: Per, focus: 30% 40% }
podcast: { title: Hør, spotify: 'https://example.org/s' }
lang: nn
opener: spread
columns: 2
`);
  expect(parse(source)).toMatchObject({
    findings: [],
    value: {
      byline: [{ name: 'Kari Nord' }, { name: 'Ola Sør', role: 'tekst' }],
      image: { src: 'boat.jpg', alt: 'En båt', credit: 'Per', focus: '30% 40%' },
      podcast: { title: 'Hør' },
      lang: 'nn',
      options: { opener: 'spread', columns: 2 },
      bodyLine: 17,
    },
  });
});

test('a byline may be one name, and one person a group of fields', () => {
  expect(parse(article('byline: Kari\n')).value?.byline).toEqual([{ name: 'Kari' }]);
  expect(parse(article('byline:\n  name: Kari\n')).value?.byline).toEqual([{ name: 'Kari' }]);
  expect(report(article('byline:\n  name: Kari\n  rol: foto\n'))).toBe(
    'a.md:6:3 error  byline.rol is not a known field  (unknown-field)\n  hint: write role',
  );
});

test('a rule in the body is no end of the front matter', () => {
  expect(parse(article('', 'En\n\n---\n\nTo\n')).value?.body).toBe('En\n\n---\n\nTo\n');
});

test('an unknown layout is an error with the nearest name', () => {
  expect(report('---\nlayout: featur\ntitle: Elva\nopener: spread\n---\nVann.\n')).toBe(
    'a.md:2:9 error  featur is not a layout  (unknown-layout)\n  hint: write feature',
  );
  expect(report('---\nlayout: dikt\ntitle: Elva\n---\nVann.\n')).toBe(
    'a.md:2:9 error  dikt is not a layout  (unknown-layout)\n  hint: use one of: cover, contents, feature',
  );
});

test("a layout's own fields are checked, and are unknown to other layouts", () => {
  expect(report(article('opener: spred\ncolumns: 5\n'))).toBe(
    'a.md:4:9 error  opener is spred; it must be one of spread, half, text  (wrong-value)\n  hint: write spread\n' +
      'a.md:5:10 error  columns is 5; it must be one of 2, 3  (wrong-value)',
  );
  expect(report('---\nlayout: contents\ntitle: Innhold\ncolumns: 2\n---\n')).toContain(
    'a.md:4:1 error  columns is not a known field  (unknown-field)',
  );
});

test('a layout cannot take over a field that all articles have', () => {
  const greedy = new Map([['feature', { options: { title: z.number() } }]]);
  expect(parseArticle(article(), { ...context, layouts: greedy })).toMatchObject({
    findings: [],
    value: { title: 'Elva', options: {} },
  });
});

test('a Norwegian field name gets the right one', () => {
  expect(report(article('ingress: Det renner.\n'))).toBe(
    'a.md:4:1 error  ingress is not a known field  (unknown-field)\n  hint: write standfirst',
  );
});

test('front matter that never closes is an error', () => {
  expect(report('---\nlayout: feature\ntitle: Elva\n\nVann.\n')).toBe(
    'a.md:1:1 error  the front matter that opens here never closes  (unclosed-front-matter)\n' +
      '  hint: write --- on a line of its own under the last field',
  );
  expect(report('---\nlayout: feature\ntitle: Elva\n—-\nVann.\n')).toContain(
    'hint: let line 4 be exactly ---',
  );
});

test('an article without front matter is an error', () => {
  expect(report('# Elva\n')).toBe(
    'a.md:1:1 error  the article has no front matter  (no-front-matter)\n' +
      '  hint: let the first line be ---, then layout: and title:, then --- again',
  );
});

test('an empty file and empty front matter are errors', () => {
  expect(report(' \n')).toBe(
    'a.md:1:1 error  the file is empty  (empty-article)\n' +
      '  hint: begin with ---, layout: and title: on lines of their own, and --- again',
  );
  expect(report('---\n---\nVann.\n')).toBe(
    'a.md:1:1 error  no fields are written here  (no-fields)\n  hint: write at least layout, title',
  );
});

test('an article without text is an error where the layout needs text', () => {
  expect(report(article('', ' \n'))).toBe(
    'a.md:4:1 error  the article has no text  (empty-article)\n' +
      '  hint: write the text under the second ---, or set draft: true',
  );
  expect(report('---\nlayout: contents\ntitle: Innhold\n---\n')).toBe('');
  expect(report('---\nlayout: cover\ntitle: Vann\n---')).toBe('');
});

test('text that the layout would lose is an error', () => {
  expect(report('---\nlayout: cover\ntitle: Vann\n---\n\nTre små ord\n')).toBe(
    'a.md:6:1 error  the layout cover sets no text, but 3 words stand under the front matter  (text-not-set)\n' +
      '  hint: move the text to another article, or delete it',
  );
});

test('unreadable YAML has its line in the file', () => {
  expect(report(article('kicker: Natur: elv\n'))).toContain(
    'a.md:4:9 error  a colon and a space inside the text read as a new field  (unreadable-yaml)',
  );
  expect(report(article('image:\n\tsrc: boat.jpg\n'))).toContain(
    'a.md:5:1 error  the line begins with a tab',
  );
});

test('a picture that the text has already is not what a missing one was meant to be', () => {
  const missing = (body: string, files: readonly string[]): string | undefined =>
    parseArticle(article('image: { src: boat1.jpg, alt: x }\n', body), { ...context, fileNames: files })
      .findings[0]?.hint;
  expect(missing('Vann.\n', ['boat2.jpg'])).toBe('write boat2.jpg');
  expect(missing('![Båt](./boat2.jpg "En båt")\n', ['boat2.jpg'])).toBe(
    'put boat1.jpg there, or take image: away',
  );
  expect(missing('![Båt](boat2.jpg)\n', ['boat2.jpg', 'fjell.png'])).toBe(
    'put boat1.jpg there, or use one of: fjell.png',
  );
});

test('the line that names a picture is known, in front matter and in the text', () => {
  const { value } = parse(
    article(
      'image:\n  alt: x\n  src: boat.jpg\n',
      'Vann.\n\n![A](./a.jpg "A")\n![B](<to båter.png>){.full}\n[c.jpg](c.jpg)\n',
    ),
  );
  const line = (file: string, folder = '2026-1/elva'): number | undefined =>
    pictureLine(value!, `${folder}/${file}`);
  expect([line('boat.jpg'), line('a.jpg'), line('to båter.png')]).toEqual([6, 10, 11]);
  expect([line('c.jpg'), line('boat.jpg', '2026-1/fjell'), line('b.jpg')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('the picture must be beside the article', () => {
  expect(image('boot.jpg')).toBe(
    'a.md:4:15 error  boot.jpg is not in the folder elva  (missing-picture)\n  hint: write boat.jpg',
  );
  for (const src of [
    '../fjell/boat.jpg',
    '/etc/boat.jpg',
    'https://example.org/boat.jpg',
    '..\\\\boat.jpg',
  ]) {
    expect(image(src)).toContain(
      "leaves the article's folder  (outside-folder)\n  hint: put the picture into the folder elva and write its name alone",
    );
  }
  expect(image('boat.heic')).toBe(
    'a.md:4:15 error  boat.heic is HEIC, which d:mag does not read  (picture-format)\n' +
      '  hint: export it as JPEG',
  );
  expect(image('boat.xyz')).toContain('hint: export it as JPEG, PNG, TIFF, WebP, AVIF, SVG or PDF');
});

test('a picture needs a text alternative, which may be empty', () => {
  expect(report(article('image: { src: boat.jpg }\n'))).toContain('a.md:4:8 error  image.alt is missing');
  expect(report(article('image: { src: boat.jpg, alt: "" }\n'))).toBe('');
  expect(report(article('image: { src: boat.jpg, alt: x, focus: midten }\n'))).toBe(
    'a.md:4:40 error  image.focus is midten; it must be two percentages like 30% 40%  (wrong-value)',
  );
});

test('a draft is a note, and so are its faults', () => {
  expect(report(article('draft: true\nkiker: x\n', ''))).toBe(
    'a.md:4:1 note  elva is a draft and is left out  (draft)\n  hint: delete draft: true to take it in\n' +
      'a.md:5:1 note  kiker is not a known field  (unknown-field)\n  hint: write kicker\n' +
      'a.md:6:1 note  the article has no text  (empty-article)\n  hint: write the text under the second ---, or set draft: true',
  );
});

test('all faults are told at once', () => {
  const source = '---\nlayout: featur\nkiker: x\npublished: i vår\nimage: { src: boot.jpg, alt: x }\n---\n';
  const rules = parse(source)
    .findings.map((finding) => finding.rule)
    .sort();
  expect(rules).toEqual([
    'missing-field',
    'missing-picture',
    'unknown-field',
    'unknown-layout',
    'wrong-value',
  ]);
});

test('markup in a field would be printed, and is an error with the words alone as its hint', () => {
  const titled = (title: string): string => report(`---\nlayout: feature\ntitle: '${title}'\n---\nVann.\n`);
  expect(titled('Den *store* elva')).toBe(
    'a.md:3:8 error  title takes no markup, and *store* would be printed as it stands  (markup-in-field)\n  hint: write store',
  );
  for (const marked of ['**Elva**', '_Elva_', '`Elva`', '[Elva](../elva/)', '<i>Elva</i>'])
    expect(titled(marked)).toContain('hint: write Elva');
  expect(report(article('byline: [{ name: Kari, role: "*tekst*" }]\n'))).toContain(
    'byline.role takes no markup',
  );
  for (const plain of ['2 * 3 * 4', 'snake_case_name', 'A < B og C > D', 'Elva [utdrag] (2026)', '* og *'])
    expect(titled(plain)).toBe('');
});

test('a layout may ask more of an article than its fields can say', () => {
  const asking = new Map<string, LayoutFacts>([
    [
      'ad',
      {
        body: 'optional',
        check: ({ image, body }) => [
          ...(image
            ? []
            : [{ rule: 'ad-picture', level: 'error' as const, message: 'no picture', hint: 'add one' }]),
          {
            rule: 'words',
            level: 'note' as const,
            message: `${body.length} letters`,
            hint: 'count',
            field: ['title'],
          },
        ],
      },
    ],
  ]);
  const { findings } = parseArticle('---\nlayout: ad\ntitle: Te\n---\n', { ...context, layouts: asking });
  expect(findings).toMatchObject([
    { rule: 'ad-picture', place: { file: 'a.md', line: 5, column: 1 } },
    { rule: 'words', place: { line: 3, column: 8 } },
  ]);
  const draft = parseArticle('---\nlayout: ad\ntitle: Te\ndraft: true\n---\n', {
    ...context,
    layouts: asking,
  });
  expect(draft.findings.map(({ level }) => level)).toEqual(['note', 'note', 'note']);
});

test('a wrong value has the right one as its hint, where that can be told', () => {
  const hint = (field: string): string | undefined => parse(article(`${field}\n`)).findings[0]?.hint;
  expect(hint('published: 31.12.2026')).toBe('write 2026-12-31');
  expect(hint('published: 1/3 2026')).toBe('write 2026-03-01');
  expect(hint('published: 20. oktober 2026')).toBe('write 2026-10-20');
  expect(hint('published: 2026/3/1')).toBe('write 2026-03-01');
  expect(hint('published: 31.2.2026')).toBeUndefined();
  expect(hint('published: i morgen')).toBeUndefined();
  expect(hint('draft: ja')).toBe('write true');
  expect(hint('draft: nei')).toBe('write false');
  expect(hint('lang: norsk')).toBe('write nb');
  expect(hint('image: a.jpg')).toBe('write image: { src: a.jpg, alt: … }');
  expect(hint('podcast: Hør')).toBe('write podcast: { title: Hør }');
  expect(hint('podcast: https://a.no/b')).toBe('write podcast: { title: …, url: https://a.no/b }');
});

test('a misspelt field is one finding, not a missing one too', () => {
  expect(report('---\nlayout: feature\ntitel: Elva\n---\nVann.\n')).toBe(
    'a.md:3:1 error  titel is not a known field  (unknown-field)\n  hint: write title',
  );
  expect(report(article('byline: { navn: Kari }\n'))).toBe(
    'a.md:4:11 error  byline.navn is not a known field  (unknown-field)\n  hint: write name',
  );
  expect(report('---\nlayout: feature\nfarge: Elva\n---\nVann.\n')).toContain('title is missing');
});

test('a letter in a field that no face has is a warning', () => {
  expect(report(article('kicker: Fest 🎉\n'))).toContain(
    'a.md:4:9 warning  🎉 (U+1F389) is in none of the faces',
  );
});

test('topics are words, one or a list', () => {
  expect(parse(article('topics: [Natur, 2026]\n')).value?.topics).toEqual(['Natur', '2026']);
  expect(parse(article('topics: Natur\n')).value?.topics).toEqual(['Natur']);
  expect(parse(article()).value?.topics).toBeUndefined();
  // It names a folder of the web edition.
  expect(report(article('topics: ["…"]\n'))).toContain('it must be a word or two, like Natur');
  expect(report(article('tema: Natur\n'))).toContain('hint: write topics');
});
