/** Trim within bleed within media, of the printer's measures, and nothing that turns, scales or crops a page. */
import type { Finding } from '../../../model/finding.ts';
import { bleedAt, mmToPt, ptToMm } from '../../../model/geometry.ts';
import type { BoxPt } from '../../press-file.ts';
import type { PressCheck } from '../../press-proof.ts';

/** Boxes are written to a thousandth of a point. */
const ROUNDING_PT = 0.02;

const inside = (inner: BoxPt, outer: BoxPt): boolean =>
  inner[0] >= outer[0] - ROUNDING_PT &&
  inner[1] >= outer[1] - ROUNDING_PT &&
  inner[2] <= outer[2] + ROUNDING_PT &&
  inner[3] <= outer[3] + ROUNDING_PT;

const mm = (pt: number): string => ptToMm(pt).toFixed(2);

export const pageBoxes: PressCheck = ({ file, printer, pages }) =>
  file.pages.flatMap(({ media, bleed, trim, art, crop, rotate, userUnit, group }, at) => {
    const page = at + 1;
    const say = (message: string): Finding => ({
      rule: 'page-boxes',
      level: 'error',
      message: `page ${page} ${message}`,
      hint: 'report this with the issue folder',
      page,
    });
    const odd: Finding[] = [
      ...(art ? [say('has an ArtBox beside its TrimBox')] : []),
      ...(crop ? [say('has a CropBox')] : []),
      ...(rotate === 0 ? [] : [say(`is turned by ${rotate}°`)]),
      ...(userUnit === 1 ? [] : [say(`is scaled by a UserUnit of ${userUnit}`)]),
      ...(group === 'DeviceCMYK' || group === undefined ? [] : [say(`mixes its colours in ${group}`)]),
    ];
    if (!media || !bleed || !trim) return [...odd, say('lacks a MediaBox, BleedBox or TrimBox')];
    if (!inside(trim, bleed) || !inside(bleed, media))
      return [...odd, say('has its TrimBox outside its BleedBox, or that outside its MediaBox')];
    const [width, height] = [trim[2] - trim[0], trim[3] - trim[1]];
    const isTrim =
      Math.abs(width - mmToPt(printer.trim.widthMm)) < ROUNDING_PT &&
      Math.abs(height - mmToPt(printer.trim.heightMm)) < ROUNDING_PT;
    const { leftMm, rightMm } = bleedAt(printer.bleed, pages[at]?.side ?? 'right');
    const wanted = [leftMm, printer.bleed.bottomMm, rightMm, printer.bleed.topMm];
    const got = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]];
    const names = ['left', 'foot', 'right', 'head'];
    return [
      ...odd,
      ...(isTrim
        ? []
        : [
            say(
              `is trimmed to ${mm(width)} × ${mm(height)} mm; the printer wants ${printer.trim.widthMm} × ${printer.trim.heightMm}`,
            ),
          ]),
      ...got.flatMap((bled, edge) =>
        Math.abs(bled - mmToPt(wanted[edge]!)) < ROUNDING_PT
          ? []
          : [say(`bleeds ${mm(bled)} mm at its ${names[edge]}; the printer wants ${wanted[edge]}`)],
      ),
    ];
  });
