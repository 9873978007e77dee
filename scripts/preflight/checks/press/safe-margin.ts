/**
 * Words keep clear of the edge: the knife may come a millimetre nearer than it should. At a spine nothing is cut; but glue takes what the hinge takes,
 * and words that run into the fold cannot be read.
 */
import type { BoxMm, Finding } from '../../../model/finding.ts';
import { ptToMm } from '../../../model/geometry.ts';
import { quoted } from '../../proof.ts';
import { adFile, askFor, onTrim, placeAt, type PressCheck } from '../../press-proof.ts';

/** Where letters stand is known to a tenth of a millimetre. */
const ROUNDING_MM = 0.1;

const short = (mm: number): string => `${Math.round(mm * 10) / 10}`;

export const safeMargin: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ texts, trim }, at) => {
    if (!trim) return [];
    const { safeMm, hingeMm } = proof.printer;
    const [widthMm, heightMm] = [ptToMm(trim[2] - trim[0]), ptToMm(trim[3] - trim[1])];
    const isLeft = proof.pages[at]?.side === 'left';
    // A hinge is what glue takes; without glue there is none.
    const spine = safeMm + hingeMm;
    const wanted = {
      head: safeMm,
      foot: safeMm,
      left: isLeft ? safeMm : spine,
      right: isLeft ? spine : safeMm,
    };
    const worst = new Map<
      string,
      { readonly clearMm: number; readonly box: BoxMm; readonly text: string; readonly ad?: string }
    >();
    for (const use of texts) {
      if (use.text.trim() === '') continue;
      const box = onTrim(proof, at, use.box);
      const clear = {
        head: box.yMm,
        foot: heightMm - box.yMm - box.heightMm,
        left: box.xMm,
        right: widthMm - box.xMm - box.widthMm,
      };
      // What stands beside the page is the printer's: marks, a line that names the sheet.
      if (Object.values(clear).some((mm) => mm < -Math.max(box.widthMm, box.heightMm) / 2)) continue;
      for (const edge of ['head', 'foot', 'left', 'right'] as const) {
        if (clear[edge] >= wanted[edge] - ROUNDING_MM) continue;
        const before = worst.get(edge);
        if (!before || clear[edge] < before.clearMm)
          worst.set(edge, {
            clearMm: clear[edge],
            box,
            text: use.text,
            ...(use.ad !== undefined && { ad: use.ad }),
          });
      }
    }
    return [...worst].map(([edge, { clearMm, box, text, ad }]): Finding => {
      const supplied = adFile(proof, ad, at);
      const least = wanted[edge as keyof typeof wanted];
      return {
        rule: 'safe-margin',
        level: 'warning',
        message:
          clearMm < 0
            ? `${quoted(text)} runs ${short(-clearMm)} mm over the ${edge} of page ${at + 1}`
            : `${quoted(text)} stands ${short(clearMm)} mm from the ${edge} of page ${at + 1}; the printer asks for ${short(least)} mm`,
        hint: supplied ? askFor(`with its text ${short(least)} mm from the edge`) : 'move it inward',
        place: supplied?.place ?? placeAt(proof, at, box),
        page: at + 1,
        box,
      };
    });
  });
