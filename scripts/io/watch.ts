/** Watches folders, and tells when what is in them has changed and has come to rest. */
import { type FSWatcher, type Stats, statSync, watch } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Editors write a file in several steps: truncated, written, renamed. This long without another step, it is whole. */
const REST_MS = 20;
/** How often a folder that has gone is looked for. */
const LOOK_AGAIN_MS = 1000;

export interface Watching {
  /** Once everything that is there is watched. */
  readonly ready: Promise<void>;
  close(): void;
}

/** What an editor or a system leaves beside a file for a while. */
const isPassing = (name: string): boolean => /^\.|~$|\.(?:swp|tmp|part|crswap)$|^4913$/u.test(name);

/**
 * @param onChange told the paths that have changed, as far as the system names them; never while it still runs
 * @param onLost told of a folder that can no longer be watched
 */
export function watchFolders(
  folders: readonly string[],
  onChange: (paths: readonly string[]) => Promise<void>,
  onLost: (folder: string) => void = () => undefined,
): Watching {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let isClosed = false;
  const run = async (): Promise<void> => {
    if (running || isClosed || changed.size === 0) return;
    running = true;
    const paths = [...changed];
    changed.clear();
    try {
      await onChange(paths);
    } finally {
      running = false;
      // What came meanwhile.
      if (changed.size > 0) rest();
    }
  };
  const rest = (): void => {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(() => void run(), REST_MS);
  };
  const tell = (path: string): void => {
    changed.add(path.replaceAll(sep, '/'));
    rest();
  };
  const trees = folders.map((folder) => watchTree(folder, tell, onLost));
  return {
    ready: Promise.all(trees.map(({ ready }) => ready)).then(() => undefined),
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const tree of trees) tree.close();
    },
  };
}

/**
 * Each folder by itself: where Node watches a whole tree on Linux, it follows files and not names, and is blind to a file
 * that an editor has put in the place of another.
 */
function watchTree(root: string, tell: (path: string) => void, onLost: (folder: string) => void): Watching {
  const watchers = new Map<string, FSWatcher>();
  const real = new Map<string, string>();
  const inodes = new Map<string, number>();
  let isClosed = false;
  let looking: NodeJS.Timeout | undefined;

  const forget = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      watchers.delete(path);
      real.delete(path);
    }
  };
  const add = async (folder: string): Promise<void> => {
    if (isClosed || watchers.has(folder)) return;
    try {
      const target = await realpath(folder);
      // A link that leads back would be followed for ever.
      if ([...real.values()].includes(target)) return;
      const watcher = watch(folder, (_, name) => onEvent(folder, name));
      real.set(folder, target);
      inodes.set(folder, folderAt(folder)?.ino ?? 0);
      watchers.set(folder, watcher);
      watcher.on('error', () => forget(folder));
      const entries = await readdir(folder, { withFileTypes: true });
      await Promise.all(
        entries
          .filter((entry) => !isPassing(entry.name) && (entry.isDirectory() || entry.isSymbolicLink()))
          .map(async ({ name }) => {
            const path = join(folder, name);
            if ((await stat(path).catch(() => undefined))?.isDirectory()) await add(path);
          }),
      );
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Gone before it was looked at; its parent tells that.
      if (code !== 'ENOENT' && code !== 'ENOTDIR') onLost(folder);
    }
  };
  const onEvent = (folder: string, name: string | null): void => {
    if (name !== null && isPassing(name)) return;
    const path = name === null ? folder : join(folder, name);
    tell(path);
    const found = folderAt(path);
    if (found) {
      // Another folder may have come in the place of one that was known.
      if (watchers.has(path) && inodes.get(path) !== found.ino) forget(path);
      // What was put into it before it was watched is told with it.
      if (!watchers.has(path)) void add(path).then(() => tell(path));
    } else forget(path);
    if (!folderAt(root)) lookAgain();
  };
  /** The whole folder has gone: renamed for a while, or another branch. */
  const lookAgain = (): void => {
    forget(root);
    looking ??= setInterval(() => {
      if (!folderAt(root)) return;
      clearInterval(looking);
      looking = undefined;
      void add(root).then(() => tell(root));
    }, LOOK_AGAIN_MS);
    looking.unref();
  };
  const ready = add(root).then(() => {
    if (!watchers.has(root)) lookAgain();
  });
  return {
    ready,
    close() {
      isClosed = true;
      clearInterval(looking);
      forget(root);
    },
  };
}

function folderAt(path: string): Stats | undefined {
  try {
    const found = statSync(path);
    return found.isDirectory() ? found : undefined;
  } catch {
    return undefined;
  }
}
