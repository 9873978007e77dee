/** Faults of a magazine's own rules, one each, and a neighbour of each that is as it should be. */
import type { Article } from '../../scripts/model/article.ts';
import type { MagazineProof, SetPage } from '../../scripts/preflight/magazine-proof.ts';

export type MagazineCase = Partial<MagazineProof>;

export interface MagazineFault {
  readonly name: string;
  readonly rule: string;
  readonly fault: MagazineCase;
  readonly neighbour: MagazineCase;
}

const article = (slug: string, more: Partial<Article> = {}): Article =>
  ({
    slug,
    issueSlug: '2026-1',
    file: `issues/2026-1/${slug}/article.md`,
    layout: 'feature',
    title: slug,
    byline: [],
    draft: false,
    lang: 'nb',
    options: {},
    body: '',
    bodyLine: 5,
    start: 'any',
    ...more,
  }) as Article;

const page = (number: number, slug: string | undefined, html = '', key?: string): SetPage => ({
  number,
  article: slug,
  html,
  pictures: key === undefined ? [] : [{ key, line: 7 }],
});

/** An issue with nothing to say against it. */
export const SOUND: MagazineProof = {
  issue: { articles: [article('elva')], language: 'nb' },
  magazine: { editor: 'Redaksjonen', publisher: 'Et forlag' },
  pages: [page(1, 'elva', '<h1 id="elva">Elva</h1>')],
  texts: [{ article: 'elva', line: 9, text: 'Elva er «stri» – 96\u00A0% av 10\u00A0000 liter kl.\u00A016.' }],
  styles: [{ file: 'layouts/feature/feature.css', css: '.feature { color: var(--ink); }' }],
};

const said = (text: string): MagazineCase => ({ texts: [{ article: 'elva', line: 12, text }] });
const styled = (css: string): MagazineCase => ({ styles: [{ file: 'layouts/feature/feature.css', css }] });

const shown = (body: string, more: Partial<Article> = {}): MagazineCase => ({
  issue: { articles: [article('elva', { body, ...more })], language: 'nb' },
  pages: [page(3, 'elva', '', '2026-1/elva/baat.jpg')],
});

const told = (printed: number): MagazineCase => ({
  pages: [
    page(
      1,
      'elva',
      `<a id="elva" href="#elva"><span class="entry-folio" data-page-of="elva">${printed}</span></a>`,
    ),
    page(2, undefined),
  ],
});
const headed = (printed: number): MagazineCase => ({
  pages: [
    page(1, 'elva', `se side&nbsp;<span data-page-of="elva--isen">${printed}</span>`),
    page(2, 'elva', '<h2 id="elva--isen">Isen</h2>'),
  ],
});
const rows = (...words: readonly string[]): MagazineCase => ({
  issue: { articles: [article('kolofon', { layout: 'colophon' })], language: 'nb' },
  pages: [page(9, 'kolofon', `<dl>${words.map((each) => `<div><dt>${each}</dd></div>`).join('')}</dl>`)],
});

const ordered = (...layouts: readonly string[]): MagazineCase => ({
  issue: { articles: layouts.map((layout, at) => article(`${layout}-${at}`, { layout })), language: 'nb' },
  pages: layouts.map((layout, at) => page(at + 1, `${layout}-${at}`)),
});

