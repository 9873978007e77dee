/** Archives: reading the entries of a tar file that is held in memory. */

export interface ArchiveEntry {
  readonly name: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

const BLOCK_BYTES = 512;

const text = (header: Buffer, from: number, length: number): string => {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
};

const octal = (header: Buffer, from: number, length: number): number =>
  Number.parseInt(text(header, from, length).trim() || '0', 8);

/**
 * The plain files of a POSIX ustar archive (npm packages and the embedded browser's libraries are such).
 * Folders, links and extended headers are passed over. Throws when the archive is cut short.
 */
export function* archiveEntries(archive: Buffer): Generator<ArchiveEntry> {
  let offset = 0;
  while (offset + BLOCK_BYTES <= archive.length) {
    const header = archive.subarray(offset, offset + BLOCK_BYTES);
    if (header[0] === 0) return;
    const sizeBytes = octal(header, 124, 12);
    const from = offset + BLOCK_BYTES;
    if (!(from + sizeBytes <= archive.length)) break;
    const kind = text(header, 156, 1);
    const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
    if (kind === '' || kind === '0') {
      const name = (prefix && `${prefix}/`) + text(header, 0, 100);
      if (name.startsWith('/') || name.split(/[\\/]/).includes('..')) {
        throw new Error(`the archive holds ${name}, which leaves its folder`);
      }
      const content = archive.subarray(from, from + sizeBytes);
      yield { name, content, executable: (octal(header, 100, 8) & 0o100) !== 0 };
    }
    offset = from + Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
  }
  throw new Error(`the archive is cut short at ${archive.length} bytes`);
}
