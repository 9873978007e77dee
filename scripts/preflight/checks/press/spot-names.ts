/** One ink, one name: two that differ only in spelling make two plates, and the customer pays for both. */
import type { Finding } from '../../../model/finding.ts';
import { isMisspelt } from '../../../model/spots.ts';
import { spotsIn } from '../../press-file.ts';
import type { PressCheck } from '../../press-proof.ts';

export const spotNames: PressCheck = ({ file, printer }) => {
  const all = [...new Set([...printer.spots, ...file.spots])];
  return all.flatMap((name, at): Finding[] => {
    const first = all.slice(0, at).find((other) => isMisspelt(name, other));
    if (first === undefined) return [];
    const page =
      file.pages.findIndex(({ spaces }) => spaces.some(({ space }) => spotsIn(space).includes(name))) + 1;
    return [
      {
        rule: 'spot-name',
        level: 'warning',
        message: `${name} and ${first} are one ink in two spellings, and make two plates`,
        hint: `write ${first} everywhere, in advertisements too`,
        place: printer.places.spots,
        ...(page > 0 && { page }),
      },
    ];
  });
};
