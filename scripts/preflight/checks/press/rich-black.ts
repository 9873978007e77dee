/** Type that is black takes little more than black ink: what has far more does not dry, and shows coloured edges (GWG 2022). */
import type { Finding } from '../../../model/finding.ts';
import { builtOf, inkSum } from '../../ink-use.ts';
import { quoted } from '../../proof.ts';
import { adFile, askFor, onTrim, placeAt, type PressCheck } from '../../press-proof.ts';
import { isRichGrey } from './black-text.ts';

export const richBlack: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ texts }, at) => {
    const told = new Set<string>();
    const { black } = proof.printer;
    return texts.flatMap((use): Finding[] => {
      if (use.text.trim() === '' || use.space !== 'DeviceCMYK') return [];
      const sum = Math.round(inkSum(use));
      const isBlack = 100 * (use.components[3] ?? 0) >= black.fromPercent;
      // That grey text is built of several inks at all is told already.
      if (!isBlack || sum <= black.sumPercent || isRichGrey(use, black) || told.has(builtOf(use))) return [];
      told.add(builtOf(use));
      const box = onTrim(proof, at, use.box);
      const supplied = adFile(proof, use.ad, at);
      return [
        {
          rule: 'rich-black',
          level: 'warning',
          message: `${quoted(use.text)} on page ${at + 1} is in a black of ${builtOf(use)}, ${sum} % of ink; type takes ${black.sumPercent} % at most`,
          hint: supplied
            ? askFor('with its text in black ink alone')
            : 'give the colour a build of less ink: 60 0 0 100',
          place: supplied?.place ?? placeAt(proof, at, box),
          page: at + 1,
          box,
        },
      ];
    });
  });
