/** Composes an article: its layout's page templates one after the other, filled with its text, until nothing is left. */
import { fullWidthMm } from '../pagemap.ts';
import { Area } from './area.ts';
import { initialLines } from './column.ts';
import { instructionNumber, linesFor, measureScale, sourceLine, type Scale } from './dom.ts';
import { alignTitles } from './edges.ts';
import { calls, readFlow, type Float, type Item } from './flow.ts';
import { hangQuotes } from './hanging.ts';
import { endsLine, settle, thinOut } from './hyphens.ts';
import { easeGaps, type Justified } from './justify.ts';
import { readSource } from './source.ts';
import { wideTables } from './wide-table.ts';
import type { ComposedArticle, ComposedPage, ComposeFinding, ComposeJob, Side } from './types.ts';

/** No magazine article is longer; a text that wants more pages than this is a fault of ours, and must end. */
const MOST_PAGES = 200;
const MOST_HYPHEN_ROUNDS = 4;
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

const other = (side: Side): Side => (side === 'left' ? 'right' : 'left');

/** Composes one article inside `stage`, an empty element in a document that has the issue's styles and faces. */
export function compose(job: ComposeJob, stage: HTMLElement): ComposedArticle {
  const scale = measureScale(stage);
  stage.innerHTML = job.html;
  const article = stage.querySelector<HTMLElement>('article');
  if (!article) throw new Error(`the layout of ${job.article} made no <article>`);
  prepare(article, job);
  hangQuotes(article, scale);
  const { texts, pictures } = readSource(rootsOf(article));
  const templates = [...article.querySelectorAll<HTMLTemplateElement>(':scope > template[data-page]')];
  const flowElement = article.querySelector<HTMLElement>(':scope > .flow');
  const findings: ComposeFinding[] = [];
  const pages: ComposedPage[] = [];
  const justified: Justified = new Map();

  const hasMargin = templates.some(({ content }) => content.querySelector('.margin-area'));
  const { items, notes } = flowElement
    ? readFlow(flowElement, hasMargin)
    : { items: [], notes: new Map<string, HTMLElement>() };
  const heights = measureTemplates(
    templates,
    article,
    scale,
    items.map(({ element }) => element),
    [...notes.values()],
  );
  let rest: readonly Item[] = items;
  let waiting: readonly Float[] = [];
  let carried: readonly HTMLElement[] = [];
  let plates: Float[] = [];
  const isDone = (): boolean => rest.length === 0 && waiting.length === 0 && carried.length === 0;
  const sideAt = (page: number): Side => (page % 2 === 0 ? job.side : other(job.side));
  const nextSide = (): Side => sideAt(pages.length);

  /** Sets a page; false where nothing of the text could be set on it. */
  const setTemplate = (template: HTMLTemplateElement): boolean => {
    const plate = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    const before = { rest, waiting, carried };
    const sheet = wrap(plate, nextSide(), article);
    fillLines(plate);
    findings.push(...fitOpener(plate, scale, pages.length));
    const areas = [...plate.querySelectorAll<HTMLElement>('.text-area')];
    const at = templates.indexOf(template);
    const tallest = Math.max(
      ...templates.flatMap((each, index) => (index >= at || isRepeat(each) ? heights[index]! : 0)),
    );
    let used = 0;
    let lines = 0;
    for (const [index, element] of areas.entries()) {
      const margin = index === 0 ? plate.querySelector<HTMLElement>('.margin-area') : null;
      const area = new Area(element, margin ?? undefined, { notes, scale, tallest });
      const result = area.fill(rest, waiting, carried);
      rest = result.rest;
      waiting = result.deferred;
      const platesNotes = result.pages
        .flatMap((float) => calls(float.element))
        .flatMap((id) => notes.get(id) ?? []);
      carried = [...result.carried, ...platesNotes];
      plates.push(...result.pages);
      used = Math.max(used, result.usedLines);
      lines = Math.max(lines, area.lines);
      for (const { element, over } of result.oversize) findings.push(oversize(element, over, pages.length));
    }
    findings.push(
      ...overflowing(plate, scale, pages.length),
      ...wideWords(plate, scale, pages.length),
      ...wideTables(plate, scale, pages.length),
    );
    pages.push(finish(plate, template.dataset['page'] ?? 'text', used, lines, scale, justified));
    sheet.remove();
    const isPlaced = before.waiting.some((float) => !waiting.includes(float));
    return rest !== before.rest || isPlaced || carried !== before.carried;
  };

  const setPlate = (float: Float): void => {
    if (float.place === 'spread' && nextSide() === 'left') {
      for (const half of ['left', 'right'] as const)
        pages.push(figurePage(float, article, half, nextSide(), scale));
      return;
    }
    if (float.place === 'spread') {
      findings.push({
        rule: 'spread-side',
        level: 'warning',
        message: 'a picture across two pages stands on one page, since no left page is free for it',
        hint: 'put the picture earlier in the text, or let the article start on the other side',
        sourceLine: float.sourceLine,
        page: pages.length,
      });
    }
    pages.push(figurePage(float, article, 'whole', nextSide(), scale));
  };

  /** Pages that pictures fill come after the page of their anchor; a picture across two pages waits for a left one. */
  const setPlates = (): void => {
    const later: Float[] = [];
    for (const float of plates) {
      if (float.place === 'spread' && nextSide() !== 'left') later.push(float);
      else setPlate(float);
    }
    plates = later;
  };

  /** An article ends with its text, so the last pictures stand before its last page, unless a spread needs it otherwise. */
  const setLastPlates = (): void => {
    if (plates.length === 0) return;
    const last = pages.length > 1 && pages[pages.length - 1]!.lines > 0 ? pages.pop() : undefined;
    for (const each of lastOrder(plates, last, nextSide())) {
      if ('html' in each) pages.push(each);
      else setPlate(each);
    }
    plates = [];
  };

  const repeat = templates.find(isRepeat);
  for (const template of templates.filter((each) => !isRepeat(each))) {
    setTemplate(template);
    if (!isDone() || template.dataset['page'] === 'bleed') setPlates();
  }
  while (repeat && !isDone() && pages.length < MOST_PAGES) {
    if (!setTemplate(repeat)) break;
    if (!isDone()) setPlates();
  }
  setLastPlates();
  findings.push(...unfinished(items, hasMargin, Math.max(0, pages.length - 1)));
  if (!isDone()) {
    const first = rest[0]?.element ?? waiting[0]?.element ?? carried[0];
    const left = [
      [rest.length, 'paragraphs'],
      [waiting.length, 'pictures or boxes'],
      [carried.length, 'notes'],
    ].flatMap(([count, what]) => (count ? `${count} ${what}` : []));
    findings.push({
      rule: 'overset',
      level: 'error',
      message: `the text does not fit: ${left.join(', ')} left over after ${pages.length} pages`,
      hint: 'shorten the text, or choose a layout that runs on over more pages',
      sourceLine: first && sourceLine(first),
      page: Math.max(0, pages.length - 1),
    });
  }
  stage.replaceChildren();
  return { pages, findings, texts, pictures };
}

