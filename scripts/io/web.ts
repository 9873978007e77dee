/**
 * The door to dist/web, which all issues share. What is new is written beside first, in dist/.web; then a list of what is to be
 * done is put down, and only then do finished files take their places, one renaming each. A build that fails, or ends before
 * that list is whole, has changed nothing; one that ends after it is brought to its end by the next. Pictures and styles come
 * before the pages that show them, and what is no longer shown goes last, so that a reader never meets a page without its
 * parts. Files that say the same are not touched. Two builds at once take turns.
 */
import { existsSync } from 'node:fs';
import {
  constants,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SiteIssue } from '../web/site.ts';
import { alone } from './lock.ts';

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
  /** Folders that stay as they are. */
  readonly stays?: readonly string[];
  /** Whether this is all of the web edition: what an earlier build made at the root, and this one does not, goes. */
  readonly isWhole?: boolean;
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

/**
 * The PDF beside an issue's pages, which another build may have made.
 *
 * @param told what is known of it: where it still weighs as much, it need not be opened
 */
export async function pdfOnTheWeb(
  out: string,
  issue: string,
  name: string,
  told?: SiteIssue['pdf'],
): Promise<SiteIssue['pdf']> {
  const file = join(out, 'web', issue, name);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  if (told?.name === name && told.bytes === found.size) return told;
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const pdf = await PDFDocument.load(await readFile(file), { updateMetadata: false }).catch(() => undefined);
  return pdf && { name, bytes: found.size, pages: pdf.getPageCount() };
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

/** What a change comes down to, file by file, from dist/web. */
interface Deeds {
  /** Files that lie finished beside, in the order in which they take their places. */
  readonly moves: readonly string[];
  readonly removals: readonly string[];
  /** Names at the root that are ours from now on. */
  readonly roots: readonly string[];
}

/**
 * Makes dist/web what it is to become.
 *
 * @param decide is told which issues are there, once nobody else changes them; without a change, nothing is done
 * @param afterwards what is to be done while still nobody else changes them
 */
export async function changeWeb(
  out: string,
  decide: (before: readonly SiteIssue[]) => WebChange | undefined | Promise<WebChange | undefined>,
  afterwards: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const web = join(out, 'web');
  const beside = join(out, '.web');
  await mkdir(beside, { recursive: true });
  await alone(join(beside, 'lock'), async () => {
    await finishOthers(web, beside);
    const change = await decide(await readWebIssues(out));
    if (!change) return;
    try {
      const deeds = await stage(web, beside, change);
      await mkdir(web, { recursive: true });
      await writeFile(join(beside, 'deeds.part'), JSON.stringify(deeds));
      await rename(join(beside, 'deeds.part'), join(beside, DEEDS));
      await finishOthers(web, beside);
      await afterwards();
    } finally {
      // After a failure to finish, what is left is the next build's to finish.
      if (!(await exists(join(beside, DEEDS)))) await rm(join(beside, NEW), { recursive: true, force: true });
    }
  });
}

/** Whether dist/web has a file now. */
export const isOnTheWeb = (out: string, path: string): boolean => existsSync(join(out, 'web', path));

const NEW = 'new';
const DEEDS = 'deeds.json';
const ROOTS = 'roots.json';

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Does what the list says, as far as it is not done; without a list, what lies beside is of a build that ended too soon. */
async function finishOthers(web: string, beside: string): Promise<void> {
  const deeds = await readFile(join(beside, DEEDS), 'utf8')
    .then((text) => JSON.parse(text) as Deeds)
    .catch(() => undefined);
  if (deeds) {
    await mkdir(web, { recursive: true });
    const folders = new Set(deeds.moves.map((path) => dirname(join(web, path))));
    for (const folder of folders) await room(web, folder);
    for (const path of deeds.moves) await moveIfThere(join(beside, NEW, path), join(web, path));
    for (const path of deeds.removals) await remove(join(web, path));
    await removeEmpty(web, deeds.removals);
    await writeFile(join(beside, ROOTS), JSON.stringify(deeds.roots));
    await rm(join(beside, DEEDS), { force: true });
  }
  await rm(join(beside, NEW), { recursive: true, force: true });
  await rm(join(beside, 'deeds.part'), { force: true });
  for (const name of await readdir(beside).catch(() => []))
    if (/^lock\../u.test(name) && (await isOld(join(beside, name))))
      await rm(join(beside, name), { force: true });
  await removeLeftovers(web);
}

/** A folder, where a file of that name may have stood. */
async function room(web: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST' && error.code !== 'ENOTDIR') throw error;
    for (let path = folder; path.length > web.length; path = dirname(path)) {
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile()) await rm(path);
    }
    await mkdir(folder, { recursive: true });
  });
}

