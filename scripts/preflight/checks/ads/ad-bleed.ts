/** An advertiser's PDF runs over the trim wherever its place does, or white edges show where the guillotine is a hair off. */
import { type EdgesMm, EDGES, fitIn } from '../../../model/advertisement.ts';
import { bleedAt } from '../../../model/geometry.ts';
import { type PictureCheck, placedAds } from '../../picture-proof.ts';

const NAMES = { leftMm: 'left', topMm: 'head', rightMm: 'right', bottomMm: 'foot' } as const;
const ROUNDING_MM = 0.1;
/** Less than this is no bleed at all. */
const NONE_MM = 1;

const short = (mm: number): string => `${Math.round(mm * 10) / 10}`;

export const adBleed: PictureCheck = (proof) =>
  placedAds(proof).flatMap(({ name, facts, slot, side, at }) => {
    const { bleed } = proof.issue.printer;
    const wanted: EdgesMm = { ...bleedAt(bleed, side), topMm: bleed.topMm, bottomMm: bleed.bottomMm };
    const { scale, kind } = fitIn(facts.trim, slot);
    // That it has another size is told already.
    if (kind === 'misfit') return [];
    const lacking = EDGES.filter(
      (edge) => slot.over[edge] > 0 && scale * facts.bleed[edge] < wanted[edge] - ROUNDING_MM,
    );
    if (lacking.length === 0) return [];
    const has = Math.min(...lacking.map((edge) => scale * facts.bleed[edge]));
    const needs = Math.max(...lacking.map((edge) => wanted[edge]));
    const edges = lacking.length === 4 ? 'every edge' : lacking.map((edge) => NAMES[edge]).join(', ');
    return [
      {
        rule: 'ad-bleed',
        level: has < NONE_MM ? 'error' : 'warning',
        message: `${name} has ${has < ROUNDING_MM ? 'no' : `${short(has)} mm`} bleed at ${edges}; the press needs ${short(needs)} mm`,
        hint: `ask the advertiser for a PDF/X-4 with ${short(needs)} mm bleed and a bleed box`,
        ...at,
      },
    ];
  });
