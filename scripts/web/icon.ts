/** The icon of the web edition's pages in tabs and bookmarks: the theme's end mark in its accent, on its deep colour. An SVG, so that it needs no face and no sizes. */
import type { Tokens } from '../model/theme.ts';
import { readable, webColours } from './colours.ts';

/** Side of the icon, and where the mark stands in it. */
const SIDE = 32;
const MARK_FROM = 9;
const MARK_SIDE = 14;
const ROUNDED = 5;
/** Large shapes tell from their ground at this contrast (WCAG 2.2, 1.4.11). */
const SHAPE_CONTRAST = 3;

const SQUARE = 'polygon(0 0, 100% 0, 100% 100%, 0 100%)';

/** The corners of `polygon(50% 0, 100% 100%, 0 100%)`, in the icon's own units. */
function corners(shape: string): string {
  const points = /polygon\(([^)]*)\)/u.exec(shape)?.[1] ?? '';
  return points
    .split(',')
    .map((point) =>
      point
        .trim()
        .split(/\s+/u)
        .map((share) => Number((MARK_FROM + (MARK_SIDE * Number.parseFloat(share)) / 100).toFixed(2)))
        .join(' '),
    )
    .join(' ');
}

export const iconFile = (theme: string): string => `assets/icon-${theme}.svg`;

export function iconSvg(tokens: Tokens): string {
  const { deep, accent } = webColours(tokens);
  const mark = readable(accent.day, [deep.day], SHAPE_CONTRAST);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}">` +
    `<rect width="${SIDE}" height="${SIDE}" rx="${ROUNDED}" fill="${deep.day}"/>` +
    `<polygon points="${corners(tokens['mark-shape'] ?? SQUARE)}" fill="${mark}"/></svg>\n`
  );
}
