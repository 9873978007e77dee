/** What comparisons keep between runs: an issue's files at a commit, and pictures of pages. The last that were used stay; the others go. */
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of an issue at so many commits, with the pages that were set of them. */
const MOST_TREES = 5;
/** Some comparisons of a long issue, at about 100 kB each. */
const MOST_PICTURES = 400;
/** Another process may be at work with what was used a moment ago. */
const IN_USE_MS = 3_600_000;

/** Where the pictures are kept, within the folder. */
export const PICTURES = 'pages';

/** Notes that something there has been used now. */
export async function markUsed(path: string): Promise<void> {
  const now = new Date();
  // Whoever may not write there need not note it either.
  await utimes(path, now, now).catch(() => undefined);
}

/** Takes away what has not been used for longest, in `folder` and among its pictures. Links are taken away and not followed. */
export async function sweepCompared(folder: string, now = Date.now()): Promise<void> {
  await sweep(folder, MOST_TREES, now, (name) => name !== PICTURES);
  await sweep(join(folder, PICTURES), MOST_PICTURES, now);
}

async function sweep(
  folder: string,
  most: number,
  now: number,
  isOne: (name: string) => boolean = () => true,
): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter(isOne);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return {
        path,
        usedMs: await stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => now,
        ),
      };
    }),
  );
  const old = found
    .toSorted((one, other) => other.usedMs - one.usedMs)
    .slice(most)
    .filter(({ usedMs }) => now - usedMs > IN_USE_MS);
  // What cannot be taken away now is next time.
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true }).catch(() => undefined)));
}
