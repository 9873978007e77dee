/** No page is without ink that was not meant to be: pages that the issue leaves blank between articles are known. */
import { placeAt, type PressCheck } from '../../press-proof.ts';

/** The lightest that is printed at all. */
const LEAST_PERCENT = 2;

export const emptyPage: PressCheck = (proof) =>
  (proof.ink ?? []).flatMap(({ percent, cellMm, widthPx, xMm, yMm }, at) => {
    if (proof.pages[at]?.file === undefined) return [];
    const { widthMm, heightMm } = proof.printer.trim;
    // Marks outside the trim are no content.
    const isPrinted = percent.some((ink, cell) => {
      if (ink < LEAST_PERCENT) return false;
      const x = ((cell % widthPx) + 0.5) * cellMm + xMm;
      const y = (Math.floor(cell / widthPx) + 0.5) * cellMm + yMm;
      return x > 0 && y > 0 && x < widthMm && y < heightMm;
    });
    if (isPrinted) return [];
    return [
      {
        rule: 'empty-page',
        level: 'warning',
        message: `page ${at + 1} is empty, though it belongs to an article`,
        hint: 'look why nothing stands on it; an empty page is best left out of the running order',
        place: placeAt(proof, at),
        page: at + 1,
      },
    ];
  });
