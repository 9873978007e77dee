/** Source pictures known by their content: one photograph beside two articles is one. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

const known = new Map<string, Promise<string>>();

/** SHA-256 of a file, in hex. While this process lives, a file of the same time and size is not read again. */
export async function contentHash(file: string): Promise<string> {
  const { mtimeMs, size } = await stat(file);
  const key = `${file} ${mtimeMs} ${size}`;
  const hashing =
    known.get(key) ?? readFile(file).then((content) => createHash('sha256').update(content).digest('hex'));
  known.set(key, hashing);
  hashing.catch(() => known.delete(key));
  return hashing;
}
