/** A layer that an advertiser has switched off would be printed all the same: a press file has no layers. */
import { type PictureCheck, placedAds } from '../../picture-proof.ts';

export const adLayers: PictureCheck = (proof) =>
  placedAds(proof).flatMap(({ name, facts: { hiddenLayers }, at }) =>
    hiddenLayers.length === 0
      ? []
      : [
          {
            rule: 'ad-layers',
            level: 'error',
            message: `${name} has layers that are switched off (${hiddenLayers.join(', ')}), and the press would print them`,
            hint: 'ask the advertiser for a PDF/X-4 without layers',
            ...at,
          },
        ],
  );
