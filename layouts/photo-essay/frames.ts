/** Where framed pictures stand on their page, and where its white has room for text and captions. */
import type { Sheet } from '../../scripts/pages/stylesheet.ts';
import { columnsMm } from '../parts/grid.ts';
import { captionLines, type Caption } from './captions.ts';
import type { EssayPicture } from './pictures.ts';
import { hasWhite, type Unit } from './sequence.ts';

/** On the page's grid: column and columns, line and lines. A left page may have another column. */
export interface Box {
  readonly c: number;
  readonly cLeft?: number;
  readonly w: number;
  readonly l: number;
  readonly h: number;
}

export interface Frames {
  readonly pictures: readonly { readonly picture: EssayPicture; readonly box: Box }[];
  readonly text: Box;
  readonly captions: Box;
  /** Captions beside a picture end on its last baseline. */
  readonly captionsAt: 'head' | 'foot';
}

const COLUMNS = 12;

/** All framed pictures hang from this line, so that those of facing pages meet. */
const HANG = 6;
/** Lines of a picture that leaves white below it, and what parts it from text and captions. */
const MOST_ABOVE = 30;
const GAP = 3;
const WIDE = 8;
const NARROW = 4;
/** The narrowest that one of two pictures side by side may be. */
const LEAST_BESIDE = 3;
/** Lines beside a picture that captions leave free. */
const FEWEST_BESIDE = 5;

/** Lines of a picture over so many columns, from a cap line to a baseline. */
const linesOf = (sheet: Sheet, columns: number, { shape }: EssayPicture, most: number): number =>
  Math.min(most, Math.max(6, Math.round(columnsMm(sheet, columns) / shape / sheet.lineMm + 0.5)));

const under = (sheet: Sheet, pictures: Frames['pictures'], lines: number): Frames => {
  const l = HANG + lines + GAP;
  const box = { w: NARROW, l, h: sheet.lines - l };
  return { pictures, text: { ...box, c: 5 }, captions: { ...box, c: 9 }, captionsAt: 'head' };
};

const beside = (pictures: Frames['pictures'], lines: number, captions: readonly Caption[]): Frames => {
  const inner = { c: 1, cLeft: 9, w: NARROW };
  const taken = captions.length > 0 ? Math.ceil(captionLines(captions)) + 1 : 0;
  return {
    pictures,
    text: { ...inner, l: HANG, h: Math.max(4, lines - taken) },
    captions: { ...inner, l: 0, h: HANG + lines },
    captionsAt: 'foot',
  };
};

/** How the twelve columns are shared, so that two pictures side by side are as high as each other and little is cut off. */
function shares(sheet: Sheet, one: EssayPicture, two: EssayPicture): number {
  const apart = (columns: number): number =>
    Math.abs(
      Math.log(columnsMm(sheet, columns) / one.shape / (columnsMm(sheet, COLUMNS - columns) / two.shape)),
    );
  const splits = Array.from({ length: COLUMNS - 2 * LEAST_BESIDE + 1 }, (_, at) => at + LEAST_BESIDE);
  return splits.reduce((best, each) => (apart(each) < apart(best) ? each : best));
}

/** The frames of a page that is not filled by its picture. */
export function framesOf(sheet: Sheet, { kind, pictures }: Unit, captions: readonly Caption[]): Frames {
  const [one, two] = pictures as [EssayPicture, EssayPicture];
  const wide = { c: 5, cLeft: 1, w: WIDE };
  if (kind === 'standing') {
    const h = linesOf(sheet, WIDE, one, sheet.lines - HANG);
    return beside([{ picture: one, box: { ...wide, l: HANG, h } }], h, captions);
  }
  if (kind === 'stacked') {
    const most = Math.floor((sheet.lines - HANG - 1) / 2);
    const [first, second] = [linesOf(sheet, WIDE, one, most), linesOf(sheet, WIDE, two, most)];
    const boxes = [
      { picture: one, box: { ...wide, l: HANG, h: first } },
      { picture: two, box: { ...wide, l: HANG + first + 1, h: second } },
    ];
    return beside(boxes, first + 1 + second, captions);
  }
  if (kind === 'beside') {
    const w = shares(sheet, one, two);
    const [first, second] = [
      linesOf(sheet, w, one, MOST_ABOVE),
      linesOf(sheet, COLUMNS - w, two, MOST_ABOVE),
    ];
    const h = Math.round((first + second) / 2);
    const boxes = [
      { picture: one, box: { c: 1, w, l: HANG, h } },
      { picture: two, box: { c: 1 + w, w: COLUMNS - w, l: HANG, h } },
    ];
    return under(sheet, boxes, h);
  }
  const h = linesOf(sheet, COLUMNS, one, MOST_ABOVE);
  return under(sheet, [{ picture: one, box: { c: 1, w: COLUMNS, l: HANG, h } }], h);
}

/** Lines that a page has for captions; 0 where a picture fills it. */
export const captionRoom = (sheet: Sheet, unit: Unit): number => {
  if (!hasWhite(unit)) return 0;
  const { pictures, captions, captionsAt } = framesOf(sheet, unit, []);
  if (captionsAt === 'head') return captions.h;
  return Math.max(...pictures.map(({ box }) => box.l + box.h)) - HANG - FEWEST_BESIDE;
};
