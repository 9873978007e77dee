/** Every sign is one that its face has: what a face lacks is printed as an empty box. */
import { quoted } from '../../proof.ts';
import { adFile, askFor, onTrim, placeAt, type PressCheck } from '../../press-proof.ts';

export const missingGlyph: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ texts }, at) =>
    texts
      .filter(({ missing }) => missing > 0)
      .map(({ missing, text, font, box: boxPt, ad }) => {
        const box = onTrim(proof, at, boxPt);
        const supplied = adFile(proof, ad, at);
        return {
          rule: 'missing-glyph',
          level: 'error' as const,
          message: `${missing} ${missing === 1 ? 'sign' : 'signs'} of ${text.trim() === '' ? 'a line' : quoted(text)} on page ${at + 1} ${missing === 1 ? 'is' : 'are'} an empty box: ${font || 'its face'} does not have ${missing === 1 ? 'it' : 'them'}`,
          hint: supplied
            ? askFor('with all its letters')
            : 'write another sign, or give the theme a face that has it',
          place: supplied?.place ?? placeAt(proof, at, box),
          page: at + 1,
          box,
        };
      }),
  );