const isRepeat = (template: HTMLTemplateElement): boolean => 'repeat' in template.dataset;

/** The order of a text's last page and the pictures beside it, so that pictures across two pages begin on a left one. */
function lastOrder<Page>(plates: readonly Float[], last: Page | undefined, next: Side): (Float | Page)[] {
  const spreads = plates.filter(({ place }) => place === 'spread');
  const single = plates.filter(({ place }) => place !== 'spread');
  const page = last === undefined ? [] : [last];
  const orders: (Float | Page)[][] = [
    [...plates, ...page],
    [...single, ...spreads, ...page],
    [...spreads, ...single, ...page],
    [...single, ...page, ...spreads],
    [...page, ...plates],
    [...page, ...spreads, ...single],
    [...page, ...single, ...spreads],
  ];
  const isRight = (order: readonly (Float | Page)[]): boolean => {
    let side = next;
    return order.every((each) => {
      if (spreads.includes(each as Float)) return side === 'left';
      side = other(side);
      return true;
    });
  };
  return orders.find(isRight) ?? orders[0]!;
}

/** The templates in order, then the text: querySelectorAll does not look into templates by itself. */
const rootsOf = (article: HTMLElement): ParentNode[] => [
  ...[...article.querySelectorAll('template')].map((each) => each.content),
  article,
];

