/** An article's body for the screen: the Markdown's HTML without what only paper needs. */
import { parseHTML } from 'linkedom';
import type { Issue } from '../model/issue.ts';
import { articlePath, relativeTo } from './address.ts';
import { pictureHtml, type PicturePlace, type WebPicture } from './pictures.ts';

export interface WebBody {
  readonly html: string;
  /** Words of running text, captions and boxes included. */
  readonly words: number;
}

/**
 * @param body what renderArticles() made of the Markdown
 * @param article its folder's name
 * @param pictures those of the issue, by key
 */
export function webBody(
  body: string,
  issue: Pick<Issue, 'slug'>,
  article: string,
  pictures: ReadonlyMap<string, WebPicture>,
): WebBody {
  const { document } = parseHTML(`<!doctype html><html><body>${body.replaceAll('\u00AD', '')}</body></html>`);
  const path = articlePath(issue.slug, article);
  for (const link of document.querySelectorAll('a[data-ref]')) {
    // A page number leads nowhere on a screen.
    link.querySelector('.page-number')?.remove();
    const to = link.getAttribute('data-ref') ?? '';
    const [, anchor] = (link.getAttribute('href') ?? '').split('--');
    link.setAttribute(
      'href',
      relativeTo(path, articlePath(issue.slug, to)) + (anchor ? `#${to}--${anchor}` : ''),
    );
  }
  for (const img of document.querySelectorAll('img[data-picture]')) {
    const wish = {
      key: img.getAttribute('data-picture') ?? '',
      alt: img.getAttribute('alt') ?? '',
      focus: /object-position:\s*([^;]+)/u.exec(img.getAttribute('style') ?? '')?.[1],
      place: placeOf(img.closest('figure')?.className ?? ''),
    };
    const shown = pictureHtml(wish, { pictures, from: path });
    if (shown) img.insertAdjacentHTML('afterend', shown.text);
    img.remove();
  }
  for (const code of document.querySelectorAll('.qr')) code.remove();
  return {
    html: document.body.innerHTML,
    words: (document.body.textContent ?? '').split(/\s+/u).filter(Boolean).length,
  };
}

/** The designer's class on a figure is its place on a screen too. */
const placeOf = (classes: string): PicturePlace => {
  const [width] = /\b(?:wide|full|spread|half|margin)\b/u.exec(classes) ?? [];
  return width === 'spread' ? 'full' : ((width as PicturePlace | undefined) ?? 'column');
};
