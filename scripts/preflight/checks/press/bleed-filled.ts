/**
 * What reaches the trim goes on to the edge of the bleed, or a white sliver shows where the knife cuts a little off. Seen on the drawn plates. No knife
 * cuts at a spine: there pages are folded or glued, and a picture across both ends in the middle.
 */
import type { BoxMm, Finding } from '../../../model/finding.ts';
import { ptToMm } from '../../../model/geometry.ts';
import type { InkMap } from '../../ink-map.ts';
import { placeAt, type PressCheck } from '../../press-proof.ts';

/** Ink that counts as an area that reaches the trim, and as none. */
const AREA_PERCENT = 20;
const NONE_PERCENT = 4;
/** A shorter stretch may be a letter or a slanting line. */
const LEAST_MM = 4;
/** How far along the edge an area may slant between trim and bleed. */
const SLANT_MM = 2;
/** A bleed of less is none. */
const LEAST_BLEED_MM = 1;

type Edge = 'head' | 'foot' | 'left' | 'right';

/** The lengths along one edge, in millimetres, where an area reaches the trim and no ink the edge of the bleed. */
export function unfilled(
  { percent, widthPx, heightPx, cellMm, xMm, yMm }: InkMap,
  edge: Edge,
  trim: { readonly widthMm: number; readonly heightMm: number },
  bleedMm: number,
): readonly (readonly [fromMm: number, toMm: number])[] {
  if (bleedMm < LEAST_BLEED_MM) return [];
  const upright = edge === 'left' || edge === 'right';
  const cellAt = (mm: number, from: number, count: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor((mm - from) / cellMm)));
  const half = cellMm / 2;
  const [inside = 0, outside = 0] = {
    head: [half, half - bleedMm],
    foot: [trim.heightMm - half, trim.heightMm + bleedMm - half],
    left: [half, half - bleedMm],
    right: [trim.widthMm - half, trim.widthMm + bleedMm - half],
  }[edge];
  const across = upright ? { from: xMm, count: widthPx } : { from: yMm, count: heightPx };
  const along = upright ? { from: yMm, count: heightPx } : { from: xMm, count: widthPx };
  const ink = (at: number, line: number): number =>
    percent[upright ? at * widthPx + line : line * widthPx + at] ?? 0;
  const lineAt = (mm: number): number => cellAt(mm, across.from, across.count);
  const [trimLine, bleedLine] = [lineAt(inside), lineAt(outside)];
  const slant = Math.round(SLANT_MM / cellMm);
  const from = cellAt(0, along.from, along.count);
  const to = cellAt((upright ? trim.heightMm : trim.widthMm) - half, along.from, along.count);
  const found: [number, number][] = [];
  let begin = -1;
  for (let at = from; at <= to + 1; at++) {
    let isBare = at <= to && ink(at, trimLine) >= AREA_PERCENT;
    for (let near = Math.max(0, at - slant); isBare && near <= Math.min(along.count - 1, at + slant); near++)
      isBare = ink(near, bleedLine) < NONE_PERCENT;
    if (isBare && begin < 0) begin = at;
    if (isBare || begin < 0) continue;
    if ((at - begin) * cellMm >= LEAST_MM)
      found.push([begin * cellMm + along.from, at * cellMm + along.from]);
    begin = -1;
  }
  return found;
}

export const bleedFilled: PressCheck = (proof) =>
  (proof.ink ?? []).flatMap((map, at) => {
    const { trim, bleed } = proof.file.pages[at] ?? {};
    if (!trim || !bleed) return [];
    const size = { widthMm: ptToMm(trim[2] - trim[0]), heightMm: ptToMm(trim[3] - trim[1]) };
    const edges: readonly [Edge, number][] = [
      ['head', bleed[3] - trim[3]],
      ['foot', trim[1] - bleed[1]],
      ['left', trim[0] - bleed[0]],
      ['right', bleed[2] - trim[2]],
    ];
    const bound = proof.printer.binding !== 'none' && (proof.pages[at]?.side === 'left' ? 'right' : 'left');
    return edges.flatMap(([edge, bleedPt]): Finding[] => {
      if (edge === bound) return [];
      const bleedMm = ptToMm(bleedPt);
      const [worst] = unfilled(map, edge, size, bleedMm).toSorted(
        (one, other) => other[1] - other[0] - (one[1] - one[0]),
      );
      if (!worst) return [];
      const [from, to] = worst.map((mm) => Math.round(mm * 10) / 10) as [number, number];
      const length = Math.round((to - from) * 10) / 10;
      const box: BoxMm =
        edge === 'head' || edge === 'foot'
          ? { xMm: from, yMm: edge === 'head' ? -bleedMm : size.heightMm, widthMm: length, heightMm: bleedMm }
          : { xMm: edge === 'left' ? -bleedMm : size.widthMm, yMm: from, widthMm: bleedMm, heightMm: length };
      return [
        {
          rule: 'bleed-filled',
          level: 'error',
          message: `what reaches the trim at the ${edge} of page ${at + 1} does not fill the bleed, over ${length} mm`,
          hint: `let it run ${Math.round(bleedMm * 10) / 10} mm beyond the trim, or keep it clear of the edge`,
          place: placeAt(proof, at, box),
          page: at + 1,
          box,
        },
      ];
    });
  });
