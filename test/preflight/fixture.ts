/** Printed pages made by hand, on a grid of 12 pt: as many columns, blocks and lines as a rule needs to be seen. */
import type { BoxOnPage } from '../../scripts/pages/pagemap.ts';
import type {
  Faked,
  HangingQuote,
  Initial,
  Proof,
  ProofArea,
  ProofPage,
  TypeBlock,
  TypeColumn,
  TypeLine,
} from '../../scripts/preflight/proof.ts';

export const LINE_PT = 12;
const MM = 25.4 / 72;
const LINE_MM = LINE_PT * MM;
const TOP_LINES = 4;
const COLUMN_MM = 56;
const STEP_MM = 60;
const SIZE_PT = 9;

interface BlockOptions {
  readonly kind?: TypeBlock['kind'];
  readonly continued?: boolean;
  readonly justified?: boolean;
  readonly initial?: Initial;
  /** White lines above it. */
  readonly above?: number;
  /** How far its lines stand off the grid, in points. */
  readonly offPt?: number;
  readonly sizePt?: number;
  /** Width of its last line, in points. */
  readonly lastPt?: number;
  /** Widest space in its first line, in widths of a space. */
  readonly gap?: number;
  readonly line?: number;
  /** Height of a block that is no text, in lines. */
  readonly height?: number;
}

export interface BlockSketch extends BlockOptions {
  readonly texts: readonly string[];
}

/** A block of so many lines, or of these lines. */
export const block = (lines: number | readonly string[], options: BlockOptions = {}): BlockSketch => ({
  texts: typeof lines === 'number' ? Array.from({ length: lines }, () => 'vann og is og elva') : lines,
  ...options,
});

export const head = (lines = 1): BlockSketch => block(lines, { kind: 'head', above: 1 });
export const figure = (height: number): BlockSketch => block(0, { kind: 'whole', height, above: 1 });

export function column(
  sketches: readonly BlockSketch[],
  { at = 0, from = 0, area = 0 }: { at?: number; from?: number; area?: number } = {},
): TypeColumn {
  const xMm = 20 + at * STEP_MM;
  let line = TOP_LINES + from;
  const blocks = sketches.map((sketch, index): TypeBlock => {
    const { texts, kind = 'text', height, above = 0, offPt = 0, sizePt = SIZE_PT } = sketch;
    if (index > 0) line += above;
    const top = line;
    line += height ?? texts.length;
    const lines = texts.map((text, each): TypeLine => ({
      text,
      baselinePt: (top + each + 0.5) * LINE_PT + offPt,
      leftPt: xMm / MM,
      rightPt: xMm / MM + (each === texts.length - 1 ? (sketch.lastPt ?? 100) : 150),
      sizePt,
      spacePt: sketch.justified ? 2 : 0,
      widestSpacePt: sketch.justified ? 2 * (each === 0 ? (sketch.gap ?? 1) : 1) : 0,
    }));
    return {
      kind,
      topMm: top * LINE_MM,
      bottomMm: line * LINE_MM,
      line: sketch.line ?? index + 1,
      continued: sketch.continued ?? false,
      initial: sketch.initial !== undefined,
      justified: sketch.justified ?? false,
      lines,
      drawnInitial: sketch.initial,
    };
  });
  const yMm = (TOP_LINES + from) * LINE_MM;
  return { area, xMm, yMm, widthMm: COLUMN_MM, heightMm: line * LINE_MM - yMm, blocks };
}

interface PageOptions {
  readonly number?: number;
  /** Lines of its text area. */
  readonly lines?: number;
  readonly quotes?: readonly HangingQuote[];
  readonly hasPicture?: boolean;
  /** Boxes beside the text: column, first line, lines. */
  readonly boxes?: readonly (readonly [column: number, from: number, lines: number])[];
}

/** A page with one text area; each column is a list of blocks. */
export function page(
  columns: readonly (readonly BlockSketch[])[],
  { number = 1, lines = 50, quotes = [], hasPicture = false, boxes = [] }: PageOptions = {},
): ProofPage {
  const set = columns.map((sketches, at) => column(sketches, { at }));
  const area: ProofArea = {
    xMm: 20,
    yMm: TOP_LINES * LINE_MM,
    widthMm: columns.length * STEP_MM - STEP_MM + COLUMN_MM,
    heightMm: lines * LINE_MM,
    columns: columns.length,
  };
  const taken: BoxOnPage[] = [
    ...set.flatMap(({ xMm, blocks }) =>
      blocks.map(({ topMm, bottomMm }) => ({
        xMm,
        yMm: topMm,
        widthMm: COLUMN_MM,
        heightMm: bottomMm - topMm,
      })),
    ),
    ...boxes.map(([at, from, height]) => ({
      xMm: 20 + at * STEP_MM,
      yMm: (TOP_LINES + from) * LINE_MM,
      widthMm: COLUMN_MM,
      heightMm: height * LINE_MM,
    })),
  ];
  return { number, areas: [area], columns: set, quotes, hasPicture, taken };
}

/** An issue of one article, "elva". */
export const proof = (
  pages: readonly ProofPage[],
  { planned, faked = [] }: { planned?: number; faked?: readonly Faked[] } = {},
): Proof => ({
  linePt: LINE_PT,
  firstBaselinePt: LINE_PT / 2,
  articles: [{ article: 'elva', file: 'issues/2026-1/elva/article.md', planned, pages }],
  faked,
  smallCaps: 0,
  oldStyle: 0,
});
