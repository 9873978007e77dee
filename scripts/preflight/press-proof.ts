/** What the checks of the press file look at: the finished file's facts, and what stands on each page. Plain values. */
import type { BoxMm, Finding, Place } from '../model/finding.ts';
import { ptToMm, type Side } from '../model/geometry.ts';
import type { Printer } from '../model/printer.ts';
import type { InkMap } from './ink-map.ts';
import type { BoxPt, PressFileFacts } from './press-file.ts';

/** A page as the issue knows it. */
export interface IssuedPage {
  readonly side: Side;
  /** The article's file; undefined for a blank page. */
  readonly file?: string;
  readonly blocks: readonly (BoxMm & { readonly line?: number })[];
  readonly pictures: readonly (BoxMm & {
    readonly key: string;
    readonly line?: number;
    /** Where its article names it, which may be another than the page's. */
    readonly place?: Place;
  })[];
}

export interface PressProof {
  readonly printer: Printer;
  /** Where the printer's profile is written. */
  readonly printerPlace: Place;
  readonly file: PressFileFacts;
  readonly pages: readonly IssuedPage[];
  /** Ink on each page, as its plates were drawn; undefined where nobody drew them, and then nothing is said of it. */
  readonly ink?: readonly InkMap[];
}

/** A check is pure, and says what it finds. */
export type PressCheck = (proof: PressProof) => Finding[];

/** A box of the page in millimetres from the trim's top left corner. */
export const onTrim = ({ file }: PressProof, page: number, [left, bottom, right, top]: BoxPt): BoxMm => {
  const [x, , , y] = file.pages[page]?.trim ?? file.pages[page]?.media ?? [0, 0, 0, 0];
  const mm = (pt: number): number => Math.round(ptToMm(pt) * 100) / 100;
  return { xMm: mm(left - x), yMm: mm(y - top), widthMm: mm(right - left), heightMm: mm(top - bottom) };
};

const NEAR_MM = 3;

const holds = (outer: BoxMm, { xMm, yMm }: BoxMm): boolean =>
  xMm >= outer.xMm - NEAR_MM &&
  xMm <= outer.xMm + outer.widthMm + NEAR_MM &&
  yMm >= outer.yMm - NEAR_MM &&
  yMm <= outer.yMm + outer.heightMm + NEAR_MM;

/** The line of the article that stands there, else its first; `page` counts from 0. */
export const placeAt = ({ pages }: PressProof, page: number, box?: BoxMm): Place | undefined => {
  const { file, blocks = [], pictures = [] } = pages[page] ?? {};
  if (file === undefined) return undefined;
  const found = box && [...blocks, ...pictures].find((each) => each.line !== undefined && holds(each, box));
  return { file, line: found?.line ?? 1, column: 1 };
};

/** An advertiser's PDF, as its findings name it. */
export interface AdFile {
  /** "annonse.pdf" */
  readonly name: string;
  readonly place: Place;
}

/** The file that something in the press file is from, beside the article that places it; undefined for what d:mag made. */
export const adFile = (
  { pages }: PressProof,
  ad: string | undefined,
  page = pages.findIndex(({ pictures }) => pictures.some(({ key }) => key === ad)),
): AdFile | undefined => {
  if (ad === undefined) return undefined;
  const name = ad.split('/').at(-1)!;
  const folder = pages[page]?.file?.replace(/[^/]*$/u, '') ?? '';
  return { name, place: { file: `${folder}${name}`, line: 1, column: 1 } };
};

/** What to ask of whoever made the advertisement. */
export const askFor = (what: string): string => `ask the advertiser for a PDF/X-4 ${what}`;
