/** Type that stands over a picture on a finished page, and what lies between the two. Runs in the browser. */
import type { BoxOnPage } from './pagemap.ts';

/** A soft layer over a picture: its box, and its background as the browser computes it. */
export interface LayerOnPage extends BoxOnPage {
  readonly background: string;
}

export interface TypeOnPicture {
  /** What a designer calls it: "title", "teaser title". */
  readonly what: string;
  readonly text: string;
  readonly line: number | undefined;
  /** Whether the layout says that it may: `--over: picture`. */
  readonly meant: boolean;
  /** The front-matter field that sets its colour, where one does: `--over: picture tone`. */
  readonly toneField: string | undefined;
  /** As the browser computes it. */
  readonly colour: string;
  readonly sizeMm: number;
  /** The ink of each of its lines: from the capitals' height to the descenders'. */
  readonly lines: readonly BoxOnPage[];
  /** Indices, among the pictures of its page, of those that it stands over; what is painted last comes last. */
  readonly pictures: readonly number[];
  /** Indices, among the layers of its page, of those under it. */
  readonly layers: readonly number[];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

// Every face is given equal ascent and descent (scripts/io/fonts.ts): a line's baseline is in the middle of its box.
const ABOVE_BASELINE_EM = 0.72;
const BELOW_BASELINE_EM = 0.22;
/** Type may touch a picture's edge by this much before it counts as standing over it. */
const TOUCHING_MM = 0.3;
const MOST_TEXT = 40;

const meets = (one: Box, other: Box, by: number): boolean =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > by &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > by;

const inkOf = ({ left, right, top, bottom }: Box, em: number): Box => {
  const baseline = (top + bottom) / 2;
  return { left, right, top: baseline - ABOVE_BASELINE_EM * em, bottom: baseline + BELOW_BASELINE_EM * em };
};

const isInline = (element: Element): boolean => getComputedStyle(element).display === 'inline';

const blockOf = (element: Element): Element => {
  let block = element;
  while (isInline(block) && block.parentElement) block = block.parentElement;
  return block;
};

/** The class that names an element to its designer; grid and state are no names. */
const NAMELESS = /^(?:at|rising|caption-line|pagedjs_.*|hasContent)$/u;
function nameOf(element: Element): string {
  for (let at: Element | null = element; at && !at.matches('.plate'); at = at.parentElement) {
    const name = [...at.classList].find((each) => !NAMELESS.test(each));
    if (name) return name.replaceAll('-', ' ');
    if (/^(?:H[1-3]|FIGCAPTION|TABLE)$/u.test(at.tagName))
      return { FIGCAPTION: 'caption', TABLE: 'table' }[at.tagName] ?? 'head';
  }
  return 'text';
}

/** A line of type, of one colour. */
interface Piece {
  readonly owner: Element;
  readonly text: string;
  readonly ink: Box;
  readonly em: number;
}

/** Whether something opaque lies between an element's text and whatever its block stands on. */
function isCovered(element: Element): boolean {
  for (
    let at: Element | null = element;
    at && !at.matches('.plate, .pagedjs_margin');
    at = at.parentElement
  ) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^rgba\(.*,\s*0\)$|^transparent$|\/\s*0\)$/u.test(backgroundColor)) return true;
  }
  return false;
}

function* piecesOver(
  page: Element,
  pictures: readonly Box[],
  by: number,
  emOf: (element: Element) => number,
) {
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    const owner = text.parentElement;
    if (!owner || text.data.trim() === '') continue;
    range.selectNodeContents(text);
    const around = range.getBoundingClientRect();
    if (around.width === 0 || !pictures.some((picture) => meets(around, picture, 0))) continue;
    const em = emOf(owner);
    for (const rect of range.getClientRects()) {
      const ink = inkOf(rect, em);
      if (rect.width > 0 && pictures.some((picture) => meets(ink, picture, by)))
        yield { owner, text: text.data, ink, em } satisfies Piece;
    }
  }
}

