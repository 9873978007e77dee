/** A picture beside an article, and the names by which the rest of d:mag asks for it. */

/** What can be known of a picture without decoding it. */
export interface PictureFacts {
  /** Upright: an EXIF rotation has been applied. A PDF's page counts at 96 px an inch. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** As found in the file, whatever its name says: jpeg, png, svg, webp, heif (AVIF), tiff, pdf. */
  readonly format: string;
  readonly hasAlpha: boolean;
  /** srgb, b-w, cmyk, rgb16 … */
  readonly space: string;
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
}

export interface Picture extends PictureFacts {
  /** issue/article/file, the name in `data-picture`. */
  readonly key: string;
  /** Relative to the working folder, with forward slashes. */
  readonly file: string;
  readonly bytes: number;
}

export const MOST_BYTES = 100_000_000;
// Decoders refuse more than this by default (sharp's limitInputPixels).
export const MOST_PIXELS = 0x3fff * 0x3fff;

/** Whether a file of that name is taken for a picture. */
export const isPictureName = (name: string): boolean => /\.(jpe?g|png|svg|pdf|webp|avif|tiff?)$/i.test(name);

const FORMATS: Readonly<Record<string, string>> = {
  ai: 'an Illustrator file',
  bmp: 'BMP',
  cr2: 'a raw photograph',
  cr3: 'a raw photograph',
  dng: 'a raw photograph',
  doc: 'a Word document',
  docx: 'a Word document',
  eps: 'EPS',
  gif: 'GIF',
  heic: 'HEIC',
  heif: 'HEIF',
  indd: 'an InDesign document',
  jp2: 'JPEG 2000',
  jxl: 'JPEG XL',
  mov: 'a film',
  mp4: 'a film',
  nef: 'a raw photograph',
  pptx: 'a PowerPoint document',
  psd: 'a Photoshop file',
  xlsx: 'an Excel document',
};
const DRAWINGS = /\.(ai|eps|indd|pptx|xlsx)$/i;

/** What is to be said of a file that is there, but is no kind of picture that d:mag reads; nothing where it is one. */
export function formatFault(
  name: string,
): { readonly rule: string; readonly message: string; readonly hint: string } | undefined {
  if (isPictureName(name)) return undefined;
  const kind = FORMATS[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
  const message = kind
    ? `${name} is ${kind}, which d:mag does not read`
    : `${name} is not a kind of picture that d:mag reads`;
  const hint = !kind
    ? 'export it as JPEG, PNG, TIFF, WebP, AVIF, SVG or PDF'
    : DRAWINGS.test(name)
      ? 'export it as PDF or SVG'
      : 'export it as JPEG';
  return { rule: 'picture-format', message, hint };
}

/** The name of a picture beside the article, or undefined for a path that leaves the folder: "./a.jpg" → "a.jpg". */
export function besideArticle(src: string): string | undefined {
  const path = src.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  const leaves = path.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.split('/').includes('..');
  return leaves ? undefined : path.normalize('NFC');
}

export const pictureKey = (issue: string, article: string, name: string): string =>
  `${issue}/${article}/${name}`;
