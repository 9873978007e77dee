/** Nothing in the file is clicked, run or filled in. */
import type { Finding } from '../../../model/finding.ts';
import type { PressCheck } from '../../press-proof.ts';

export const noAnnotations: PressCheck = ({ file }) => {
  const say = (message: string, page?: number): Finding => ({
    rule: 'annotations',
    level: 'error',
    message,
    hint: 'report this with the issue folder',
    ...(page !== undefined && { page }),
  });
  return [
    ...file.actions.map((name) => say(`the press file holds ${name}, which no press can carry out`)),
    ...file.pages.flatMap(({ annotations }, at) =>
      annotations.length === 0
        ? []
        : [
            say(
              `page ${at + 1} has ${annotations.length} annotations (${[...new Set(annotations)].join(', ')}) on what is printed`,
              at + 1,
            ),
          ],
    ),
  ];
};
