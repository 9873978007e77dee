/** A table that is wider than the screen scrolls in a box of its own, which the keyboard can reach and a screen reader names. */
import type { BodyStep } from './step.ts';

export const tables: BodyStep = (document, { article, words }) => {
  for (const cell of document.querySelectorAll(':is(td, th)[style]')) {
    const [, side] = /text-align:\s*(right|center)/u.exec(cell.getAttribute('style') ?? '') ?? [];
    if (side) cell.className = side === 'right' ? 'end' : 'centre';
  }
  for (const [at, table] of [...document.querySelectorAll('table')].entries()) {
    const box = document.createElement('section');
    box.className = 'table';
    box.setAttribute('tabindex', '0');
    const caption = table.querySelector('caption');
    if (caption) {
      caption.id = `${article}--table-${at + 1}`;
      box.setAttribute('aria-labelledby', caption.id);
    } else box.setAttribute('aria-label', at === 0 ? words.table : `${words.table} ${at + 1}`);
    table.replaceWith(box);
    box.append(table);
  }
};
