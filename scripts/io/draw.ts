/**
 * Draws pages of a PDF as pixels: pdf.js in a tab of our own browser, which shows what a reader sees without another program. Nothing comes from a
 * network, and only one page at a time is held as pixels.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Browser } from 'puppeteer-core';

/** Samples row by row, four bytes a pixel: red, green, blue and 255. */
export interface DrawnPage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array;
}

/** A PDF that lies open to be drawn. Pages count from 1; what is drawn is the crop box, or the media box where there is none. */
export interface OpenDrawing {
  readonly pages: number;
  png(page: number, ppi: number): Promise<Uint8Array>;
  samples(page: number, ppi: number): Promise<DrawnPage>;
  close(): Promise<void>;
}

/** What is sent to the tab at once: a message of any length is held several times over on its way. */
const PIECE_BYTES = 6 << 20;

let bundling: Promise<string> | undefined;

/** Made by the set-up (scripts/compile.mjs); for tests and other programs that it did not start, made here. */
async function script(): Promise<string> {
  const code = process.env['DMAG_CODE'];
  return code ? readFile(join(code, 'pdf/drawing.js'), 'utf8') : (bundling ??= bundled());
}

async function bundled(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../pdf/drawing/entry.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome130',
    legalComments: 'none',
    minify: true,
    define: { 'import.meta.url': '"about:blank"' },
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** Opens a PDF in a new tab, to be closed by who opened it. Throws where the bytes are no PDF. */
export async function openDrawing(browser: Browser, pdf: Uint8Array): Promise<OpenDrawing> {
  const [code, tab] = await Promise.all([script(), browser.newPage()]);
  const close = async (): Promise<void> => {
    await tab.close().catch(() => undefined);
  };
  try {
    await tab.evaluate(code);
    for (let at = 0; at < pdf.length; at += PIECE_BYTES) {
      const piece = Buffer.from(pdf.subarray(at, at + PIECE_BYTES)).toString('base64');
      // oxlint-disable-next-line no-await-in-loop -- in order
      await tab.evaluate((base64) => window.drawing.take(base64), piece);
    }
    const pages = await tab.evaluate(() => window.drawing.open());
    return {
      pages,
      async png(page, ppi) {
        const base64 = await tab.evaluate((at, dots) => window.drawing.png(at, dots), page, ppi);
        return new Uint8Array(Buffer.from(base64, 'base64'));
      },
      async samples(page, ppi) {
        const [widthPx, heightPx, base64] = await tab.evaluate(
          (at, dots) => window.drawing.samples(at, dots),
          page,
          ppi,
        );
        return { widthPx, heightPx, rgba: new Uint8Array(Buffer.from(base64, 'base64')) };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
