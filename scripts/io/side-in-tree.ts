/** Has an issue set in a tree that has its own layouts and styles, and reads what has come of it. */
import { readFile, rm } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { Side } from '../compare/side.ts';
import type { SeenSide } from '../edition/side.ts';
import type { Finding } from '../model/finding.ts';
import { run } from './processes.ts';

/** side.json */
export type WrittenSide = { readonly side: Side } | { readonly findings: readonly Finding[] };

const MOST_MS = 240_000;

const read = async (file: string): Promise<WrittenSide | undefined> =>
  readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as WrittenSide,
    () => undefined,
  );

/**
 * @param tree what completeTree() made
 * @param issuesDir in that tree
 * @returns the side; or what is wrong with the issue; or why the process failed
 */
export async function sideInTree(
  tree: string,
  issuesDir: string,
  slug: string,
): Promise<SeenSide | { readonly findings: readonly Finding[] } | { readonly fault: string }> {
  // A commit never changes, but what sets it may; scripts that are not compiled may change at any time.
  const code = process.env['DMAG_CODE'];
  const out = join(tree, '.sides', code ? basename(code) : 'now');
  if (!code) await rm(out, { recursive: true, force: true });
  const file = join(out, 'side.json');
  let written = await read(file);
  if (!written) {
    const { stderr, status } = await run(
      process.execPath,
      [
        '--import',
        'tsx',
        join('scripts', 'io', 'side-process.ts'),
        relative(tree, issuesDir),
        slug,
        resolve(out),
      ],
      { folder: tree, env: { ...process.env, DMAG_CODE: undefined }, timeoutMs: MOST_MS },
    );
    written = await read(file);
    if (!written) {
      const [fault] = /^\w*Error:? .*$/mu.exec(stderr) ?? [`the process ended with ${status ?? 'a signal'}`];
      return { fault };
    }
  }
  if ('findings' in written) return written;
  const { side } = written;
  return {
    side,
    photograph: (pages) =>
      Promise.all(
        pages.map(async (page) => {
          const proof = await readFile(join(out, `${page}.png`));
          return { proof, report: proof };
        }),
      ),
  };
}
