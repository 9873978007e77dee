/** The columns of an article's last page end on one line, or as near to it as whole paragraphs and heads allow. */
import { mmToPt } from '../../model/geometry.ts';
import type { BoxOnPage } from '../../pages/pagemap.ts';
import { type Check, onPage, type ProofArticle, type ProofPage, type TypeColumn } from '../proof.ts';

/** Lines of the grid that columns may end apart. */
const MOST_APART = 1;
/** White that a box below keeps from the text. */
const GAP_LINES = 4.5;
const KEPT_LINES = 2;

/** A column in lines of the grid, down from the trim's head. */
interface Stretch {
  readonly top: number;
  readonly end: number;
  /** The lowest line that it could end on. */
  readonly floor: number;
}

/** A line, or a block that never splits, and whether a column may begin with it. */
interface Atom {
  readonly height: number;
  /** White above it where it does not begin a column. */
  readonly above: number;
  readonly begins: boolean;
}

export interface LastPage {
  readonly article: ProofArticle;
  readonly page: ProofPage;
  /** How many lines the columns end apart. */
  readonly apart: number;
  /** Whether breaks elsewhere would have them end within MOST_APART. */
  readonly reachable: () => boolean;
}

const overlapsAcross = (a: BoxOnPage, b: BoxOnPage): boolean =>
  Math.min(a.xMm + a.widthMm, b.xMm + b.widthMm) - Math.max(a.xMm, b.xMm) > 1;

function stretchOf(column: TypeColumn, page: ProofPage, lineMm: number): Stretch {
  const area = page.areas[column.area];
  const endMm = Math.max(column.yMm, ...column.blocks.map(({ bottomMm }) => bottomMm));
  const below = page.taken.filter(
    (box) => overlapsAcross(box, column) && box.yMm > endMm - lineMm / 2 && !isOwn(box, column),
  );
  const floorMm = Math.min(area ? area.yMm + area.heightMm : endMm, ...below.map(({ yMm }) => yMm - lineMm));
  return { top: column.yMm / lineMm, end: endMm / lineMm, floor: Math.max(floorMm, endMm) / lineMm };
}

const isOwn = (box: BoxOnPage, column: TypeColumn): boolean =>
  column.blocks.some(({ topMm }) => Math.abs(topMm - box.yMm) < 0.1) && overlapsAcross(box, column);

/** The most white that stands above a head in these columns: what one at the head of a column would have elsewhere. */
function aboveHeads(columns: readonly TypeColumn[], lineMm: number): number {
  let most = 1;
  for (const { blocks } of columns) {
    for (const [at, { kind, topMm }] of blocks.entries())
      if (at > 0 && kind === 'head') most = Math.max(most, (topMm - blocks[at - 1]!.bottomMm) / lineMm);
  }
  return most;
}

/** What the columns hold, as pieces that may or may not begin a column. */
function atomsOf(columns: readonly TypeColumn[], lineMm: number): Atom[] {
  const atoms: Atom[] = [];
  const headsAbove = aboveHeads(columns, lineMm);
  // Lines of the paragraph so far, and whether a head came just before it, by how many lines.
  let paragraph: number[] = [];
  let afterHead = KEPT_LINES;
  const close = (): void => {
    // The last line of a paragraph does not begin a column.
    const last = paragraph.at(-1);
    if (last !== undefined && paragraph.length > 1) atoms[last] = { ...atoms[last]!, begins: false };
    paragraph = [];
  };
  for (const column of columns) {
    let bottom: number | undefined;
    for (const block of column.blocks) {
      const top = block.topMm / lineMm;
      // At the head of a column the white above a head or box is not seen.
      const unseen = block.kind === 'head' ? headsAbove : block.kind === 'whole' ? 1 : 0;
      const above = bottom === undefined ? unseen : Math.max(0, top - bottom);
      bottom = block.bottomMm / lineMm;
      if (!block.continued) close();
      if (block.kind === 'whole' || block.kind === 'head') {
        atoms.push({ height: bottom - top, above, begins: afterHead >= KEPT_LINES });
        afterHead = block.kind === 'head' ? 0 : KEPT_LINES;
        paragraph = [];
        continue;
      }
      const least = block.initial ? Math.max(KEPT_LINES, block.lines.length) : KEPT_LINES;
      for (const at of block.lines.keys()) {
        const tooEarly = paragraph.length > 0 && paragraph.length < least;
        // White within it, as below a signature, goes with its first line.
        const own = at === 0 ? Math.max(0, bottom - top - block.lines.length) : 0;
        atoms.push({
          height: 1 + own,
          above: at === 0 ? above : 0,
          begins: !tooEarly && afterHead >= KEPT_LINES,
        });
        paragraph.push(atoms.length - 1);
        afterHead++;
      }
    }
  }
  close();
  return atoms;
}

