/** White never overprints: what has no ink and leaves all plates as they are is not there. */
import type { Finding } from '../../../model/finding.ts';
import { isWhite } from '../../ink-use.ts';
import type { InkUse } from '../../press-file.ts';
import { quoted } from '../../proof.ts';
import { adFile, askFor, onTrim, placeAt, type PressCheck } from '../../press-proof.ts';

const vanishes = (use: InkUse): boolean => use.overprints && isWhite(use);

export const whiteOverprint: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ texts, lines }, at) => {
    const text = texts.find((use) => vanishes(use) && use.text.trim() !== '');
    const line = lines.find(vanishes);
    return [
      ...(text
        ? [{ ...text, what: `white text of ${Math.round(text.sizePt * 10) / 10} pt, ${quoted(text.text)},` }]
        : []),
      ...(line ? [{ ...line, what: 'a white line' }] : []),
    ].map(({ what, ad, box: boxPt }): Finding => {
      const box = onTrim(proof, at, boxPt);
      const supplied = adFile(proof, ad, at);
      return {
        rule: 'white-overprint',
        level: 'error',
        message: `${supplied ? `${supplied.name}: ` : ''}${what} overprints on page ${at + 1}, and would vanish`,
        hint: supplied ? askFor('whose white text does not overprint') : 'report this with the issue folder',
        place: supplied?.place ?? placeAt(proof, at, box),
        page: at + 1,
        box,
      };
    });
  });
