/**
 * Sets an issue with the layouts and styles of the folder that it is started in, and writes what a comparison asks of it: side.json, and its pages as
 * PNGs. A process of its own, since layouts of two versions cannot be loaded into one.
 */
import { join } from 'node:path';
import { readSource } from '../edition/compare.ts';
import { startWorkshop } from '../edition/run.ts';
import { issueSide } from '../edition/side.ts';
import { writeWhole } from './cache.ts';
import type { WrittenSide } from './side-in-tree.ts';

const [issuesDir = '', slug = '', out = ''] = process.argv.slice(2);

const write = (written: WrittenSide): Promise<void> =>
  writeWhole(join(out, 'side.json'), JSON.stringify(written));

const workshop = startWorkshop('.cache', true);
try {
  const { source, findings } = await readSource(issuesDir, slug);
  if (source) {
    const seen = await issueSide(workshop, source);
    const { side } = seen;
    const sheets = await seen.photograph(side.pages.map(({ number }) => number));
    await Promise.all(sheets.map(({ proof }, at) => writeWhole(join(out, `${at + 1}.png`), proof)));
    // Last: who finds it finds the pages too.
    await write({ side });
  } else await write({ findings });
} finally {
  await workshop.close();
}
process.exit(0);
