/** Names for what was worked out from given parts: the same parts, the same name. */
import { createHash } from 'node:crypto';

export const hashOf = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
};
