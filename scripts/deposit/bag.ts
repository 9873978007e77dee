/** A bag (BagIt 1.0, RFC 8493): files to hand over, with checksums by which their receiver knows that they are whole. */
import { strToU8, type Zippable, zipSync } from 'fflate';
import { sha256 } from '../report/sums.ts';

export type Files = ReadonlyMap<string, string | Uint8Array>;

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? strToU8(content) : content;

/** "%0A" for what would end a line of a manifest. */
const pathInManifest = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const manifest = (files: Files): string =>
  [...files]
    .map(([path, content]) => `${sha256(bytesOf(content))}  ${pathInManifest(path)}\n`)
    .toSorted((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1))
    .join('');

/** A value that runs over several lines is written on one. */
const onOneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/**
 * All files of a bag, by path in it.
 *
 * @param payload by path under data/
 * @param info rows of bag-info.txt
 * @param beside tag files at the bag's root
 */
export function bag(
  payload: Files,
  info: readonly (readonly [label: string, value: string])[],
  beside: Files = new Map(),
): Files {
  const data: Files = new Map([...payload].map(([path, content]) => [`data/${path}`, content]));
  const bytes = [...data.values()].reduce((sum, content) => sum + bytesOf(content).length, 0);
  const rows = [...info, ['Payload-Oxum', `${bytes}.${data.size}`] as const];
  const tags = new Map<string, string | Uint8Array>([
    ['bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'],
    ['bag-info.txt', rows.map(([label, value]) => `${label}: ${onOneLine(value)}\n`).join('')],
    ['manifest-sha256.txt', manifest(data)],
    ...beside,
  ]);
  return new Map([...tags, ['tagmanifest-sha256.txt', manifest(tags)], ...data]);
}

/** What does not get smaller. */
const PACKED = /\.(?:pdf|epub)$/u;

/** A bag as one file, in a folder of its own name as serialised bags have it. `date`: ISO day, the time of all files. */
export function zippedBag(name: string, files: Files, date: string): Uint8Array {
  const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
  // A zip has no time zone: local noon is the same bytes everywhere.
  const mtime = new Date(year, month - 1, day, 12);
  const zipped: Zippable = {};
  for (const [path, content] of files)
    zipped[`${name}/${path}`] = [bytesOf(content), { level: PACKED.test(path) ? 0 : 9, mtime }];
  return zipSync(zipped, { mtime });
}
