/** Search in the pages as they stand, over line breaks and through soft hyphens. */
import type { Frame } from './frame.ts';

export interface Hit {
  readonly page: number;
  readonly before: string;
  readonly found: string;
  readonly after: string;
  readonly element: HTMLElement;
}

const MOST_HITS = 60;
const AROUND = 28;

/** Text of a block as one reads it. */
export const plainText = (element: Element): string =>
  (element.textContent ?? '').replaceAll('\u00AD', '').replaceAll(/\s+/gu, ' ').trim();

export function find(frame: Frame, words: string): Hit[] {
  const wanted = words.trim().toLowerCase();
  if (wanted.length < 2) return [];
  const hits: Hit[] = [];
  for (const leaf of frame.leaves) {
    for (const element of leaf.querySelectorAll<HTMLElement>('[data-source-line]')) {
      if (element.querySelector('[data-source-line]')) continue;
      const text = plainText(element);
      const at = text.toLowerCase().indexOf(wanted);
      if (at < 0) continue;
      hits.push({
        page: Number(leaf.dataset['page']),
        before: text.slice(Math.max(0, at - AROUND), at),
        found: text.slice(at, at + wanted.length),
        after: text.slice(at + wanted.length, at + wanted.length + AROUND),
        element,
      });
      if (hits.length >= MOST_HITS) return hits;
    }
  }
  return hits;
}

export function light(frame: Frame, { element }: Hit): void {
  for (const each of frame.document.querySelectorAll('.lit-text')) each.classList.remove('lit-text');
  element.classList.add('lit-text');
}
