import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { setBreaks } from '../../scripts/epub/breaks.ts';
import { lettersOf, readPages } from '../../scripts/epub/printed.ts';

/** Pages as the composer leaves them, and the same article for a book; breaks come out as «|4|». */
function broken(
  header: string,
  text: string,
  ...pages: string[]
): { text: string; guessed: readonly number[] } {
  const { document } = parseHTML(
    `<!doctype html><html><body><article><header>${header}</header><div class="text">${text}</div></article></body></html>`,
  );
  const composed = pages.map((html) => ({ html: `<section class="plate">${html}</section>` }));
  const article = document.querySelector('article')!;
  const guessed = setBreaks({
    header: article.querySelector('header')!,
    text: article.querySelector('.text')!,
    pages: readPages({ pages: composed as never }, 4),
  });
  const shown = article.innerHTML
    .replaceAll(/<span [^>]*id="page-(\d+)"[^>]*><\/span>/gu, '|$1|')
    .replaceAll(/ (?:data-[\w-]+|id|class)="[^"]*"/gu, '');
  return { text: shown, guessed };
}

const column = (...blocks: string[]): string => `<div class="column">${blocks.join('')}</div>`;
const OPENER = '<h1 data-part="title">Tittel</h1>';

describe('marks of printed pages', () => {
  test('stand before the word that a page goes on with, whatever its hyphens', () => {
    const { text, guessed } = broken(
      OPENER,
      '<p data-source-line="3">Første setning er lang. Andre setning følger.</p><p data-source-line="5">Slutt.</p>',
      `<h1>Tittel</h1>${column('<p data-source-line="3" data-goes-on="">Første set-ning er lang. Andre</p>')}`,
      column(
        '<p data-source-line="3" data-continued="">setning følger.</p>',
        '<p data-source-line="5">Slutt.</p>',
      ),
    );
    expect(text).toBe(
      '<header>|4|<h1>Tittel</h1></header><div><p>Første setning er lang. Andre |5|setning følger.</p><p>Slutt.</p></div>',
    );
    expect(guessed).toEqual([]);
  });

  test('stand before the word where a page begins within it', () => {
    const { text } = broken(
      OPENER,
      '<p data-source-line="3">Et «menneskerettighetsord» deles.</p>',
      column('<p data-source-line="3">Et «menneske-</p>'),
      column('<p data-source-line="3" data-continued="">rettighetsord» deles.</p>'),
    );
    expect(text).toContain('<p>Et |5|«menneskerettighetsord» deles.</p>');
  });

  test('find the word again where a hyphenation has added a letter', () => {
    const { text } = broken(
      OPENER,
      '<p data-source-line="3">Vi tok en buss til busstopp nummer fire og gikk videre derfra hjem.</p>',
      column('<p data-source-line="3">Vi tok en buss til buss-stopp nummer</p>'),
      column('<p data-source-line="3" data-continued="">fire og gikk videre derfra hjem.</p>'),
    );
    expect(text).toContain('nummer |5|fire og');
  });

  test('stand between paragraphs, before the pictures that the page shows with them', () => {
    const { text } = broken(
      OPENER,
      '<p data-source-line="3">En.</p><figure data-source-line="5"></figure><p data-source-line="7">To.</p>',
      column('<p data-source-line="3">En.</p>'),
      `<figure data-source-line="5"></figure>${column('<p data-source-line="7">To.</p>')}`,
    );
    expect(text).toContain('<p>En.</p>|5|<figure></figure><p>To.</p>');
  });

  test('leave a picture with the text before it where that is printed before it', () => {
    const { text } = broken(
      OPENER,
      '<figure data-source-line="1"></figure><p data-source-line="3">En.</p><p data-source-line="7">To.</p>',
      column('<p data-source-line="3">En.</p>'),
      column('<figure data-source-line="1"></figure>', '<p data-source-line="7">To.</p>'),
    );
    expect(text).toContain('<figure></figure><p>En.</p>|5|<p>To.</p>');
  });

  test('a page of pictures alone comes between its neighbours, and takes its pictures with it', () => {
    const { text, guessed } = broken(
      OPENER,
      '<figure data-source-line="1"></figure><p data-source-line="3">En.</p><p data-source-line="7">To.</p>',
      column('<p data-source-line="3">En.</p>'),
      '<figure data-source-line="1"></figure>',
      column('<p data-source-line="7">To.</p>'),
    );
    expect(text).toContain('<div><p>En.</p>|5|<figure></figure>|6|<p>To.</p></div>');
    expect(guessed).toEqual([]);
  });

  test('parts no paragraph with a picture: both pages begin at the word', () => {
    const { text } = broken(
      OPENER,
      '<p data-source-line="3">En og to.</p><figure data-source-line="5"></figure>',
      column('<p data-source-line="3">En og</p>'),
      '<figure data-source-line="5"></figure>',
      column('<p data-source-line="3" data-continued="">to.</p>'),
    );
    expect(text).toContain('<p>En og |5||6|to.</p><figure></figure>');
  });

  test('follow the opener over two pages', () => {
    const { text } = broken(
      '<p class="kicker" data-part="kicker">K</p><h1 data-part="title">T</h1><p data-part="standfirst">S</p>',
      '<p data-source-line="3">En.</p>',
      '<p class="kicker">K</p><h1>T</h1>',
      `<p class="standfirst">S</p>${column('<p data-source-line="3">En.</p>')}`,
    );
    expect(text).toContain('<header>|4|<p>K</p><h1>T</h1>|5|<p>S</p></header>');
  });

  test('a page on which nothing begins stands right before the next, and is told', () => {
    const { text, guessed } = broken(
      OPENER,
      '<p data-source-line="3">En.</p><section class="notes"></section>',
      '<h1>Tittel</h1>',
      '<figure aria-hidden="true"></figure>',
      column('<p data-source-line="3">En.</p>'),
      '<figure aria-hidden="true"></figure>',
    );
    expect(text).toContain('<div>|5||6|<p>En.</p>|7|<section></section></div>');
    expect(guessed).toEqual([5, 7]);
  });

  test('blank pages before an article have their marks too', () => {
    const pages = readPages(
      { pages: [{ html: '<section class="plate"><h1>T</h1></section>' }] as never },
      6,
      1,
    );
    expect(pages.map(({ folio }) => folio)).toEqual([5, 6]);
  });

  test('letters are compared without hyphens and spaces', () => {
    expect(lettersOf('Bær-\u00ADekraft: 96\u00A0%')).toBe('Bærekraft96');
  });
});
