/** Inks with a plate of their own, and the name that means every plate (ISO 32000-1, 8.6.6.4). */
import type { PDFArray, PDFContext } from '@cantoo/pdf-lib';

import type { Cmyk } from './colour.ts';

/** The name that prints on every plate: what marks are made of, and nothing else. */
export const ALL = 'All';

/**
 * A Separation space. Where the ink has no plate, on a screen or an office printer, its tints run evenly from paper to `build`,
 * which is in the four inks.
 */
export function separation(context: PDFContext, ink: string, build: Cmyk): PDFArray {
  const tint = context.obj({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: [...build] });
  return context.obj(['Separation', ink, 'DeviceCMYK', tint]);
}
