/** What the machine and the installation say of themselves. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How many things this machine can really do at once. */
export const processors = (): number => availableParallelism();

/** How many tabs set articles at once: two keep two cores busy, and more of them only wait for each other. */
export const tabsAtOnce = (): number => Math.min(2, processors());

/** file: address of a path. */
export const fileAddress = (file: string): string => pathToFileURL(resolve(file)).href;

/** d:mag's own version. */
export async function version(): Promise<string> {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}
