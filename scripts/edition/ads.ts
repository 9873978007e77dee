/** Advertisers' PDFs of an issue: which they are, and the places on the finished pages that they are given. */
import { readAd } from '../io/ads.ts';
import { type AdSlot, slotOf } from '../model/advertisement.ts';
import type { SizeMm } from '../model/geometry.ts';
import type { Issue } from '../model/issue.ts';
import { pictureKey } from '../model/picture.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';
import type { AdPdf } from '../pdf/advertisement.ts';

/** Keys of the PDFs that advertisements are made of; no other layout takes one. */
export const adKeys = ({ articles, pictures, slug }: Issue): ReadonlySet<string> =>
  new Set(
    articles.flatMap(({ layout, image, slug: article }) => {
      const key = image && pictureKey(slug, article, image.src);
      return layout === 'ad' && key && pictures.get(key)?.format === 'pdf' ? [key] : [];
    }),
  );

/** Those that can be read, by key; the others have been told of where pictures are read. */
export async function adsOf(issue: Issue): Promise<ReadonlyMap<string, AdPdf>> {
  const read = [...adKeys(issue)].map(async (key): Promise<[string, AdPdf][]> => {
    const ad = await readAd(issue.pictures.get(key)!.file);
    return typeof ad === 'string' ? [] : [[key, ad]];
  });
  return new Map((await Promise.all(read)).flat());
}

/** Where a picture stands first, by key. */
export function slotsOf(measured: readonly MeasuredPage[], trim: SizeMm): ReadonlyMap<string, AdSlot> {
  const slots = new Map<string, AdSlot>();
  for (const { key, ...box } of measured.flatMap(({ pictures }) => pictures))
    if (!slots.has(key)) slots.set(key, slotOf(box, trim));
  return slots;
}
