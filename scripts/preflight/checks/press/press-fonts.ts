/** Every face is in the file, and none is drawn letter by letter (Type 3), which presses print without hints and without mercy. */
import { adFile, askFor, type PressCheck } from '../../press-proof.ts';

export const pressFonts: PressCheck = (proof) =>
  proof.file.fonts.flatMap(({ name, kind, embedded, ad }) => {
    const supplied = adFile(proof, ad);
    const holder = supplied?.name ?? 'the press file';
    const place = supplied && { place: supplied.place };
    if (kind === 'Type3') {
      return [
        {
          rule: 'type-3-font',
          // Not ours to mend: it prints, if coarsely.
          level: supplied ? 'warning' : 'error',
          message: `${name || 'a face'} is in ${holder} as Type 3: single drawings instead of a face`,
          hint: supplied
            ? askFor('with its faces embedded as they are')
            : 'use a static TrueType file of that face; variable and CFF faces come out so',
          ...place,
        },
      ];
    }
    return embedded
      ? []
      : [
          {
            rule: 'font-embedding',
            level: 'error',
            message: `${name} is not in ${holder}`,
            hint: supplied
              ? askFor('with all its faces embedded')
              : 'use a file of that face whose licence allows embedding',
            ...place,
          },
        ];
  });
