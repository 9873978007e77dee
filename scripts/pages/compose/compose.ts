/** Composes an article: its layout's page templates one after the other, filled with its text, until nothing is left. */
import { Area } from './area.ts';
import { linesFor, measureScale, type Scale } from './dom.ts';
import { readFlow, type Float, type Item } from './flow.ts';
import { settle, thinOut } from './hyphens.ts';
import { readSource } from './source.ts';
import type { ComposedArticle, ComposedPage, ComposeFinding, ComposeJob, Side } from './types.ts';

/** No magazine article is longer; a text that wants more pages than this is a fault of ours, and must end. */
const MOST_PAGES = 200;
const MOST_HYPHEN_ROUNDS = 8;
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

const other = (side: Side): Side => (side === 'left' ? 'right' : 'left');

/** Composes one article inside `stage`, an empty element in a document that has the styles and faces. */
export function compose(job: ComposeJob, stage: HTMLElement): ComposedArticle {
  stage.innerHTML = job.html;
  const scale = measureScale(stage);
  const article = stage.querySelector<HTMLElement>('article');
  if (!article) throw new Error(`the layout of ${job.article} made no <article>`);
  prepare(article, job);
  const { texts, pictures } = readSource(rootsOf(article));
  const templates = [...article.querySelectorAll<HTMLTemplateElement>(':scope > template[data-page]')];
  const flowElement = article.querySelector<HTMLElement>(':scope > .flow');
  const findings: ComposeFinding[] = [];
  const pages: ComposedPage[] = [];

  if (flowElement) thinHyphens(flowElement, templates, article, scale);
  const { items, notes } = flowElement
    ? readFlow(flowElement)
    : { items: [], notes: new Map<string, HTMLElement>() };
  let rest: readonly Item[] = items;
  let waiting: readonly Float[] = [];
  let plates: Float[] = [];
  const nextSide = (): Side => (pages.length % 2 === 0 ? job.side : other(job.side));

  const setTemplate = (template: HTMLTemplateElement): void => {
    const plate = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    const before = rest;
    const sheet = wrap(plate, nextSide(), article);
    fitOpener(plate, scale);
    const areas = [...plate.querySelectorAll<HTMLElement>('.text-area')];
    let used = 0;
    let lines = 0;
    for (const element of areas) {
      const margin = plate.querySelector<HTMLElement>('.margin-area') ?? undefined;
      const area = new Area(element, areas.indexOf(element) === 0 ? margin : undefined, notes, scale);
      const result = area.fill(rest, waiting);
      rest = result.rest;
      waiting = result.deferred;
      plates.push(...result.pages);
      used = Math.max(used, result.usedLines);
      lines = Math.max(lines, area.lines);
      for (const big of result.oversize) findings.push(oversize(big.element, pages.length));
    }
    findings.push(...overflowing(plate, scale, pages.length));
    pages.push(finish(plate, template.dataset['page'] ?? 'text', used, lines));
    sheet.remove();
    if (areas.length > 0 && rest === before && waiting.length === 0 && rest.length > 0) {
      throw new Error(`no text could be set on page ${pages.length} of ${job.article}`);
    }
  };

  /** A page that a picture fills comes after the page of its anchor, but never after the text's last page. */
  const setPlatesAround = (): void => {
    const last =
      pages.length > 1 && rest.length === 0 && waiting.length === 0 && plates.length > 0
        ? pages.pop()
        : undefined;
    setPlates();
    if (last) pages.push(last);
  };

  const setPlates = (): void => {
    const later: Float[] = [];
    for (const float of plates) {
      if (float.place === 'spread') {
        if (nextSide() !== 'left' && (rest.length > 0 || waiting.length > 0)) {
          later.push(float);
          continue;
        }
        if (nextSide() !== 'left') {
          findings.push({
            rule: 'spread-side',
            level: 'warning',
            message:
              'a picture across two pages stands on one page, since the text ends on a left page before it',
            hint: 'put the picture earlier in the text, or let the article start on the other side',
            sourceLine: float.sourceLine,
            page: pages.length,
          });
        } else {
          for (const half of ['left', 'right'] as const)
            pages.push(figurePage(float, article, half, nextSide()));
          continue;
        }
      }
      pages.push(figurePage(float, article, 'whole', nextSide()));
    }
    plates = later;
  };

  for (const template of templates.filter((each) => !('repeat' in each.dataset))) {
    setTemplate(template);
    setPlates();
  }
  const repeat = templates.find((each) => 'repeat' in each.dataset);
  while (repeat && (rest.length > 0 || waiting.length > 0) && pages.length < MOST_PAGES) {
    setTemplate(repeat);
    setPlatesAround();
  }
  setPlates();
  if (rest.length > 0 || waiting.length > 0) {
    const first = rest[0]?.element ?? waiting[0]?.element;
    findings.push({
      rule: 'overset',
      level: 'error',
      message: `the text does not fit: ${rest.length} paragraphs and ${waiting.length} pictures or boxes are left over after ${pages.length} pages`,
      hint: 'shorten the text, or choose a layout that runs on over more pages',
      sourceLine: first ? lineOf(first) : undefined,
      page: Math.max(0, pages.length - 1),
    });
  }
  stage.replaceChildren();
  return { pages, findings, texts, pictures };
}

