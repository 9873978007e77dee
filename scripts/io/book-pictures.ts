/** The door to pictures of a book: one file each, sharp on a tablet and light enough for a telephone, kept by content under .cache/book-pictures. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pxToMm } from '../model/geometry.ts';
import type { Picture } from '../model/picture.ts';
import { hashOf } from '../pages/key.ts';
import { drawingDanger, withoutTraces } from '../web/drawing.ts';
import type { DrawAd } from './ads.ts';
import { codec } from './codec.ts';
import { frameOf, ifThere, put } from './encode.ts';
import { processors } from './machine.ts';
import { contentHash } from './originals.ts';
import { takeTurns } from './turns.ts';

export interface BookFile {
  readonly bytes: Uint8Array;
  readonly type: 'image/jpeg' | 'image/svg+xml';
  readonly widthPx: number;
  readonly heightPx: number;
  /** Names the content it was made from. */
  readonly hash: string;
}

/** What a picture may weigh. The first step that keeps to it is taken, else the last. */
const MOST_BYTES = 200_000;
const STEPS = [
  { longestPx: 1600, quality: 78 },
  { longestPx: 1600, quality: 68 },
  { longestPx: 1400, quality: 66 },
  { longestPx: 1200, quality: 64 },
  { longestPx: 1000, quality: 60 },
] as const;
/** Behind what is transparent, since no reading system's ground is known. */
const GROUND = '#fff';
/** A drawing has no pixels of its own: it is drawn as sharp as anything is shown. */
const DRAWN_PX = 1600;
const SETTINGS = `book 2: ${JSON.stringify(STEPS)}, ${MOST_BYTES}, ${GROUND}, ${DRAWN_PX}`;

export type BookPictures = (
  picture: Pick<Picture, 'file' | 'format' | 'widthPx' | 'heightPx'>,
) => Promise<BookFile>;

/**
 * Throws where a picture cannot be decoded.
 *
 * @param folder .cache/book-pictures
 * @param drawAd draws an advertiser's PDF
 */
export function bookPictures(folder: string, drawAd: DrawAd): BookPictures {
  const ready = mkdir(folder, { recursive: true });
  const inTurn = takeTurns(processors());
  return async ({ file, format, widthPx, heightPx }) => {
    const hash = hashOf(await contentHash(file), SETTINGS);
    const drawing = format === 'svg' ? await plainDrawing(file) : undefined;
    if (drawing) return { bytes: Buffer.from(drawing), type: 'image/svg+xml', widthPx, heightPx, hash };
    await ready;
    const kept = join(folder, `${hash}.jpg`);
    const known = await ifThere(kept);
    const bytes =
      known ??
      (await inTurn(async () =>
        lightest(
          format === 'pdf' ? await drawnAd(drawAd, file, { widthPx, heightPx }) : file,
          format,
          widthPx,
        ),
      ));
    if (!known) await put(kept, bytes);
    const frame = frameOf(bytes);
    return { bytes, type: 'image/jpeg', widthPx: frame.widthPx, heightPx: frame.heightPx, hash };
  };
}

/** A drawing that any reading system shows as it is: nothing of other files, and no words, which would want a face. */
async function plainDrawing(file: string): Promise<string | undefined> {
  const source = await readFile(file, 'utf8');
  const isPlain =
    drawingDanger(source) === undefined &&
    source.length <= MOST_BYTES &&
    !/<(?:\w+:)?(?:text|image|use|switch|style)\b|<!DOCTYPE|\bclass\s*=/iu.test(source);
  return isPlain ? withoutTraces(source) : undefined;
}

/** The whole of it, as it is cut. */
async function drawnAd(
  drawAd: DrawAd,
  file: string,
  { widthPx, heightPx }: Pick<Picture, 'widthPx' | 'heightPx'>,
): Promise<Uint8Array> {
  const over = { leftMm: 0, topMm: 0, rightMm: 0, bottomMm: 0 };
  const trim = { xMm: 0, yMm: 0, widthMm: pxToMm(widthPx), heightMm: pxToMm(heightPx) };
  return (await drawAd(file, { trim, over })).jpeg;
}

async function lightest(file: string | Uint8Array, format: string, widthPx: number): Promise<Uint8Array> {
  const sharp = await codec();
  const density =
    format === 'svg' ? Math.min(2400, Math.ceil((96 * DRAWN_PX) / Math.max(1, widthPx))) : undefined;
  const upright = await sharp(file, { limitInputPixels: false, ...(density && { density }) })
    .autoOrient()
    .toColourspace('srgb')
    .flatten({ background: GROUND })
    .resize({
      width: STEPS[0].longestPx,
      height: STEPS[0].longestPx,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = upright.info;
  let bytes: Uint8Array = new Uint8Array();
  for (const { longestPx, quality } of STEPS) {
    bytes = await sharp(upright.data, { raw: { width, height, channels } })
      .resize({ width: longestPx, height: longestPx, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
    if (bytes.length <= MOST_BYTES) break;
  }
  return bytes;
}

/** A picture of a page, as a book's cover is wanted: JPEG, whatever its weight. */
export async function coverPicture(png: Uint8Array): Promise<BookFile> {
  const sharp = await codec();
  const bytes = await sharp(png).removeAlpha().jpeg({ quality: 80, mozjpeg: true }).toBuffer();
  const { widthPx, heightPx } = frameOf(bytes);
  return { bytes, type: 'image/jpeg', widthPx, heightPx, hash: hashOf(bytes) };
}
