/** A PDF that an advertiser sends: what is known of its page, and how that page stands in the place that it is given. */
import type { BoxMm } from './finding.ts';
import type { SizeMm } from './geometry.ts';

export interface EdgesMm {
  readonly leftMm: number;
  readonly topMm: number;
  readonly rightMm: number;
  readonly bottomMm: number;
}

export const EDGES = ['leftMm', 'topMm', 'rightMm', 'bottomMm'] as const;

/** The first page, upright, as its own boxes have it. */
export interface AdFacts {
  /** Pages in the file. */
  readonly pages: number;
  readonly trim: SizeMm;
  /** Whether the file says where its trim is; otherwise the whole page counts. */
  readonly hasTrimBox: boolean;
  /** How far it reaches over its trim. */
  readonly bleed: EdgesMm;
  /** Kinds of what lies on the page instead of being drawn on it: "Link", "Widget". */
  readonly annotations: readonly string[];
  /** Names of layers that are switched off. */
  readonly hiddenLayers: readonly string[];
}

/** The part of a page that an advertisement fills. */
export interface AdSlot {
  /** What is left of it when the page is cut, from the corner of the page's trim. */
  readonly trim: BoxMm;
  /** How far it runs over the page's trim; 0 at an edge that stands on the page. */
  readonly over: EdgesMm;
}

/** An edge this near to the trim lies on it: boxes stand on whole pixels of the sheet. */
const AT_TRIM_MM = 0.3;

/** @param box where it stands, from the corner of the page's trim, its bleed included */
export function slotOf({ xMm, yMm, widthMm, heightMm }: BoxMm, trim: SizeMm): AdSlot {
  const past = (mm: number): number => (mm > AT_TRIM_MM ? mm : 0);
  const over = {
    leftMm: past(-xMm),
    topMm: past(-yMm),
    rightMm: past(xMm + widthMm - trim.widthMm),
    bottomMm: past(yMm + heightMm - trim.heightMm),
  };
  return {
    over,
    trim: {
      xMm: xMm + over.leftMm,
      yMm: yMm + over.topMm,
      widthMm: widthMm - over.leftMm - over.rightMm,
      heightMm: heightMm - over.topMm - over.bottomMm,
    },
  };
}

export interface AdFit {
  readonly scale: number;
  /** Where the corner of the advertisement's own trim comes to stand, from the corner of the page's trim. */
  readonly xMm: number;
  readonly yMm: number;
  /** `exact`: as it is. `scaled`: of the slot's shape, but of another size. `misfit`: of another shape, and shown whole. */
  readonly kind: 'exact' | 'scaled' | 'misfit';
}

/** Half a millimetre is what a guillotine is allowed. */
const SIZE_TOLERANCE_MM = 0.5;
const SHAPE_TOLERANCE = 0.005;

/** The advertisement's trim on its slot's, in the middle of it; larger or smaller only where it has another size. */
export function fitIn({ widthMm, heightMm }: SizeMm, { trim }: AdSlot): AdFit {
  const isExact =
    Math.abs(widthMm - trim.widthMm) <= SIZE_TOLERANCE_MM &&
    Math.abs(heightMm - trim.heightMm) <= SIZE_TOLERANCE_MM;
  const [across, down] = [trim.widthMm / widthMm, trim.heightMm / heightMm];
  const hasShape = Math.abs(across / down - 1) <= SHAPE_TOLERANCE;
  const scale = isExact ? 1 : Math.min(across, down);
  return {
    scale,
    xMm: trim.xMm + (trim.widthMm - scale * widthMm) / 2,
    yMm: trim.yMm + (trim.heightMm - scale * heightMm) / 2,
    kind: isExact ? 'exact' : hasShape ? 'scaled' : 'misfit',
  };
}