const letterCount = (element: Element): number =>
  (element.textContent ?? '').replaceAll('\u00AD', '').trim().length;

/** Pictures get their shape, cross references their folio, long quotes their size. */
function prepare(article: HTMLElement, job: ComposeJob): void {
  const longQuote = instructionNumber(article, '--quote-letters', Number.POSITIVE_INFINITY);
  const roots: ParentNode[] = [
    article,
    ...[...article.querySelectorAll('template')].map((each) => each.content),
  ];
  for (const root of roots) {
    for (const image of root.querySelectorAll<HTMLImageElement>('img[data-picture]')) {
      image.src = PIXEL;
      image.style.aspectRatio = `${image.getAttribute('width')} / ${image.getAttribute('height')}`;
    }
    for (const quote of root.querySelectorAll('aside.quote'))
      if (letterCount(quote) > longQuote) quote.classList.add('long');
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

/**
 * A line that fills its measure, as a name from margin to margin. The page is told by how much its type is to grow
 * (`--fill`), for what stands below has to know too.
 */
function fillLines(plate: HTMLElement): void {
  for (const element of plate.querySelectorAll<HTMLElement>('[data-fills]')) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { width } = range.getBoundingClientRect();
    const fill = element.getBoundingClientRect().width / width;
    if (width > 0) plate.style.setProperty('--fill', fill.toFixed(4));
  }
}

/** Fewest lines of text that are worth beginning below an opener. */
const FEWEST_BELOW_OPENER = 4;

/** A text area that stands below an opener of any height begins at the next line after it. */
function fitOpener(plate: HTMLElement, scale: Scale, page: number): ComposeFinding[] {
  const frame = plate.getBoundingClientRect();
  const plateLines = Math.round(frame.height / scale.line);
  const findings: ComposeFinding[] = [];
  for (const element of plate.querySelectorAll<HTMLElement>('[data-below]')) {
    const above = [...plate.querySelectorAll<HTMLElement>(element.dataset['below'] ?? '')];
    if (above.length === 0) continue;
    const bottom = Math.max(...above.map((each) => each.getBoundingClientRect().bottom));
    const taken = linesFor(bottom - frame.top, scale);
    const start = taken + Number(element.dataset['gap'] ?? 3);
    const style = getComputedStyle(element);
    const designed = Number(style.getPropertyValue('--l'));
    // Without a height it reaches to the foot of the page.
    const height = style.getPropertyValue('--h');
    const end = height ? designed + Number(height) : plateLines;
    const line = Math.max(start, 'atLeast' in element.dataset ? designed : 0);
    const room = end - line;
    // Anything else than text may hang from an opener too; it has no height to fill.
    const isTooLow = element.matches('.text-area') && room < FEWEST_BELOW_OPENER;
    element.style.setProperty('--l', String(isTooLow ? 0 : line));
    if (element.matches('.text-area, .margin-area') || height)
      element.style.setProperty('--h', String(isTooLow ? 0 : Math.max(1, room)));
    if (!isTooLow) continue;
    findings.push({
      rule: 'opener-overflow',
      level: 'error',
      message: `title and standfirst take ${taken} of the page's ${plateLines} lines and leave no room for the text`,
      hint: 'shorten the title or the standfirst',
      sourceLine: 1,
      page,
    });
  }
  return findings;
}

/**
 * Lines of the tallest text area of each template. On the way long runs of hyphens are thinned, at every column width
 * the article is set in and in the very styles of that column, so that lines break here as they will on the page.
 */
function measureTemplates(
  templates: readonly HTMLTemplateElement[],
  article: HTMLElement,
  scale: Scale,
  text: readonly HTMLElement[],
  notes: readonly HTMLElement[],
): number[] {
  const settings = new Map<string, { area: HTMLElement; columns: number }>();
  const sheets: HTMLElement[] = [];
  const lines = templates.map((template) => {
    const plate = template.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
    if (!plate?.querySelector('.text-area')) return 0;
    sheets.push(wrap(plate, 'right', article));
    const areas = [...plate.querySelectorAll<HTMLElement>('.text-area')];
    for (const area of areas) {
      const columns = Number(area.dataset['columns'] ?? 1);
      settings.set(`${area.clientWidth} ${columns}`, { area, columns });
    }
    return Math.max(...areas.map((area) => Math.round(area.getBoundingClientRect().height / scale.line)));
  });
  // A hyphen taken for one width may leave three in a row at another, so all widths have their turn again.
  for (let round = 0; round < MOST_HYPHEN_ROUNDS; round++) {
    let taken = 0;
    for (const { area, columns } of settings.values()) {
      for (const [className, blocks] of [
        ['column', text],
        ['column-notes', notes],
      ] as const) {
        const box = document.createElement('div');
        box.className = className;
        box.style.width = `calc((100% - ${columns - 1} * var(--gutter)) / ${columns})`;
        // The browser lays out a plain block anew only where it changed, columns from the start.
        box.style.columns = 'auto';
        box.append(...blocks);
        area.append(box);
        dropInitial(blocks[0], scale);
        taken += thinOut([...box.querySelectorAll('p, li, figcaption, .note')], scale.line);
        box.replaceChildren();
        box.remove();
      }
    }
    if (taken === 0 || settings.size === 1) break;
  }
  for (const sheet of sheets) sheet.remove();
  return lines;
}

/** A paragraph that is no deeper than an initial opens without one. */
function dropInitial(block: HTMLElement | undefined, scale: Scale): void {
  if (!block?.matches('p.first')) return;
  block.classList.remove('first');
  if (linesFor(block.getBoundingClientRect().height, scale) >= initialLines(block))
    block.classList.add('first');
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

/** What is taller than a page's column, and what can be done: a class only helps a picture. */
const OVERSIZE = [
  [
    'figure',
    'the picture with its caption',
    'shorten the caption, or let the picture run over all columns with {.wide}',
  ],
  ['table', 'a row of the table', 'divide its text over several rows, or give the table fewer columns'],
  ['.quote', 'the pull quote', 'shorten it to a sentence or two'],
  [
    '.fact',
    'the fact box',
    'divide its longest paragraph in two: a box goes on in the next column between paragraphs',
  ],
  ['aside', 'the box', 'shorten it'],
  ['*', 'the block', 'divide it in two'],
] as const;

function oversize(element: Element, overLines: number, page: number): ComposeFinding {
  const [, what, hint] = OVERSIZE.find(([selector]) => element.matches(selector))!;
  const over = overLines === 1 ? '1 line' : `${overLines} lines`;
  return {
    rule: 'oversize',
    level: 'error',
    message: `${what} is ${over} too tall for the page and is cut off`,
    hint,
    sourceLine: sourceLine(element),
    page,
  };
}

/** What the text itself asks for and no page can give. */
function unfinished(items: readonly Item[], hasMargin: boolean, page: number): ComposeFinding[] {
  const found: ComposeFinding[] = [];
  const last = items.at(-1);
  if (last?.keepWithNext) {
    found.push({
      rule: 'stranded-head',
      level: 'warning',
      message: `the text ends in a head: nothing follows “${title(last.element)}”`,
      hint: 'write text below it, or delete it',
      sourceLine: sourceLine(last.element),
      page,
    });
  }
  const noted = hasMargin ? [] : items.filter(({ element }) => element.matches('figure.margin'));
  if (noted.length > 0) {
    const what =
      noted.length === 1 ? '1 picture with .margin stands' : `${noted.length} pictures with .margin stand`;
    found.push({
      rule: 'no-margin',
      level: 'warning',
      message: `${what} in the column of the text, since this layout has no margin`,
      hint: 'take .margin away, or choose the layout interview',
      sourceLine: sourceLine(noted[0]!.element),
      page: 0,
    });
  }
  return found;
}

const MOST_OF_TITLE = 30;

const title = (element: Element): string => {
  const text = (element.textContent ?? '').replaceAll('\u00AD', '').trim();
  return text.length > MOST_OF_TITLE ? `${text.slice(0, MOST_OF_TITLE)}…` : text;
};

/** A word that no break can be found in runs out of its column. */
function wideWords(plate: HTMLElement, scale: Scale, page: number): ComposeFinding[] {
  const columns = [...plate.querySelectorAll('.column')].filter(
    (column) => column.scrollWidth > column.clientWidth + 2,
  );
  return columns.flatMap((column) => {
    const { right } = column.getBoundingClientRect();
    const range = document.createRange();
    const walker = document.createTreeWalker(column, NodeFilter.SHOW_TEXT);
    const found: ComposeFinding[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // A table grows with its words, and is told of as a whole.
      if (node.parentElement?.closest('table')) continue;
      for (const { index, 0: word } of (node as Text).data.matchAll(/[^\s\u00AD]{20,}/gu)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const over = (range.getBoundingClientRect().right - right) / scale.mm;
        if (over < 0.5) continue;
        found.push({
          rule: 'wide-word',
          level: 'error',
          message: `“${word.slice(0, 30)}…” with ${word.length} letters runs ${over.toFixed(1)} mm out of its column`,
          hint: 'say in the list of hyphenations where the word may be broken, or shorten the address',
          sourceLine: sourceLine(node.parentElement!),
          page,
        });
      }
    }
    return found;
  });
}

/** A page that a picture fills. */
function figurePage(
  float: Float,
  article: HTMLElement,
  part: 'whole' | Side,
  side: Side,
  scale: Scale,
): ComposedPage {
  const plate = document.createElement('section');
  plate.className = `plate plate-figure ${part === 'whole' ? '' : `across-${part}`}`.trim();
  const figure = float.element.cloneNode(true) as HTMLElement;
  // Both halves leave the same strip for it, though it stands under the left one alone.
  if (figure.querySelector('figcaption')) plate.classList.add('captioned');
  if (part === 'right') {
    // The picture is announced once, on the left page; its right half is decoration to a screen reader.
    figure.querySelector('figcaption')?.remove();
    figure.removeAttribute('id');
    figure.setAttribute('aria-hidden', 'true');
    for (const image of figure.querySelectorAll('img')) image.alt = '';
  }
  plate.append(figure);
  const sheet = wrap(plate, side, article);
  const page = finish(plate, 'bleed', 0, 0, scale);
  sheet.remove();
  return page;
}

/**
 * Settles the hyphens of a block whose lines stay as they are. Without its soft hyphens a word may be kerned a hair differently, and a plain one may
 * be wider: then they hang, and if even that moves a line the soft ones stay.
 */
function settleInPlace(block: HTMLElement): void {
  const foot = (): number => block.lastElementChild?.getBoundingClientRect().bottom ?? 0;
  const before = foot();
  const wide = block.scrollWidth;
  const spare = block.innerHTML;
  for (const hung of [false, true]) {
    const settled = settle(block, hung);
    const isMoved =
      Math.abs(foot() - before) > 1 ||
      block.scrollWidth > Math.max(wide, block.clientWidth) + 2 ||
      !settled.every((each) => endsLine(each, block));
    if (!isMoved) return;
    block.innerHTML = spare;
  }
}

/** Settles the hyphens and takes the plate, with the article element around it for its classes, as HTML. */
function finish(
  plate: HTMLElement,
  name: string,
  usedLines: number,
  lines: number,
  { mm }: Scale,
  justified: Justified = new Map(),
): ComposedPage {
  for (const column of plate.querySelectorAll<HTMLElement>('.column')) {
    settleInPlace(column);
    easeGaps(column, justified);
  }
  for (const element of plate.querySelectorAll<HTMLElement>('.float, .column-notes, .at'))
    settleInPlace(element);
  alignTitles(plate);
  const pictures = [...plate.querySelectorAll<HTMLImageElement>('img[data-picture]')].map((image) => ({
    key: image.dataset['picture'] ?? '',
    fullWidthMm: fullWidthMm(image, mm),
  }));
  return { name, html: plate.parentElement!.outerHTML, usedLines, lines, pictures };
}
