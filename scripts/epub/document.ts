/** The documents of a book: one an article, its opener in the order in which it is printed, and the marks of its pages. */
import { parseHTML } from 'linkedom';
import { colophonRows, legalLine } from '../../layouts/colophon/rows.ts';
import { isSigned, signature } from '../../layouts/editorial/signature.ts';
import { furniture } from '../../layouts/furniture.ts';
import { html, type Html, raw } from '../../layouts/html.ts';
import { choice, type LayoutData } from '../../layouts/layout.ts';
import {
  byline,
  credit,
  kicker,
  openerPicture,
  pictureWords,
  standfirst,
  wordsBesideByline,
} from '../../layouts/parts/opener.ts';
import type { Language } from '../model/fields.ts';
import { type BodySurroundings, forBook, strip } from './body.ts';
import { setBreaks } from './breaks.ts';
import { firstTextPage, OWN_PICTURE, pageOfPart, type Part, type PrintedPage } from './printed.ts';
import { escapeXml, xhtml } from './xhtml.ts';

export interface ArticleSource extends Omit<BodySurroundings, 'article' | 'language'> {
  readonly data: LayoutData;
  readonly pages: readonly PrintedPage[];
}

export interface BookDocument {
  readonly xhtml: string;
  /** Folios of the pages that begin in it. */
  readonly folios: readonly number[];
  /** Those of them whose beginning had to be guessed. */
  readonly guessed: readonly number[];
}

/** One XHTML file. `main` is XHTML already. */
export const bookDocument = (
  language: Language,
  title: string,
  main: string,
  { type = 'bodymatter', className = '' } = {},
): string => `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}">
<head>
<meta charset="utf-8"/>
<title>${escapeXml(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body epub:type="${type}"${className && ` class="${className}"`}>
${main}
</body>
</html>
`;

interface Piece {
  readonly part: Part;
  readonly html: Html | undefined | false | '';
}

/** An article, advertisement, colophon or back page. */
export function articleDocument(source: ArticleSource): BookDocument {
  const { data, pages } = source;
  const { article } = data;
  const isLate = pageOfPart(pages, 'picture') > firstTextPage(pages);
  const pieces = piecesOf(data).filter(({ html: words }) => words);
  const opener = pieces
    .filter(({ part }) => part !== 'picture' || !isLate)
    .toSorted((one, other) => pageOfPart(pages, one.part) - pageOfPart(pages, other.part));
  const picture = isLate ? pieces.find(({ part }) => part === 'picture')?.html : undefined;
  const { document } = parseHTML(
    `<!doctype html><html><body>${
      html`<article class="article ${article.layout}" ${named(data)}>
        <header>
          ${opener.map(({ part, html: words }) => html`<div data-part="${part}">${words}</div>`)}
        </header>
        <div class="text">${picture}${textOf(data)}</div>
      </article>`.text
    }</body></html>`,
  );
  const root = document.querySelector('article')!;
  const header = root.querySelector('header')!;
  const text = root.querySelector('.text')!;
  // What lifts a part out of its wrapper keeps its mark.
  for (const wrapper of header.children) {
    const own = wrapper.firstElementChild;
    if (!own || wrapper.children.length > 1) continue;
    own.setAttribute('data-part', wrapper.getAttribute('data-part') ?? '');
    wrapper.replaceWith(own);
  }
  // Where a picture of the text opens the article before its title, it does so here too.
  const titled = pageOfPart(pages, 'title');
  const first = header.firstElementChild;
  for (const block of text.children) {
    const name = `${block.localName}:${block.getAttribute('data-source-line') ?? ''}`;
    if (first && pages.slice(0, titled).some(({ blocks }) => blocks.has(name))) first.before(block);
  }
  for (const notes of text.querySelectorAll('.notes')) text.append(notes);
  forBook(root, { ...source, article: article.slug, language: article.lang });
  const guessed = setBreaks({ header, text, pages });
  for (const part of [header, text]) if (!part.firstElementChild) part.remove();
  strip(root);
  return {
    xhtml: bookDocument(article.lang, article.title, xhtml(root), {
      type: article.layout === 'colophon' || article.layout === 'back' ? 'backmatter' : 'bodymatter',
    }),
    folios: pages.map(({ folio }) => folio),
    guessed,
  };
}

