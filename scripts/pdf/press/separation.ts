/** Inks with a plate of their own, and the name that means every plate (ISO 32000-1, 8.6.6.4). */
import { type PDFArray, type PDFContext, PDFName } from '@cantoo/pdf-lib';

import type { Cmyk } from './colour.ts';

/** The name that prints on every plate: what marks are made of, and nothing else. */
export const ALL = 'All';

/** An ink's name: in UTF-8, as names in a PDF are (ISO 32000-1, 7.3.5). */
export const inkName = (ink: string): PDFName => PDFName.of(Buffer.from(ink, 'utf8').toString('latin1'));

/** The ink that a name means; an old file's may be in Latin-1. */
export function inkOf(name: PDFName): string {
  const written = name.decodeText();
  const read = Buffer.from(written, 'latin1').toString('utf8');
  return read.includes('\uFFFD') ? written : read;
}

/**
 * A Separation space. Where the ink has no plate, on a screen or an office printer, its tints run evenly from paper to `build`,
 * which is in the four inks.
 */
export function separation(context: PDFContext, ink: string, build: Cmyk): PDFArray {
  const tint = context.obj({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: [...build] });
  return context.obj(['Separation', inkName(ink), 'DeviceCMYK', tint]);
}
