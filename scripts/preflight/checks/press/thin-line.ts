/** Lines are thick enough to be printed: hairlines break up, and those of several inks or none show every shift of the plates. */
import type { Finding } from '../../../model/finding.ts';
import { inkCount, isWhite } from '../../ink-use.ts';
import { adFile, askFor, onTrim, placeAt, type PressCheck } from '../../press-proof.ts';

/** Browsers put a line on whole pixels, a printer rounds to hundredths. */
const ROUNDING_PT = 0.005;

const written = (pt: number): string => `${Math.round(pt * 100) / 100}`;

export const thinLine: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ lines }, at) => {
    const told = new Set<string>();
    const { single, multi } = proof.printer.linePt;
    return lines.flatMap((use): Finding[] => {
      const white = isWhite(use);
      const several = inkCount(use) > 1;
      const least = white || several ? multi : single;
      if (use.widthPt >= least - ROUNDING_PT) return [];
      const kind = white ? 'white' : several ? 'of several inks' : 'of one ink';
      const message = `a line ${kind} on page ${at + 1} is ${written(use.widthPt)} pt thick; the press needs ${written(least)} pt`;
      if (told.has(message)) return [];
      told.add(message);
      const box = onTrim(proof, at, use.box);
      const supplied = adFile(proof, use.ad, at);
      return [
        {
          rule: 'thin-line',
          level: 'warning',
          message,
          hint: supplied
            ? askFor(`with lines of ${written(least)} pt at least`)
            : `draw it at least ${written(least)} pt thick; in an illustration that is its stroke-width times the size at which it stands`,
          place: supplied?.place ?? placeAt(proof, at, box),
          page: at + 1,
          box,
        },
      ];
    });
  });
