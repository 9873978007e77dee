/** How large a title may be set: the largest of its place's sizes at which it keeps to that place. */
import { tokenLadder, tokenNumber } from '../../scripts/model/theme.ts';
import type { LayoutData } from '../layout.ts';

export interface TitleSize {
  readonly sizePt: number;
  readonly leadingPt: number;
}

/** Where a title stands: how wide it may run, how deep, and the sizes to choose from, largest first. */
export interface TitlePlace {
  readonly widthMm: number;
  readonly depthPt: number;
  readonly sizes: readonly TitleSize[];
  /** How wide the letters of its face run, beside Source Serif Display. */
  readonly letterWidth?: number;
  /** A title of up to so many words is set one word a line. */
  readonly stack?: number;
}

/** A place that the theme has sizes for: `--title-spread`. */
export const titlePlace = (
  { issue }: Pick<LayoutData, 'issue'>,
  name: string,
  widthMm: number,
): TitlePlace => ({
  ...tokenLadder(issue.theme, name),
  widthMm,
  letterWidth: tokenNumber(issue.theme, 'display-width'),
});

const PT_PER_MM = 72 / 25.4;
/** Titles are balanced, so no line is filled to its end. */
const FILL = 0.95;
/** Large type is set a little tighter than the face is drawn. */
const TRACKING_EM = -0.02;

/** Width of a letter of the display face in em, near enough to count lines. */
const widthOf = (letter: string): number => {
  if (/[ijl.,:;!|’'«»()\-\u00A0 ]/u.test(letter)) return 0.27;
  if (/[frst]/u.test(letter)) return 0.35;
  if (/[mwMWÆ—%]/u.test(letter)) return 0.78;
  if (/[A-ZØÅÄÖÉ]/u.test(letter)) return 0.62;
  return 0.47;
};

const widthEm = (text: string, letterWidth: number): number =>
  Array.from(text.replaceAll('\u00AD', '')).reduce(
    (sum, letter) => sum + widthOf(letter) * letterWidth + TRACKING_EM,
    0,
  );

function lines(words: readonly number[], most: number, space: number): number {
  let count = 1;
  let line = 0;
  for (const word of words) {
    const wider = line === 0 ? word : line + space + word;
    if (wider <= most) line = wider;
    else {
      count += 1;
      line = word;
    }
  }
  return count;
}

/** Whether a title is set one word a line. */
export const isStacked = (title: string, { stack = 0 }: Pick<TitlePlace, 'stack'>): boolean =>
  title.split(/\s+/u).length <= stack;

/** How deep a title runs in points, were it set in that size. */
function depthAt(title: string, place: TitlePlace, { sizePt, leadingPt }: TitleSize): number {
  const { widthMm, letterWidth = 1 } = place;
  const words = title.split(/\s+/u).map((word) => widthEm(word, letterWidth));
  const most = (FILL * widthMm * PT_PER_MM) / sizePt;
  const count = isStacked(title, place) ? words.length : lines(words, most, widthOf(' ') * letterWidth);
  return count * leadingPt;
}

export function titleSize(title: string, place: TitlePlace): TitleSize {
  const { widthMm, depthPt, sizes, letterWidth = 1 } = place;
  const words = title.split(/\s+/u).map((word) => widthEm(word, letterWidth));
  const longest = Math.max(...words);
  const fits = sizes.find((size) => {
    const most = (FILL * widthMm * PT_PER_MM) / size.sizePt;
    return longest <= most && depthAt(title, place, size) <= depthPt;
  });
  if (fits) return fits;
  // One very long word: no size is small enough, so it is made to measure rather than run over its neighbours.
  const smallest = sizes[sizes.length - 1]!;
  const sizePt = Math.min(smallest.sizePt, Math.floor((FILL * widthMm * PT_PER_MM) / longest));
  return sizePt === smallest.sizePt ? smallest : { sizePt, leadingPt: Math.round(sizePt * 1.08) };
}

/** How deep a title runs at its size. */
export const titleDepthPt = (title: string, place: TitlePlace): number =>
  depthAt(title, place, titleSize(title, place));

/** The largest size at which a name runs on one line. */
export const lineSize = (text: string, widthMm: number, mostPt: number): number =>
  Math.min(mostPt, Math.floor((widthMm * PT_PER_MM) / widthEm(text, 1)));

/** For a style attribute. */
export const sizeStyle = ({ sizePt, leadingPt }: TitleSize): string =>
  `--size: ${sizePt}pt; --leading: ${leadingPt}pt`;
