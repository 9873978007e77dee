/** The sheet of a glued cover: two sides, as wide as two pages and the spine, marked as a press file of its own. */
import type { Finding } from '../../../model/finding.ts';
import { mmToPt, ptToMm } from '../../../model/geometry.ts';
import type { PressFileFacts } from '../../press-file.ts';
import type { PressProof } from '../../press-proof.ts';
import { spineOnly } from '../../cover-pages.ts';
import { blackText } from '../press/black-text.ts';
import { identification } from '../press/identification.ts';
import { noAnnotations } from '../press/no-annotations.ts';
import { missingGlyph } from '../press/missing-glyph.ts';
import { outputIntent } from '../press/output-intent.ts';
import { richBlack } from '../press/rich-black.ts';
import { smallText } from '../press/small-text.ts';

/** Boxes are written to a thousandth of a point. */
const ROUNDING_PT = 0.02;

const mm = (pt: number): string => ptToMm(pt).toFixed(2);

/** @param spineMm what the paper makes of it */
export function coverFindings(proof: PressProof, file: PressFileFacts, spineMm: number): Finding[] {
  const { trim, bleed: bleeds } = proof.printer;
  const say = (message: string): Finding => ({
    rule: 'cover-sheet',
    level: 'error',
    message: `the cover ${message}`,
    hint: 'report this with the issue folder',
    place: proof.printerPlace,
  });
  const whole = [identification, outputIntent, noAnnotations]
    .flatMap((check) => check({ ...proof, file, pages: [] }))
    .map((finding) => ({ ...finding, message: `the cover’s file: ${finding.message}` }));
  const sides = file.pages.length === 2 ? [] : [say(`has ${file.pages.length} sides; a sheet has two`)];
  const wanted = [2 * trim.widthMm + spineMm, trim.heightMm].map(mmToPt) as [number, number];
  const boxes = file.pages.flatMap((side, at): Finding[] => {
    const name = at === 0 ? 'outside' : 'inside';
    if (!side.trim || !side.bleed) return [say(`lacks a TrimBox or BleedBox ${name}`)];
    const [left, foot, right, head] = side.trim;
    const [width, height] = [right - left, head - foot];
    const bled = [left - side.bleed[0], foot - side.bleed[1], side.bleed[2] - right, side.bleed[3] - head];
    const needs = [bleeds.outsideMm, bleeds.bottomMm, bleeds.outsideMm, bleeds.topMm].map(mmToPt);
    return [
      ...(Math.abs(width - wanted[0]) < ROUNDING_PT && Math.abs(height - wanted[1]) < ROUNDING_PT
        ? []
        : [
            say(
              `is trimmed to ${mm(width)} × ${mm(height)} mm ${name}; two pages and a spine of ${spineMm} mm are ${mm(wanted[0])} × ${mm(wanted[1])}`,
            ),
          ]),
      ...(bled.every((pt, edge) => Math.abs(pt - needs[edge]!) < ROUNDING_PT)
        ? []
        : [say(`bleeds ${bled.map(mm).join(', ')} mm ${name}, not as the printer wants`)]),
    ];
  });
  const [outside] = file.pages;
  const spine = outside ? [spineOnly(outside, trim)] : [];
  const words = [blackText, richBlack, smallText, missingGlyph]
    .flatMap((check) => check({ ...proof, file: { ...file, pages: spine }, pages: [] }))
    .map((finding) => ({ ...finding, page: undefined, message: `on the spine: ${finding.message}` }));
  return [...whole, ...sides, ...boxes, ...words];
}
