/** What is laid over the pages: grid, columns, trim, safe margin, ppi, findings and notes. All of it in millimetres of the page. */
import type { BoxMm } from '../../model/finding.ts';
import type { FindingView, IssueView, SheetView } from '../view.ts';
import type { Frame } from './frame.ts';

const mm = (value: number): string => `calc(${value.toFixed(3)} * var(--mm))`;

export function place(element: HTMLElement, { xMm, yMm, widthMm, heightMm }: BoxMm): HTMLElement {
  element.style.left = mm(xMm);
  element.style.top = mm(yMm);
  element.style.width = mm(widthMm);
  element.style.height = mm(heightMm);
  return element;
}

const COLUMNS = 12;

export const OVERLAY_CSS = `
.baselines { background: repeating-linear-gradient(to bottom, transparent 0 calc(var(--step) - 1px), #00a0c8aa calc(var(--step) - 1px) var(--step)); }
.guide { border-inline: 1px solid #e0409055; background: #e0409014; }
.trim { border: 1px solid #00a000; }
.safe { border: 1px dashed #d08000; }
.badge { font: 600 11px/1.4 system-ui, sans-serif; padding: 0 5px; border-radius: 4px; color: #fff; background: #2c6e2f; width: auto !important; height: auto !important; white-space: nowrap; }
.badge.warning { background: #7a5200; }
.badge.error { background: #a51d12; }
.mark { border: 2px solid #3d5a2a; border-radius: 3px; }
.mark.warning { border-color: #b07800; }
.mark.error { border-color: #d0241a; }
.mark.lit { box-shadow: 0 0 0 4px #ffd34daa; }
.pin { width: 22px !important; height: 22px !important; margin: -11px 0 0 -11px; border-radius: 50% 50% 50% 3px; background: #ffd34d; color: #1d1c1a; font: 700 12px/22px system-ui, sans-serif; text-align: center; box-shadow: 0 1px 4px #0006; pointer-events: auto; cursor: pointer; padding: 0; border: 0; }
.pin.resolved { background: #c9c5bc; }
.lit-text { outline: 2px solid #ffb000; outline-offset: 2px; }
body.outlines .column > *, body.outlines .float, body.outlines .note, body.outlines .plate > * { outline: 1px solid #7a3cff88; }
body.badges .leaf, body.grid .leaf { isolation: isolate; }
body.noting .leaf { cursor: crosshair; }
body.plate-cyan .paper { filter: url(#plate-cyan); } body.plate-magenta .paper { filter: url(#plate-magenta); }
body.plate-yellow .paper { filter: url(#plate-yellow); } body.plate-black .paper { filter: url(#plate-black); }
.tag { display: none; }
body.flatplan .spreads { display: grid; grid-template-columns: repeat(auto-fill, calc(2 * var(--page-width) * var(--mm))); gap: 56px 28px; justify-content: center; width: auto; }
body.flatplan .spread { grid-template-columns: 1fr 1fr; content-visibility: visible; }
body.flatplan .leaf { cursor: grab; border-top: 5px solid var(--hue, #999); }
body.flatplan .leaf.locked { cursor: not-allowed; }
body.flatplan .leaf .tag { display: block; left: 0; right: 0; top: calc(100% + 4px); font: 500 11px/1.35 system-ui, sans-serif; color: #37332c; }
body.flatplan .leaf .tag b { font-weight: 700; }
body.flatplan .leaf .tag .over { color: #a51d12; font-weight: 700; }
body.flatplan .leaf.drop { outline: 3px solid #0a5c74; outline-offset: 2px; }
body.flatplan .leaf.dragged { opacity: 0.45; }
body.flatplan .pagedjs_pages { pointer-events: none; }
`;

/** One ink seen as grey, from the colours of the screen: near to what a plate shows, and no more. */
export const PLATES_SVG = `<svg aria-hidden="true" width="0" height="0" style="position:absolute"><defs>
<filter id="plate-cyan" color-interpolation-filters="sRGB"><feColorMatrix values="1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 1 0"/></filter>
<filter id="plate-magenta" color-interpolation-filters="sRGB"><feColorMatrix values="0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 1 0"/></filter>
<filter id="plate-yellow" color-interpolation-filters="sRGB"><feColorMatrix values="0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 1 0"/></filter>
<filter id="plate-black" color-interpolation-filters="sRGB"><feColorMatrix in="SourceGraphic" values="1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 1 0" result="r"/><feColorMatrix in="SourceGraphic" values="0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 1 0" result="g"/><feColorMatrix in="SourceGraphic" values="0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 1 0" result="b"/><feBlend in="r" in2="g" mode="lighten" result="rg"/><feBlend in="rg" in2="b" mode="lighten"/></filter>
</defs></svg>`;

const part = (document: Document, className: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = className;
  return element;
};

