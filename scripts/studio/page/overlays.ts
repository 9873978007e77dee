/** What is laid over the pages: grid, columns, trim, safe margin, ppi, findings and notes. All of it in millimetres of the page. */
import { huesOf, NO_HUE } from '../../flatplan/hues.ts';
import { articleOn, budgetOf, isBeyond, type OpenNotes, type Tag, tagOf } from '../../flatplan/plan.ts';
import { counted, planWords } from '../../flatplan/words.ts';
import type { BoxMm } from '../../model/finding.ts';
import type { FindingView, IssueView, SheetView } from '../view.ts';
import { linesOver } from '../../preflight/checks/page-budget.ts';
import { ppi as ppiOf } from '../../model/geometry.ts';
import type { Box } from '../../pages/on-pictures.ts';
import { placeOf } from '../../pages/pagemap.ts';
import { type Frame, PX_A_MM } from './frame.ts';

/** The studio's own language. */
const SAYS = planWords.en;

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
.badge { margin: 5px; font: 600 11px/1.4 system-ui, sans-serif; padding: 0 5px; border-radius: 4px; color: #fff; background: #2c6e2f; width: auto !important; height: auto !important; white-space: nowrap; }
.badge.warning { background: #7a5200; }
.badge.error { background: #a51d12; }
.mark { border: 2px solid #3d5a2a; border-radius: 3px; }
.mark.warning { border-color: #b07800; }
.mark.error { border-color: #d0241a; }
.mark.lit { box-shadow: 0 0 0 4px #ffd34daa; }
.pin { width: 22px !important; height: 22px !important; margin: -22px 0 0 0; border-radius: 50% 50% 50% 3px; background: #ffd34d; color: #1d1c1a; font: 700 12px/22px system-ui, sans-serif; text-align: center; box-shadow: 0 1px 4px #0006; pointer-events: auto; cursor: pointer; padding: 0; border: 0; }
.noted { background: #ffd34d66; mix-blend-mode: multiply; border-radius: 1px; }
.pin.resolved { background: #c9c5bc; }
/* Lines of text stand close: what is drawn around one would cover the next. */
.lit-text { background: #ffd34d66; box-shadow: calc(-3px / var(--scale)) 0 #ffb000; }
body.outlines .column > *, body.outlines .float, body.outlines .note, body.outlines .plate > *, body.outlines .text-area { outline: calc(1px / var(--scale)) solid #d400ff; }
body.overset .clamped, body.overset [data-fit] { overflow: visible !important; }
body.overset .unfit { background: #d0241a22; outline: calc(2px / var(--scale)) solid #d0241a; }
.overset-flag { right: 0; top: 100%; margin-top: -26px; padding: 0 8px; background: #b2150b; color: #fff; font: 600 12px/26px system-ui, sans-serif; white-space: nowrap; }
.beyond { background: #d0241a1f; mix-blend-mode: multiply; }
.overset-text { left: 0; top: 100%; width: 100%; max-height: calc(120 * var(--mm)); overflow: auto; padding: 10px 14px; border: 2px solid #b2150b; background: #fff5f4; color: #1d1c1a; font: 400 13px/1.45 system-ui, sans-serif; pointer-events: auto; box-shadow: 0 6px 18px #0004; }
.overset-text p { margin: 0 0 0.5em; text-indent: 0; }
body.overset .leaf:has(.overset-text) { z-index: 3; }
body.badges .leaf, body.grid .leaf { isolation: isolate; }
body.noting .leaf { cursor: crosshair; }
body.plate-cyan .paper { filter: url(#plate-cyan); } body.plate-magenta .paper { filter: url(#plate-magenta); }
body.plate-yellow .paper { filter: url(#plate-yellow); } body.plate-black .paper { filter: url(#plate-black); }
body.flatplan .spreads { display: grid; grid-template-columns: repeat(auto-fill, calc(2 * var(--page-width) * var(--mm))); gap: 76px 24px; justify-content: center; width: auto; }
body.flatplan.studio { padding: 24px 24px 76px; }
body.flatplan .spread { column-gap: 0; padding: 0; }
body.flatplan .leaf { cursor: grab; }
body.flatplan .leaf.locked { cursor: not-allowed; }
body.flatplan .leaf::before { content: ''; position: absolute; inset: -6px 0 auto; height: 5px; background: var(--hue, #999); }
body.flatplan .leaf .paper { inset: 0; }
body.flatplan.bleeds .leaf .pagedjs_pages { left: calc(-1 * var(--studio-bleed) * var(--mm)); top: calc(-1 * var(--studio-bleed) * var(--mm)); }
body.flatplan .leaf .tag { left: 0; width: calc(100% - 6px); top: calc(100% + 3px); font: 500 11px/1.3 system-ui, sans-serif; color: var(--studio-ink); max-height: 58px; overflow: hidden; overflow-wrap: anywhere; }
body.flatplan .leaf button.tag { padding: 0; border: 0; background: none; text-align: start; pointer-events: auto; cursor: pointer; }
body.flatplan .leaf button.tag:is(:hover, :focus-visible) .tag-title { text-decoration: underline; text-underline-offset: 2px; }
body.flatplan .leaf button.tag:focus-visible { outline: 2px solid var(--studio-accent); outline-offset: 1px; }
body.flatplan .leaf .tag.wide { width: calc(200% - 6px); }
.tag b { font-weight: 700; font-variant-numeric: tabular-nums; }
.tag .facts { color: var(--studio-soft); }
.start { display: inline-block; width: 12px; height: 8px; border: 1px solid var(--studio-soft); vertical-align: 0; background: linear-gradient(var(--studio-soft) 0 0) left / 50% 100% no-repeat; }
.start.right { background-position: right; }
.open-notes { right: 3px; top: 3px; min-width: 18px; padding: 0 4px; border-radius: 9px 9px 9px 2px; background: #ffd34d; color: #1d1c1a; font: 700 11px/18px system-ui, sans-serif; text-align: center; box-shadow: 0 1px 3px #0006; }
.tag .over { color: var(--studio-error); font-weight: 700; }
body.flatplan .leaf.drop { outline: 3px solid var(--studio-accent); outline-offset: 2px; }
body.flatplan .leaf.dragged { opacity: 0.45; }
body.flatplan .leaf[data-compared] .paper { outline: 4px solid #a51d12; }
body.flatplan .leaf[data-compared='moved'] .paper { outline: 2px solid #55504a; }
body.flatplan .leaf[data-compared]::after { content: attr(data-compared-says); position: absolute; left: 4px; top: 4px; padding: 0 5px; border-radius: 4px; font: 600 11px/1.5 system-ui, sans-serif; color: #fff; background: #a51d12; }
body.flatplan .leaf[data-compared='moved']::after { background: #55504a; }
body.flatplan .pagedjs_pages { pointer-events: none; }
`;

const channel = (red: number, green: number, blue: number, result: string): string =>
  `<feColorMatrix in="SourceGraphic" values="${`${red} ${green} ${blue} 0 0 `.repeat(3)}0 0 0 1 0" result="${result}"/>`;

/** The lightest and the darkest of the three channels: black is what the lightest lacks. */
const EXTREMES = `${channel(1, 0, 0, 'r')}${channel(0, 1, 0, 'g')}${channel(0, 0, 1, 'b')}
<feBlend in="r" in2="g" mode="lighten" result="rg"/><feBlend in="rg" in2="b" mode="lighten" result="light"/>
<feBlend in="r" in2="g" mode="darken" result="rgDark"/><feBlend in="rgDark" in2="b" mode="darken" result="dark"/>`;

const linear = (slope: number, intercept: number): string =>
  ['R', 'G', 'B']
    .map((name) => `<feFunc${name} type="linear" slope="${slope}" intercept="${intercept}"/>`)
    .join('');

/** Grey is printed in black ink alone: the less colour there is, the more of a channel's ink gives way to black. */
const ink = (name: string, of: 'r' | 'g' | 'b'): string =>
  `<filter id="plate-${name}" color-interpolation-filters="sRGB">${EXTREMES}
<feBlend in="light" in2="dark" mode="difference" result="chroma"/>
<feComponentTransfer in="chroma" result="grey">${linear(-6, 1)}</feComponentTransfer>
<feComponentTransfer in="light" result="black">${linear(-1, 1)}</feComponentTransfer>
<feComposite in="grey" in2="black" operator="arithmetic" k1="1" result="spared"/>
<feComposite in="${of}" in2="spared" operator="arithmetic" k2="1" k3="1"/></filter>`;

/** One ink seen as grey, from the colours of the screen: near to what a plate shows, and no more. */
export const PLATES_SVG = `<svg aria-hidden="true" width="0" height="0" style="position:absolute"><defs>
${ink('cyan', 'r')}${ink('magenta', 'g')}${ink('yellow', 'b')}
<filter id="plate-black" color-interpolation-filters="sRGB">${EXTREMES}<feBlend in="light" in2="light"/></filter>
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
  /** Undefined for a drawing. */
  readonly ppi: number | undefined;
  /** How much of it is seen, in per cent. */
  readonly seen: number;
  readonly alt: string;
  readonly credit: string;
}

/** Every picture on the pages. Advertisers' PDFs have no pixels of their own. */
export function placedPictures(frame: Frame, view: IssueView): Placed[] {
  const pictures = new Map(view.pictures.map((picture) => [picture.key, picture]));
  const scale = frame.scale * PX_A_MM;
  return frame.leaves.flatMap((leaf) => {
    const page = leaf.getBoundingClientRect();
    return [...leaf.querySelectorAll<HTMLImageElement>('img[data-picture]')].flatMap((image): Placed[] => {
      const key = image.dataset['picture'] ?? '';
      const picture = pictures.get(key);
      if (!picture || key.endsWith('.pdf')) return [];
      const { seen, whole } = placeOf(image, frame.scale);
      const fullMm = (whole.right - whole.left) / scale;
      const box: BoxMm = {
        xMm: (seen.left - page.left) / scale,
        yMm: (seen.top - page.top) / scale,
        widthMm: (seen.right - seen.left) / scale,
        heightMm: (seen.bottom - seen.top) / scale,
      };
      const area = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top);
      return [
        {
          key,
          page: Number(leaf.dataset['page']),
          box,
          ppi: key.endsWith('.svg') ? undefined : Math.round(ppiOf(picture.widthPx, fullMm)),
          seen: Math.min(100, Math.round((100 * area(seen)) / area(whole))),
          // A contents page shows pictures of other articles, and leaves their words to those.
          alt: image.alt || picture.alt,
          credit:
            image.closest('figure, .plate, .opener')?.querySelector('.credit')?.textContent?.trim() ||
            picture.credit,
        },
      ];
    });
  });
}

/** Has the advertisers' PDFs drawn for their places, where stand-ins stand. */
export function drawAds(frame: Frame, view: IssueView): void {
  const scale = frame.scale * PX_A_MM;
  for (const leaf of frame.leaves) {
    const ads = leaf.querySelectorAll<HTMLImageElement>('img[data-picture$=".pdf" i]');
    if (ads.length === 0) continue;
    const page = leaf.getBoundingClientRect();
    for (const image of ads) {
      const { seen } = placeOf(image, frame.scale);
      const box = [
        seen.left - page.left,
        seen.top - page.top,
        seen.right - seen.left,
        seen.bottom - seen.top,
      ];
      const numbers = box.map((px) => (px / scale).toFixed(1)).join(',');
      const known = view.pictures.find(({ key }) => key === image.dataset['picture']);
      if (!known || image.dataset['drawn'] === `${known.content} ${numbers}`) continue;
      image.dataset['drawn'] = `${known.content} ${numbers}`;
      image.src = `/picture/${known.key.split('/').map(encodeURIComponent).join('/')}?box=${numbers}&${known.content}`;
    }
  }
}

/** @param ppi undefined for a drawing, which is sharp at any size */
export const ppiLevel = ({ sheet }: IssueView, ppi = Infinity): 'error' | 'warning' | 'good' =>
  ppi < sheet.ppi.error ? 'error' : ppi < sheet.ppi.warning ? 'warning' : 'good';

/** What of a box stands on its own page. */
const within = ({ xMm, yMm, widthMm, heightMm }: BoxMm, { trim }: SheetView): BoxMm => {
  const [left, top] = [Math.max(0, xMm), Math.max(0, yMm)];
  return {
    xMm: left,
    yMm: top,
    widthMm: Math.max(0, Math.min(trim.widthMm, xMm + widthMm) - left),
    heightMm: Math.max(0, Math.min(trim.heightMm, yMm + heightMm) - top),
  };
};

/** Less than this is the air that a box of type has below its last line. */
const LEAST_OVER_LINES = 0.5;

/** Marks the boxes that hold more than they show. */
function markUnfit(frame: Frame, leaf: HTMLElement, { lineMm }: SheetView): void {
  for (const box of leaf.querySelectorAll<HTMLElement>('.clamped, [data-fit]')) {
    const over = (box.scrollHeight - box.clientHeight) / box.clientHeight;
    const overMm = over * frame.boxOf(leaf, box).heightMm;
    box.classList.toggle('unfit', overMm > LEAST_OVER_LINES * lineMm);
  }
}

/** Draws what is switched on, on every page. */
export function drawOverlays(
  frame: Frame,
  view: IssueView,
  findings: readonly FindingView[],
  notes: OpenNotes,
  pins: (leaf: HTMLElement) => readonly HTMLElement[],
): void {
  const { document } = frame;
  const hues = huesOf(view.articles.map(({ article }) => article));
  const placed = frame.has('badges') ? placedPictures(frame, view) : [];
  for (const leaf of frame.leaves) {
    const page = Number(leaf.dataset['page']);
    const side = page % 2 ? 'right' : 'left';
    const isPlan = frame.has('flatplan');
    if (frame.has('overset')) markUnfit(frame, leaf, view.sheet);
    const badges = placed
      .filter((each) => each.page === page)
      .map(({ box, ppi }) => {
        const badge = place(part(document, `badge ${ppiLevel(view, ppi)}`), within(box, view.sheet));
        badge.textContent = ppi === undefined ? 'drawing' : `${ppi} ppi`;
        return badge;
      });
    const marks = findings
      .filter((finding) => !isPlan && finding.page === page && finding.box && !finding.isEarlier)
      .map((finding) => {
        const mark = place(part(document, `mark ${finding.level}`), within(finding.box!, view.sheet));
        mark.title = finding.message;
        return mark;
      });
    leaf
      .querySelector('.overlay')!
      .replaceChildren(
        ...(frame.has('grid') && !isPlan ? gridOf(document, view.sheet, side) : []),
        ...(frame.has('bleeds') && !isPlan ? edgesOf(document, view.sheet) : []),
        ...badges,
        ...marks,
        ...(isPlan ? [] : oversetParts(document, view, page, findings, frame.has('overset'))),
        ...(isPlan ? planMarks(document, view, page, findings, notes) : pins(leaf)),
      );
    const article = articleOn(view, page);
    leaf.style.setProperty('--hue', hues.get(article?.article ?? '') ?? NO_HUE);
    leaf.classList.toggle('locked', article?.locked === true);
  }
}

/**
 * What is too much: on pages beyond an article's plan, that they are; at the foot of the page where text found no place, how much, and the text itself
 * where it is asked for.
 */
function oversetParts(
  document: Document,
  view: IssueView,
  page: number,
  findings: readonly FindingView[],
  isShown: boolean,
): HTMLElement[] {
  const flag = part(document, 'overset-flag');
  const over = view.overset.find((each) => each.page === page);
  if (!over) {
    if (!isBeyond(view, page)) return [];
    const article = articleOn(view, page);
    const own = findings.filter(({ file }) => file === article?.file);
    flag.textContent = budgetOf(article!, linesOver(own), SAYS);
    return isShown ? [flag, place(part(document, 'beyond'), { xMm: 0, yMm: 0, ...view.sheet.trim })] : [flag];
  }
  flag.textContent =
    over.words > 0 ? `${counted(over.words, ['word does', 'words do'])} not fit` : 'Not all fits';
  if (!isShown || over.text.length === 0) return [flag];
  const text = part(document, 'overset-text');
  text.tabIndex = 0;
  text.setAttribute('role', 'region');
  text.setAttribute('aria-label', `Text that does not fit on page ${page}`);
  text.append(
    ...over.text.map((words) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = words;
      return paragraph;
    }),
  );
  return [flag, text];
}

/** What stands on and under a page in the flatplan. */
function planMarks(
  document: Document,
  view: IssueView,
  page: number,
  findings: readonly FindingView[],
  notes: OpenNotes,
): HTMLElement[] {
  const open = notes.get(page) ?? 0;
  const count = part(document, 'open-notes');
  count.textContent = String(open);
  count.title = counted(open, SAYS.note);
  const told = tagOf(view, page, findings, notes, SAYS);
  return [...(open > 0 ? [count] : []), ...(told ? [tag(document, told)] : [])];
}

/** Where an article begins it is a button, which leads to what can be set of it. */
function tag(document: Document, { pages, isWide, opening }: Tag): HTMLElement {
  const made = document.createElement(opening ? 'button' : 'div');
  made.className = isWide ? 'tag wide' : 'tag';
  if (opening) {
    (made as HTMLButtonElement).type = 'button';
    made.dataset['article'] = opening.article;
    made.title = `${opening.title}: status and plan`;
  }
  const span = (className: string, words: string): HTMLElement => {
    const element = document.createElement('span');
    element.className = className;
    element.textContent = words;
    return element;
  };
  const number = document.createElement('b');
  number.textContent = pages;
  made.append(number);
  if (!opening) return made;
  const { title, start, budget, facts } = opening;
  // Not "title": the magazine's own styles have words for that.
  const name = span('tag-title', title);
  const line = span('facts', '');
  line.append(
    ...[...(budget ? [span(opening.fits ? '' : 'over', budget)] : []), ...facts].flatMap((each, at) =>
      at > 0 ? [' · ', each] : [each],
    ),
  );
  if (start) {
    const side = span(`start ${start}`, '');
    side.title = SAYS.starts[start];
    line.prepend(side, ' ');
  }
  made.append(' ', name, document.createElement('br'), line);
  return made;
}
