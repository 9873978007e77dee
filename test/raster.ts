/** Pages of a PDF as pictures, drawn by pdf.js in our own browser: what a reader sees, without another program. */
import { build } from 'esbuild';
import { findBrowser, isFound, launchBrowser } from '../scripts/io/browser.ts';

const SCRIPT = `
import * as pdfjs from 'pdfjs-dist/build/pdf.mjs';
import * as worker from 'pdfjs-dist/build/pdf.worker.mjs';
globalThis.pdfjsWorker = worker;
globalThis.openPdf = async (base64) => {
  const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  globalThis.pdf = await pdfjs.getDocument({ data, isEvalSupported: false }).promise;
  return globalThis.pdf.numPages;
};
globalThis.drawPage = async (number, ppi) => {
  const page = await globalThis.pdf.getPage(number);
  const viewport = page.getViewport({ scale: ppi / 72 });
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport, background: '#fff' }).promise;
  page.cleanup();
  return canvas.toDataURL('image/png').split(',')[1];
};
`;

declare global {
  function openPdf(base64: string): Promise<number>;
  function drawPage(number: number, ppi: number): Promise<string>;
}

/** PNGs of all pages, in order. */
export async function pagePictures(pdf: Uint8Array, ppi: number): Promise<Buffer[]> {
  const found = await findBrowser();
  if (!isFound(found)) throw new Error(found.message);
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: '.' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome130',
    legalComments: 'none',
    define: { 'import.meta.url': '"about:blank"' },
    logLevel: 'silent',
  });
  const browser = await launchBrowser(found);
  try {
    const page = await browser.newPage();
    await page.evaluate(outputFiles[0]!.text);
    const count = await page.evaluate((base64) => openPdf(base64), Buffer.from(pdf).toString('base64'));
    const pictures: Buffer[] = [];
    for (let number = 1; number <= count; number++) {
      // oxlint-disable-next-line no-await-in-loop -- one canvas after the other
      const png = await page.evaluate((at, dots) => drawPage(at, dots), number, ppi);
      pictures.push(Buffer.from(png, 'base64'));
    }
    return pictures;
  } finally {
    await browser.close();
  }
}
