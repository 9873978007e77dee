/** An article's text for a book: the Markdown's HTML without what only a page needs, and with what a reading system looks for. */
import type { Language } from '../model/fields.ts';
import { epubWords } from './words.ts';

/** A picture as it lies in the book. */
export interface BookPicture {
  /** From the folder that the documents stand in: "pictures/elva/boat.jpg". */
  readonly href: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface BodySurroundings {
  /** Folder of the article. */
  readonly article: string;
  readonly language: Language;
  /** By "2026-1/elva/boat.jpg". */
  readonly picture: (key: string) => BookPicture | undefined;
  /** The document of an article; undefined where it has none. */
  readonly documentOf: (article: string) => string | undefined;
  /** Printed page of an article ("elva") or of a head in it ("elva--under-isen"). */
  readonly folioOf: (target: string) => number | undefined;
}

/** Changes what stands in `root`. Lines of article.md stay on the blocks, for the marks of the pages. */
export function forBook(root: Element, surroundings: BodySurroundings): void {
  unhyphenate(root);
  for (const each of root.querySelectorAll('.qr, .end-mark')) each.remove();
  for (const each of root.querySelectorAll('.end-word')) each.replaceWith(...each.childNodes);
  references(root, surroundings);
  pictures(root, surroundings);
  notes(root, surroundings.language);
  for (const each of root.querySelectorAll('.quote')) each.setAttribute('epub:type', 'pullquote');
  // A quotation that stands nowhere else is read; a landmark of its own it is not.
  for (const each of root.querySelectorAll('aside.quote:not([aria-hidden])'))
    each.setAttribute('role', 'doc-pullquote');
  for (const each of root.querySelectorAll('aside.fact, aside.podcast, aside.newsletter')) {
    each.setAttribute('epub:type', 'sidebar');
    each.setAttribute('role', 'note');
  }
  let above = 1;
  for (const head of root.querySelectorAll('h1, h2, h3, .run-in')) {
    // A run-in head right below the title is no third level to whoever hears it.
    if (head.matches('.run-in')) head.setAttribute('aria-level', String(Math.min(3, above + 1)));
    else above = Number(head.localName.slice(1));
  }
  for (const each of root.querySelectorAll('th[style], td[style]')) {
    const side = /text-align:\s*(right|center)/u.exec(each.getAttribute('style') ?? '')?.[1];
    if (side) each.setAttribute('class', side);
  }
}

/** Takes away what the making alone has needed. */
export function strip(root: Element): void {
  for (const each of [root, ...root.querySelectorAll('*')]) {
    for (const name of each.getAttributeNames()) {
      if (name === 'style' || name.startsWith('data-')) each.removeAttribute(name);
    }
  }
}

/** Reading systems hyphenate by themselves; words with soft hyphens are not found, and badly spoken. */
function unhyphenate(node: Node): void {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) {
      const text = child as Text;
      if (text.data.includes('\u00AD')) text.data = text.data.replaceAll('\u00AD', '');
    } else unhyphenate(child);
  }
}

function references(root: Element, { article, documentOf, folioOf }: BodySurroundings): void {
  for (const number of root.querySelectorAll('[data-page-of]')) {
    const folio = folioOf(number.getAttribute('data-page-of') ?? '');
    if (folio !== undefined) number.textContent = String(folio);
  }
  for (const link of root.querySelectorAll('a[data-ref]')) {
    const to = link.getAttribute('data-ref') ?? '';
    const anchor = (link.getAttribute('href') ?? '').replace(/^#/u, '');
    const document = documentOf(to);
    if (document === undefined) link.replaceWith(...link.childNodes);
    else
      link.setAttribute(
        'href',
        to === article ? `#${anchor}` : document + (anchor === to ? '' : `#${anchor}`),
      );
  }
}

function pictures(root: Element, { picture }: BodySurroundings): void {
  for (const image of root.querySelectorAll('img[data-picture]')) {
    const found = picture(image.getAttribute('data-picture') ?? '');
    if (!found) {
      (image.closest('figure') ?? image).remove();
      continue;
    }
    image.setAttribute('src', found.href);
    image.setAttribute('width', String(found.widthPx));
    image.setAttribute('height', String(found.heightPx));
    // A drawing has no ground of its own, and its lines were drawn for paper.
    if (found.href.endsWith('.svg')) image.setAttribute('class', 'drawing');
  }
}

/** Footnotes that a reading system opens where they are called, and that lead back where it does not. */
function notes(root: Element, language: Language): void {
  const document = root.ownerDocument;
  for (const call of root.querySelectorAll('.note-call a')) call.setAttribute('epub:type', 'noteref');
  for (const section of root.querySelectorAll('section.notes')) {
    section.setAttribute('epub:type', 'footnotes');
    section.removeAttribute('role');
    section.setAttribute('aria-label', epubWords[language].notes);
    for (const note of section.querySelectorAll('.note')) {
      const aside = document.createElement('aside');
      aside.setAttribute('class', 'note');
      aside.setAttribute('id', note.getAttribute('id') ?? '');
      aside.setAttribute('epub:type', 'footnote');
      aside.setAttribute('role', 'doc-footnote');
      const number = note.querySelector('.note-number');
      if (number) {
        const back = document.createElement('a');
        back.setAttribute('href', `#${(note.getAttribute('id') ?? '').replace('--fn-', '--fnref-')}`);
        back.setAttribute('role', 'doc-backlink');
        back.setAttribute('title', epubWords[language].backToText);
        back.append(...number.childNodes);
        number.append(back);
      }
      const words = document.createElement('p');
      words.append(...note.childNodes);
      aside.append(words);
      note.replaceWith(aside);
    }
  }
}
