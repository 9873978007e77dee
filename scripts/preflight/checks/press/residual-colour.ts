/** No colour of a screen is left anywhere: everything a page paints is in the printing inks or in grey. */
import { adFile, askFor, type PressCheck, placeAt } from '../../press-proof.ts';

const CLEAN = new Set(['DeviceCMYK', 'DeviceGray', 'Pattern']);
/** Every plate, as marks are printed in. */
const ALL = 'Separation All';

/** Plates that every press has; an advertiser's file may name them one by one. */
const PROCESS = ['Cyan', 'Magenta', 'Yellow', 'Black', 'None'];

/** DeviceN names its inks with a space between, and an ink's own name may have spaces too: so the longest are taken out first. */
const areInks = (names: string, spots: readonly string[]): boolean => {
  const known = [...PROCESS, ...spots].sort((one, other) => other.length - one.length);
  let left = ` ${names} `;
  for (const name of known) left = left.replaceAll(` ${name} `, '  ');
  return left.trim() === '';
};

const isInk = (space: string, spots: readonly string[]): boolean => {
  const names = /^(?:Separation|DeviceN) (.+)$/u.exec(space)?.[1];
  return CLEAN.has(space) || space === ALL || (names !== undefined && areInks(names, spots));
};

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
