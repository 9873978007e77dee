/** What an article's fragment holds before anything is composed: the words and pictures that must be found in the PDF. */
import { sourceLine } from './dom.ts';
import type { SourceText, SourcePictureUse } from './types.ts';

const LEAVES = 'h1, h2, h3, p, li, table, dt, dd, figcaption, .note, .entry a, .teaser';

/** The words of an element that no smaller block inside it holds. */
function ownText(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const inner of copy.querySelectorAll(LEAVES)) inner.remove();
  return (copy.textContent ?? '').replaceAll('\u00AD', '').trim();
}

function flowOf(element: Element): SourceText['flow'] {
  if (element.closest('.lifted')) return 'lifted';
  if (element.closest('.note')) return 'note';
  if (element.closest('figure, aside, table') || element.closest('.plate')) return 'float';
  return 'body';
}

export function readSource(roots: readonly ParentNode[]): {
  texts: SourceText[];
  pictures: SourcePictureUse[];
} {
  const texts: SourceText[] = [];
  const pictures: SourcePictureUse[] = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll(LEAVES)) {
      if (element.closest('[aria-hidden="true"]') && !element.closest('.lifted')) continue;
      const text = ownText(element);
      if (text)
        texts.push({
          line: sourceLine(element) ?? 1,
          flow: flowOf(element),
          text,
          head: element.matches('h1, h2, h3'),
        });
    }
    for (const image of root.querySelectorAll<HTMLImageElement>('img[data-picture]')) {
      pictures.push({ line: sourceLine(image) ?? 1, key: image.dataset['picture'] ?? '' });
    }
  }
  return { texts, pictures };
}
