/** No picture is stretched: what is printed of it has the shape of its file. */
import { type PictureCheck, placeOn } from '../picture-proof.ts';

/** Boxes are measured to a hundredth of a millimetre, and stand on whole pixels of the sheet. */
const TOLERANCE = 0.01;
const ROUNDING_MM = 0.4;

export const pictureShape: PictureCheck = (proof) =>
  proof.pages.flatMap((page) =>
    page.pictures.flatMap(({ key, whole, line }) => {
      const picture = proof.issue.pictures.get(key);
      // A PDF stands by its own boxes, whatever shape its stand-in has.
      if (!picture || picture.format === 'pdf' || whole.heightMm === 0) return [];
      const shape = picture.widthPx / picture.heightPx;
      const off = Math.abs(whole.widthMm - shape * whole.heightMm);
      if (off <= TOLERANCE * whole.widthMm || off <= ROUNDING_MM) return [];
      const name = key.split('/').at(-1)!;
      const printed = (whole.widthMm / whole.heightMm).toFixed(2);
      return [
        {
          rule: 'picture-stretched',
          level: 'error',
          message: `${name} is printed in the shape ${printed}:1, but its file has ${shape.toFixed(2)}:1`,
          hint: 'let its layout crop it with object-fit: cover, or leave its height to its shape',
          place: placeOn(proof, page, line),
          page: page.number,
          box: { xMm: whole.xMm, yMm: whole.yMm, widthMm: whole.widthMm, heightMm: whole.heightMm },
        },
      ];
    }),
  );
