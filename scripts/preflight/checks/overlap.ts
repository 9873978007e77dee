/** Text stands over a picture only where its layout says so (`--over: picture`). */
import { type PictureCheck, placeOn } from '../picture-proof.ts';

export const overlap: PictureCheck = (proof) =>
  proof.pages.flatMap((page) =>
    page.type
      .filter(({ meant }) => !meant)
      .map(({ what, text, line, lines, pictures }) => {
        const names = pictures.map((at) => page.pictures[at]!.key.split('/').at(-1)!);
        return {
          rule: 'overlap',
          level: 'error',
          message: `the ${what} “${text}” runs over ${[...new Set(names)].join(' and ')} on page ${page.number}`,
          hint: 'give the picture another place ({.top}, {.wide}, {.full}), or shorten the text',
          place: placeOn(proof, page, line ?? page.pictures[pictures[0]!]?.line),
          page: page.number,
          box: lines[0],
        };
      }),
  );
