/** Whether an SVG may go to the web as it is: shown as a picture it can do nothing, but it can also be opened by itself, as a page of the magazine's own site. */

const DANGERS: readonly (readonly [RegExp, string])[] = [
  [/<(?:[\w.-]+:)?script\b/iu, 'a script'],
  [/[\s"'/]on[a-z]+\s*=/iu, 'a script in an attribute'],
  [/(?:java|vb)script\s*:/iu, 'a script in an address'],
  [
    /<(?:[\w.-]+:)?(?:foreignObject|iframe|embed|object|audio|video|handler|listener)\b/iu,
    'a page within it',
  ],
  [/<!ENTITY|<!DOCTYPE[^>]*\[/iu, 'an entity'],
  [/<\?xml-stylesheet/iu, 'a stylesheet of another file'],
  [/@import/iu, 'a stylesheet of another file'],
  [/\bhref\s*=\s*["']\s*(?!#|data:image\/(?:png|jpe?g|webp|gif)[;,])[^"'\s]/iu, 'an address of another file'],
  [/\bhref\s*=\s*[^"'\s]/iu, 'an address without quotes'],
  [/url\(\s*["']?\s*(?!#|data:image\/(?:png|jpe?g|webp|gif)[;,])[^"'\s)]/iu, 'an address of another file'],
  [/attributeName\s*=\s*["']\s*(?:xlink:)?href/iu, 'an address that changes'],
];

/** A letter may be written as its number. */
const decoded = (svg: string): string =>
  svg.replaceAll(/&#(x[\da-f]+|\d+);?/giu, (whole, code: string) => {
    const number = /^x/iu.test(code) ? parseInt(code.slice(1), 16) : Number(code);
    return number <= 0x10ffff ? String.fromCodePoint(number) : whole;
  });

/** What in it is not harmless, in words; undefined where there is nothing. */
export function drawingDanger(svg: string): string | undefined {
  // UTF-16, or packed: what is not seen through is not let through.
  if (svg.includes('\0') || !/<(?:[\w.-]+:)?svg\b/iu.test(svg)) return 'an encoding other than UTF-8';
  const text = decoded(svg);
  return DANGERS.find(([pattern]) => pattern.test(text))?.[1];
}

/** Without what drawing programs note of the disk on which it was drawn. */
export const withoutTraces = (svg: string): string =>
  svg.replaceAll(
    /\s(?:inkscape:export-filename|sodipodi:docname|sodipodi:absref|sodipodi:docbase)="[^"]*"/gu,
    '',
  );
