/** What the checks of pictures look at: the issue, its finished pages as they were measured, pixels. Plain values. */
import type { Finding } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { Layouts } from '../model/layout.ts';
import type { IssuePage } from '../pages/assemble.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';

export interface PicturePage extends IssuePage, MeasuredPage {}

/** A picture in small, row by row, three bytes (sRGB) a pixel. */
export interface Pixels {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
}

export interface PictureProof {
  readonly issue: Issue;
  readonly layouts: Layouts;
  readonly pages: readonly PicturePage[];
  /** Of the pictures that type stands on, by key. */
  readonly pixels: ReadonlyMap<string, Pixels>;
}

export type PictureCheck = (proof: PictureProof) => Finding[];

/** Where a line of a page's article stands. */
export const placeOn = ({ issue }: PictureProof, page: PicturePage, line = 1): Finding['place'] => {
  const file = issue.articles.find(({ slug }) => slug === page.article)?.file;
  return file ? { file, line, column: 1 } : undefined;
};
