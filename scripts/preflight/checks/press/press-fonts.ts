/** Every face is in the file, and none is drawn letter by letter (Type 3), which presses print without hints and without mercy. */
import type { PressCheck } from '../../press-proof.ts';

export const pressFonts: PressCheck = ({ file }) =>
  file.fonts.flatMap(({ name, kind, embedded }) => {
    if (kind === 'Type3') {
      return [
        {
          rule: 'type-3-font',
          level: 'error',
          message: `${name || 'a face'} is in the press file as Type 3: single drawings instead of a face`,
          hint: 'use a static TrueType file of that face; variable and CFF faces come out so',
        },
      ];
    }
    return embedded
      ? []
      : [
          {
            rule: 'font-embedding',
            level: 'error',
            message: `${name} is not in the press file`,
            hint: 'use a file of that face whose licence allows embedding',
          },
        ];
  });
