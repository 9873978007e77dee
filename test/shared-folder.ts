/** Before the suite: a folder for what its files share. After it: away with the folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'dmag-suite-'));
  provide('shared', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
