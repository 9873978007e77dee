/** Small black type and thin black lines print over what is beneath: knocked out, a white edge shows wherever a plate has shifted. */
import type { Finding } from '../../../model/finding.ts';
import { isBlackInk, reallyOverprints } from '../../ink-use.ts';
import type { InkUse } from '../../press-file.ts';
import { quoted } from '../../proof.ts';
import { adFile, askFor, onTrim, placeAt, type PressCheck } from '../../press-proof.ts';

/** What is set exactly at the limit may come out a hair below it. */
const ROUNDING_PT = 0.05;

/** Under an opacity black mixes with what is beneath, and knocks nothing out. */
const knocksOut = (use: InkUse): boolean => isBlackInk(use) && !use.thin && !reallyOverprints(use);

export const blackOverprint: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ texts, lines }, at) => {
    const { textPt, linePt } = proof.printer.black;
    const text = texts.find(
      (use) => knocksOut(use) && use.sizePt < textPt - ROUNDING_PT && use.text.trim() !== '',
    );
    const line = lines.find((use) => knocksOut(use) && use.widthPt < linePt - ROUNDING_PT);
    return [
      ...(text
        ? [{ ...text, what: `black text of ${Math.round(text.sizePt * 10) / 10} pt, ${quoted(text.text)},` }]
        : []),
      ...(line ? [{ ...line, what: `a black line of ${Math.round(line.widthPt * 100) / 100} pt` }] : []),
    ].map(({ what, ad, box: boxPt }): Finding => {
      const box = onTrim(proof, at, boxPt);
      const supplied = adFile(proof, ad, at);
      return {
        rule: 'black-overprint',
        level: supplied ? 'warning' : 'error',
        message: `${what} on page ${at + 1} knocks out what is beneath instead of printing over it`,
        hint: supplied
          ? askFor('whose black text overprints (overprint mode 1)')
          : 'report this with the issue folder',
        place: supplied?.place ?? placeAt(proof, at, box),
        page: at + 1,
        box,
      };
    });
  });
