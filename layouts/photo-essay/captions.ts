/** Captions gathered: each on its picture's own page or on the nearest page with white, saying which picture it means. */
import { furniture, type Where } from '../furniture.ts';
import { html, type Html, raw } from '../html.ts';
import type { LayoutData } from '../layout.ts';
import { linesOf, plain } from '../parts/text-lines.ts';
import type { EssayPicture } from './pictures.ts';

export type Side = 'left' | 'right';

/** A page as its captions see it. */
export interface CaptionedPage {
  readonly side: Side;
  /** Index in the article; a picture over two pages has two. */
  readonly at: number;
  /** Lines that it has for captions; 0: it is filled by its picture. */
  readonly room: number;
  /** Its pictures, and where each stands as seen from the captions of this page. */
  readonly pictures: readonly { readonly picture: EssayPicture; readonly where: Where }[];
  readonly isSpread?: boolean;
}

export interface Caption {
  readonly picture: EssayPicture;
  readonly where: Where;
}

/** Spreads count by their left page. */
const spreadOf = ({ at, side }: CaptionedPage): number => (side === 'left' ? at : at - 1);

/** Pages with white: the facing one, then those of the nearest spread, those before it sooner than those after. */
function hostsOf(page: CaptionedPage, pages: readonly CaptionedPage[]): readonly CaptionedPage[] {
  const rank = (other: CaptionedPage): readonly number[] => [
    Math.abs(spreadOf(other) - spreadOf(page)),
    other.at > page.at ? 1 : 0,
    Math.abs(other.at - page.at),
  ];
  const compare = (one: CaptionedPage, other: CaptionedPage): number =>
    rank(one)
      .map((value, at) => value - rank(other)[at]!)
      .find((apart) => apart !== 0) ?? 0;
  return pages.filter(({ room }) => room > 0).toSorted(compare);
}

/** Where a page's picture is, as said on another page. */
const seenFrom = (page: CaptionedPage, host: CaptionedPage, where: Where): Where => {
  if (page === host) return where;
  if (page.isSpread) return 'pages';
  return spreadOf(page) === spreadOf(host) ? page.side : 'page';
};

/** Captions by the index of the page that they stand on, in the order of the pictures. */
export function gather(pages: readonly CaptionedPage[]): ReadonlyMap<number, readonly Caption[]> {
  const taken = new Map<CaptionedPage, number>();
  const host = new Map<EssayPicture, CaptionedPage>();
  // A page's own captions have the first claim to its white.
  for (const page of pages.toSorted((one, other) => Math.sign(other.room) - Math.sign(one.room))) {
    for (const { picture, where } of page.pictures) {
      if (picture.caption === '') continue;
      const lines = captionLines([{ picture, where }]);
      const hosts = page.room > 0 ? [page] : hostsOf(page, pages);
      const found = hosts.find((each) => (taken.get(each) ?? 0) + lines <= each.room) ?? hosts[0];
      if (!found) continue;
      taken.set(found, (taken.get(found) ?? 0) + lines);
      host.set(picture, found);
    }
  }
  const gathered = new Map<number, Caption[]>();
  for (const page of pages) {
    for (const { picture, where } of page.pictures) {
      const found = host.get(picture);
      if (!found) continue;
      const known = gathered.get(found.at) ?? [];
      gathered.set(found.at, [...known, { picture, where: seenFrom(page, found, where) }]);
    }
  }
  return gathered;
}

/** Letters on a line of a caption in a column a third of the page wide. */
const LETTERS_A_LINE = 43;
const CAPTION_LINE = 0.75;

/** Lines of the page that captions take, the white between them included. */
export const captionLines = (captions: readonly Caption[]): number =>
  captions.reduce(
    (sum, { picture }) =>
      sum + (linesOf(`Over til venstre: ${plain(picture.caption)}`, LETTERS_A_LINE) + 1) * CAPTION_LINE,
    0,
  );

const folio = (target: string): Html => html`<span data-page-of="${target}">00</span>`;

export const captionMarkup = ({ article }: LayoutData, { picture, where }: Caption): Html => {
  const word = furniture[article.lang].where[where];
  const label =
    where === 'page'
      ? html`${word} ${folio(picture.id)}`
      : where === 'pages'
        ? html`${word} ${folio(picture.id)}–${folio(rightHalf(picture))}`
        : word;
  // What is said of a group needs no pointing where the group itself is in sight.
  const points = !picture.isGroup || where === 'page' || where === 'pages';
  return html`<p class="essay-caption" data-source-line="${picture.line}">
    ${points ? html`<strong>${label}:</strong> ` : ''} ${raw(picture.caption)}
  </p>`;
};

/** Id of the right half of a picture over two pages, by which its second folio is found. */
export const rightHalf = ({ id }: EssayPicture): string => `${id}-right`;
