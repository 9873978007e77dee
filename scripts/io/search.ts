/** The door to the indexer of the search (pagefind): a block of issues is indexed once, and kept under .cache/search by its name. */
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SearchRecord } from '../web/search.ts';
import type { Content } from './web.ts';

/** What a reader's browser asks for; the package brings pages and styles of its own besides. */
const isUsed = (path: string): boolean =>
  /^(?:fragment|index)\/|\.pf_meta$|^pagefind-entry\.json$/u.test(path);
/** The search itself, the same in all blocks: it is asked for in the first. */
const isEngine = (path: string): boolean => /^pagefind(?:-worker)?\.js$|^wasm\.(?!unknown)/u.test(path);

export interface IndexWish {
  readonly key: string;
  /** Of the stemmer: "nb". */
  readonly language: string;
  /** Whether it brings the search itself. */
  readonly isFirst: boolean;
  /** Called where it is not kept. */
  readonly records: () => Promise<readonly SearchRecord[]>;
}

/** The finished files of these blocks by their paths in dist/web/pagefind. None where the package has no indexer for this system. */
export async function searchFiles(
  wishes: readonly IndexWish[],
  cacheDir: string,
): Promise<ReadonlyMap<string, Content> | undefined> {
  const files = new Map<string, Content>();
  let isStarted = false;
  try {
    for (const wish of wishes) {
      const folder = join(cacheDir, 'search', wish.key);
      // oxlint-disable-next-line no-await-in-loop -- the indexer works on all cores
      if (!(await isKept(folder))) {
        isStarted = true;
        // oxlint-disable-next-line no-await-in-loop -- as above
        await index(wish, folder);
      }
      // oxlint-disable-next-line no-await-in-loop -- as above
      const names = await readdir(folder, { recursive: true });
      for (const name of names.map((each) => each.replaceAll('\\', '/')).toSorted()) {
        if (isUsed(name) || (wish.isFirst && isEngine(name)))
          files.set(`${wish.key}/${name}`, { copyOf: join(folder, name) });
      }
    }
  } catch (error) {
    if (!/not yet a supported architecture|ENOENT.*pagefind/u.test(String(error))) throw error;
    return undefined;
  } finally {
    // It is a process of its own, which would keep ours from ending.
    if (isStarted) await (await import('pagefind')).close();
  }
  return files;
}

const isKept = (folder: string): Promise<boolean> =>
  stat(join(folder, 'pagefind-entry.json')).then(
    () => true,
    () => false,
  );

async function index({ language, records }: IndexWish, folder: string): Promise<void> {
  const pagefind = await import('pagefind');
  const { index: made, errors } = await pagefind.createIndex({ forceLanguage: language });
  if (!made) throw new Error(errors.join('; '));
  for (const { url, content, meta } of await records()) {
    // oxlint-disable-next-line no-await-in-loop -- in order, so that the same articles give the same files
    const added = await made.addCustomRecord({ url, content, language, meta: { ...meta } });
    if (added.errors.length > 0) throw new Error(added.errors.join('; '));
  }
  const beside = `${folder}.${process.pid}`;
  await rm(beside, { recursive: true, force: true });
  const written = await made.writeFiles({ outputPath: beside });
  if (written.errors.length > 0) throw new Error(written.errors.join('; '));
  await made.deleteIndex();
  try {
    await rename(beside, folder);
  } catch (error) {
    // Another process was quicker, with the same result.
    if (!(await isKept(folder))) throw error;
    await rm(beside, { recursive: true, force: true });
  }
}
