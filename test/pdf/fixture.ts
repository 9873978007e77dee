/** The small proof that make-proof.ts printed, and pictures to put into it. */
import { readFile } from 'node:fs/promises';

import { PDFDocument } from '@cantoo/pdf-lib';

import { type Replacement, placedImages } from '../../scripts/pdf/pictures.ts';
import type { ReaderOptions } from '../../scripts/pdf/reader.ts';

export const proof = new Uint8Array(await readFile(new URL('../fixtures/pdf/proof.pdf', import.meta.url)));

export const loadProof = (): Promise<PDFDocument> => PDFDocument.load(proof, { updateMetadata: false });

// Nothing here decodes a picture, so any bytes will do.
const screen = (mark: number): Replacement => ({
  name: `2026-1/elva/${mark}.jpg`,
  picture: { jpeg: Uint8Array.of(0xff, 0xd8, mark, 0xff, 0xd9), widthPx: 300, heightPx: 200, gray: false },
});

/** A screen picture for each proxy of the proof. */
export const replacements = async (): Promise<Map<string, Replacement>> =>
  new Map(placedImages(await loadProof()).map(({ hash }, index) => [hash, screen(index)]));

export const readerOptions = async (): Promise<ReaderOptions> => ({
  trim: { widthMm: 210, heightMm: 275 },
  bleedMm: 3,
  folios: ['', '4', '5'],
  pictures: await replacements(),
  title: 'Prøve & test 1/2026',
  language: 'nb',
  author: 'Utgiveren',
  subject: 'Fjord og fjell',
  keywords: ['elv', 'oter'],
  date: '2026-03-01',
  creator: 'd:mag 0.1.0',
  producer: 'd:mag',
});
