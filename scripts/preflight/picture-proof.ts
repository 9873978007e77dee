/** What the checks of pictures look at: the issue, its finished pages as they were measured, pixels. Plain values. */
import { type AdFacts, type AdSlot, slotOf } from '../model/advertisement.ts';
import type { Finding } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import { startOf } from '../model/source.ts';
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
  /** Advertisers' PDFs, by key. */
  readonly ads: ReadonlyMap<string, AdFacts>;
}

export type PictureCheck = (proof: PictureProof) => Finding[];

/** Where a line of a page's article stands. */
export const placeOn = ({ issue }: PictureProof, page: PicturePage, line = 1): Finding['place'] => {
  const file = issue.articles.find(({ slug }) => slug === page.article)?.file;
  return file ? { file, line, column: 1 } : undefined;
};

/** An advertiser's PDF on its page. */
export interface PlacedAd {
  /** "annonse.pdf" */
  readonly name: string;
  readonly facts: AdFacts;
  readonly slot: AdSlot;
  readonly side: PicturePage['side'];
  /** What every finding of it carries: the file, the page, the box. */
  readonly at: Pick<Finding, 'place' | 'page' | 'box'>;
}

export const placedAds = ({ issue, pages, ads }: PictureProof): PlacedAd[] =>
  pages.flatMap((page) =>
    page.pictures.flatMap(({ key, xMm, yMm, widthMm, heightMm }) => {
      const facts = ads.get(key);
      const file = issue.pictures.get(key)?.file;
      if (!facts || file === undefined) return [];
      const box = { xMm, yMm, widthMm, heightMm };
      return [
        {
          name: key.split('/').at(-1)!,
          facts,
          slot: slotOf(box, issue.printer.trim),
          side: page.side,
          at: { place: startOf(file), page: page.number, box },
        },
      ];
    }),
  );
