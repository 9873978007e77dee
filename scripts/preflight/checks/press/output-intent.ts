/** The file says for which printing condition it is made: one output intent, with that condition's own profile. */
import type { Finding } from '../../../model/finding.ts';
import type { PressCheck } from '../../press-proof.ts';

export const outputIntent: PressCheck = ({ file, printer, printerPlace }) => {
  const say = (message: string): Finding => ({
    rule: 'output-intent',
    level: 'error',
    message,
    hint: `ask the print shop for its ICC profile for ${printer.icc.condition}`,
    place: printerPlace,
  });
  const intents = file.intents.filter(({ kind }) => kind === 'GTS_PDFX');
  if (intents.length !== 1)
    return [say(`the press file has ${intents.length} output intents instead of one`)];
  const { identifier, profile } = intents[0]!;
  if (identifier !== printer.icc.condition)
    return [
      say(
        `the press file is made for ${identifier || 'no condition'}, the printer wants ${printer.icc.condition}`,
      ),
    ];
  if (!profile) return [say('the press file does not hold its output profile')];
  return profile.device === 'prtr' && profile.space === 'CMYK' && profile.components === 4
    ? []
    : [
        say(
          `the output profile is of the kind ${profile.device}, ${profile.space}; a press needs prtr, CMYK`,
        ),
      ];
};
