/** Lengths on paper and screen: the only file with conversion factors, and the page's boxes. */

const MM_PER_INCH = 25.4;
const PT_PER_INCH = 72;
// CSS fixes its inch at 96 px, whatever the screen; Chromium prints by that (CSS Values 4, § 6.2).
const PX_PER_INCH = 96;

export const mmToPt = (mm: number): number => (mm * PT_PER_INCH) / MM_PER_INCH;
export const ptToMm = (pt: number): number => (pt * MM_PER_INCH) / PT_PER_INCH;
export const mmToPx = (mm: number): number => (mm * PX_PER_INCH) / MM_PER_INCH;
export const pxToMm = (px: number): number => (px * MM_PER_INCH) / PX_PER_INCH;
export const ptToPx = (pt: number): number => (pt * PX_PER_INCH) / PT_PER_INCH;
export const pxToPt = (px: number): number => (px * PT_PER_INCH) / PX_PER_INCH;

/** Pixels an inch of a picture `widthPx` wide that is printed `widthMm` wide. */
export const ppi = (widthPx: number, widthMm: number): number => (widthPx * MM_PER_INCH) / widthMm;
/** Pixels needed to print `widthMm` at `ppi`, rounded up. */
export const pixelsFor = (widthMm: number, ppi: number): number => Math.ceil((widthMm * ppi) / MM_PER_INCH);
/** The widest that `widthPx` pixels can be printed and still have `ppi`. */
export const widestMm = (widthPx: number, ppi: number): number => (widthPx * MM_PER_INCH) / ppi;

export interface SizeMm {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** How far pictures run past the trim, edge by edge. `insideMm` is the bound edge. */
export interface BleedMm {
  readonly topMm: number;
  readonly bottomMm: number;
  readonly outsideMm: number;
  readonly insideMm: number;
}

/** A left page is bound at its right edge, a right page at its left. */
export type Side = 'left' | 'right';

/** The bleed at the left and right edge of a page. */
export const bleedAt = (bleed: BleedMm, side: Side): { readonly leftMm: number; readonly rightMm: number } =>
  side === 'left'
    ? { leftMm: bleed.outsideMm, rightMm: bleed.insideMm }
    : { leftMm: bleed.insideMm, rightMm: bleed.outsideMm };

/** Trim and bleed together: what has to be covered with ink. The same for both sides. */
export const bleedSize = (trim: SizeMm, bleed: BleedMm): SizeMm => ({
  widthMm: trim.widthMm + bleed.insideMm + bleed.outsideMm,
  heightMm: trim.heightMm + bleed.topMm + bleed.bottomMm,
});