/** Whether some legal division of the atoms has all columns end within MOST_APART of each other. */
function canBeLevel(atoms: readonly Atom[], stretches: readonly Stretch[]): boolean {
  const down: number[] = [0];
  for (const { height, above } of atoms) down.push(down.at(-1)! + height + above);
  const endOf = (top: number, from: number, to: number): number =>
    to > from ? top + down[to]! - down[from]! - atoms[from]!.above : top;
  const divide = (index: number, from: number, low: number, high: number): boolean => {
    const { top, floor } = stretches[index]!;
    const isLast = index === stretches.length - 1;
    for (let to = isLast ? atoms.length : from; to <= atoms.length; to++) {
      // The middle of a paragraph does not stand in one line either.
      if (to - from === 1 && atoms[from]!.height === 1) continue;
      const end = endOf(top, from, to);
      if (end > floor + 0.1) return false;
      if (to < atoms.length && !atoms[to]!.begins) continue;
      const [newLow, newHigh] = [Math.min(low, end), Math.max(high, end)];
      if (newHigh - newLow > MOST_APART + 0.2) continue;
      if (isLast ? to === atoms.length : divide(index + 1, to, newLow, newHigh)) return true;
    }
    return false;
  };
  return divide(0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
}

/** The last page of running text of each article that has columns there. */
export function lastPages(articles: readonly ProofArticle[], lineMm: number): LastPage[] {
  return articles.flatMap((article) => {
    const page = article.pages.findLast(({ columns }) => columns.some(({ blocks }) => blocks.length > 0));
    const area = page?.columns.findLast(({ blocks }) => blocks.length > 0)?.area;
    const columns = page?.columns.filter((column) => column.area === area) ?? [];
    const lines = columns.reduce(
      (sum, { blocks }) => sum + blocks.reduce((own, each) => own + Math.max(1, each.lines.length), 0),
      0,
    );
    // Fewer than two lines for each column cannot be shared out.
    if (!page || columns.length < 2 || lines < KEPT_LINES * columns.length) return [];
    const stretches = columns.map((column) => stretchOf(column, page, lineMm));
    const ends = stretches.map(({ end }) => end);
    const lowest = Math.max(...ends);
    // A column that is full to its floor cannot come lower.
    const open = stretches.filter(({ end, floor }) => floor - end > GAP_LINES || lowest - end <= MOST_APART);
    const apart = Math.round(lowest - Math.min(...open.map(({ end }) => end)));
    const reachable = (): boolean => canBeLevel(atomsOf(columns, lineMm), stretches);
    return [{ article, page, apart, reachable }];
  });
}

export const isLevel = ({ apart }: LastPage): boolean => apart <= MOST_APART;

export const levelColumns: Check = ({ articles, linePt }) =>
  lastPages(articles, linePt / mmToPt(1))
    .filter((last) => !isLevel(last))
    .map(({ article, page, apart, ...last }) => {
      const reachable = last.reachable();
      return onPage(
        // It looks unfinished, but no page is wrong for it.
        reachable ? 'warning' : 'note',
        'unlevel-columns',
        article,
        page,
        page.columns.findLast(({ blocks }) => blocks.length > 0)?.blocks[0]?.line,
        `the columns of the last page of ${article.article} end ${apart} lines apart${reachable ? '' : ', as near as whole paragraphs and heads allow'}`,
        'lengthen or shorten a paragraph on that page by a line or two',
      );
    });
