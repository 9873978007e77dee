/** A table whose longest words want more than the width that it is given. */
import { sourceLine, type Scale } from './dom.ts';
import type { ComposeFinding } from './types.ts';

/** What nobody sees, in millimetres. */
const TOLERANCE_MM = 0.5;
/** A table of so many columns is helped by fewer, one of less by shorter words. */
const MANY_COLUMNS = 4;

/** Width that a table is given, in the units of getBoundingClientRect: a table of its own grows beyond it. */
function givenWidth(table: HTMLElement): number {
  const probe = document.createElement('div');
  // A float stands where it stands by its own measures; all others fill what they stand in.
  if (table.matches('.float')) probe.style.cssText = `position:absolute;width:${table.style.width}`;
  table.after(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width;
}

/** How much wider than its place a table is that is laid out, in the units of getBoundingClientRect; 0 where it is not. */
export function overWidth(table: HTMLElement, { mm }: Scale): number {
  const over = table.getBoundingClientRect().width - givenWidth(table);
  return over > TOLERANCE_MM * mm ? over : 0;
}

export function wideTables(plate: HTMLElement, scale: Scale, page: number): ComposeFinding[] {
  // What goes on from another page was told of there, and what is cut off is told of as too tall.
  const tables = [...plate.querySelectorAll<HTMLElement>('table:not([data-continued], .clamped)')];
  return tables.flatMap((table): ComposeFinding[] => {
    const over = overWidth(table, scale);
    if (over === 0) return [];
    const { left, width } = table.getBoundingClientRect();
    const cells = [...(table.querySelector('tr')?.children ?? [])];
    const fitting = cells.filter(
      (cell) => cell.getBoundingClientRect().right <= left + width - over + scale.mm * TOLERANCE_MM,
    ).length;
    const place = table.matches('.float') ? 'the page' : table.closest('aside') ? 'its box' : 'its column';
    const fewer = fitting > 0 ? `the first ${fitting} of its ${cells.length} columns fit: ` : '';
    const hint =
      cells.length >= MANY_COLUMNS
        ? `${fewer}make two tables of it, or let rows and columns change places`
        : 'shorten its longest words, or say in the list of hyphenations where they may be broken';
    return [
      {
        rule: 'wide-table',
        level: 'error',
        message: `the table is ${(over / scale.mm).toFixed(1)} mm too wide for ${place}`,
        hint,
        sourceLine: sourceLine(table),
        page,
      },
    ];
  });
}
