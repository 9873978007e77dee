/** Pictures: each in the sizes of its place, and each a link to itself, which the page's script opens over the page. */
import { pictureAddress, pictureHtml, type PicturePlace } from '../pictures.ts';
import type { BodyStep } from './step.ts';

/** Higher than wide: such a picture is bounded by the window's height, not by the place's width. */
const STANDING = 0.95;

/** From this shape on a drawing's lettering is too small to read where it is as wide as a telephone. */
const LYING = 1.2;

/** The designer's class on a figure is its place on a screen too. */
function placeOf(figure: Element | null): PicturePlace {
  const classes = figure?.parentElement?.closest('.gallery') ? 'gallery' : (figure?.className ?? '');
  if (classes === 'gallery') return 'half';
  const [width] = /\b(?:wide|full|spread|half|margin)\b/u.exec(classes) ?? [];
  if (width === 'spread') return 'full';
  return width === 'half' ? 'wide' : ((width as PicturePlace | undefined) ?? 'column');
}

export const figures: BodyStep = (document, { pictures, words }) => {
  for (const img of document.querySelectorAll('img[data-picture]')) {
    const key = img.getAttribute('data-picture') ?? '';
    const figure = img.closest('figure');
    const alt = img.getAttribute('alt') ?? '';
    const wish = {
      key,
      alt,
      focus: /object-position:\s*([^;]+)/u.exec(img.getAttribute('style') ?? '')?.[1],
      place: placeOf(figure),
    };
    const shown = pictureHtml(wish, pictures);
    const picture = pictures.pictures.get(key);
    if (shown && picture) {
      if (picture.widthPx / picture.heightPx < STANDING) figure?.classList.add('standing');
      const link = document.createElement('a');
      link.className = 'zoom';
      link.setAttribute('href', pictureAddress(key, pictures) ?? '');
      if (alt === '') link.setAttribute('aria-label', words.enlarge);
      link.innerHTML = shown.text;
      if (picture.kind === 'drawing' && picture.widthPx / picture.heightPx > LYING) {
        const hint = document.createElement('span');
        hint.className = 'zoom-hint';
        hint.textContent = words.enlarge;
        link.append(hint);
      }
      img.after(link);
    }
    img.remove();
  }
  for (const figure of document.querySelectorAll('figure')) {
    figure.removeAttribute('data-picture');
    // A picture that is not for the web leaves an empty figure.
    if (!figure.querySelector('img, figcaption')) figure.remove();
  }
};
