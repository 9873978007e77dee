/** No colour of a screen is left anywhere: everything a page paints is in the printing inks or in grey. */
import { isMisspelt } from '../../../model/spots.ts';
import { EVERY_PLATE, spotsIn } from '../../press-file.ts';
import { adFile, askFor, type PressCheck, placeAt } from '../../press-proof.ts';

const CLEAN = new Set(['DeviceCMYK', 'DeviceGray', 'Pattern']);

// What prints on every plate is a mark, and marks have a check of their own.
const isInk = (space: string, spots: readonly string[]): boolean =>
  CLEAN.has(space) ||
  space === EVERY_PLATE ||
  (/^(?:Separation|DeviceN) /u.test(space) &&
    // One in another spelling is a matter of names, which have a check too.
    spotsIn(space).every((name) => spots.some((spot) => spot === name || isMisspelt(spot, name))));

export const residualColour: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ spaces }, at) =>
    spaces
      .filter(({ space }) => !isInk(space, proof.printer.spots))
      .map(({ space, where, ad }) => {
        const supplied = adFile(proof, ad, at);
        const isSpot = /^(?:Separation|DeviceN) /u.test(space);
        return {
          rule: isSpot ? 'spot-colour' : 'residual-rgb',
          level: 'error' as const,
          message: isSpot
            ? `${supplied?.name ?? `page ${at + 1}`} prints ${where} with ${space}, an ink that the printer’s profile does not name`
            : `${supplied?.name ?? `page ${at + 1}`} has ${where} in ${space}; the press prints cyan, magenta, yellow and black`,
          hint: isSpot
            ? supplied
              ? `${askFor('in the four process inks')}, or name the ink under spots in the printer’s profile`
              : 'name it under spots in the printer’s profile'
            : supplied
              ? askFor(`converted to CMYK for ${proof.printer.icc.condition}`)
              : 'report this with the issue folder',
          place: supplied?.place ?? placeAt(proof, at),
          page: at + 1,
        };
      }),
  );
