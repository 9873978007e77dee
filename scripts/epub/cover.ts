/** The cover of a book: the printed one, as a picture that says in words what stands on it. */
import { html } from '../../layouts/html.ts';
import type { Article } from '../model/article.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import type { BookPicture } from './body.ts';
import { breakId } from './breaks.ts';
import { type BookDocument, bookDocument } from './document.ts';
import { epubWords } from './words.ts';

export const COVER = 'cover.xhtml';

const sentence = (text: string): string => (/[.!?]$/u.test(text) ? text : `${text}.`);

/** What the cover says and shows. */
export function coverWords(
  issue: Pick<Issue, 'number' | 'title' | 'language'>,
  magazine: Magazine,
  article?: Article,
): string {
  const { coverOf } = epubWords[issue.language];
  const said = [article?.title ?? issue.title, article?.standfirst, article?.image?.alt].flatMap((text) =>
    text ? [sentence(text)] : [],
  );
  return [coverOf(`${magazine.name} ${issue.number}`), ...said].join(' ');
}

export function coverDocument(
  issue: Pick<Issue, 'number' | 'title' | 'language'>,
  magazine: Magazine,
  picture: BookPicture,
  { article, folio }: { readonly article?: Article; readonly folio?: number },
): BookDocument {
  const main = html`<section class="cover" epub:type="cover" aria-label="${epubWords[issue.language].cover}">
    ${folio === undefined ? '' : html`<span epub:type="pagebreak" role="doc-pagebreak" id="${breakId(folio)}" title="${folio}"></span>`}
    <img
      role="doc-cover"
      src="${picture.href}"
      alt="${coverWords(issue, magazine, article)}"
      width="${picture.widthPx}"
      height="${picture.heightPx}"
    />
  </section>`;
  return {
    xhtml: bookDocument(issue.language, `${magazine.name} ${issue.number}`, main.text, {
      type: 'frontmatter',
      className: 'cover-page',
    }),
    folios: folio === undefined ? [] : [folio],
    guessed: [],
  };
}
