/** Takes an essay's body apart: its pictures in order, and the text that runs beside them. */

export interface EssayPicture {
  /** By which captions and cross references find its page. */
  readonly id: string;
  /** Line of article.md. */
  readonly line: number;
  /** "2026-1/lys/roma.jpg" */
  readonly key: string;
  readonly classes: readonly string[];
  /** Its <img> as the Markdown stage made it. */
  readonly image: string;
  /** Width by height. */
  readonly shape: number;
  /** What stands in its <figcaption>; empty where it has none. */
  readonly caption: string;
  /** Whether its caption speaks of a whole group. */
  readonly isGroup: boolean;
}

export interface EssayBody {
  readonly pictures: readonly EssayPicture[];
  /** The text between them: what precedes the first picture, what follows the first, and so on. */
  readonly texts: readonly string[];
}

const GALLERY =
  /<figure class="gallery[^>]*>\s*<div class="pictures">([^]*?)<\/div>\s*(?:<figcaption[^>]*>([^]*?)<\/figcaption>)?\s*<\/figure>/gu;
const FIGURE = /<figure([^>]*)>([^]*?)<\/figure>/gu;
/** Marks the caption of a group while the body is taken apart. */
const GROUP = '<figcaption data-group>';
const IMAGE = /<img[^>]*>/u;
const CAPTION = /<figcaption[^>]*>([^]*?)<\/figcaption>/u;

export const attribute = (markup: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(markup)?.[1] ?? '';

export const shapeOf = (image: string): number =>
  Number(attribute(image, 'width')) / Number(attribute(image, 'height')) || 1.5;

/** A group's own caption goes with its first picture, after that picture's own. */
const ungroup = (_: string, inner: string, shared: string | undefined): string => {
  if (!shared) return inner;
  const first = /<figure[^>]*>[^]*?<\/figure>/u.exec(inner)?.[0] ?? '';
  const together = CAPTION.test(first)
    ? first.replace('</figcaption>', ` ${shared}</figcaption>`)
    : first.replace('</figure>', `${GROUP}${shared}</figcaption></figure>`);
  return inner.replace(first, () => together);
};

export function readEssay(content: string): EssayBody {
  const pictures: EssayPicture[] = [];
  const texts: string[] = [''];
  const body = content.replaceAll(GALLERY, ungroup);
  let read = 0;
  const take = (end: number): void => {
    texts[texts.length - 1] += body.slice(read, end);
  };
  for (const { 0: whole, 1: attributes = '', 2: inner = '', index } of body.matchAll(FIGURE)) {
    take(index);
    read = index + whole.length;
    const image = IMAGE.exec(inner)?.[0];
    if (!image) continue;
    pictures.push({
      id: attribute(attributes, 'id'),
      line: Number(attribute(attributes, 'data-source-line')) || 1,
      key: attribute(image, 'data-picture'),
      classes: attribute(attributes, 'class').split(' ').filter(Boolean),
      image,
      shape: shapeOf(image),
      caption: CAPTION.exec(inner)?.[1] ?? '',
      isGroup: inner.includes(GROUP),
    });
    texts.push('');
  }
  take(body.length);
  return { pictures, texts: texts.map((text) => text.trim()) };
}