/** What is not there any more has been moved by the build that ended too soon. */
async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    // A folder stands where a file is to be.
    if (code !== 'EISDIR' && code !== 'ENOTEMPTY' && code !== 'EPERM' && code !== 'EEXIST') throw error;
    await rm(to, { recursive: true, force: true });
    await rename(from, to);
  }
}

/** "a/b/c.jpg" lies in "a" and "a/b". */
const foldersAbove = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, at, parts) => parts.slice(0, at + 1).join('/'));

/** A file in a folder that a file has taken the place of is gone already. */
async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTDIR') throw error;
  });
}

async function removeEmpty(web: string, removals: readonly string[]): Promise<void> {
  const folders = new Set(removals.flatMap(foldersAbove));
  for (const folder of [...folders].sort((one, other) => other.length - one.length))
    await rmdir(join(web, folder)).catch(() => undefined);
}

/** What earlier versions of d:mag left beside the pages when they ended too soon. */
async function removeLeftovers(web: string): Promise<void> {
  const names = await readdir(web).catch(() => []);
  for (const name of names.filter((each) => /^\.(?:new|old)\.\d+$/u.test(each)))
    await rm(join(web, name), { recursive: true, force: true });
}

/** A file that somebody is writing beside its place; where nobody has for a minute, its writer is gone. */
const isBeingWritten = async (file: string): Promise<boolean> =>
  /\.\d+\.part$/u.test(file) && !(await isOld(file));

async function isOld(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found === undefined || Date.now() - found.mtimeMs > 60_000;
}

async function stage(
  web: string,
  beside: string,
  { folders, files, gone, stays = [], isWhole = false }: WebChange,
): Promise<Deeds> {
  const fresh = join(beside, NEW);
  const moves: string[] = [];
  const removals: string[] = [...gone];
  const write = async (path: string, content: Content): Promise<void> => {
    if (await isSame(join(web, path), content)) return;
    await mkdir(dirname(join(fresh, path)), { recursive: true });
    await put(join(fresh, path), content);
    moves.push(path);
  };
  for (const [name, folder] of folders) {
    await Promise.all([...folder.files].map(([path, content]) => write(`${name}/${path}`, content)));
    for (const path of await filesIn(join(web, name)))
      if (!folder.files.has(path) && !folder.keeps?.(path) && !(await isBeingWritten(join(web, name, path))))
        removals.push(`${name}/${path}`);
  }
  await Promise.all([...files].map(([path, content]) => write(path, content)));
  const known = await readFile(join(beside, ROOTS), 'utf8')
    .then((text) => JSON.parse(text) as string[])
    .catch(() => []);
  const now = [...folders.keys(), ...[...files.keys()].map((path) => path.split('/')[0]!), ...stays];
  const told = new Set([...now, ...gone]);
  if (isWhole) removals.push(...known.filter((name) => !told.has(name)));
  const roots = [...new Set([...(isWhole ? [] : known), ...now])].filter((name) => !gone.includes(name));
  // Where a folder has taken the place of a file, room has been made for it already.
  const folderNames = new Set(moves.flatMap(foldersAbove));
  return {
    moves: moves.sort(partsFirst),
    removals: removals.filter((path) => !folderNames.has(path)).sort(),
    roots: roots.sort(),
  };
}

/** Parts, then pages, the deepest first: an issue's page after its articles, the front page last. */
const partsFirst = (one: string, other: string): number => rank(one) - rank(other) || (one < other ? -1 : 1);
const rank = (path: string): number =>
  /\.(?:html|xml|json)$/u.test(path) ? 100 - path.split('/').length : 0;

/** Every file below a folder, with forward slashes. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

async function isSame(file: string, content: Content): Promise<boolean> {
  try {
    if (typeof content === 'object' && 'copyOf' in content)
      return (await stat(file)).size === (await stat(content.copyOf)).size;
    const bytes = Buffer.from(content as string);
    return (await stat(file)).size === bytes.length && bytes.equals(await readFile(file));
  } catch {
    return false;
  }
}

/** A copy shares its blocks with what it is of, where the disk can; it is a file of its own all the same. */
async function put(file: string, content: Content): Promise<void> {
  if (typeof content === 'object' && 'copyOf' in content)
    await copyFile(content.copyOf, file, constants.COPYFILE_FICLONE);
  else await writeFile(file, content);
}