function gridOf(document: Document, sheet: SheetView, side: 'left' | 'right'): HTMLElement[] {
  const left = side === 'left' ? sheet.outerMm : sheet.innerMm;
  const lines = place(part(document, 'baselines'), {
    xMm: 0,
    // A baseline stands in the middle of its line.
    yMm: sheet.frameTopMm - sheet.lineMm / 2,
    widthMm: sheet.trim.widthMm,
    heightMm: (sheet.lines + 1) * sheet.lineMm,
  });
  lines.style.setProperty('--step', mm(sheet.lineMm));
  const columns = Array.from({ length: COLUMNS }, (_, at) =>
    place(part(document, 'guide'), {
      xMm: left + at * (sheet.columnMm + sheet.gutterMm),
      yMm: sheet.frameTopMm,
      widthMm: sheet.columnMm,
      heightMm: sheet.lines * sheet.lineMm,
    }),
  );
  return [lines, ...columns];
}

function edgesOf(document: Document, { trim, safeMm }: SheetView): HTMLElement[] {
  return [
    place(part(document, 'trim'), { xMm: 0, yMm: 0, ...trim }),
    place(part(document, 'safe'), {
      xMm: safeMm,
      yMm: safeMm,
      widthMm: trim.widthMm - 2 * safeMm,
      heightMm: trim.heightMm - 2 * safeMm,
    }),
  ];
}

/** A picture as it stands on a page. */
export interface Placed {
  readonly key: string;
  readonly page: number;
  readonly box: BoxMm;
  readonly ppi: number;
  /** How much of it is seen, in per cent. */
  readonly seen: number;
  readonly alt: string;
  readonly credit: string;
}

/** Every picture on the pages. Advertisers' PDFs have no pixels of their own. */
export function placedPictures(frame: Frame, view: IssueView): Placed[] {
  const pictures = new Map(view.pictures.map((picture) => [picture.key, picture]));
  return frame.leaves.flatMap((leaf) =>
    [...leaf.querySelectorAll<HTMLImageElement>('img[data-picture]')].flatMap((image): Placed[] => {
      const key = image.dataset['picture'] ?? '';
      const picture = pictures.get(key);
      if (!picture || key.endsWith('.pdf')) return [];
      const box = frame.boxOf(leaf, image);
      const shape = picture.widthPx / picture.heightPx;
      const covers = frame.document.defaultView!.getComputedStyle(image).objectFit === 'cover';
      const fullMm = covers ? Math.max(box.widthMm, box.heightMm * shape) : box.widthMm;
      const whole = fullMm * (fullMm / shape);
      return [
        {
          key,
          page: Number(leaf.dataset['page']),
          box,
          ppi: Math.round((picture.widthPx / fullMm) * 25.4),
          seen: Math.round((100 * box.widthMm * box.heightMm) / whole),
          alt: image.alt,
          credit:
            image.closest('figure, .plate, .opener')?.querySelector('.credit')?.textContent?.trim() ?? '',
        },
      ];
    }),
  );
}

export const ppiLevel = ({ sheet }: IssueView, ppi: number): 'error' | 'warning' | 'good' =>
  ppi <= sheet.ppi.error ? 'error' : ppi <= sheet.ppi.warning ? 'warning' : 'good';

/** Draws what is switched on, on every page. */
export function drawOverlays(
  frame: Frame,
  view: IssueView,
  findings: readonly FindingView[],
  pins: (leaf: HTMLElement) => readonly HTMLElement[],
): void {
  const { document } = frame;
  const placed = frame.has('badges') ? placedPictures(frame, view) : [];
  for (const leaf of frame.leaves) {
    const page = Number(leaf.dataset['page']);
    const side = page % 2 ? 'right' : 'left';
    const badges = placed
      .filter((each) => each.page === page)
      .map(({ box, ppi }) => {
        const badge = place(part(document, `badge ${ppiLevel(view, ppi)}`), box);
        badge.textContent = `${ppi} ppi`;
        return badge;
      });
    const marks = findings
      .filter((finding) => finding.page === page && finding.box)
      .map((finding) => {
        const mark = place(part(document, `mark ${finding.level}`), finding.box!);
        mark.title = finding.message;
        return mark;
      });
    leaf
      .querySelector('.overlay')!
      .replaceChildren(
        ...(frame.has('grid') ? gridOf(document, view.sheet, side) : []),
        ...(frame.has('bleeds') ? edgesOf(document, view.sheet) : []),
        ...badges,
        ...marks,
        ...tagOf(document, view, page),
        ...pins(leaf),
      );
    const article = view.articles.findIndex((each) => each.article === view.pages[page - 1]?.article);
    leaf.style.setProperty('--hue', article < 0 ? '#bbb' : hueOf(article));
    leaf.classList.toggle('locked', view.articles[article]?.locked === true);
  }
}

/** A colour for each article, far from its neighbours'. */
export const hueOf = (at: number): string => `hsl(${(at * 137.5) % 360} 55% 45%)`;

/** What stands under a page in the flatplan. */
function tagOf(document: Document, { articles, pages }: IssueView, page: number): HTMLElement[] {
  const tag = part(document, 'tag');
  const number = document.createElement('b');
  number.textContent = String(page);
  tag.append(number);
  const article = articles.find((each) => each.article === pages[page - 1]?.article);
  if (article?.first === page) {
    tag.append(` ${article.title}`, document.createElement('br'));
    const budget = document.createElement('span');
    budget.className = article.fits ? '' : 'over';
    budget.textContent = [article.budget, article.status, article.locked ? 'locked' : '']
      .filter(Boolean)
      .join(' · ');
    tag.append(budget);
  }
  return [tag];
}