/** What names the article: its title, or the advertiser where it has none. */
const named = (data: LayoutData): Html =>
  isAdAlone(data) ? html`aria-label="${adLabel(data)}"` : html`aria-labelledby="${data.article.slug}"`;

const isAdAlone = ({ article, content }: LayoutData): boolean =>
  article.layout === 'ad' && content.trim() === '';

const adLabel = ({ article }: LayoutData): string =>
  `${furniture[article.lang].advertisement}: ${choice(article, 'advertiser', article.title)}`;

function piecesOf(data: LayoutData): readonly Piece[] {
  const { article } = data;
  const { layout } = article;
  if (isAdAlone(data)) return [{ part: 'picture', html: advertisement(data) }];
  const unsigned =
    layout === 'editorial' && isSigned(data) ? { ...data, article: { ...article, byline: [] } } : data;
  const shows = article.image && layout !== 'ad' && article.options['opener'] !== 'text';
  return [
    { part: 'kicker', html: layout !== 'colophon' && kicker(data) },
    { part: 'title', html: html`<h1 id="${article.slug}">${article.title}</h1>` },
    { part: 'standfirst', html: layout !== 'colophon' && standfirst(data) },
    { part: 'byline', html: byline(unsigned) },
    { part: 'picture', html: shows && ownPicture(data) },
  ];
}

/** The article's picture, whole, with what is said of it. */
function ownPicture(data: LayoutData): Html | undefined {
  const image = openerPicture(data);
  if (!image) return undefined;
  const { layout } = data.article;
  const words = layout === 'back' || layout === 'news' ? pictureWords(data) : wordsBesideByline(data);
  return html`<figure class="opener" data-source-line="${OWN_PICTURE.split(':')[1]}">
    ${image}${words ? html`<figcaption>${words}</figcaption>` : ''}
  </figure>`;
}

function advertisement(data: LayoutData): Html | undefined {
  const image = openerPicture(data);
  if (!image) return undefined;
  const { article } = data;
  const { url } = article.options;
  return html`<aside class="ad" aria-label="${adLabel(data)}">
    <p class="ad-mark">${furniture[article.lang].advertisement}</p>
    <figure>
      ${typeof url === 'string' ? html`<a href="${url}">${image}</a>` : image}
      ${article.image?.credit ? html`<figcaption>${credit(data)}</figcaption>` : ''}
    </figure>
  </aside>`;
}

/** The text, and what a layout adds to it. */
function textOf(data: LayoutData): Html {
  const { article, content, magazine } = data;
  const own = raw(content);
  switch (article.layout) {
    case 'ad':
      return html`${own}${isAdAlone(data) ? '' : advertisement(data)}`;
    case 'editorial':
      return html`${own}${signature(data)}`;
    case 'column': {
      const about = choice(article, 'about', '');
      return about
        ? html`${own}
            <aside class="about" role="note" aria-labelledby="${article.slug}--about">
              <p class="box-title" id="${article.slug}--about">${furniture[article.lang].aboutColumn}</p>
              <p>${about}</p>
            </aside>`
        : own;
    }
    case 'colophon': {
      const legal = legalLine(data);
      return html`<p class="masthead">${magazine.name}</p>
        <dl>
          ${colophonRows(data).map(
            ({ label, text }) =>
              html`<div>
                <dt>${label}</dt>
                <dd>${text}</dd>
              </div>`,
          )}
        </dl>
        ${own}${legal ? html`<p class="legal">${legal}.</p>` : ''}`;
    }
    default:
      return own;
  }
}
