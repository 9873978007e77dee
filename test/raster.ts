/** Pages of a PDF as pictures, drawn in our own browser. */
import { findBrowser, isFound, launchBrowser } from '../scripts/io/browser.ts';
import { openDrawing } from '../scripts/io/draw.ts';

/** PNGs of all pages, in order. */
export async function pagePictures(pdf: Uint8Array, ppi: number): Promise<Uint8Array[]> {
  const found = await findBrowser();
  if (!isFound(found)) throw new Error(found.message);
  const browser = await launchBrowser(found);
  try {
    const drawing = await openDrawing(browser, pdf);
    const pictures: Uint8Array[] = [];
    for (let page = 1; page <= drawing.pages; page++) {
      // oxlint-disable-next-line no-await-in-loop -- one canvas after the other
      pictures.push(await drawing.png(page, ppi));
    }
    return pictures;
  } finally {
    await browser.close();
  }
}
