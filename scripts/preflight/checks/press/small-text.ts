/** Small type is of one ink: where several plates make a letter, or leave it white, the least shift between them closes it. */
import type { Finding } from '../../../model/finding.ts';
import { builtOf, inkCount, isWhite } from '../../ink-use.ts';
import { quoted } from '../../proof.ts';
import { adFile, askFor, onTrim, placeAt, type PressCheck } from '../../press-proof.ts';

export const smallText: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ texts }, at) => {
    const told = new Set<string>();
    const least = proof.printer.textSmallestPt;
    return texts.flatMap((use): Finding[] => {
      // Sizes come with the rounding of the browser's pixels.
      if (use.text.trim() === '' || use.sizePt >= least - 0.05) return [];
      const white = isWhite(use);
      if (!white && inkCount(use) < 2) return [];
      const size = `${Math.round(use.sizePt * 10) / 10} pt`;
      const kind = white ? 'white' : `built of ${builtOf(use)}`;
      // One finding a size and colour on a page, at its first words.
      if (told.has(`${size} ${kind}`)) return [];
      told.add(`${size} ${kind}`);
      const box = onTrim(proof, at, use.box);
      const supplied = adFile(proof, use.ad, at);
      return [
        {
          rule: 'small-text',
          level: 'warning',
          message: `${quoted(use.text)} on page ${at + 1} is ${kind} at ${size}; the press keeps it legible from ${least} pt`,
          hint: supplied
            ? askFor('with its small type in one ink')
            : 'set it larger, or in one ink: black, or a tint of it',
          place: supplied?.place ?? placeAt(proof, at, box),
          page: at + 1,
          box,
        },
      ];
    });
  });
