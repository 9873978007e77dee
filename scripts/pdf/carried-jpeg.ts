/** A JPEG that a PDF can carry as it is: what is encoded once keeps what it shows. */

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const COMMENT = 0xfe;
/** JFIF's own, and Adobe's, which says how colours are written. The others are for cameras and programs. */
const KEPT_APPS: ReadonlySet<number> = new Set([0xe0, 0xee]);

/** Bytes a pixel beyond which it is worth being written anew: four times what ours take. */
const MOST_BYTES_A_PIXEL = 0.8;

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const isApp = (marker: number): boolean => marker >= 0xe0 && marker <= 0xef;

const EXIF = Buffer.from('Exif\0\0', 'latin1');

/**
 * The same picture without what a camera wrote into it, or undefined where a PDF would show another one: a profile of its own, turned by a
 * note alone, several pictures in one file, letters for colours, more than eight bits, CMYK, or too heavy for what it shows.
 */
export function carriedJpeg(jpeg: Uint8Array): Uint8Array | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return undefined;
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let pixels = 0;
  let at = 2;
  for (;;) {
    if (at + 4 > jpeg.length || jpeg[at] !== 0xff) return undefined;
    const marker = jpeg[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!;
    if (marker === START_OF_SCAN) break;
    const isMore = isApp(marker) || marker === COMMENT;
    const content = jpeg.subarray(at + 4, end);
    const isExif = marker === 0xe1 && EXIF.equals(content.subarray(0, EXIF.length));
    if (isExif && isTurned(content.subarray(EXIF.length))) return undefined;
    if (marker === 0xe2) return undefined;
    if (isFrame(marker)) {
      // Baseline, extended and progressive, as PDF knows them.
      if (marker > 0xc2 || jpeg[at + 4] !== 8) return undefined;
      const components = jpeg[at + 9]!;
      if (components !== 1 && components !== 3) return undefined;
      if (components === 3 && jpeg[at + 10] === 'R'.codePointAt(0)) return undefined;
      pixels = (jpeg[at + 5]! * 256 + jpeg[at + 6]!) * (jpeg[at + 7]! * 256 + jpeg[at + 8]!);
    }
    if (!isMore || KEPT_APPS.has(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  const picture = jpeg.subarray(at);
  const isWhole = picture.at(-2) === 0xff && picture.at(-1) === END_OF_IMAGE;
  if (!isWhole || picture.length > pixels * MOST_BYTES_A_PIXEL) return undefined;
  return Buffer.concat([...kept, picture]);
}

const ORIENTATION = 0x0112;

/** @param tiff an Exif segment's own, from its byte order on */
function isTurned(tiff: Uint8Array): boolean {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 14) return false;
  const isLittle = tiff[0] === 'I'.codePointAt(0);
  const first = view.getUint32(4, isLittle);
  if (first + 2 > tiff.length) return true;
  const count = view.getUint16(first, isLittle);
  for (let entry = 0; entry < count; entry++) {
    const from = first + 2 + entry * 12;
    // What cannot be read is not vouched for.
    if (from + 12 > tiff.length) return true;
    if (view.getUint16(from, isLittle) === ORIENTATION) return view.getUint16(from + 8, isLittle) > 1;
  }
  return false;
}
