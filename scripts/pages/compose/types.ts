/** What goes into the composer and what comes out of it. These values cross from Node to the browser as JSON. */

export type Side = 'left' | 'right';

/** One article to set: the fragment its layout made, and what it needs to know about the issue around it. */
export interface ComposeJob {
  /** Folder name of the article; prefix of all its ids. */
  readonly article: string;
  /** The layout's HTML: page templates and a flow (see layouts/layout.ts). */
  readonly html: string;
  /** The side of the article's first page. */
  readonly side: Side;
  /** Folio of every article's first page, for contents and cross references: { elva: 12 }. */
  readonly folios: Readonly<Record<string, number>>;
}

/** Something the composer could not set as asked. Node turns it into a Finding with a file. */
export interface ComposeFinding {
  readonly rule:
    | 'oversize'
    | 'overset'
    | 'opener-overflow'
    | 'spread-side'
    | 'wide-word'
    | 'wide-table'
    | 'stranded-head'
    | 'no-margin';
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly hint: string;
  readonly sourceLine?: number;
  /** Index of the page in the article, from 0. */
  readonly page: number;
}

/** One composed page before Paged.js has put its margins, running heads and folio around it. */
export interface ComposedPage {
  /** Name of its @page rule: "text", "plain" or "bleed". */
  readonly name: string;
  /** HTML of the plate: one element that fills the type area. */
  readonly html: string;
  /** Lines of the text area that are taken, and how many it has; 0 of 0 on a page without running text. */
  readonly usedLines: number;
  readonly lines: number;
  readonly pictures: readonly PlacedPicture[];
}

/** A picture as the composer placed it: enough to begin its encoding while pages are still being made. */
export interface PlacedPicture {
  readonly key: string;
  /** Width at which the whole picture, before any crop, is printed. */
  readonly fullWidthMm: number;
}

/** A block of words as it stands in the fragment, before it is composed. */
export interface SourceText {
  /** Line of article.md; 1 for what comes from front matter. */
  readonly line: number;
  readonly flow: 'body' | 'float' | 'note' | 'lifted';
  readonly text: string;
  readonly head: boolean;
}

export interface SourcePictureUse {
  readonly line: number;
  readonly key: string;
}

export interface ComposedArticle {
  readonly texts: readonly SourceText[];
  readonly pictures: readonly SourcePictureUse[];
  readonly pages: readonly ComposedPage[];
  readonly findings: readonly ComposeFinding[];
}

/** An article with Paged.js' page boxes around its plates: what is cached and assembled. */
export interface PaginatedArticle extends ComposedArticle {
  readonly article: string;
  readonly side: Side;
  /** The rules that Paged.js made of the @page rules; the same for every article of an issue. */
  readonly css: string;
}
