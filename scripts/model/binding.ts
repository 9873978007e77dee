/** How an issue is bound: folded sheets and their creep, or a glued block in a cover whose spine has the width of its leaves. */
import * as z from 'zod';
import { amount, lengthMm, text } from './fields.ts';

/** One kind of paper. */
export interface Stock {
  /** "Arctic Volume White". */
  readonly name?: string;
  /** Grams a square metre. */
  readonly grams: number;
  /** Of one leaf. */
  readonly thicknessMm: number;
}

export interface Paper {
  readonly body: Stock;
  /** Undefined where the cover is of the body's paper. */
  readonly cover?: Stock;
}

/** g/m² times cm³/g is a thousandth of a millimetre. */
const MICRON_MM = 0.001;

const stock = z
  .strictObject({
    name: text.optional(),
    grams: amount(20, 600),
    thickness: lengthMm(0.02, 1).optional(),
    volume: amount(0.5, 3).optional(),
  })
  .refine(({ thickness, volume }) => thickness !== undefined || volume !== undefined, {
    message: 'a paper with thickness: 0.11 (mm a leaf) or volume: 0.9 (cm³/g)',
  })
  .transform(({ name, grams, thickness, volume = 0 }): Stock => ({
    ...(name !== undefined && { name }),
    grams,
    thicknessMm: thickness ?? Math.round(grams * volume) * MICRON_MM,
  }));

/** `paper:` in a printer's profile. */
export const paper = z.strictObject({ body: stock, cover: stock.optional() });

export interface BindingFacts {
  readonly binding: 'saddle' | 'perfect' | 'none';
  /** Of the issue, its cover among them. */
  readonly pages: number;
  /** How many the binding lacks: to a multiple of four where it is stitched, to an even number where it is glued. */
  readonly missingPages: number;
  /** Folded sheets of four pages, where it is stitched. */
  readonly sheets?: number;
  /**
   * Where it is stitched: how far the innermost leaf stands out before the fore edge is cut, and so how much less of its outer margin is left.
   * Undefined where the paper's thickness is not known.
   */
  readonly creepMm?: number;
  /** Where it is glued: pages between the four of the cover. */
  readonly bodyPages?: number;
  /** Where it is glued: the block's thickness and the cover's own. Undefined where the paper's thickness is not known. */
  readonly spineMm?: number;
}

/** Front, its inside, the back's inside, the back. */
export const COVER_PAGES = 4;

const hundredth = (mm: number): number => Math.round(mm * 100) / 100;

/** What the binding of an issue of so many pages comes to. */
export function bindingFacts(
  { binding, paper: papers }: { readonly binding: BindingFacts['binding']; readonly paper?: Paper },
  pages: number,
): BindingFacts {
  const body = papers?.body.thicknessMm;
  const cover = papers?.cover?.thicknessMm ?? body;
  if (binding === 'saddle') {
    const sheets = Math.ceil(pages / 4);
    // Every sheet goes round those within: the innermost is pushed out by the thickness of all others, the cover among them.
    const creep = body === undefined || cover === undefined ? undefined : (sheets - 2) * body + cover;
    return {
      binding,
      pages,
      missingPages: sheets * 4 - pages,
      sheets,
      ...(creep !== undefined && { creepMm: sheets < 2 ? 0 : hundredth(creep) }),
    };
  }
  if (binding === 'none') return { binding, pages, missingPages: 0 };
  const bodyPages = Math.max(0, pages - COVER_PAGES);
  const leaves = Math.ceil(bodyPages / 2);
  return {
    binding,
    pages,
    missingPages: pages % 2,
    bodyPages,
    ...(body !== undefined && cover !== undefined && { spineMm: hundredth(leaves * body + 2 * cover) }),
  };
}
