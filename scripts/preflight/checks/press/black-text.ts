/** Black and grey text is printed with black ink alone: four plates never fit a letter, and coloured fringes show. */
import type { Finding } from '../../../model/finding.ts';
import type { BlackLimits } from '../../../model/printer.ts';
import { builtOf } from '../../ink-use.ts';
import type { TextUse } from '../../press-file.ts';
import { adFile, askFor, onTrim, placeAt, type PressCheck } from '../../press-proof.ts';

/**
 * Whether it is a grey or a black that is built of more inks than one. Grey needs some more cyan than magenta and yellow (ISO 12647-2, grey balance);
 * what has much more is a colour, if a dull one.
 */
export const isRichGrey = (
  { space, components }: Pick<TextUse, 'space' | 'components'>,
  { fromPercent }: Pick<BlackLimits, 'fromPercent'>,
): boolean => {
  if (space !== 'DeviceCMYK') return false;
  const [cyan = 0, magenta = 0, yellow = 0, black = 0] = components;
  const colours = [cyan, magenta, yellow];
  if (Math.max(...colours) === 0) return false;
  const spread = Math.max(...colours) - Math.min(...colours);
  if (100 * black >= fromPercent && spread < 0.5) return true;
  const lead = cyan - (magenta + yellow) / 2;
  // K80 beside 60/50/50 is as black to the eye as 75/65/50/98.
  return (
    lead > -0.02 && lead < 0.15 && Math.abs(magenta - yellow) < 0.17 && Math.min(...colours) + black > 0.3
  );
};

export const blackText: PressCheck = (proof) =>
  proof.file.pages.flatMap(({ texts }, at) => {
    const told = new Set<string>();
    const { black } = proof.printer;
    return texts.flatMap((text): Finding[] => {
      const { space, sizePt } = text;
      const supplied = adFile(proof, text.ad, at);
      const box = onTrim(proof, at, text.box);
      // An advertiser's file may say it so: it is black ink alone.
      const isGray = space === 'DeviceGray' && supplied === undefined;
      if (text.text.trim() === '' || (!isGray && !isRichGrey(text, black))) return [];
      const size = `${Math.round(sizePt * 10) / 10} pt`;
      const message = `${supplied ? `${supplied.name}: ` : ''}${
        isGray
          ? `text of ${size} on page ${at + 1} is in DeviceGray; print shops ask for DeviceCMYK 0/0/0/100`
          : `grey or black text of ${size} on page ${at + 1} is built of ${builtOf(text)}; only black ink prints it sharp`
      }`;
      if (told.has(message)) return [];
      told.add(message);
      return [
        {
          rule: 'black-text',
          // A rich black of an advertiser's is not ours to mend.
          level: isGray || (sizePt < black.textPt && !supplied) ? 'error' : 'warning',
          message,
          hint: supplied
            ? askFor('with its text in black ink alone')
            : isGray
              ? 'report this with the issue folder'
              : 'give the colour a build of black ink alone: 0 0 0 100',
          place: supplied?.place ?? placeAt(proof, at, box),
          page: at + 1,
          box,
        },
      ];
    });
  });
