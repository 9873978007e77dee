/** Files that are written whole, by several at once. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeWhole } from '../../scripts/io/cache.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-cache-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('two who write one file at once do not take it from each other', async () => {
  const file = join(root, 'fonts/face.woff2');
  const content = 'x'.repeat(200_000);
  await Promise.all(Array.from({ length: 12 }, () => writeWhole(file, content)));
  expect(readFileSync(file, 'utf8')).toBe(content);
  expect(readdirSync(join(root, 'fonts'))).toEqual(['face.woff2']);
});
