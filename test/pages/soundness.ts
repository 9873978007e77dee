/** What must hold of any article that was set, whatever stood in it. Each fault is a sentence. */
import type { RandomArticle } from './fuzz.ts';
import { CAPTION, captionsOf, letters, lettersOf } from './rig.ts';
import type { Seen, SeenBox, SeenPage } from './tab.ts';

export interface Figures {
  pages: number;
  bodyLines: number;
  offGrid: number;
  floats: number;
  floatsOnPage: number;
  floatsNext: number;
  notes: number;
  lastPages: number;
  level: number;
  unlevel: string[];
}

export const noFigures = (): Figures => ({
  pages: 0,
  bodyLines: 0,
  offGrid: 0,
  floats: 0,
  floatsOnPage: 0,
  floatsNext: 0,
  notes: 0,
  lastPages: 0,
  level: 0,
  unlevel: [],
});

/** Heads that a table's later parts repeat, and every row of such a part. */
const REPEATED = /<thead[^>]*aria-hidden[^]*?<\/thead>/gu;
const TABLE = /<table[^]*?<\/table>/gu;
const rowsIn = (html: string): number =>
  html.replaceAll(/<thead[^]*?<\/thead>/gu, '').match(/<tr/gu)?.length ?? 0;

/** Rows of a table's parts, in order, of which none may stand alone. */
function loneRows(parts: readonly string[]): boolean {
  const rows = parts.map(rowsIn);
  return rows.length > 1 && rows.reduce((sum, count) => sum + count, 0) >= 4 && Math.min(...rows) < 2;
}

/** 0.25 pt of a line of 13 pt. */
const GRID_TOLERANCE = 0.25 / 13;
const HEADS = /^h[23]$/u;

const isHead = (block: SeenBox['blocks'][number]): boolean =>
  HEADS.test(block.tag) || /\bquestion\b/u.test(block.className);

const firstDifference = (a: string, b: string): string => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `…${a.slice(Math.max(0, at - 15), at)}[${a.slice(at, at + 25)}] but set is [${b.slice(at, at + 25)}]`;
};

const linesAfter = (column: SeenBox, index: number): number =>
  column.blocks.slice(index + 1).reduce((sum, block) => sum + (block.tag === 'figure' ? 9 : block.lines), 0);

/** The part of a box that is printed on: a column ends with its last line. */
const inked = (box: SeenBox): SeenBox =>
  box.kind === 'column'
    ? { ...box, bottom: Math.max(box.top, ...box.lines.map((line) => line.bottom)) }
    : box;

const overlap = (a: SeenBox, b: SeenBox): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.15;

const boxes = (page: SeenPage, kind: SeenBox['kind']): SeenBox[] =>
  page.boxes.filter((box) => box.kind === kind);