export const MAGAZINE_FAULTS: readonly MagazineFault[] = [
  {
    name: 'a cover in second place',
    rule: 'order-ends',
    fault: ordered('contents', 'cover', 'back'),
    neighbour: ordered('cover', 'contents', 'back'),
  },
  {
    name: 'an article after the back page',
    rule: 'order-ends',
    fault: ordered('cover', 'back', 'column'),
    neighbour: ordered('cover', 'column', 'back'),
  },
  { name: 'a wrong number in the contents', rule: 'page-reference', fault: told(4), neighbour: told(1) },
  { name: 'a wrong number of a head', rule: 'page-reference', fault: headed(1), neighbour: headed(2) },
  {
    name: 'a link to nowhere',
    rule: 'dead-link',
    fault: { pages: [page(1, 'elva', '<a href="#fossen">Fossen</a>')] },
    neighbour: { pages: [page(1, 'elva', '<a href="#elva">Elva</a><p id="elva"></p>')] },
  },
  {
    name: 'a colophon without the editor',
    rule: 'colophon',
    fault: rows('Utgiver: Et forlag', 'Trykk: Et trykkeri'),
    neighbour: rows('Ansvarlig redaktør: Redaksjonen', 'Utgiver: Et forlag', 'Trykk: Et trykkeri'),
  },
  {
    name: 'a colophon without the publisher',
    rule: 'colophon',
    fault: rows('Ansvarlig redaktør: Redaksjonen', 'Trykk: Et trykkeri'),
    neighbour: rows('Ansvarlig redaktør: Redaksjonen', 'Et&nbsp;forlag', 'Trykkeri: Her'),
  },
  {
    name: 'a colophon without the print shop',
    rule: 'colophon',
    fault: rows('Ansvarlig redaktør: Redaksjonen', 'Et forlag', 'Uttrykk: mange'),
    neighbour: rows('Ansvarlig redaktør: Redaksjonen', 'Et forlag', 'Trykt i Norge'),
  },
  {
    name: 'a picture without a credit',
    rule: 'picture-credit',
    fault: shown('![En båt](baat.jpg "Båten.")'),
    neighbour: shown('![En båt](baat.jpg "Båten. Foto: Kari Ås"){.full}'),
  },
  {
    name: 'an opening picture without one',
    rule: 'picture-credit',
    fault: shown('', { image: { src: 'baat.jpg', alt: 'En båt' } }),
    neighbour: shown('', { image: { src: 'baat.jpg', alt: 'En båt', credit: 'Kari Ås' } }),
  },
  {
    name: 'a gallery without one',
    rule: 'picture-credit',
    fault: shown('::: gallery\n![En båt](baat.jpg)\n\nTo båter.\n:::'),
    neighbour: shown('::: gallery\n![En båt](baat.jpg)\n\nTo båter. Foto: Kari Ås\n:::'),
  },
  {
    name: 'a picture of a text whose photographer nobody names',
    rule: 'picture-credit',
    fault: shown('![En båt](baat.jpg)'),
    neighbour: shown('![En båt](baat.jpg)', { photo: 'Kari Ås' }),
  },
  {
    name: 'straight quotation marks',
    rule: 'typography',
    fault: said('Hun sa "nei" og gikk.'),
    neighbour: said('En skjerm på 27" er stor.'),
  },
  {
    name: 'a straight apostrophe',
    rule: 'typography',
    fault: said("Det er Lars' båt."),
    neighbour: said('Det er Lars’ båt.'),
  },
  {
    name: 'a long dash',
    rule: 'typography',
    fault: said('Elva — den var stri.'),
    neighbour: said('Elva – den var stri.'),
  },
  {
    name: 'a date with slashes',
    rule: 'typography',
    fault: said('Den 3/4/2026 gikk isen.'),
    neighbour: said('Nr. 1/2026 kom 3.4.2026, og 1/2 av isen gikk.'),
  },
  {
    name: 'a per cent that can part',
    rule: 'typography',
    fault: said('Vi fant 96 % av dem.'),
    neighbour: said('Vi fant 96\u00A0% av dem.'),
  },
  {
    name: 'thousands that can part',
    rule: 'typography',
    fault: said('Der var 10 000 fisk.'),
    neighbour: said('Der var 10\u00A0000 fisk, tlf. 22\u00A033 44 55.'),
  },
  {
    name: 'an hour that can part',
    rule: 'typography',
    fault: said('Møt kl. 16 ved brua.'),
    neighbour: said('Møt kl.\u00A016 ved brua.'),
  },
  {
    name: 'a filter',
    rule: 'unprintable-css',
    fault: styled('.feature h1 { filter: blur(2px); }'),
    neighbour: styled('.feature h1 { filter: none; }\n/* filter: blur(2px) */'),
  },
  {
    name: 'a conic gradient',
    rule: 'unprintable-css',
    fault: styled('.pie { background: conic-gradient(red, blue); }'),
    neighbour: styled('.pie { background: radial-gradient(red, blue); }'),
  },
  {
    name: 'blending over pictures',
    rule: 'unprintable-css',
    fault: styled('.shade { mix-blend-mode: multiply; }'),
    neighbour: styled('@media screen { .a { color: red; } .shade { mix-blend-mode: multiply; } }'),
  },
  {
    name: 'a variable face',
    rule: 'unprintable-css',
    fault: styled("@font-face { font-family: X; font-weight: 100 900; src: url('x.woff2'); }"),
    neighbour: styled("@font-face { font-family: X; font-weight: 400; src: url('x.woff2'); }"),
  },
  {
    name: 'axes of a variable face',
    rule: 'unprintable-css',
    fault: styled(".h { font-variation-settings: 'wght' 350; }"),
    neighbour: styled('.h { font-weight: 350; }'),
  },
  {
    name: 'a picture in the background',
    rule: 'unprintable-css',
    fault: styled(".plate { background-image: url('a.jpg'); }"),
    neighbour: styled('.plate { background-image: linear-gradient(red, blue); }'),
  },
];
