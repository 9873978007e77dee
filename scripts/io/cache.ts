/** What was worked out once, kept by its content under .cache/. A damaged entry counts as none. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Two who write the same file at once each have a file of their own beside it. */
let written = 0;

/** Written beside and renamed, so that a reader never sees half of it. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.${++written}.part`;
  await writeFile(beside, content);
  await rename(beside, file);
}

/** Several files of one folder, by name. */
export const writeFiles = async (
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> => {
  await Promise.all(Object.entries(files).map(([name, content]) => writeWhole(`${folder}/${name}`, content)));
};

export interface Cache {
  readonly folder: string;
  readJson<T>(kind: string, key: string): Promise<T | undefined>;
  writeJson(kind: string, key: string, value: unknown): Promise<void>;
}

/** Entries that a process holds besides: those of the last few issues, so that an edit need not read and parse the rest again. */
const MOST_HELD = 300;

export function openCache(folder: string): Cache {
  const held = new Map<string, unknown>();
  const hold = (name: string, value: unknown): void => {
    held.delete(name);
    held.set(name, value);
    if (held.size > MOST_HELD) held.delete(held.keys().next().value!);
  };
  return {
    folder,
    async readJson<T>(kind: string, key: string) {
      const name = join(kind, `${key}.json`);
      try {
        const value = held.get(name) ?? JSON.parse(await readFile(join(folder, name), 'utf8'));
        hold(name, value);
        return value as T;
      } catch {
        return undefined;
      }
    },
    async writeJson(kind, key, value) {
      const name = join(kind, `${key}.json`);
      hold(name, value);
      await writeWhole(join(folder, name), JSON.stringify(value));
    },
  };
}
