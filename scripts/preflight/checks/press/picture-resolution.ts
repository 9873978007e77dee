/** Pictures have enough pixels for the size at which they stand. Soft masks and pictures of a few pixels do not count. */
import type { BoxMm, Finding } from '../../../model/finding.ts';
import { ptToMm, widestMm } from '../../../model/geometry.ts';
import {
  adFile,
  askFor,
  type IssuedPage,
  onTrim,
  placeAt,
  type PressCheck,
  type PressProof,
} from '../../press-proof.ts';

type Placed = IssuedPage['pictures'][number];

/** Whether two findings are of the two halves of one picture that lies across facing pages. */
export const isOtherHalf = (one: Finding, other: Finding): boolean =>
  one.message === other.message &&
  one.place?.file === other.place?.file &&
  one.place?.line === other.place?.line &&
  (one.page ?? 0) + 1 === other.page;

/**
 * How wide a picture stands, cropped as it is: what is not seen of it takes no room.
 *
 * @param placed all of it, as the file draws it
 */
function seenMm({ pages }: PressProof, at: number, placed: BoxMm, { key, xMm, widthMm }: Placed): number {
  const right = Math.min(xMm + widthMm, placed.xMm + placed.widthMm);
  const here = right - Math.max(xMm, placed.xMm);
  if (placed.widthMm - here < 1) return here;
  // Pages face each other from the second on; `at` counts from 0.
  const facing = pages[at % 2 === 1 ? at + 1 : at - 1];
  const other = facing?.pictures.find((each) => each.key === key);
  return here + (other?.widthMm ?? 0);
}

export const pictureResolution: PressCheck = (proof) => {
  const found = proof.file.pages.flatMap(({ pictures }, at) =>
    pictures.flatMap(({ widthPx, heightPx, bits, ppi, box, ad }): Finding[] => {
      if (Math.min(widthPx, heightPx) <= proof.printer.ppi.smallestPx) return [];
      const limits = bits === 1 ? proof.printer.ppi.bitmap : proof.printer.ppi;
      const rounded = Math.round(ppi);
      if (rounded > limits.warning) return [];
      const isError = rounded <= limits.error;
      const least = (isError ? limits.error : limits.warning) + 1;
      const placed = onTrim(proof, at, box);
      const known = proof.pages[at]?.pictures.find(
        (each) =>
          each.xMm < placed.xMm + placed.widthMm &&
          placed.xMm < each.xMm + each.widthMm &&
          each.yMm < placed.yMm + placed.heightMm &&
          placed.yMm < each.yMm + each.heightMm,
      );
      const supplied = adFile(proof, ad, at);
      const name = supplied ? `a picture in ${supplied.name}` : (known?.key.split('/').at(-1) ?? 'a picture');
      const widthMm = Math.floor(
        known ? (seenMm(proof, at, placed, known) * ppi) / least : widestMm(widthPx, least),
      );
      const pixels = Math.ceil((least * ptToMm(box[2] - box[0])) / 25.4);
      const { file } = proof.pages[at] ?? {};
      return [
        {
          rule: 'image-resolution',
          level: isError ? 'error' : 'warning',
          message: `${name} prints at ${rounded} ppi; the press needs at least ${least}`,
          hint: supplied
            ? askFor(`whose pictures have at least ${least} ppi`)
            : `print it at most ${widthMm} mm wide, or supply a file at least ${pixels} px wide`,
          place:
            supplied?.place ??
            (file !== undefined && known?.line !== undefined
              ? { file, line: known.line, column: 1 }
              : (known?.place ?? placeAt(proof, at, placed))),
          page: at + 1,
          box: placed,
        },
      ];
    }),
  );
  return found.filter((each) => !found.some((before) => isOtherHalf(before, each)));
};
