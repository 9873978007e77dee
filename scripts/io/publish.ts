/** Puts finished files into dist/: written beside, then the folders change places, so that a failed build changes nothing. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition } from '../edition/edition.ts';
import { writeWhole } from './cache.ts';
import type { IssueReport } from './terminal.ts';

export async function publish(edition: Edition, out: string): Promise<IssueReport> {
  const files: string[] = [];
  for (const [folder, contents] of Object.entries(edition.folders)) {
    const target = join(out, folder, edition.slug);
    const beside = join(out, folder, `.${edition.slug}.${process.pid}`);
    const old = `${beside}.old`;
    await mkdir(beside, { recursive: true });
    await Promise.all(
      Object.entries(contents).map(([name, content]) => writeWhole(join(beside, name), content)),
    );
    await rename(target, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(beside, target);
    await rm(old, { recursive: true, force: true });
    files.push(...Object.keys(contents).map((name) => join(target, name)));
  }
  return { issue: edition.slug, pages: edition.pages, files };
}
