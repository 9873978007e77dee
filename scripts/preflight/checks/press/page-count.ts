/** Sheets are folded, and what is printed on both sides of one has a fixed number of pages: four where it is stitched. */
import type { PressCheck } from '../../press-proof.ts';

export const pageCount: PressCheck = ({ file, printer, printerPlace }) => {
  const count = file.pages.length;
  const each = printer.pagesMultiple;
  const left = count % each;
  if (left === 0) return [];
  const missing = each - left;
  const why = printer.binding === 'saddle' ? 'cannot be stitched' : 'do not fill their sheets';
  return [
    {
      rule: 'saddle-pages',
      level: 'warning',
      message: `${count} pages ${why}: the printer wants a multiple of ${each}, and ${missing} ${missing === 1 ? 'is' : 'are'} missing`,
      hint: `bring it to ${count < each ? '' : `${count - left} or `}${count + missing} pages${printer.binding === 'saddle' ? ', or write binding: perfect' : ''}`,
      place: printerPlace,
    },
  ];
};
