/** Pictures in small, as pixels to measure on. A photograph's come from its screen picture: to decode the original twice would cost more. */
import type { Sharp } from 'sharp';
import type { ScreenPicture } from '../pdf/pictures.ts';
import type { Pixels } from '../preflight/picture-proof.ts';
import { codec } from './codec.ts';

/**
 * On a page 216 mm wide a pixel is less than half a millimetre, and a letter of a caption three of them across; and a
 * screen picture is at least twice as large, so that a JPEG decoder has half the work.
 */
const LONG_SIDE_PX = 640;

async function small(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture
    .resize({ width: LONG_SIDE_PX, height: LONG_SIDE_PX, fit: 'inside' })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, rgb: data };
}

const known = new WeakMap<ScreenPicture, Promise<Pixels>>();

/** Pixels of an opaque screen picture. */
export function screenPixels(picture: ScreenPicture): Promise<Pixels> {
  const making = known.get(picture) ?? codec().then((sharp) => small(sharp(picture.jpeg)));
  known.set(picture, making);
  return making;
}

/** Pixels of a file that has no screen picture, or one with a mask: a drawing, or what is transparent in places. */
export const filePixels = async (file: string): Promise<Pixels> => small((await codec())(file).autoOrient());
