/**
 * No more ink lies on a page than its paper takes: more does not dry, and comes off on the sheet above. Measured on the drawn plates, on average over
 * a square, since a thin line of too much does no harm (GWG 2022).
 */
import { placeAt, type PressCheck } from '../../press-proof.ts';
import { fullestSquare } from '../../ink-map.ts';

export const totalInk: PressCheck = (proof) =>
  (proof.ink ?? []).flatMap((map, at) => {
    const { inkLimitPercent, inkSquareMm } = proof.printer;
    const { percent, box } = fullestSquare(map, inkSquareMm);
    const rounded = Math.round(percent);
    if (rounded <= inkLimitPercent) return [];
    return [
      {
        rule: 'total-ink',
        level: 'warning',
        message: `page ${at + 1} takes ${rounded} % of ink over ${inkSquareMm} mm; the printer allows ${inkLimitPercent} %`,
        hint: 'lighten what is darkest there, or take away what multiplies over a picture',
        place: placeAt(proof, at, box),
        page: at + 1,
        box,
      },
    ];
  });
