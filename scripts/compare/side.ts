/** One side of a comparison: an issue as it stood or stands, as far as it is held against the other. */
import type { SizeMm } from '../model/geometry.ts';

/** A block of words: a paragraph, a head, a caption. */
export interface Block {
  readonly text: string;
  /** Folder of its article, where that is known. */
  readonly article?: string;
  /** The page where it begins, from 1. */
  readonly page: number;
  /** Line of article.md. */
  readonly line?: number;
}

export interface SidePage {
  /** From 1. */
  readonly number: number;
  readonly side: 'left' | 'right';
  /** Folder of its article, where that is known; undefined on a blank page too. */
  readonly article?: string;
  /** Two pages of the same content look the same, but for side and folio. */
  readonly content: string;
  readonly words: readonly string[];
  /** What its pictures hold, by name of content. */
  readonly pictures: readonly string[];
}

export interface SidePicture {
  /** File name beside the article. */
  readonly name: string;
  readonly article: string;
  readonly page: number;
  readonly line: number;
  /** Name of what it holds. */
  readonly content: string;
}

export interface SideArticle {
  readonly article: string;
  readonly title: string;
  /** article.md, as a designer opens it. */
  readonly file: string;
}

export interface Side {
  readonly trim: SizeMm;
  /** Whether pictures are known by their originals; in a PDF they may be written otherwise and look the same. */
  readonly knowsOriginals: boolean;
  readonly pages: readonly SidePage[];
  /** In reading order. */
  readonly blocks: readonly Block[];
  readonly pictures: readonly SidePicture[];
  readonly articles: readonly SideArticle[];
}
