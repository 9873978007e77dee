/** The door to the few files of an issue that the studio writes: read as text, written whole. Nothing outside the folder is reached. */
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { NAME } from '../model/fields.ts';
import { writeWhole } from './cache.ts';

export type DeskFile = 'issue.yaml' | 'notes.yaml' | `${string}/article.md`;

export interface Desk {
  /** "" where there is no such file. Throws `DeskFault`. */
  read(name: DeskFile): Promise<string>;
  /** Throws `DeskFault`. */
  write(name: DeskFile, text: string): Promise<void>;
}

/** A file that cannot be read or written, and why, for the designer. */
export class DeskFault extends Error {}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

export function openDesk(folder: string): Desk {
  const fileOf = (name: DeskFile): string => {
    const [article, ...rest] = name.split('/');
    if (rest.length > 0 && !(rest.length === 1 && NAME.test(article!)))
      throw new DeskFault(`${name} is no file of this issue`);
    return join(folder, name);
  };
  /** A folder may be a link that leads away. */
  const isWithin = async (file: string): Promise<boolean> => {
    const [root, at] = await Promise.all([realpath(folder), realpath(dirname(file))]);
    return at === root || at.startsWith(root + sep);
  };
  const inside = async (name: DeskFile): Promise<string> => {
    const file = fileOf(name);
    if (!(await isWithin(file))) throw new DeskFault(`${name} lies outside the issue’s folder`);
    // An article that is a link within the issue stays one.
    const target = await realpath(file).catch(() => file);
    if (!(await isWithin(target))) throw new DeskFault(`${name} is a link that leaves the issue’s folder`);
    return target;
  };
  return {
    async read(name) {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
          await readFile(await inside(name)),
        );
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return '';
        if (codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA')
          throw new DeskFault(`${name} is not UTF-8: save it so in your editor`, { cause: error });
        throw faultOf(`${name} cannot be read`, error);
      }
    },
    async write(name, text) {
      try {
        await writeWhole(await inside(name), text);
      } catch (error) {
        throw faultOf(`${name} cannot be written`, error);
      }
    },
  };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'the system does not let it',
  EPERM: 'the system does not let it',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
  ENOENT: 'its folder is gone',
  EISDIR: 'it is a folder',
};

function faultOf(what: string, error: unknown): unknown {
  const reason = REASONS[codeOf(error) ?? ''];
  return reason === undefined ? error : new DeskFault(`${what}: ${reason}`, { cause: error });
}
