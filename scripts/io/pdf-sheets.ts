/** Pages of a PDF as pictures of the sizes that pages of an issue have, kept by what they are drawn from. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser } from 'puppeteer-core';
import type { SizeMm } from '../model/geometry.ts';
import { hashOf } from '../pages/key.ts';
import { pageDigests } from '../pdf/plates/digest.ts';
import { writeWhole } from './cache.ts';
import { codec } from './codec.ts';
import { openDrawing } from './draw.ts';
import { PROOF_PPI } from './sheets.ts';

// What a change here must change in the cache's keys too.
const RECIPE = `pdf sheets 1: ${PROOF_PPI}`;
const PT_PER_MM = 72 / 25.4;

export interface PdfPageBox {
  /** Of the trim, from the upper left of what is drawn. */
  readonly leftMm: number;
  readonly topMm: number;
  readonly size: SizeMm;
}

/** Where a page's trim lies in what is drawn of it. */
export function trimOf(pdf: PDFDocument, page: number): PdfPageBox {
  const sheet = pdf.getPage(page - 1);
  const [crop, trim] = [sheet.getCropBox(), sheet.getTrimBox()];
  return {
    leftMm: (trim.x - crop.x) / PT_PER_MM,
    topMm: (crop.y + crop.height - trim.y - trim.height) / PT_PER_MM,
    size: { widthMm: trim.width / PT_PER_MM, heightMm: trim.height / PT_PER_MM },
  };
}

export interface PdfSheets {
  /** A name for every page: those of one name look the same. */
  readonly digests: readonly string[];
  /** PNGs of the trim, at PROOF_PPI. Pages from 1, in this order. */
  draw(pages: readonly number[]): Promise<readonly Uint8Array[]>;
}

/** @param folder where drawn pages are kept */
export function pdfSheets(
  browser: Promise<Browser>,
  pdf: PDFDocument,
  bytes: Uint8Array,
  folder: string,
): PdfSheets {
  const digests = pageDigests(pdf);
  return {
    digests,
    async draw(pages) {
      const fileOf = (page: number): string => join(folder, `${hashOf(RECIPE, digests[page - 1]!)}.png`);
      const kept = new Map<number, Uint8Array>();
      await Promise.all(
        pages.map(async (page) => {
          const found = await readFile(fileOf(page)).catch(() => undefined);
          if (found) kept.set(page, found);
        }),
      );
      const wanted = [...new Set(pages)].filter((page) => !kept.has(page));
      if (wanted.length > 0) {
        const sharp = await codec();
        const drawing = await openDrawing(await browser, bytes);
        try {
          for (const page of wanted) {
            const drawn = await drawing.samples(page, PROOF_PPI);
            const { leftMm, topMm, size } = trimOf(pdf, page);
            const px = (mm: number): number => Math.round((mm * PROOF_PPI) / 25.4);
            const [left, top] = [Math.max(0, px(leftMm)), Math.max(0, px(topMm))];
            const png = await sharp(drawn.rgba, {
              raw: { width: drawn.widthPx, height: drawn.heightPx, channels: 4 },
            })
              .extract({
                left,
                top,
                width: Math.min(px(size.widthMm), drawn.widthPx - left),
                height: Math.min(px(size.heightMm), drawn.heightPx - top),
              })
              .removeAlpha()
              .png({ compressionLevel: 3 })
              .toBuffer();
            await writeWhole(fileOf(page), png);
            kept.set(page, png);
          }
        } finally {
          await drawing.close();
        }
      }
      return pages.map((page) => kept.get(page)!);
    },
  };
}
