/** What stands on each page, measured in the finished pages: pages.json. Runs in the browser; boxes are on the trim. */
import { type Box, type LayerOnPage, type TypeOnPicture, typeOnPictures } from './on-pictures.ts';
import { type RunningText, runningText } from './running-text.ts';

export interface BoxOnPage {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The box is what is seen of it. */
export interface PictureOnPage extends BoxOnPage {
  /** "2026-1/elva/boat.jpg" */
  readonly key: string;
  /** Where the whole picture would stand, before any crop. */
  readonly whole: BoxOnPage;
  /** Width at which the whole picture, before any crop, is printed. */
  readonly fullWidthMm: number;
  readonly line: number | undefined;
}

export interface BlockOnPage extends BoxOnPage {
  readonly kind: string;
  readonly line: number | undefined;
  readonly continued: boolean;
}

export interface MeasuredPage extends RunningText {
  readonly pictures: readonly PictureOnPage[];
  readonly blocks: readonly BlockOnPage[];
  /** Type over pictures, and the soft layers that lie between. */
  readonly type: readonly TypeOnPicture[];
  readonly layers: readonly LayerOnPage[];
  /** Text or boxes that stick out of the trim, or of the box they stand in: their source lines. */
  readonly overset: readonly { readonly what: string; readonly line: number | undefined }[];
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Width at which a whole picture is printed, before any crop. `mm`: what a millimetre measures in the document. */
export function fullWidthMm(image: HTMLImageElement, mm: number): number {
  const { width, height } = image.getBoundingClientRect();
  const shape = Number(image.getAttribute('width')) / Number(image.getAttribute('height'));
  const covers = getComputedStyle(image).objectFit === 'cover';
  return round((covers ? Math.max(width, height * shape) : width) / mm);
}

/** What has been measured stands as long as its page lies where it lay, in the same dress. */
let known = new WeakMap<Element, { readonly at: number; readonly measured: MeasuredPage }>();
let dress: string | null | undefined;

/** Measures all pages of the assembled document. `mm`: what a millimetre measures in it. */
export function measurePages(trimWidthMm: number, bleedMm: number): MeasuredPage[] {
  const pages = [...document.querySelectorAll<HTMLElement>('.pagedjs_page')];
  const first = pages[0]?.getBoundingClientRect();
  if (!first) return [];
  const scale = first.width / (trimWidthMm + 2 * bleedMm);
  const lineOf = (element: Element): number | undefined => {
    const from = element.closest('[data-source-line]') ?? element.querySelector('[data-source-line]');
    const line = Number(from?.getAttribute('data-source-line'));
    return line > 0 ? line : undefined;
  };
  const worn = document.querySelector('style[data-paged]')?.textContent;
  if (worn !== dress) known = new WeakMap();
  dress = worn;
  return pages.map((page, at) => {
    const before = known.get(page);
    if (before?.at === at) return before.measured;
    const origin = page.getBoundingClientRect();
    const boxOf = ({ left, top, right, bottom }: Box): BoxOnPage => ({
      xMm: round((left - origin.left) / scale - bleedMm),
      yMm: round((top - origin.top) / scale - bleedMm),
      widthMm: round((right - left) / scale),
      heightMm: round((bottom - top) / scale),
    });
    const placed = [...page.querySelectorAll<HTMLImageElement>('img[data-picture]')].map((image) => ({
      image,
      ...placeOf(image, (scale * 25.4) / 96),
    }));
    const pictures = placed.map(({ image, whole, seen }) => ({
      key: image.dataset['picture'] ?? '',
      ...boxOf(seen),
      whole: boxOf(whole),
      fullWidthMm: round((whole.right - whole.left) / scale),
      line: lineOf(image),
    }));
    const { type, layers } = typeOnPictures(
      page,
      placed.map(({ seen }) => seen),
      scale,
      boxOf,
      lineOf,
    );
    const blocks = [
      ...page.querySelectorAll<HTMLElement>('.column > *, .float, .note, .plate h1, .plate .standfirst'),
    ].map((block) => ({
      kind: block.classList[0] ?? block.tagName.toLowerCase(),
      ...boxOf(block.getBoundingClientRect()),
      line: lineOf(block),
      continued: 'continued' in block.dataset,
    }));
    const overset = [...page.querySelectorAll<HTMLElement>('.column')]
      .filter(
        (column) =>
          column.scrollWidth > column.clientWidth + 2 || column.scrollHeight > column.clientHeight + 4,
      )
      .map((column) => ({ what: 'text', line: lineOf(column) }));
    const measured = { pictures, blocks, type, layers, overset, ...runningText(page, boxOf, lineOf) };
    known.set(page, { at, measured });
    return measured;
  });
}

/** What is seen of a picture, and the box that all of it would take. `zoom`: pixels of rectangles by pixels of styles. */
export function placeOf(image: HTMLImageElement, zoom: number): { seen: Box; whole: Box } {
  const { left, top, right, bottom } = image.getBoundingClientRect();
  const style = getComputedStyle(image);
  // A picture across two pages is cut at the spine: inset(0px 450px 0px 0px).
  const cuts = [...style.clipPath.matchAll(/([\d.]+)px/gu)].map(([, px]) => Number(px) * zoom);
  const [above = 0, behind = above, below = above, before = behind] = cuts;
  const seen = { left: left + before, top: top + above, right: right - behind, bottom: bottom - below };
  if (style.objectFit !== 'cover' && style.objectFit !== 'contain')
    return { seen, whole: { left, top, right, bottom } };
  const shape = Number(image.getAttribute('width')) / Number(image.getAttribute('height'));
  const [across, byHeight] = [right - left, (bottom - top) * shape];
  const width = style.objectFit === 'cover' ? Math.max(across, byHeight) : Math.min(across, byHeight);
  const height = width / shape;
  const [fromLeft = 50, fromTop = 50] = style.objectPosition
    .split(' ')
    .map((percent) => Number.parseFloat(percent));
  const x = left + ((right - left - width) * fromLeft) / 100;
  const y = top + ((bottom - top - height) * fromTop) / 100;
  return { seen, whole: { left: x, top: y, right: x + width, bottom: y + height } };
}

/** The widest that each picture stands anywhere, by key: the whole picture, before any crop. */
export function widestMm(measured: readonly MeasuredPage[]): Map<string, number> {
  const widths = new Map<string, number>();
  for (const { key, fullWidthMm: widthMm } of measured.flatMap(({ pictures }) => pictures))
    widths.set(key, Math.max(widths.get(key) ?? 0, widthMm));
  return widths;
}
