/** The door to git: what a name stands for, and the files of a commit in a folder of their own. Whatever is asked, nothing of the repository changes. */
import { existsSync } from 'node:fs';
import { mkdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Outcome, run } from './processes.ts';

export interface Repository {
  /** Its top folder. */
  readonly root: string;
  /** From there to the folder that was asked about, with / and no / at the end: "issues". */
  readonly prefix: string;
}

export interface Commit {
  readonly id: string;
  /** ISO date. */
  readonly date: string;
  readonly subject: string;
}

/** Variables that would lead git to another repository than the folder's: they are set where a hook runs us. */
const withoutRepository = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_PREFIX: undefined,
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
  ...more,
});

const git = (folder: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Outcome> =>
  run('git', args, { folder, env: withoutRepository(env) });

/** The repository that a folder is in: "no git" where the program is missing, "no repository" where there is none. */
export async function repositoryOf(folder: string): Promise<Repository | 'no git' | 'no repository'> {
  const here = await realpath(folder).catch(() => resolve(folder));
  const found = await git(here, ['rev-parse', '--show-toplevel', '--show-prefix']);
  if (found.missing && existsSync(here)) return 'no git';
  if (found.status !== 0) return 'no repository';
  const [root = '', prefix = ''] = found.stdout.split('\n');
  return { root: resolve(root), prefix: prefix.replace(/\/$/u, '') };
}

/** The commit that a name stands for; undefined where there is none of that name. */
export async function commitOf({ root }: Repository, name: string): Promise<Commit | undefined> {
  // After this word git takes nothing for an option.
  const found = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  const id = found.stdout.trim();
  if (found.status !== 0 || id === '') return undefined;
  const told = await git(root, ['show', '--no-patch', '--format=%cs%n%s', id]);
  const [date = '', subject = ''] = told.stdout.split('\n');
  return { id, date, subject };
}

/** Names that one would compare with, the newest tag first. */
export async function knownNames({ root }: Repository, most = 12): Promise<string[]> {
  const tags = await git(root, ['tag', '--sort=-creatordate']);
  return ['HEAD', ...tags.stdout.split('\n').filter(Boolean).slice(0, most)];
}

/** Whether a commit has a folder or file of that path from the top. */
export async function holds({ root }: Repository, { id }: Commit, path: string): Promise<boolean> {
  return (await git(root, ['cat-file', '-e', `${id}:${path}`])).status === 0;
}

/** Whether these paths are today, as they lie on the disk, what they were. New files that git does not know are not seen. */
export async function isAsBefore(
  { root }: Repository,
  { id }: Commit,
  paths: readonly string[],
): Promise<boolean> {
  return (await git(root, ['diff', '--quiet', id, '--', ...paths])).status === 0;
}

/** Files of a commit under `folder`, as they lay from the top: written once, since a commit never changes. */
export async function checkOut(
  { root }: Repository,
  { id }: Commit,
  paths: readonly string[],
  folder: string,
): Promise<void> {
  if (existsSync(folder)) return;
  const beside = `${resolve(folder)}.${process.pid}.part`;
  await mkdir(beside, { recursive: true });
  // An index of its own: the designer's stays as it is.
  const index = join(dirname(beside), `.index.${process.pid}`);
  const found = await git(
    root,
    ['--work-tree', beside, 'checkout', '--force', id, '--', ...paths.map((path) => `:(top,literal)${path}`)],
    { GIT_INDEX_FILE: index },
  );
  await rm(index, { force: true });
  if (found.status !== 0) {
    await rm(beside, { recursive: true, force: true });
    throw new Error(found.stderr.trim() || 'git could not write the files');
  }
  await rename(beside, folder).catch(async (error: unknown) => {
    // Another process was quicker, with the same result.
    if (!existsSync(folder)) throw error;
    await rm(beside, { recursive: true, force: true });
  });
}
