/** What was worked out once, kept by its content under .cache/. A damaged entry counts as none. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Written beside and renamed, so that a reader never sees half of it. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.part`;
  await writeFile(beside, content);
  await rename(beside, file);
}

export interface Cache {
  readonly folder: string;
  readJson<T>(kind: string, key: string): Promise<T | undefined>;
  writeJson(kind: string, key: string, value: unknown): Promise<void>;
}

export const openCache = (folder: string): Cache => ({
  folder,
  async readJson<T>(kind: string, key: string) {
    try {
      return JSON.parse(await readFile(join(folder, kind, `${key}.json`), 'utf8')) as T;
    } catch {
      return undefined;
    }
  },
  writeJson: (kind, key, value) => writeWhole(join(folder, kind, `${key}.json`), JSON.stringify(value)),
});
