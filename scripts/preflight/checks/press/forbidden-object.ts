/** Nothing is in the file that PDF/X forbids: PostScript, LZW, pictures in two versions, transfer curves of one's own. */
import type { PressCheck } from '../../press-proof.ts';

export const forbiddenObject: PressCheck = ({ file }) =>
  file.forbidden.map((what) => ({
    rule: 'forbidden-object',
    level: 'error',
    message: `the press file has ${what}, which PDF/X-4 forbids`,
    hint: 'look for it in the PDFs of advertisers and export those anew; else report this with the issue folder',
  }));
