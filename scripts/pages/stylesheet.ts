/** The two stylesheets of a paged issue: one with @page rules for Paged.js, one with everything else. */
import { bleedSize, mmToPx, pxToMm, type BleedMm, type SizeMm } from '../model/geometry.ts';
import { fault, type Finding } from '../model/finding.ts';
import { startOf } from '../model/source.ts';
import { type Theme, tokenChoice, tokenMm } from '../model/theme.ts';

/** The page of an issue: what theme and printer together decide. Lengths in millimetres. */
export interface Sheet {
  readonly trim: SizeMm;
  /** Paged.js knows one bleed for all edges: the widest that the printer asks for. */
  readonly bleedMm: number;
  /** How far the halves of a picture across two pages move outward from the spine. */
  readonly hingeMm: number;
  readonly innerMm: number;
  readonly outerMm: number;
  readonly columnMm: number;
  readonly gutterMm: number;
  readonly lineMm: number;
  readonly lines: number;
  /** Running heads at the head of the page, or beside the folio. */
  readonly runningHeads: 'head' | 'foot';
  /** From the trim's top edge to the top of the first line's box. */
  readonly frameTopMm: number;
  readonly frameFootMm: number;
}

const COLUMNS = 12;

/**
 * Chromium puts every line of type on a whole pixel, and where a face's ascent is none, on Linux, one higher: at this
 * zoom a pixel is an eighth of a point. Steps of whole points are whole pixels. Printed at its inverse.
 */
export const SHEET_ZOOM = 6;

/**
 * The nearest length from the sheet's head that is a whole number of pixels, and a hair more. Chromium puts type on the
 * pixel above: where the first baseline falls just short of one, all type of the page would stand a pixel too high.
 */
const onPixel = (lengthMm: number): number => {
  const pixels = Math.round(mmToPx(lengthMm) * SHEET_ZOOM);
  return pxToMm((pixels + 0.1) / SHEET_ZOOM);
};

export function sheet(theme: Theme, trim: SizeMm, bleed: BleedMm, hingeMm = 0): Sheet {
  const read = (name: string): number => tokenMm(theme, name);
  const [innerMm, outerMm, gutterMm, lineMm, capMm] = [
    read('inner'),
    read('outer'),
    read('gutter'),
    read('line'),
    read('cap'),
  ];
  const firstBaselineMm = read('cap-line') + capMm;
  const lines = Math.floor((trim.heightMm - read('foot') - firstBaselineMm) / lineMm) + 1;
  const bleedMm = Math.max(bleed.topMm, bleed.bottomMm, bleed.insideMm, bleed.outsideMm);
  // Every face is given equal ascent and descent, so a baseline stands in the middle of its line.
  const frameTopMm = onPixel(firstBaselineMm + bleedMm) - bleedMm - lineMm / 2;
  return {
    trim,
    bleedMm,
    hingeMm,
    innerMm,
    outerMm,
    gutterMm,
    lineMm,
    lines,
    runningHeads: tokenChoice(theme, 'running-heads'),
    columnMm: (trim.widthMm - innerMm - outerMm - (COLUMNS - 1) * gutterMm) / COLUMNS,
    frameTopMm,
    frameFootMm: trim.heightMm - frameTopMm - lines * lineMm,
  };
}

/** Columns narrower than this hold no word, and pages of fewer lines no layout. */
const NARROWEST_MM = 6;
const FEWEST_LINES = 30;

/** What is wrong with a page that an issue's own tokens make of the printer's trim. `file`: its theme.css. */
export function pageFaults({ trim, columnMm, lines }: Sheet, file: string): Finding[] {
  const size = `${trim.widthMm} × ${trim.heightMm} mm`;
  const narrow = `twelve columns of ${columnMm.toFixed(1)} mm are left of ${size}; a column wants at least ${NARROWEST_MM} mm`;
  const low = `${lines} lines are left of ${size}; a page wants at least ${FEWEST_LINES}`;
  return [
    ...(columnMm < NARROWEST_MM
      ? [fault('theme-page', startOf(file), narrow, 'make --inner, --outer or --gutter smaller')]
      : []),
    ...(lines < FEWEST_LINES
      ? [fault('theme-page', startOf(file), low, 'make --cap-line, --foot or --line smaller')]
      : []),
  ];
}

/** Size of the printed sheet, bleed included. */
export const sheetSize = ({ trim, bleedMm }: Sheet): SizeMm =>
  bleedSize(trim, { topMm: bleedMm, bottomMm: bleedMm, insideMm: bleedMm, outsideMm: bleedMm });

const mm = (value: number): string => `${Number(value.toFixed(4))}mm`;

/** What stands in the margin boxes of left and right pages. */
const MARGIN_BOXES = {
  head: {
    left: '@top-left { content: string(title); } @bottom-left { content: counter(page); }',
    right: '@top-right { content: string(section); } @bottom-right { content: counter(page); }',
  },
  // The magazine's name and number are set apart, each in a weight of its own.
  foot: {
    left: '@bottom-left { content: counter(page); } @bottom-center { content: string(name); } @bottom-right { content: string(number); }',
    right: '@bottom-center { content: string(title); } @bottom-right { content: counter(page); }',
  },
} as const;

/** Paged.js reads only literal lengths here, so they are written out. */
export const pageCss = (page: Sheet): string => `
@page {
  size: ${mm(page.trim.widthMm)} ${mm(page.trim.heightMm)};
  bleed: ${mm(page.bleedMm)};
  margin: ${mm(page.frameTopMm)} ${mm(page.outerMm)} ${mm(page.frameFootMm)} ${mm(page.innerMm)};
}
@page :left {
  margin-left: ${mm(page.outerMm)};
  margin-right: ${mm(page.innerMm)};
  ${MARGIN_BOXES[page.runningHeads].left}
}
@page :right {
  margin-left: ${mm(page.innerMm)};
  margin-right: ${mm(page.outerMm)};
  ${MARGIN_BOXES[page.runningHeads].right}
}
@page plain { margin-bottom: ${mm(page.frameFootMm)}; }
@page bleed { margin-bottom: ${mm(page.frameFootMm)}; }
.page-plain { page: plain; }
.page-bleed { page: bleed; }
.shell { break-before: page; height: 1mm; }
.run-title { string-set: title content(text); }
.run-section { string-set: section content(text); }
.run-name { string-set: name content(text); }
.run-number { string-set: number content(text); }
`;

/** The page's measures as custom properties, for the styles. */
export const sheetCss = (page: Sheet): string => `:root {
  --sheet-zoom: ${SHEET_ZOOM};
  --trim-width: ${mm(page.trim.widthMm)};
  --trim-height: ${mm(page.trim.heightMm)};
  --bleed: ${mm(page.bleedMm)};
  --hinge: ${mm(page.hingeMm)};
  --column: ${mm(page.columnMm)};
  --lines: 0;
  --type-width: ${mm(page.trim.widthMm - page.innerMm - page.outerMm)};
  --page-lines: ${page.lines};
  --type-height: calc(${page.lines} * var(--line));
  --frame-top: ${mm(page.frameTopMm)};
  --frame-foot: ${mm(page.frameFootMm)};
}`;
