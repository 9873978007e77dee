/** An advertiser's PDF has one page; of more the first is placed. */
import { type PictureCheck, placedAds } from '../../picture-proof.ts';

export const adPages: PictureCheck = (proof) =>
  placedAds(proof).flatMap(({ name, facts, at }) =>
    facts.pages === 1
      ? []
      : [
          {
            rule: 'ad-pages',
            level: 'warning',
            message: `${name} has ${facts.pages} pages; the first is placed`,
            hint: 'save the page that is meant as a file of its own',
            ...at,
          },
        ],
  );
