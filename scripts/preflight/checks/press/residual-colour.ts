/** No colour of a screen is left anywhere: everything a page paints is in the printing inks or in grey. */
import { type PressCheck, placeAt } from '../../press-proof.ts';

const CLEAN = new Set(['DeviceCMYK', 'DeviceGray', 'Pattern']);
/** Every plate, as marks are printed in. */
const ALL = 'Separation All';

const isInk = (space: string, spots: readonly string[]): boolean =>
  CLEAN.has(space) || space === ALL || spots.some((spot) => space === `Separation ${spot}`);

export const residualColour: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ spaces }, at) =>
    spaces
      .filter(({ space }) => !isInk(space, proof.printer.spots))
      .map(({ space, where }) => {
        const isSpot = /^(?:Separation|DeviceN) /u.test(space);
        return {
          rule: isSpot ? 'spot-colour' : 'residual-rgb',
          level: 'error' as const,
          message: isSpot
            ? `page ${at + 1} prints ${where} with ${space}, an ink that the printer’s profile does not name`
            : `page ${at + 1} has ${where} in ${space}; the press prints cyan, magenta, yellow and black`,
          hint: isSpot ? 'name it under spots in the printer’s profile' : 'report this with the issue folder',
          place: placeAt(proof, at),
          page: at + 1,
        };
      }),
  );