const lineOf = (element: Element): number | undefined => {
  const value = Number(
    (element.closest('[data-source-line]') ?? element.querySelector('[data-source-line]'))?.getAttribute(
      'data-source-line',
    ),
  );
  return value > 0 ? value : undefined;
};

/** The templates in order, then the text: querySelectorAll does not look into templates by itself. */
const rootsOf = (article: HTMLElement): ParentNode[] => [
  ...[...article.querySelectorAll('template')].map((each) => each.content),
  article,
];

/** Pictures get their shape, cross references their folio. */
function prepare(article: HTMLElement, job: ComposeJob): void {
  const roots: ParentNode[] = [
    article,
    ...[...article.querySelectorAll('template')].map((each) => each.content),
  ];
  for (const root of roots) {
    for (const image of root.querySelectorAll<HTMLImageElement>('img[data-picture]')) {
      image.src = PIXEL;
      image.style.aspectRatio = `${image.getAttribute('width')} / ${image.getAttribute('height')}`;
    }
    for (const number of root.querySelectorAll<HTMLElement>('[data-page-of]')) {
      number.textContent = String(job.folios[number.dataset['pageOf'] ?? ''] ?? '00');
    }
  }
}

/** A place in the stage with the classes that a page of Paged.js has, so that left and right styles apply. */
function wrap(plate: HTMLElement, side: Side, article: HTMLElement): HTMLElement {
  const sheet = document.createElement('div');
  sheet.className = `sheet pagedjs_${side}_page`;
  const box = article.cloneNode(false) as HTMLElement;
  box.removeAttribute('id');
  box.append(plate);
  sheet.append(box);
  article.parentElement!.append(sheet);
  return sheet;
}

/** A text area that stands below an opener of any height begins at the next line after it. */
function fitOpener(plate: HTMLElement, scale: Scale): void {
  const frameTop = plate.getBoundingClientRect().top;
  for (const element of plate.querySelectorAll<HTMLElement>('[data-below]')) {
    const above = [...plate.querySelectorAll<HTMLElement>(element.dataset['below'] ?? '')];
    if (above.length === 0) continue;
    const bottom = Math.max(...above.map((each) => each.getBoundingClientRect().bottom));
    const start = linesFor(bottom - frameTop, scale) + Number(element.dataset['gap'] ?? 3);
    const style = getComputedStyle(element);
    const designed = Number(style.getPropertyValue('--l'));
    const end = designed + Number(style.getPropertyValue('--h'));
    const line = Math.max(start, 'atLeast' in element.dataset ? designed : 0);
    element.style.setProperty('--l', String(line));
    if (style.getPropertyValue('--h')) element.style.setProperty('--h', String(Math.max(4, end - line)));
  }
}

