/** Pictures of finished pages, for dist/proof and for the report: taken once, and kept by what stands on them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PLAN_PPI } from '../flatplan/picture.ts';
import type { SizeMm } from '../model/geometry.ts';
import { hashOf } from '../pages/key.ts';
import type { InkMap } from '../preflight/ink-map.ts';
import { writeWhole } from './cache.ts';
import { codec } from './codec.ts';

/** Of the pictures in dist/proof. */
export const PROOF_PPI = 100;
/** Of the pictures in the report, which show a page on a hand's breadth. */
const REPORT_PPI = 64;
const REPORT_QUALITY = 62;
// All settings stand in the key.
const RECIPE = `sheets 4: ${PROOF_PPI}, ${REPORT_PPI}, ${REPORT_QUALITY}`;

const PLAN_RECIPE = `flatplan 1: ${PLAN_PPI}`;

/** A page as pictures. */
export interface SheetPictures {
  /** PNG of the trim. */
  readonly proof: Uint8Array;
  /** WebP of the trim and the bleed around it. */
  readonly report: Uint8Array;
}

export interface SheetSetting {
  readonly trim: SizeMm;
  /** How far pages run past the trim on every side. */
  readonly bleedMm: number;
  /** The browser that shows them. */
  readonly by: string;
  /** Whether pages show their pictures, or proxies for them. */
  readonly isSharp: boolean;
}

/**
 * All pages, in their order; those that were taken before come from `folder`. Taken anew, letters may differ by one level of 255: Chromium draws
 * for a screen with no more care than that. So nothing that is signed names a checksum of these pictures.
 *
 * @param contents one a page: whatever changes how it looks
 * @param take a page from 0, trim and bleed, at PROOF_PPI
 */
export async function keptSheets(
  contents: readonly string[],
  { trim, bleedMm, by, isSharp }: SheetSetting,
  folder: string,
  take: (page: number) => Promise<Uint8Array>,
): Promise<SheetPictures[]> {
  const sharp = await codec();
  const px = (mm: number): number => Math.round((mm * PROOF_PPI) / 25.4);
  const made: Promise<SheetPictures>[] = [];
  for (const [at, content] of contents.entries()) {
    const key = hashOf(RECIPE, by, String(isSharp), String(bleedMm), content);
    const fileOf = (kind: string): string => join(folder, `${key}.${kind}`);
    const kept = await Promise.all([readFile(fileOf('png')), readFile(fileOf('webp'))]).catch(
      () => undefined,
    );
    if (kept) {
      made.push(Promise.resolve({ proof: kept[0], report: kept[1] }));
      continue;
    }
    const taken = await take(at);
    const making = (async (): Promise<SheetPictures> => {
      const [proof, report] = await Promise.all([
        sharp(taken)
          .extract({
            left: px(bleedMm),
            top: px(bleedMm),
            width: px(trim.widthMm),
            height: px(trim.heightMm),
          })
          .removeAlpha()
          .png({ compressionLevel: 3 })
          .toBuffer(),
        sharp(taken)
          .resize({ width: Math.round(((trim.widthMm + 2 * bleedMm) * REPORT_PPI) / 25.4) })
          .removeAlpha()
          .webp({ quality: REPORT_QUALITY, effort: 1 })
          .toBuffer(),
      ]);
      await Promise.all([writeWhole(fileOf('png'), proof), writeWhole(fileOf('webp'), report)]);
      return { proof, report };
    })();
    // Awaited below; until then it must not end the program.
    making.catch(() => undefined);
    made.push(making);
  }
  return Promise.all(made);
}

/**
 * The flatplan as a PNG; where nothing on it has changed, the one that was made before.
 *
 * @param document all that it is drawn from
 * @param draw a PNG of any compression
 */
export async function keptPlan(
  document: string,
  by: string,
  folder: string,
  draw: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const file = join(folder, `${hashOf(PLAN_RECIPE, by, document)}.png`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return kept;
  const sharp = await codec();
  const made = await sharp(await draw())
    .removeAlpha()
    .withMetadata({ density: PLAN_PPI })
    .png({ compressionLevel: 6 })
    .toBuffer();
  await writeWhole(file, made);
  return made;
}

/** An ink map as a picture, one pixel a cell. `colours`: red, green and blue of every per cent from 0. */
export async function inkPicture(
  { widthPx, heightPx, percent }: InkMap,
  colours: readonly (readonly [number, number, number])[],
): Promise<Uint8Array> {
  const sharp = await codec();
  const rgb = Buffer.alloc(widthPx * heightPx * 3);
  percent.forEach((each, cell) => rgb.set(colours[Math.min(each, colours.length - 1)]!, cell * 3));
  return sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .webp({ quality: 50, effort: 2 })
    .toBuffer();
}
