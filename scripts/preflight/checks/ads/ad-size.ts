/** An advertiser's PDF has the size of the place that was sold. */
import { fitIn } from '../../../model/advertisement.ts';
import type { SizeMm } from '../../../model/geometry.ts';
import { type PictureCheck, placedAds } from '../../picture-proof.ts';

const short = (mm: number): string => `${Math.round(mm * 10) / 10}`;
const size = ({ widthMm, heightMm }: SizeMm): string => `${short(widthMm)} × ${short(heightMm)} mm`;

export const adSize: PictureCheck = (proof) =>
  placedAds(proof).flatMap(({ name, facts, slot, at }) => {
    const { kind, scale } = fitIn(facts.trim, slot);
    if (kind === 'exact') return [];
    const sizes = `${name} is ${size(facts.trim)}${facts.hasTrimBox ? '' : ' and does not say where its trim is'}; its place on page ${at.page} is ${size(slot.trim)}`;
    const hint = `ask the advertiser for a PDF/X-4 with a trim box of ${size(slot.trim)}, or choose another size (full, half, quarter)`;
    return [
      kind === 'scaled'
        ? {
            rule: 'ad-size',
            level: 'warning',
            message: `${sizes}, so it is set at ${Math.round(scale * 1000) / 10} %`,
            hint,
            ...at,
          }
        : { rule: 'ad-size', level: 'error', message: sizes, hint, ...at },
    ];
  });