/** Long runs of hyphens are thinned before composing, at every column width the article is set in. */
function thinHyphens(
  flow: HTMLElement,
  templates: readonly HTMLTemplateElement[],
  article: HTMLElement,
  scale: Scale,
): void {
  const widths = new Set<number>();
  for (const template of templates) {
    const plate = template.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
    if (!plate?.querySelector('.text-area')) continue;
    const sheet = wrap(plate, 'right', article);
    for (const area of plate.querySelectorAll<HTMLElement>('.text-area')) {
      const columns = Number(area.dataset['columns'] ?? 1);
      const gutter = Number.parseFloat(getComputedStyle(area).columnGap) || 0;
      widths.add(Math.round((area.clientWidth - (columns - 1) * gutter) / columns));
    }
    sheet.remove();
  }
  const blocks = [...flow.querySelectorAll('p, li')].filter((block) => !block.closest('section.notes'));
  for (const width of widths) {
    flow.style.width = `${width}px`;
    for (let round = 0; round < MOST_HYPHEN_ROUNDS && thinOut(blocks, scale.line); round++);
  }
  flow.style.width = '';
}

/** An item that is marked with a height (`--h`) must not be taller than it. */
function overflowing(plate: HTMLElement, scale: Scale, page: number): ComposeFinding[] {
  return [...plate.querySelectorAll<HTMLElement>('[data-fit]')].flatMap((element) => {
    const over = (element.scrollHeight - element.clientHeight) / element.clientHeight;
    const lines = linesFor(element.getBoundingClientRect().height * over, scale);
    return lines > 0
      ? [
          {
            rule: 'opener-overflow' as const,
            level: 'error' as const,
            message: `${element.dataset['fit']} is ${lines} lines too long for its place on the page`,
            hint: 'shorten it',
            sourceLine: 1,
            page,
          },
        ]
      : [];
  });
}

function oversize(element: Element, page: number): ComposeFinding {
  const what = element.matches('figure')
    ? 'a picture with its caption'
    : element.matches('table')
      ? 'a table'
      : element.matches('aside')
        ? 'a box'
        : 'a block';
  return {
    rule: 'oversize',
    level: 'error',
    message: `${what} is taller than a column of the page and is cut off`,
    hint: 'shorten it, split it in two, or let it run over all columns with {.wide}',
    sourceLine: lineOf(element),
    page,
  };
}

/** A page that a picture fills. */
function figurePage(float: Float, article: HTMLElement, part: 'whole' | Side, side: Side): ComposedPage {
  const plate = document.createElement('section');
  plate.className = `plate plate-figure plate-figure-${part}`;
  const figure = float.element.cloneNode(true) as HTMLElement;
  if (part === 'right') {
    // The picture is announced once, on the left page; its right half is decoration to a screen reader.
    figure.querySelector('figcaption')?.remove();
    figure.removeAttribute('id');
    figure.setAttribute('aria-hidden', 'true');
    for (const image of figure.querySelectorAll('img')) image.alt = '';
  }
  plate.append(figure);
  const sheet = wrap(plate, side, article);
  const page = finish(plate, 'bleed', 0, 0);
  sheet.remove();
  return page;
}

/** Settles the hyphens and takes the plate, with the article element around it for its classes, as HTML. */
function finish(plate: HTMLElement, name: string, usedLines: number, lines: number): ComposedPage {
  for (const column of plate.querySelectorAll('.column')) {
    const foot = (): number => column.lastElementChild?.getBoundingClientRect().bottom ?? 0;
    const before = foot();
    const spare = column.innerHTML;
    settle(column);
    // Without its soft hyphens a word may be kerned a hair differently; if that moved a line, they stay.
    if (Math.abs(foot() - before) > 1 || column.scrollWidth > column.clientWidth + 2)
      column.innerHTML = spare;
  }
  for (const element of plate.querySelectorAll('.float, .column-notes, .at')) settle(element);
  return { name, html: plate.parentElement!.outerHTML, usedLines, lines };
}
