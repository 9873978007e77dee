/** How layouts open on a screen. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { layout as colophon } from '../../layouts/colophon/colophon.11ty.ts';
import { layout as editorial } from '../../layouts/editorial/editorial.11ty.ts';
import { layout as feature } from '../../layouts/feature/feature.11ty.ts';
import { html, raw } from '../../layouts/html.ts';
import { layout as interview } from '../../layouts/interview/interview.11ty.ts';
import type { Layout, WebData } from '../../layouts/layout.ts';
import { layout as news } from '../../layouts/news/news.11ty.ts';
import { layout as essay } from '../../layouts/photo-essay/photo-essay.11ty.ts';
import { webArticle } from '../../layouts/parts/web.ts';
import { readTheme } from '../../scripts/io/styles.ts';
import { parseArticle } from '../../scripts/model/article.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Magazine } from '../../scripts/model/magazine.ts';

const theme = await readTheme('hav');
const IMAGE = 'image: { src: a.jpg, alt: En fugl, credit: Eva Dal }';

function page(
  name: string,
  layout: Layout,
  front: string,
  content = '<p class="first">Tekst nå.</p>',
): Document {
  const { value: article, findings } = parseArticle(
    `---\nlayout: ${name}\ntitle: Tittel\n${front}\n---\nTekst.\n\n![Fugl](a.jpg)`,
    {
      file: 'a/article.md',
      slug: 'a',
      issueSlug: 'i',
      language: 'nb',
      layouts: new Map([[name, layout]]),
      theme,
      articles: ['a'],
      fileNames: ['a.jpg'],
    },
  );
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  const issue = { slug: 'i', language: 'nb', theme, articles: [article], colophon: [], pictures: new Map() };
  const magazine = {
    name: 'd:mag',
    publisher: 'Forlaget',
    editor: 'Kari Ås',
    contributors: [],
    colophon: [],
  };
  const data: WebData = {
    article: article!,
    issue: issue as unknown as Issue,
    magazine: magazine as unknown as Magazine,
    content,
    picture: (place) => (article!.image ? html`<img data-place="${place}" alt="" />` : undefined),
    drawn: (src) => html`<img data-drawn="${src}" alt="" />`,
    author: () => undefined,
    about: raw('<p class="about-reading">2. mars</p>'),
  };
  const markup = typeof layout.web === 'function' ? layout.web(data) : webArticle(data);
  return parseHTML(`<!doctype html><html><body>${markup.text}</body></html>`).document;
}

const place = (document: Document): string | null | undefined =>
  document.querySelector('img')?.getAttribute('data-place');

describe('every layout', () => {
  test.each([
    ['feature', feature, IMAGE],
    ['feature', feature, `opener: spread\n${IMAGE}`],
    ['interview', interview, IMAGE],
    ['editorial', editorial, 'byline: Kari Ås'],
    ['news', news, IMAGE],
    ['photo-essay', essay, IMAGE],
    ['colophon', colophon, ''],
  ] as const)('%s has one title, which carries its id', (name, layout, front) => {
    const document = page(name, layout, front);
    expect([...document.querySelectorAll('h1')].map(({ id }) => id)).toEqual(['a']);
    expect(document.querySelector('article')!.className).toContain(`layout-${name}`);
    expect(document.querySelector('[style]')).toBe(null);
  });

  test('one that brings no opener has a good one', () => {
    const document = page(
      'plain',
      {} as Layout,
      `kicker: Natur\nstandfirst: En ingress.\nbyline: Ola Nes\n${IMAGE}`,
    );
    expect(document.querySelector('.kicker')!.textContent).toBe('Natur');
    expect(document.querySelector('.standfirst')!.textContent).toBe('En ingress.');
    expect(document.querySelector('.byline')!.textContent).toMatch(/Tekst\s+Ola Nes/u);
    expect(document.querySelector('figcaption')!.textContent).toContain('Foto: Eva Dal');
    expect(document.querySelector('.about-reading')).not.toBe(null);
    expect(place(document)).toBe('wide');
  });
});

test('a feature opens as its front matter says', () => {
  expect(page('feature', feature, `opener: spread\n${IMAGE}`).querySelector('.opener-spread')).not.toBe(null);
  expect(place(page('feature', feature, `opener: half\n${IMAGE}`))).toBe('opener');
  expect(page('feature', feature, `opener: text\n${IMAGE}`).querySelector('img')).toBe(null);
});

test('colours of an article’s own are classes', () => {
  const { className } = page(
    'feature',
    feature,
    `accent: '#7a2e1d'\nshade: '#061a1a'\n${IMAGE}`,
  ).querySelector('article')!;
  expect(className).toContain('accented accented-7a2e1d');
  expect(className).toContain('shaded shaded-061a1a');
});

test('the first words stand out', () => {
  expect(page('feature', feature, '').querySelector('.first > .lead')!.textContent).toBe('Tekst nå.');
});

test('an editorial is signed at its end, or names its writer beside it', () => {
  expect(page('editorial', editorial, 'byline: Kari Ås').querySelector('.signed')!.textContent).toBe(
    'Kari Ås',
  );
  const plain = page('editorial', editorial, 'byline: Kari Ås\nsignature: none');
  expect(plain.querySelector('.signed')).toBe(null);
  expect(plain.querySelector('.side .byline')!.textContent).toContain('Kari Ås');
});

test('news are items, a figure large, the first one the lead', () => {
  const items = '<h2 id="x">Spiret</h2><p>En.</p><h2 id="y">98,8\u00A0%</h2><p>To.</p><h2 id="z">Tre</h2>';
  const document = page('news', news, '', items);
  expect(document.querySelectorAll('.item')).toHaveLength(3);
  expect(document.querySelector('.leading h2')!.textContent).toBe('Spiret');
  expect(document.querySelector('.figure-head')!.id).toBe('y');
  expect(document.querySelector('.short-head')!.id).toBe('z');
});

test('an essay without a picture of its own opens with the first in its text', () => {
  const body = '<p>En.</p><figure id="f"><img alt="" data-place="body" /></figure><p>To.</p>';
  const document = page('photo-essay', essay, '', body);
  expect(document.querySelector('.opener .opener-picture')!.id).toBe('f');
  expect(document.querySelectorAll('img')).toHaveLength(1);
});

test('the colophon has its rows', () => {
  const document = page('colophon', colophon, '');
  expect([...document.querySelectorAll('dt')].map(({ textContent }) => textContent)).toEqual([
    'Ansvarlig redaktør',
    'Utgiver',
  ]);
});
