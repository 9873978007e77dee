/**
 * Printer's marks stand outside the bleed, where they are asked for and nowhere else: what prints on every plate within the bleed would be on the
 * finished page, or so near that the knife leaves some of it.
 */
import type { Finding } from '../../../model/finding.ts';
import { ptToMm } from '../../../model/geometry.ts';
import type { BoxPt, MarkUse } from '../../press-file.ts';
import { adFile, askFor, onTrim, type PressCheck } from '../../press-proof.ts';

/** Boxes are written to a thousandth of a point. */
const ROUNDING_PT = 0.02;

/** How deep a mark stands in the bleed, in points. */
const depthIn = ([left, foot, right, head]: BoxPt, bleed: BoxPt): number =>
  Math.min(right - bleed[0], bleed[2] - left, head - bleed[1], bleed[3] - foot);

export const marks: PressCheck = (proof) => {
  const { file, printer } = proof;
  return file.pages.flatMap(({ marks: found, bleed }, at): Finding[] => {
    const page = at + 1;
    const say = (message: string, hint: string, mark?: MarkUse): Finding => {
      const supplied = adFile(proof, mark?.ad, at);
      return {
        rule: 'marks',
        level: 'error',
        message,
        hint: supplied ? askFor('without marks on the page') : hint,
        place: supplied?.place ?? printer.places.marks,
        page,
        ...(mark && { box: onTrim(proof, at, mark.box) }),
      };
    };
    if (printer.marks.length === 0 && found.length > 0)
      return [
        say(
          `page ${page} has ${found.length === 1 ? 'an object' : `${found.length} objects`} on every plate (Separation All), and the printer wants no marks`,
          'report this with the issue folder',
          found[0],
        ),
      ];
    const drawn = printer.marks.some((kind) => kind !== 'colour-bar');
    if (drawn && found.length === 0)
      return [
        say(`page ${page} has none of the marks that the printer wants`, 'report this with the issue folder'),
      ];
    if (!bleed) return [];
    const deepest = found
      .filter(({ box }) => depthIn(box, bleed) > ROUNDING_PT)
      .toSorted((one, other) => depthIn(other.box, bleed) - depthIn(one.box, bleed));
    if (deepest[0] === undefined) return [];
    const mm = ptToMm(depthIn(deepest[0].box, bleed)).toFixed(1);
    const count = deepest.length;
    return [
      say(
        `${count === 1 ? 'a mark stands' : `${count} marks stand`} ${mm} mm within the bleed of page ${page}`,
        'report this with the issue folder',
        deepest[0],
      ),
    ];
  });
};
