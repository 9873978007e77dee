/** Watches folders, and tells when what is in them has changed and has come to rest. */
import { type FSWatcher, watch } from 'node:fs';
import { sep } from 'node:path';

/** Editors write a file in several steps: truncated, written, renamed. This long without another step, it is whole. */
const REST_MS = 25;

export interface Watching {
  close(): void;
}

const isPassing = (name: string): boolean => /(?:^|[\\/])\.|~$|\.(?:swp|tmp|part|crswap)$/u.test(name);

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
  const run = async (): Promise<void> => {
    if (running || changed.size === 0) return;
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
    timer = setTimeout(() => void run(), REST_MS);
  };
  const watchers = folders.flatMap((folder): FSWatcher[] => {
    try {
      const watcher = watch(folder, { recursive: true }, (_, name) => {
        if (name !== null && isPassing(name)) return;
        changed.add(name === null ? folder : `${folder}/${name.replaceAll(sep, '/')}`);
        rest();
      });
      watcher.on('error', () => onLost(folder));
      return [watcher];
    } catch {
      onLost(folder);
      return [];
    }
  });
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
