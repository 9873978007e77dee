/** The door to dist/deposit: what an issue was made from, so that nothing stale is handed over, and the finished files. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from './cache.ts';

/** What is written while an issue is looked at, and changes nothing in it. */
const BESIDE = new Set(['notes.yaml']);

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && !BESIDE.has(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** One hash of all files at these paths, by name and content; a path that is not there counts as empty. */
export async function sourceHash(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesIn(path)) {
      const content = await readFile(file).catch(() => Buffer.from(''));
      hash.update(`${relative(path, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/** What d:mag itself is made of. */
export const ownSources = (): readonly string[] =>
  ['scripts', 'styles', 'layouts', 'package-lock.json'].map((name) =>
    fileURLToPath(new URL(`../../${name}`, import.meta.url)),
  );

/** What was made of an issue, and from what. */
export interface Made {
  readonly sources: string;
  /** SHA-256 of each finished file, by path in dist/. */
  readonly files: Readonly<Record<string, string>>;
  readonly pages: number;
}

const noteOf = (out: string, issue: string): string => join(out, 'deposit', `.${issue}.json`);

export async function readMade(out: string, issue: string): Promise<Made | undefined> {
  try {
    return JSON.parse(await readFile(noteOf(out, issue), 'utf8')) as Made;
  } catch {
    return undefined;
  }
}

export const writeMade = (out: string, issue: string, made: Made): Promise<void> =>
  writeWhole(noteOf(out, issue), `${JSON.stringify(made)}\n`);

/** Files of dist/ by their paths in it; undefined where one of them is not there. */
export async function readFinished(
  out: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  try {
    return new Map(
      await Promise.all(paths.map(async (path) => [path, await readFile(join(out, path))] as const)),
    );
  } catch {
    return undefined;
  }
}

/** Names of the PDFs in a press package, but for the job sheet. */
export async function pressFiles(out: string, issue: string): Promise<readonly string[]> {
  const names = await readdir(join(out, 'press', issue)).catch(() => []);
  return names.filter((name) => name.endsWith('-press.pdf')).toSorted();
}

/** Puts the deposit of an issue into its folder, whole or not at all; tells the paths. */
export async function putDeposit(
  out: string,
  issue: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<readonly string[]> {
  const target = join(out, 'deposit', issue);
  const beside = join(out, 'deposit', `.${basename(issue)}.${process.pid}`);
  for (const [name, content] of files) await writeWhole(join(beside, name), content);
  await rm(target, { recursive: true, force: true });
  await rename(beside, target);
  return [...files.keys()].map((name) => join(target, name));
}