/** Running heads and folios: Paged.js sets them as generated content, which has no text to measure. */
function* furnitureOver(
  page: HTMLElement,
  pictures: readonly Box[],
  by: number,
  emOf: (element: Element) => number,
) {
  for (const owner of page.querySelectorAll<HTMLElement>(
    '.pagedjs_margin.hasContent > .pagedjs_margin-content',
  )) {
    const style = getComputedStyle(owner);
    const box = owner.getBoundingClientRect();
    if (style.visibility === 'hidden' || !pictures.some((picture) => meets(box, picture, by))) continue;
    const { content } = getComputedStyle(owner, '::after');
    const text = content.startsWith('counter')
      ? (page.dataset['pageNumber'] ?? '')
      : content.replaceAll('"', '');
    const probe = document.createTextNode(text);
    const range = document.createRange();
    owner.prepend(probe);
    range.selectNodeContents(probe);
    const { left, right } = range.getBoundingClientRect();
    probe.remove();
    const em = emOf(owner);
    const ink = inkOf({ left, right, top: box.top, bottom: box.bottom }, em);
    if (pictures.some((picture) => meets(ink, picture, by))) yield { owner, text, ink, em } satisfies Piece;
  }
}

/** Boxes of soft layers: `.shade`, and the one that a picture at a page's head brings along for the running head. */
function* layersOf(page: Element, zoom: number): Generator<{ box: Box; background: string }> {
  for (const element of page.querySelectorAll('.shade')) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    yield { box: { left, top, right, bottom }, background: getComputedStyle(element).backgroundImage };
  }
  for (const element of page.querySelectorAll('.float-top')) {
    const style = getComputedStyle(element, '::after');
    if (style.content === 'none' || style.backgroundImage === 'none') continue;
    // A pseudo-element has no rectangle of its own, only used lengths.
    const rect = element.getBoundingClientRect();
    const px = (value: string): number => Number.parseFloat(value) * zoom;
    const [left, top] = [rect.left + px(style.left), rect.top + px(style.top)];
    const box = { left, top, right: left + px(style.width), bottom: top + px(style.height) };
    yield { box, background: style.backgroundImage };
  }
}

export function typeOnPictures(
  page: HTMLElement,
  pictures: readonly Box[],
  pxPerMm: number,
  boxOf: (box: Box) => BoxOnPage,
  lineOf: (element: Element) => number | undefined,
): { type: TypeOnPicture[]; layers: LayerOnPage[] } {
  if (pictures.length === 0) return { type: [], layers: [] };
  // Computed lengths know nothing of the sheet's zoom, rectangles do.
  const zoom = (pxPerMm * 25.4) / 96;
  const emOf = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize) * zoom;
  const by = TOUCHING_MM * pxPerMm;
  const layers = [...layersOf(page, zoom)];
  const found = new Map<string, { pieces: Piece[]; block: Element }>();
  const blocks: Element[] = [];
  for (const piece of [...piecesOver(page, pictures, by, emOf), ...furnitureOver(page, pictures, by, emOf)]) {
    if (isCovered(piece.owner)) continue;
    const block = blockOf(piece.owner);
    if (!blocks.includes(block)) blocks.push(block);
    const key = `${blocks.indexOf(block)} ${getComputedStyle(piece.owner).color}`;
    const group = found.get(key) ?? { pieces: [], block };
    group.pieces.push(piece);
    found.set(key, group);
  }
  const type = [...found.values()].map(({ pieces, block }): TypeOnPicture => {
    const { owner, em } = pieces[0]!;
    const style = getComputedStyle(owner);
    const [stands, toneField] = style.getPropertyValue('--over').trim().split(/\s+/u);
    const over = (box: Box): boolean => pieces.some(({ ink }) => meets(ink, box, 0));
    const indices = (boxes: readonly Box[]): number[] => boxes.flatMap((box, at) => (over(box) ? [at] : []));
    return {
      what: block.matches('.pagedjs_margin-content')
        ? block.closest('.pagedjs_margin-top')
          ? 'running head'
          : 'folio'
        : nameOf(block),
      text: [...new Set(pieces.map(({ text }) => text))]
        .join(' ')
        .replaceAll('\u00AD', '')
        .replaceAll(/\s+/gu, ' ')
        .trim()
        .slice(0, MOST_TEXT),
      line: lineOf(block),
      meant: stands === 'picture',
      toneField,
      colour: style.color,
      sizeMm: em / pxPerMm,
      lines: pieces.map(({ ink }) => boxOf(ink)),
      pictures: indices(pictures),
      layers: indices(layers.map(({ box }) => box)),
    };
  });
  return { type, layers: layers.map(({ box, background }) => ({ ...boxOf(box), background })) };
}
