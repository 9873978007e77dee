/** Checksums of what is delivered, in the form that `sha256sum -c` reads. */
import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** SHA256SUMS of a folder, by name. A backslash or a line end in a name would need escaping; d:mag's names have neither. */
export const sha256Sums = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  Object.keys(files)
    .toSorted()
    .map((name) => `${sha256(files[name]!)}  ${name}\n`)
    .join('');
