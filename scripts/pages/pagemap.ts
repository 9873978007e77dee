/** What stands on each page, measured in the finished pages: pages.json. Runs in the browser; boxes are on the trim. */

export interface BoxOnPage {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface PictureOnPage extends BoxOnPage {
  /** "2026-1/elva/boat.jpg" */
  readonly key: string;
  /** Width at which the whole picture, before any crop, is printed. */
  readonly fullWidthMm: number;
  readonly line: number | undefined;
}

export interface BlockOnPage extends BoxOnPage {
  readonly kind: string;
  readonly line: number | undefined;
  readonly continued: boolean;
}

export interface MeasuredPage {
  readonly pictures: readonly PictureOnPage[];
  readonly blocks: readonly BlockOnPage[];
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
  return pages.map((page) => {
    const origin = page.getBoundingClientRect();
    const boxOf = (rect: DOMRect): BoxOnPage => ({
      xMm: round((rect.left - origin.left) / scale - bleedMm),
      yMm: round((rect.top - origin.top) / scale - bleedMm),
      widthMm: round(rect.width / scale),
      heightMm: round(rect.height / scale),
    });
    const pictures = [...page.querySelectorAll<HTMLImageElement>('img[data-picture]')].map((image) => {
      return {
        key: image.dataset['picture'] ?? '',
        ...boxOf(image.getBoundingClientRect()),
        fullWidthMm: fullWidthMm(image, scale),
        line: lineOf(image),
      };
    });
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
    return { pictures, blocks, overset };
  });
}
