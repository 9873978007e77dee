/** Folded and stitched sheets have four pages each. */
import type { PressCheck } from '../../press-proof.ts';

export const pageCount: PressCheck = ({ file, printer, printerPlace }) => {
  const count = file.pages.length;
  const left = count % 4;
  if (printer.binding !== 'saddle' || left === 0) return [];
  return [
    {
      rule: 'saddle-pages',
      level: 'warning',
      message: `${count} pages cannot be stitched: sheets have four pages, and ${4 - left} ${left === 3 ? 'is' : 'are'} missing`,
      hint: `bring it to ${count - left} or ${count - left + 4} pages, or write binding: perfect`,
      place: printerPlace,
    },
  ];
};
