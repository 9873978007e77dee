/** Puts the printed runs of text into the columns and blocks that were measured on the finished pages. */
import { mmToPt } from '../model/geometry.ts';
import type { IssuePage } from '../pages/assemble.ts';
import type { BoxOnPage, MeasuredPage } from '../pages/pagemap.ts';
import type { QuoteOnPage, TextBlock, TextColumn } from '../pages/running-text.ts';
import type { Sheet } from '../pages/stylesheet.ts';
import type { PaintedPage, TextRun } from '../pdf/walk.ts';
import type { Faked, HangingQuote, Initial, Proof, ProofPage, TypeBlock, TypeLine } from './proof.ts';

/** What the printed file is held against. */
export interface ProofSetting {
  readonly sheet: Pick<Sheet, 'lineMm' | 'frameTopMm' | 'bleedMm'>;
  readonly measured: readonly MeasuredPage[];
  readonly pages: readonly Pick<IssuePage, 'number' | 'article'>[];
  readonly articles: readonly {
    readonly article: string;
    readonly file: string;
    readonly planned?: number | undefined;
  }[];
}

/** A run, from the top left corner of the trim. */
interface Run {
  readonly run: TextRun;
  readonly leftPt: number;
  readonly rightPt: number;
  readonly downPt: number;
}

/** How far type may stand out of its column and still belong to it. */
const BESIDE_PT = 6;
/** Sizes of the text itself; smaller type in it is raised (note calls), much larger is an initial. */
const RAISED = 0.8;
const INITIAL = 1.8;

/** @param topsPt upper edge of each page in the printed file's own space */
export function readProof(
  painted: readonly PaintedPage[],
  topsPt: readonly number[],
  { sheet, measured, pages, articles }: ProofSetting,
): Proof {
  const linePt = mmToPt(sheet.lineMm);
  const bleedPt = mmToPt(sheet.bleedMm);
  const faked: Faked[] = [];
  let smallCaps = 0;
  let oldStyle = 0;
  const read = pages.map(({ number }, at): ProofPage => {
    const { columns = [], quotes = [], areas = [], blocks = [], pictures = [] } = measured[at] ?? {};
    const runs: Run[] = [];
    const top = (topsPt[at] ?? 0) - bleedPt;
    for (const run of painted[at]?.runs ?? []) {
      smallCaps += run.otherLetters;
      if (isFaked(run)) faked.push(...fakedIn(run, number));
      runs.push({
        run,
        leftPt: run.xPt - bleedPt,
        rightPt: run.endPt.x - bleedPt,
        downPt: top - run.yPt,
      });
    }
    return {
      number,
      areas,
      columns: columns.map((column) => {
        const [left, right] = [mmToPt(column.xMm), mmToPt(column.xMm + column.widthMm)];
        const [top, bottom] = [mmToPt(column.yMm), mmToPt(column.yMm + column.heightMm)];
        const own = runs.filter(
          ({ leftPt, downPt }) =>
            leftPt > left - BESIDE_PT && leftPt < right && downPt > top && downPt < bottom,
        );
        for (const { run } of own) oldStyle += run.otherFigures;
        return { ...column, blocks: typeBlocks(column, own, linePt) };
      }),
      quotes: quotes.flatMap((quote) => hanging(quote, runs, bleedPt) ?? []),
      hasPicture: pictures.some(({ widthMm }) => widthMm > SMALL_PICTURE_MM),
      taken: blocks,
    };
  });
  return {
    linePt,
    firstBaselinePt: mmToPt(sheet.frameTopMm) + linePt / 2,
    articles: articles.map(({ article, file, planned }) => ({
      article,
      file,
      planned,
      pages: read.filter((_, at) => pages[at]!.article === article),
    })),
    faked,
    smallCaps,
    oldStyle,
  };
}

/** A picture in the margin is no wider. */
const SMALL_PICTURE_MM = 45;

const isFaked = ({ font, slanted, scaledCaps }: TextRun): boolean =>
  slanted || scaledCaps > 0 || font.kind === 'Type3';

function fakedIn({ text, font, slanted, scaledCaps }: TextRun, page: number): Faked[] {
  if (!/[\p{L}\p{N}]/u.test(text)) return [];
  const found = { page, text, font: font.name };
  return [
    ...(font.kind === 'Type3' ? [{ ...found, what: 'outlines' } as const] : []),
    ...(slanted ? [{ ...found, what: 'italic' } as const] : []),
    ...(scaledCaps > 0 ? [{ ...found, what: 'small capitals' } as const] : []),
  ];
}

/** Each run goes to the innermost block that its baseline stands in. */
function typeBlocks({ blocks }: TextColumn, runs: readonly Run[], linePt: number): TypeBlock[] {
  const homes = blocks.map(({ topMm, bottomMm }) => ({
    topPt: mmToPt(topMm),
    bottomPt: mmToPt(bottomMm),
    runs: [] as Run[],
  }));
  for (const run of runs) {
    let home: (typeof homes)[number] | undefined;
    for (const each of homes) {
      if (run.downPt < each.topPt || run.downPt > each.bottomPt) continue;
      if (!home || each.bottomPt - each.topPt < home.bottomPt - home.topPt) home = each;
    }
    home?.runs.push(run);
  }
  return blocks.map((block, at) =>
    block.kind === 'whole'
      ? { ...block, lines: [], drawnInitial: undefined }
      : { ...block, ...typeLines(block, homes[at]!.runs, linePt) },
  );
}

