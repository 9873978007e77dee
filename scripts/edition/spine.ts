/** The spine of a cover that is a sheet of its own: how wide it is, and its words as the browser prints them. */
import { html } from '../../layouts/html.ts';
import { bindingFacts, COVER_PAGES } from '../model/binding.ts';
import { mmToPx } from '../model/geometry.ts';
import { dress } from '../pages/tabs.ts';
import { SHEET_ZOOM, sheetSize } from '../pages/stylesheet.ts';
import { type IssueSource, type PagedEdition } from './pages.ts';
import type { Workshop } from './workshop.ts';

/** A narrower spine has no words: they would run over its edges where the fold is half a millimetre off. */
const LEAST_FOR_WORDS_MM = 3;
/** White at both edges of the words together. */
const EDGES_MM = 1;
const TYPE_PT = { least: 5.5, most: 10 };
const PT_MM = 25.4 / 72;
/** The browser prints no page as narrow as a spine. */
const STRIP_MM = 60;

/** Width of the spine; undefined where the cover is no sheet of its own, or cannot be one. */
export function spineOf({ issue: { printer } }: IssueSource, pages: number): number | undefined {
  if (printer.binding !== 'perfect' || pages % 2 > 0 || pages <= COVER_PAGES) return undefined;
  return bindingFacts(printer, pages).spineMm;
}

/** Size of the words on a spine, in points; undefined where it is too narrow for any. */
export const spineType = (spineMm: number): number | undefined =>
  spineMm < LEAST_FOR_WORDS_MM
    ? undefined
    : Math.min(TYPE_PT.most, Math.max(TYPE_PT.least, Math.floor((2 * (spineMm - EDGES_MM)) / PT_MM) / 2));

/** A strip with the spine at the left of its trim; on one that is too narrow stand no words. */
export async function printSpine(
  workshop: Workshop,
  { issue, magazine }: IssueSource,
  { outfit }: Pick<PagedEdition, 'outfit'>,
  spineMm: number,
): Promise<Uint8Array> {
  const typePt = spineType(spineMm);
  const words = magazine.spine && typePt !== undefined;
  const strip = html`<div class="spine" style="--spine: ${spineMm}mm; --spine-type: ${typePt ?? 0}pt">
    ${
      words
        ? html`<p class="spine-line">
            <span class="spine-name">${magazine.name}</span>
            <span class="spine-title">${issue.title}</span>
            <span class="spine-number">${issue.number}</span>
          </p>`
        : ''
    }
  </div>`;
  const { css, styles, scripts } = outfit;
  const tab = await (await workshop.browser).newPage();
  try {
    await dress(tab, { url: scripts.tab, faces: styles.faces, css });
    await tab.evaluate((text) => {
      document.body.innerHTML = text;
    }, strip.text);
    return await tab.pdf({
      width: `${mmToPx(STRIP_MM)}px`,
      height: `${mmToPx(sheetSize(outfit.page).heightMm)}px`,
      scale: 1 / SHEET_ZOOM,
      printBackground: true,
      timeout: 0,
    });
  } finally {
    await tab.close();
  }
}
