/** What the checks of a magazine's own rules look at: the issue, its finished pages as they were set, and their words. Plain values. */
import type { Finding, Place } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';

/** A page as it was set. */
export interface SetPage {
  /** From 1, which is also its folio. */
  readonly number: number;
  /** Folder of its article; undefined on a blank page. */
  readonly article: string | undefined;
  readonly html: string;
  readonly pictures: readonly { readonly key: string; readonly line: number | undefined }[];
}

/** Words of an article as they are printed, with the line of article.md that they come from; 1 for its fields. */
export interface SetText {
  readonly article: string;
  readonly line: number;
  readonly text: string;
}

/** A stylesheet as it was written. */
export interface StyleSource {
  readonly file: string;
  readonly css: string;
}

export interface MagazineProof {
  readonly issue: Pick<Issue, 'articles' | 'language'>;
  readonly magazine: Pick<Magazine, 'editor' | 'publisher'>;
  readonly pages: readonly SetPage[];
  readonly texts: readonly SetText[];
  readonly styles: readonly StyleSource[];
}

/** A check is pure, and says what it finds. */
export type MagazineCheck = (proof: MagazineProof) => Finding[];

/** A line of an article's file; undefined where there is no such article. */
export const lineOf = (
  { issue }: MagazineProof,
  article: string | undefined,
  line = 1,
): Place | undefined => {
  const file = issue.articles.find(({ slug }) => slug === article)?.file;
  return file === undefined ? undefined : { file, line, column: 1 };
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&shy;': '',
};

/** The words of a page, with single spaces and without soft hyphens. */
export const wordsOf = (html: string): string =>
  html
    .replaceAll(/<(?:style|script|template)\b[\s\S]*?<\/(?:style|script|template)>/gu, ' ')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll(/&(?:amp|lt|gt|quot|#39|nbsp|shy);/gu, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll('\u00AD', '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
