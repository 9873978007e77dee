/** The door to the few files of an issue that the studio writes: read as text, written whole. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from './cache.ts';

export interface Desk {
  /** "" where there is no such file. */
  read(name: 'issue.yaml' | 'notes.yaml'): Promise<string>;
  write(name: 'issue.yaml' | 'notes.yaml', text: string): Promise<void>;
}

export const openDesk = (folder: string): Desk => ({
  async read(name) {
    try {
      return await readFile(join(folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  },
  write: (name, text) => writeWhole(join(folder, name), text),
});
