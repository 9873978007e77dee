/** Puts finished files into dist/: written beside, then the folders change places, so that a failed build changes nothing. */
import { access, constants, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Edition } from '../edition/edition.ts';
import type { Finding } from '../model/finding.ts';
import { writeWhole } from './cache.ts';
import { machineFinding, MachineFault } from './processes.ts';
import type { IssueReport } from './terminal.ts';

const ANOTHER = 'name another folder with --out, or leave --out away for dist/';

const fileInTheWay = (out: string, file: string): Finding =>
  machineFinding('command-line', `--out ${out}: ${file} is a file, not a folder`, ANOTHER);
const cannotWrite = (out: string, code: string): Finding =>
  machineFinding('command-line', `--out ${out}: nothing can be written there (${code})`, ANOTHER);

/** Why results cannot go to `out`, as far as can be told before there are any. */
export async function outFault(out: string): Promise<Finding | undefined> {
  try {
    if (!(await stat(out)).isDirectory()) return fileInTheWay(out, out);
    await access(out, constants.W_OK);
    return undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const above = dirname(resolve(out));
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return cannotWrite(out, code);
    const fault = above === resolve(out) ? cannotWrite(out, code) : await outFault(above);
    return fault && { ...fault, message: fault.message.replace(`--out ${above}:`, `--out ${out}:`) };
  }
}

/** Puts an issue's files where they belong. */
export async function publish(edition: Edition, out: string): Promise<IssueReport> {
  try {
    return await changePlaces(edition, out);
  } catch (error) {
    const { code = '', path = out } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR' || code === 'EEXIST') throw new MachineFault(fileInTheWay(out, path), error);
    if (/^(EACCES|EPERM|EROFS|ENOENT)$/u.test(code)) throw new MachineFault(cannotWrite(out, code), error);
    throw error;
  }
}

async function changePlaces(edition: Edition, out: string): Promise<IssueReport> {
  const files: string[] = [];
  for (const [folder, contents] of Object.entries(edition.folders)) {
    const target = join(out, folder, edition.slug);
    // The web edition's folder has pages too, which are not this edition's.
    if (folder === 'web') {
      await Promise.all(
        Object.entries(contents).map(([name, content]) => writeWhole(join(target, name), content)),
      );
      files.push(...Object.keys(contents).map((name) => join(target, name)));
      continue;
    }
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
  // Moved aside first, so that none is ever half there.
  for (const folder of edition.leftOut) {
    const old = join(out, folder, `.${edition.slug}.${process.pid}.old`);
    await rename(join(out, folder, edition.slug), old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rm(old, { recursive: true, force: true });
  }
  return { issue: edition.slug, pages: edition.pages, files };
}
