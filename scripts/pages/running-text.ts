/** Running text on a finished page: areas, columns and the blocks in them, and pull quotes. Runs in the browser. */
import type { Box } from './on-pictures.ts';
import type { BoxOnPage } from './pagemap.ts';

/** A block of running text, or the part of one that stands in a column. */
export interface TextBlock {
  readonly kind: 'text' | 'item' | 'head' | 'whole';
  /** From the trim's top edge. */
  readonly topMm: number;
  readonly bottomMm: number;
  readonly line: number | undefined;
  /** It began in the column before. */
  readonly continued: boolean;
  /** It opens the article with an initial. */
  readonly initial: boolean;
  readonly justified: boolean;
}

export interface TextColumn extends BoxOnPage {
  /** Which of the page's text areas it is in, from 0. */
  readonly area: number;
  readonly blocks: readonly TextBlock[];
}

/** A place that a template gives to running text. */
export interface TextArea extends BoxOnPage {
  readonly columns: number;
}

/** The words of a pull quote whose marks hang, without its source. */
export interface QuoteOnPage extends BoxOnPage {
  readonly line: number | undefined;
}

export interface RunningText {
  readonly areas: readonly TextArea[];
  /** In reading order. */
  readonly columns: readonly TextColumn[];
  readonly quotes: readonly QuoteOnPage[];
}

type BoxOf = (rect: Box) => BoxOnPage;
type LineOf = (element: Element) => number | undefined;

export function runningText(page: Element, boxOf: BoxOf, lineOf: LineOf): RunningText {
  const areas = [...page.querySelectorAll<HTMLElement>('.text-area')];
  return {
    areas: areas.map((area) => ({
      columns: Number(area.dataset['columns'] ?? 1),
      ...boxOf(area.getBoundingClientRect()),
    })),
    columns: areas.flatMap((area, index) =>
      [...area.querySelectorAll<HTMLElement>(':scope > .column')].map((column) => ({
        area: index,
        ...boxOf(column.getBoundingClientRect()),
        blocks: textBlocks(column, boxOf, lineOf),
      })),
    ),
    quotes: [...page.querySelectorAll('aside.quote blockquote p')]
      .filter((quote) => getComputedStyle(quote).getPropertyValue('--quote-marks').trim() !== 'stand')
      .map((quote) => ({ ...boxOf(quote.getBoundingClientRect()), line: lineOf(quote) })),
  };
}

const HEAD = 'h2, h3, .question';
const LEAF = `${HEAD}, p, li, pre, dt, dd`;
const WHOLE = 'figure, table, aside, hr';

/** The innermost blocks of a column in reading order; what never splits is one block. */
const textBlocks = (column: HTMLElement, boxOf: BoxOf, lineOf: LineOf): TextBlock[] =>
  [...column.querySelectorAll<HTMLElement>(`${LEAF}, ${WHOLE}`)].flatMap((element) => {
    const whole = element.matches(WHOLE);
    if (!whole && element.closest(WHOLE)) return [];
    const { yMm, heightMm } = boxOf(element.getBoundingClientRect());
    return {
      kind: whole ? 'whole' : element.matches(HEAD) ? 'head' : element.matches('li') ? 'item' : 'text',
      topMm: yMm,
      bottomMm: yMm + heightMm,
      line: lineOf(element),
      continued: 'continued' in element.dataset,
      initial: element.matches('.first'),
      justified: !whole && getComputedStyle(element).textAlign === 'justify',
    } satisfies TextBlock;
  });
