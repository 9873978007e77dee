/** The contents of a book: what a reader turns to, and what a reading system steers by (landmarks, pages of the printed issue). */
import { parseHTML } from 'linkedom';
import { furniture } from '../../layouts/furniture.ts';
import { html, type Html } from '../../layouts/html.ts';
import type { LayoutData } from '../../layouts/layout.ts';
import { openerPicture, pictureWords } from '../../layouts/parts/opener.ts';
import type { Language } from '../model/fields.ts';
import { type BodySurroundings, forBook, strip } from './body.ts';
import { breakId, setBreaks } from './breaks.ts';
import { type BookDocument, bookDocument } from './document.ts';
import { pageOfPart, type PrintedPage } from './printed.ts';
import { epubWords } from './words.ts';
import { inner } from './xhtml.ts';

/** What is no article to look up; the colophon is, where nobody leafs through. */
const UNLISTED: ReadonlySet<string> = new Set(['cover', 'contents', 'back']);

export interface ContentsEntry {
  readonly layout: string;
  readonly title: string;
  readonly kicker?: string;
  readonly href: string;
  readonly isAdAlone: boolean;
  readonly language: Language;
}

export interface ContentsSource extends Omit<BodySurroundings, 'article' | 'language'> {
  readonly language: Language;
  readonly title: string;
  readonly entries: readonly ContentsEntry[];
  /** Document of the cover. */
  readonly cover?: string;
  /** Where the first article begins. */
  readonly begin?: string;
  /** All printed pages in their order, and the document in which each begins. */
  readonly pages: readonly { readonly folio: number; readonly href: string }[];
  /** The printed contents, where there are any. */
  readonly printed?: { readonly data: LayoutData; readonly pages: readonly PrintedPage[] };
}

/** The file of the contents, which is also the book's navigation. */
export const CONTENTS = 'nav.xhtml';

export function contentsDocument(source: ContentsSource): BookDocument {
  const { language, title, entries, cover, begin, pages, printed } = source;
  const words = epubWords[language];
  const heading = printed?.data.article.title ?? furniture[language].contents;
  const list = html`<nav
    data-part="list"
    epub:type="toc"
    role="doc-toc"
    id="toc"
    aria-labelledby="${idOf(printed)}"
  >
    <ol>
      ${entries
        .filter(({ layout, isAdAlone }) => !UNLISTED.has(layout) && !isAdAlone)
        .map(
          (entry) =>
            html`<li>
              <a href="${entry.href}" ${entry.language === language ? '' : html` lang="${entry.language}"`}
                >${entry.title}</a
              >
            </li>`,
        )}
    </ol>
  </nav>`;
  const pieces: { readonly part: 'title' | 'list' | 'picture'; readonly html: Html | undefined }[] = [
    { part: 'title', html: html`<h1 data-part="title" id="${idOf(printed)}">${heading}</h1>` },
    { part: 'list', html: list },
    { part: 'picture', html: printed && picture(printed.data) },
  ];
  const printedPages = printed?.pages ?? [];
  const { document } = parseHTML(
    `<!doctype html><html><body>${
      html`<section class="contents">
        <header>
          ${pieces
            .toSorted(
              (one, other) => pageOfPart(printedPages, one.part) - pageOfPart(printedPages, other.part),
            )
            .map(({ html: each }) => each)}
        </header>
        <div class="text"></div>
      </section>`.text
    }</body></html>`,
  );
  const root = document.querySelector('section')!;
  const header = root.querySelector('header')!;
  const text = root.querySelector('.text')!;
  forBook(root, { ...source, article: printed?.data.article.slug ?? '', language });
  const guessed = setBreaks({ header, text, pages: printedPages });
  strip(root);
  text.remove();
  // In the outline the header of a page would stand around the whole of it.
  const marks = [
    ...(cover ? [{ type: 'cover', href: cover, words: words.cover }] : []),
    { type: 'toc', href: `${CONTENTS}#toc`, words: heading },
    ...(begin ? [{ type: 'bodymatter', href: begin, words: words.begin }] : []),
  ];
  const hidden = html`<nav epub:type="landmarks" aria-label="${words.landmarks}" hidden="hidden">
      <ol>
        ${marks.map((mark) => html`<li><a epub:type="${mark.type}" href="${mark.href}">${mark.words}</a></li>`)}
      </ol>
    </nav>
    <nav epub:type="page-list" role="doc-pagelist" aria-label="${words.pages}" hidden="hidden">
      <ol>
        ${pages.map(({ folio, href }) => html`<li><a href="${href}#${breakId(folio)}">${folio}</a></li>`)}
      </ol>
    </nav>`;
  return {
    xhtml: bookDocument(
      language,
      `${heading} – ${title}`,
      `<section class="contents">${inner(header)}</section>\n${hidden.text.replaceAll(/\s*\n\s*/gu, '\n')}`,
      { type: 'frontmatter' },
    ),
    folios: printedPages.map(({ folio }) => folio),
    guessed,
  };
}

const idOf = (printed: ContentsSource['printed']): string => printed?.data.article.slug ?? 'contents';

function picture(data: LayoutData): Html | undefined {
  const image = openerPicture(data);
  if (!image) return undefined;
  const words = pictureWords(data, data.article.standfirst);
  return html`<figure data-part="picture">
    ${image}${words ? html`<figcaption>${words}</figcaption>` : ''}
  </figure>`;
}