export function faults(article: RandomArticle, seen: Seen, figures: Figures): string[] {
  const found: string[] = [];
  const { pages } = seen;
  figures.pages += pages.length;
  for (const finding of seen.findings) {
    if (finding.rule !== 'spread-side')
      found.push(`finding ${finding.rule}: ${finding.message} (line ${finding.sourceLine})`);
  }

  const set = pages
    .flatMap((page) => boxes(page, 'column'))
    .map((column) => lettersOf(column.html))
    .join('');
  const running = pages
    .flatMap((page) => boxes(page, 'column'))
    .map((column) => lettersOf(column.html.replaceAll(REPEATED, ' ').replaceAll(CAPTION, ' ')))
    .join('');
  if (running !== article.body) found.push(`body: ${firstDifference(article.body, running)}`);

  const tables = new Map<string, string[]>();
  for (const page of pages)
    for (const column of boxes(page, 'column'))
      for (const [table] of column.html.matchAll(TABLE)) {
        const line = /data-source-line="(\d+)"/u.exec(table)![1]!;
        tables.set(line, [...(tables.get(line) ?? []), table]);
      }
  for (const [line, parts] of tables)
    if (loneRows(parts)) found.push(`table of line ${line}: a row alone, ${parts.map(rowsIn).join(' + ')}`);

  const captions = pages
    .flatMap((page) => boxes(page, 'column'))
    .map((column) => captionsOf(column.html))
    .join('');
  if (captions !== article.captions) found.push(`captions: ${firstDifference(article.captions, captions)}`);

  const drawn = pages
    .flatMap((page) => boxes(page, 'column'))
    .map((column) => letters(column.lines.map(({ text }) => text).join('')))
    .join('');
  if (drawn !== set) found.push(`drawn: ${firstDifference(set, drawn)}`);

  const anchorPage = new Map<number, number>();
  const continuedOn = new Set<SeenBox>();
  const columns = pages.flatMap((page) => boxes(page, 'column').filter((column) => column.blocks.length > 0));
  columns.forEach((column, index) => {
    if (columns[index + 1]?.blocks[0]?.continued) continuedOn.add(column);
  });
  for (const [index, page] of pages.entries()) {
    const place = `page ${index + 1}`;
    for (const [c, column] of boxes(page, 'column').entries()) {
      const where = `${place} column ${c + 1}`;
      const isLast = column === columns.at(-1);
      for (const [b, block] of column.blocks.entries()) {
        if (!anchorPage.has(block.sourceLine)) anchorPage.set(block.sourceLine, index);
        if (isHead(block) && !isLast && linesAfter(column, b) < 2)
          found.push(
            `${where}: head stranded, ${linesAfter(column, b)} lines after "${block.text.slice(0, 20)}"`,
          );
        if (/^p$/u.test(block.tag) && !block.className) {
          const goesOn = b === column.blocks.length - 1 && continuedOn.has(column);
          if ((goesOn || block.continued) && block.lines < 2)
            found.push(`${where}: ${block.continued ? 'widow' : 'orphan'} "${block.text.slice(0, 30)}"`);
        }
        for (const part of block.parts) {
          if (part.lines < 2 && !(part.continued && part.goesOn))
            found.push(`${where}: item's line alone "${part.text.slice(0, 30)}"`);
        }
      }
      let row = 0;
      for (const line of column.lines) {
        row = /[a-zæøå]-$/u.test(line.text) ? row + 1 : 0;
        if (row > 2) found.push(`${where}: ${row} hyphens in a row at "${line.text}"`);
        if (line.right > column.right + 0.4)
          found.push(`${where}: line runs ${(line.right - column.right).toFixed(2)} mm out: "${line.text}"`);
        if (line.left < column.left - 0.4)
          found.push(
            `${where}: line begins ${(column.left - line.left).toFixed(2)} mm before: "${line.text}"`,
          );
        if (line.bottom > column.bottom + 0.3) found.push(`${where}: line below its column: "${line.text}"`);
        if (line.block === 'p' || line.block === 'li') {
          figures.bodyLines++;
          if (Math.abs(line.baseline - Math.floor(line.baseline) - 0.5) > GRID_TOLERANCE) {
            figures.offGrid++;
            found.push(
              `${where}: off the grid by ${((line.baseline - Math.floor(line.baseline) - 0.5) * 13).toFixed(2)} pt: "${line.text}"`,
            );
          }
        }
      }
    }
    const lastColumn = boxes(page, 'column').findLast((column) => column.blocks.length > 0);
    if (
      lastColumn &&
      continuedOn.has(lastColumn) &&
      /[a-zæøå]-$/u.test(lastColumn.lines.at(-1)?.text ?? '')
    ) {
      found.push(`${place}: hyphen at the page turn "${lastColumn.lines.at(-1)?.text}"`);
    }
    const solid = page.boxes.filter((box) => box.kind !== 'plate').map(inked);
    for (const [i, a] of solid.entries()) {
      for (const b of solid.slice(i + 1)) {
        if (overlap(a, b))
          found.push(
            `${place}: ${a.name} ${a.top.toFixed(1)}–${a.bottom.toFixed(1)} over ${b.name} ${b.top.toFixed(1)}–${b.bottom.toFixed(1)}`,
          );
      }
    }
    for (const box of solid) {
      if (
        box.top < -0.6 ||
        box.bottom > page.plateLines + 0.6 ||
        box.left < -0.5 ||
        box.right > page.plateMm + 0.5
      ) {
        found.push(
          `${place}: ${box.name} outside the type area, ${box.top.toFixed(1)}–${box.bottom.toFixed(1)}`,
        );
      }
    }
  }

  const lastText = pages.findLastIndex((page) => page.lines > 0);
  const floatBoxes = pages.flatMap((page, index) =>
    page.boxes.filter((box) => box.kind === 'float' || box.kind === 'plate').map((box) => ({ box, index })),
  );
  // Behind what goes on over pages others wait: those pages do not count.
  const isFilled = (index: number): boolean =>
    floatBoxes.some(
      ({ box, index: on }) =>
        on === index &&
        box.kind === 'float' &&
        floatBoxes.some(
          (other) => Math.abs(other.index - index) === 1 && other.box.sourceLines[0] === box.sourceLines[0],
        ),
    );
  for (const float of article.floats) {
    const places = floatBoxes.filter(({ box }) => box.sourceLines.includes(float.line));
    figures.floats++;
    if (places.length === 0) {
      found.push(`float of line ${float.line} is lost`);
      continue;
    }
    const isPicture = places.some(({ box }) => box.kind === 'plate' || /\bfigure|<img/u.test(box.html));
    if (places.length > 1 && !places.every(({ box }) => box.kind === 'plate') && isPicture)
      found.push(`float of line ${float.line} stands ${places.length} times`);
    const parts = places.map(({ box }) => box.html.replaceAll(REPEATED, ' '));
    if (!parts.some((html) => lettersOf(html) === float.text) && parts.map(lettersOf).join('') !== float.text)
      found.push(`float of line ${float.line} lacks letters`);
    if (parts.length > 1 && parts[0]!.includes('<thead') && loneRows(parts))
      found.push(`float of line ${float.line}: a row alone, ${parts.map(rowsIn).join(' + ')}`);
    const gone = places.findIndex(({ index }, at) => at > 0 && index - places[at - 1]!.index > 1);
    if (!isPicture && gone > 0) found.push(`float of line ${float.line} goes on ${gone} pages later`);
    const anchor = anchorPage.get(float.anchor) ?? Number.NaN;
    const at = places[0]!.index;
    const isPlate = places[0]!.box.kind === 'plate';
    // Pages that pictures fill come between pages of text; a float in the text counts only the latter.
    const between = pages
      .slice(anchor, at)
      .filter((page, index) => page.lines > 0 && !isFilled(anchor + index));
    const gap = isPlate ? at - anchor : between.length;
    // A picture across two pages waits for a left one; an article ends with its text, so its last picture comes before.
    const most = places.length > 1 ? 3 : isPlate ? 2 : 1;
    const least = isPlate && anchor === lastText ? -2 : 0;
    if (gap === 0) figures.floatsOnPage++;
    else if (gap >= least && gap <= most) figures.floatsNext++;
    else found.push(`float of line ${float.line} (${places[0]!.box.name}) is ${gap} pages after its anchor`);
  }

  const noteText = pages.map((page) =>
    boxes(page, 'notes')
      .map((box) => box.html)
      .join(''),
  );
  const allNotes = letters(
    noteText
      .join('')
      .replaceAll(/<sup[^>]*>[^]*?<\/sup>/gu, '')
      .replaceAll(/<[^>]*>|&\w+;/gu, ' '),
  );
  const wanted = article.notes.map(({ text }) => text).join('');
  if (allNotes !== wanted) found.push(`notes: ${firstDifference(wanted, allNotes)}`);
  for (const { number } of article.notes) {
    figures.notes++;
    const at = noteText.findIndex((html) => html.includes(`id="a--fn-${number}"`));
    const from = pages.findIndex((page) =>
      page.boxes.some((box) => box.html.includes(`id="a--fnref-${number}"`)),
    );
    if (at !== from) found.push(`note ${number} stands on page ${at + 1}, called on page ${from + 1}`);
  }

  const last = pages.findLast((page) => boxes(page, 'column').some((column) => column.blocks.length > 0));
  if (last) {
    const ends = boxes(last, 'column').map((column) =>
      Math.max(column.top, ...column.lines.map((line) => line.bottom)),
    );
    figures.lastPages++;
    if (Math.max(...ends) - Math.min(...ends) < 1.6) figures.level++;
    else figures.unlevel.push(`${article.seed}: ${ends.map((end) => end.toFixed(0)).join(' ')}`);
  }
  const lonely = pages.at(-1);
  const before = pages
    .slice(0, -1)
    .findLast((page) => boxes(page, 'column').some((column) => column.blocks.length > 0));
  if (lonely && before && boxes(lonely, 'column').every((column) => column.blocks.length === 0)) {
    const needed = boxes(lonely, 'float').reduce((sum, box) => sum + box.bottom - box.top + 4, 0);
    const floats = boxes(before, 'float').reduce((sum, box) => sum + box.bottom - box.top + 4, 0);
    const text = boxes(before, 'column')
      .map(inked)
      .reduce((sum, { top, bottom }) => sum + bottom - top, 0);
    const taken = text / boxes(before, 'column').length + floats;
    if (needed > 0 && needed + taken + 4 < before.lines)
      found.push(
        `the last page holds nothing but ${boxes(lonely, 'float')
          .map(({ name, top, bottom }) => `${name} of ${(bottom - top).toFixed(1)} lines`)
          .join(', ')}, where the page before has ${before.lines} lines and ${taken.toFixed(1)} taken`,
      );
  }
  return found;
}