/** The size that most letters have. */
function mainSize(runs: readonly Run[]): number {
  const [first] = runs;
  if (!first) return 0;
  // Mostly there is but one.
  if (runs.every(({ run }) => run.sizePt === first.run.sizePt)) return first.run.sizePt;
  const letters = new Map<number, number>();
  for (const { run } of runs) {
    const size = Math.round(run.sizePt * 10);
    letters.set(size, (letters.get(size) ?? 0) + run.text.length);
  }
  let main = 0;
  for (const [size, count] of letters) if (count > (letters.get(main) ?? 0)) main = size;
  return main / 10;
}

interface OpenLine {
  baselinePt: number;
  longest: number;
  readonly runs: Run[];
}

function typeLines(
  block: TextBlock,
  runs: readonly Run[],
  linePt: number,
): Pick<TypeBlock, 'lines' | 'drawnInitial'> {
  const size = mainSize(runs);
  const isInitial = ({ run }: Run): boolean => block.initial && run.sizePt > size * INITIAL;
  const isRaised = ({ run }: Run): boolean => run.sizePt < size * RAISED;
  const open: OpenLine[] = [];
  const nearest = (downPt: number): OpenLine | undefined =>
    open.findLast(({ baselinePt }) => Math.abs(baselinePt - downPt) < linePt * 0.4);
  for (const run of runs) {
    if (isInitial(run) || isRaised(run)) continue;
    const line = nearest(run.downPt);
    const { length } = run.run.text;
    if (!line) open.push({ baselinePt: run.downPt, longest: length, runs: [run] });
    else {
      line.runs.push(run);
      if (length > line.longest) Object.assign(line, { baselinePt: run.downPt, longest: length });
    }
  }
  for (const run of runs) if (isRaised(run)) nearest(run.downPt + linePt * 0.2)?.runs.push(run);
  open.sort((a, b) => a.baselinePt - b.baselinePt);
  const lines = open.map(({ baselinePt, runs: own }): TypeLine => {
    if (own.length > 1) own.sort((a, b) => a.leftPt - b.leftPt);
    return {
      text: own.length > 1 ? own.map(({ run }) => run.text).join('') : own[0]!.run.text,
      baselinePt,
      leftPt: own[0]!.leftPt,
      rightPt: own.length > 1 ? Math.max(...own.map(({ rightPt }) => rightPt)) : own[0]!.rightPt,
      sizePt: size,
      ...(block.justified ? spaces(own) : NO_SPACES),
    };
  });
  return { lines, drawnInitial: initialOf(runs.find(isInitial), open[0]) };
}

const NO_SPACES = { widestSpacePt: 0, spacePt: 0 };

function spaces(runs: readonly Run[]): Pick<TypeLine, 'widestSpacePt' | 'spacePt'> {
  const { font, sizePt } = runs[0]!.run;
  const [code] = [...font.unicode].find(([, text]) => text === ' ') ?? [];
  const own = code === undefined ? undefined : font.widths.get(code);
  return {
    widestSpacePt: Math.max(...runs.map(({ run }) => run.widestSpacePt)),
    spacePt: ((own ?? font.defaultWidth) / 1000) * sizePt,
  };
}

const capTop = ({ run, downPt }: Run): number => downPt - (run.font.capHeight / 1000) * run.sizePt;

function initialOf(initial: Run | undefined, firstLine: OpenLine | undefined): Initial | undefined {
  const beside = firstLine?.runs[0];
  return (
    initial &&
    beside && {
      text: initial.run.text,
      baselinePt: initial.downPt,
      capTopPt: capTop(initial),
      firstCapTopPt: capTop(beside),
    }
  );
}

const SIGN = /^[«»‹›“”„‟‘’‚"']/u;

/** Where a pull quote that opens with a quotation mark has its first letter. */
function hanging(quote: QuoteOnPage, runs: readonly Run[], bleedPt: number): HangingQuote | undefined {
  const own = runs.filter(({ leftPt, downPt }) => isIn(quote, leftPt, downPt));
  const top = Math.min(...own.map(({ downPt }) => downPt));
  const [first, second] = own
    .filter(({ downPt }) => downPt < top + 1)
    .toSorted((a, b) => a.leftPt - b.leftPt);
  if (!first || !SIGN.test(first.run.text)) return undefined;
  const alone = first.run.text.length === 1;
  return {
    line: quote.line,
    sign: first.run.text.slice(0, 1),
    edgePt: mmToPt(quote.xMm),
    letterPt: alone && second ? second.leftPt : first.run.secondXPt - bleedPt,
  };
}

/** How far a sign hangs at most, in the widths of its quote's column. */
const HANG = 0.25;

const isIn = ({ xMm, yMm, widthMm, heightMm }: BoxOnPage, xPt: number, yPt: number): boolean =>
  xPt > mmToPt(xMm - widthMm * HANG) &&
  xPt < mmToPt(xMm + widthMm) &&
  yPt > mmToPt(yMm) &&
  yPt < mmToPt(yMm + heightMm);
