/** Puts the paginated articles together: sides, folios, blank pages, one document. */
import type { PaginatedArticle, Side } from './compose/types.ts';

/** One page of the issue. */
export interface IssuePage {
  /** From 1, which is also its folio. */
  readonly number: number;
  readonly side: Side;
  /** Folder of its article; undefined on a blank page. */
  readonly article: string | undefined;
  /** Index in its article. */
  readonly index: number;
  readonly name: string;
  readonly usedLines: number;
  readonly lines: number;
}

/** A right page has an odd number, as in any bound book that opens with a right page. */
export const sideOf = (page: number): Side => (page % 2 === 1 ? 'right' : 'left');

export interface Placement {
  readonly article: string;
  /** First page. */
  readonly first: number;
  /** Blank pages before it, so that it starts on the side it asks for. */
  readonly blanks: number;
  readonly pages: number;
}

/** Where every article begins, given how many pages each has and on which side it must start. */
export function placements(
  articles: readonly { readonly article: string; readonly pages: number; readonly start: Side | 'any' }[],
): Placement[] {
  let next = 1;
  return articles.map(({ article, pages, start }) => {
    const blanks = start !== 'any' && sideOf(next) !== start ? 1 : 0;
    const first = next + blanks;
    next = first + pages;
    return { article, first, blanks, pages };
  });
}

/** Sets a page's side and number in the opening tag that Paged.js wrote. */
function renumber(html: string, number: number): string {
  const end = html.indexOf('>');
  const side = sideOf(number);
  const tag = html
    .slice(0, end)
    .replace(/ id="[^"]*"/u, ` id="page-${number}"`)
    .replace(/ data-page-number="[^"]*"/u, ` data-page-number="${number}"`)
    .replaceAll(/\bpagedjs_(?:left|right)_page\b/gu, `pagedjs_${side}_page`)
    .replaceAll(/\s*\bpagedjs_first_page\b/gu, '');
  return tag + html.slice(end);
}

/** The paged issue's pages, each as HTML, and what stands on each. `blank` is a page of Paged.js with nothing on it. */
export function assemble(
  articles: readonly PaginatedArticle[],
  places: readonly Placement[],
  blank: PaginatedArticle,
): { sheets: string[]; pages: IssuePage[] } {
  const pages: IssuePage[] = [];
  const parts: string[] = [];
  for (const [at, place] of places.entries()) {
    for (let index = 0; index < place.blanks; index++) {
      const number = place.first - place.blanks + index;
      parts.push(renumber(blank.pages[0]!.html, number));
      pages.push({
        number,
        side: sideOf(number),
        article: undefined,
        index: 0,
        name: 'blank',
        usedLines: 0,
        lines: 0,
      });
    }
    for (const [index, page] of articles[at]!.pages.entries()) {
      const number = place.first + index;
      parts.push(renumber(page.html, number));
      const { name, usedLines, lines } = page;
      pages.push({ number, side: sideOf(number), article: place.article, index, name, usedLines, lines });
    }
  }
  return { sheets: parts, pages };
}

/** A page with a stand-in for each picture. `proxies`: their data: addresses, by picture. */
export const withProxies = (sheet: string, proxies: ReadonlyMap<string, string>): string =>
  sheet.replaceAll(/<img\b[^>]*\bdata-picture="([^"]*)"[^>]*>/gu, (tag, key: string) =>
    tag.replace(/\bsrc="[^"]*"/u, `src="${proxies.get(unescape(key)) ?? ''}"`),
  );

/** The paged issue: one document. */
export function issueDocument(options: {
  readonly language: string;
  readonly title: string;
  readonly faces: string;
  readonly css: string;
  readonly pagedCss: string;
  readonly sheets: readonly string[];
}): string {
  return `<!doctype html>
<html lang="${options.language}"><head><meta charset="utf-8"><title>${options.title.replaceAll('<', '&lt;')}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src file:; style-src 'unsafe-inline'">
<style>${options.faces}</style><style>${options.pagedCss}</style><style>${options.css}</style></head>
<body class="assembled"><div class="pagedjs_pages">${options.sheets.join('')}</div></body></html>`;
}

const unescape = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
