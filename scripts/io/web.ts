/**
 * The door to dist/web, which all issues share: what is new is written beside first, then folders change places one after the other,
 * so that a failed build changes nothing and no reader meets half a folder. Files that say the same keep their times.
 */
import { copyFile, link, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SiteIssue } from '../web/site.ts';
import { writeWhole } from './cache.ts';

/** What a file is to hold; a copy is of a file whose name in dist/ tells its content, so it is never compared. */
export type Content = string | Uint8Array | { readonly copyOf: string };

export interface FolderChange {
  /** By path in the folder, with forward slashes. */
  readonly files: ReadonlyMap<string, Content>;
  /** Whether a file of before that is not among them stays. */
  readonly keeps?: (path: string) => boolean;
}

export interface WebChange {
  /** By the folder's name in dist/web. */
  readonly folders: ReadonlyMap<string, FolderChange>;
  /** Files at the root. */
  readonly files: ReadonlyMap<string, Content>;
  /** Folders that go. */
  readonly gone: readonly string[];
}

/** What dist/web holds already, issue by issue. */
export async function readWebIssues(out: string): Promise<SiteIssue[]> {
  const web = join(out, 'web');
  const entries = await readdir(web, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(async ({ name }): Promise<SiteIssue[]> => {
        try {
          return [JSON.parse(await readFile(join(web, name, 'issue.json'), 'utf8')) as SiteIssue];
        } catch {
          return [];
        }
      }),
  );
  return found.flat();
}

/** Bodies of an issue's articles, as an earlier build left them. */
export async function readBodies(out: string, issue: string): Promise<Readonly<Record<string, string>>> {
  try {
    return JSON.parse(await readFile(join(out, 'web', issue, 'bodies.json'), 'utf8')) as Record<
      string,
      string
    >;
  } catch {
    return {};
  }
}

/** Makes dist/web what it is to become; tells the paths of the pages that lead to the rest. */
export async function changeWeb(out: string, { folders, files, gone }: WebChange): Promise<void> {
  const web = join(out, 'web');
  const beside = join(web, `.new.${process.pid}`);
  const old = join(web, `.old.${process.pid}`);
  await mkdir(beside, { recursive: true });
  await mkdir(old, { recursive: true });
  try {
    for (const [name, change] of folders) await stage(join(web, name), join(beside, name), change);
    await stage(web, beside, { files });
    for (const name of [...folders.keys(), ...files.keys()]) {
      await moveIfThere(join(web, name), join(old, name));
      await rename(join(beside, name), join(web, name));
    }
    for (const name of gone) await moveIfThere(join(web, name), join(old, name));
  } finally {
    await rm(beside, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

const moveIfThere = async (from: string, to: string): Promise<void> => {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
};

/** The folder as it is to be, beside the one that is; what stays is the same file, not another with the same bytes. */
async function stage(target: string, beside: string, { files, keeps }: FolderChange): Promise<void> {
  await mkdir(beside, { recursive: true });
  if (keeps) {
    const there = await readdir(target, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of there) {
      const path = join(entry.parentPath, entry.name)
        .slice(target.length + 1)
        .replaceAll('\\', '/');
      if (entry.isFile() && !files.has(path) && keeps(path))
        await same(join(target, path), join(beside, path));
    }
  }
  await Promise.all(
    [...files].map(async ([path, content]) => {
      const [before, after] = [join(target, path), join(beside, path)];
      await mkdir(dirname(after), { recursive: true });
      if (await isSame(before, content)) return same(before, after);
      return put(after, content);
    }),
  );
}

async function isSame(file: string, content: Content): Promise<boolean> {
  try {
    if (typeof content === 'object' && 'copyOf' in content) return (await readFile(file)).length > 0;
    return Buffer.from(content as string).equals(await readFile(file));
  } catch {
    return false;
  }
}

async function put(file: string, content: Content): Promise<void> {
  if (typeof content === 'object' && 'copyOf' in content) await copyFile(content.copyOf, file);
  else await writeWhole(file, content);
}

/** One file under two names, where the disk can; a copy where it cannot. */
async function same(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await link(from, to).catch(() => copyFile(from, to));
}
