/** A picture file's facts, read from its header; no picture is decoded here. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fault, type Finding } from '../model/finding.ts';
import { mmToPx } from '../model/geometry.ts';
import { MOST_BYTES, MOST_PIXELS, type PictureFacts } from '../model/picture.ts';
import { startOf } from '../model/source.ts';
import type { AdRefusal } from '../pdf/advertisement.ts';
import { readAd } from './ads.ts';
import { codec } from './codec.ts';

/** Facts by file, time and size: between edits in the studio, hundreds of headers need not be read again. */
const known = new Map<string, PictureFacts & { readonly bytes: number }>();

/** Facts and size in bytes, or the finding that says why there are none. `shownAs` is the file's name in findings. */
export async function pictureFacts(
  file: string,
  shownAs: string = file,
): Promise<(PictureFacts & { readonly bytes: number }) | Finding> {
  const name = path.basename(file);
  const refuse = (rule: string, message: string, hint: string): Finding =>
    fault(rule, startOf(shownAs), `${name} ${message}`, hint);
  const supply = 'export the picture anew from its source, or delete the file';
  const shrink = 'export it at the size it is printed at';

  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return refuse('not-a-picture', 'is not a file', 'delete it, or give it another name');
  const { size: bytes } = found;
  if (bytes === 0) return refuse('empty-picture', 'is empty, 0 bytes', supply);
  if (bytes >= MOST_BYTES) {
    const most = `a picture must be under ${MOST_BYTES / 1e6} MB`;
    return refuse('picture-too-large', `is ${Math.round(bytes / 1e6)} MB; ${most}`, shrink);
  }
  const signature = `${path.resolve(file)} ${found.mtimeMs} ${found.ctimeMs} ${bytes}`;
  const before = known.get(signature);
  if (before) return before;
  const noPicture = refuse(
    'not-a-picture',
    'is not a picture that can be read, whatever its name says',
    supply,
  );
  try {
    const facts = /\.pdf$/i.test(name) ? await pdfFacts(file) : await imageFacts(file);
    if (facts === 'encrypted')
      return refuse(
        'pdf-encrypted',
        'is encrypted and cannot be opened',
        'ask for a file without a password and restrictions',
      );
    if (facts === 'no page') return refuse('pdf-empty', 'has no page', supply);
    if (facts === 'unreadable') return noPicture;
    const pixels = facts.widthPx * facts.heightPx;
    if (pixels <= MOST_PIXELS) {
      const whole = { ...facts, bytes };
      known.set(signature, whole);
      return whole;
    }
    const most = `at most ${Math.round(MOST_PIXELS / 1e6)} can be read`;
    return refuse('picture-too-large', `has ${Math.round(pixels / 1e6)} megapixels; ${most}`, shrink);
  } catch {
    return noPicture;
  }
}

async function imageFacts(file: string): Promise<PictureFacts> {
  const sharp = await codec();
  const { format, autoOrient, hasAlpha, space, orientation } = await sharp(file, {
    limitInputPixels: false,
  }).metadata();
  const { width: widthPx, height: heightPx } = autoOrient;
  return { widthPx, heightPx, format, hasAlpha, space, orientation: orientation ?? 1 };
}

/** The first page's trim, or what stands in for it. */
async function pdfFacts(file: string): Promise<PictureFacts | AdRefusal> {
  const ad = await readAd(file);
  if (typeof ad === 'string') return ad;
  const { widthMm, heightMm } = ad.facts.trim;
  return {
    widthPx: Math.round(mmToPx(widthMm)),
    heightPx: Math.round(mmToPx(heightMm)),
    format: 'pdf',
    hasAlpha: false,
    space: 'pdf',
    orientation: 1,
  };
}
