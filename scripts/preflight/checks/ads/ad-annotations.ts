/** What lies on an advertiser's page instead of being drawn on it (links, notes, fields of forms) is left out, and that is told. */
import { type PictureCheck, placedAds } from '../../picture-proof.ts';

export const adAnnotations: PictureCheck = (proof) =>
  placedAds(proof).flatMap(({ name, facts: { annotations }, at }) =>
    annotations.length === 0
      ? []
      : [
          {
            rule: 'ad-annotations',
            level: 'warning',
            message: `${name} has ${annotations.length} ${annotations.length === 1 ? 'annotation' : 'annotations'} (${[...new Set(annotations)].join(', ')}), left out of the page`,
            hint: annotations.every((kind) => kind === 'Link')
              ? 'write url: for the address that a reader comes to'
              : 'ask the advertiser to flatten notes and form fields',
            ...at,
          },
        ],
  );
