/** Where results go, and where they cannot. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Edition } from '../../scripts/edition/edition.ts';
import { outFault, publish } from '../../scripts/io/publish.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-publish-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
writeFileSync(join(root, 'file'), '');

const edition: Edition = {
  slug: '2026-1',
  pages: 4,
  findings: [],
  proof: 'proof.pdf',
  // How its type stands is no matter here.
  type: {} as Edition['type'],
  folders: { web: { 'a.pdf': 'new' } },
  leftOut: [],
};

test('files go into a folder that was not there', async () => {
  expect(await outFault(join(root, 'a/b'))).toBeUndefined();
  const { files } = await publish(edition, join(root, 'a/b'));
  expect(readFileSync(files[0]!, 'utf8')).toBe('new');
});

test('what this build leaves out does not stay from an earlier one; what it was not asked for does', async () => {
  const out = join(root, 'stale');
  const press = { press: { 'a-press.pdf': 'old', 'jobsheet.pdf': 'old' } };
  await publish({ ...edition, folders: { ...edition.folders, ...press } }, out);
  await publish({ ...edition, slug: '2026-2', folders: press }, out);
  await publish(edition, out);
  expect(readFileSync(join(out, 'press/2026-1/a-press.pdf'), 'utf8')).toBe('old');
  const { files } = await publish({ ...edition, leftOut: ['press', 'never-made'] }, out);
  expect(files).toEqual([join(out, 'web/2026-1/a.pdf')]);
  expect(readdirSync(join(out, 'press'))).toEqual(['2026-2']);
});

test('a file of that name is a fault of the command line, with the remedy', async () => {
  const file = join(root, 'file');
  const message = `--out ${file}: ${file} is a file, not a folder`;
  expect(await outFault(file)).toMatchObject({
    rule: 'command-line',
    message,
    hint: expect.stringContaining('--out'),
  });
  const inside = join(file, 'deep/er');
  expect((await outFault(inside))?.message).toBe(`--out ${inside}: ${file} is a file, not a folder`);
});

test('a file in the way of a folder inside is one too', async () => {
  const out = join(root, 'half');
  mkdirSync(out);
  writeFileSync(join(out, 'web'), '');
  await expect(publish(edition, out)).rejects.toMatchObject({ finding: { rule: 'command-line' } });
});

test.skipIf(process.getuid?.() === 0)(
  'a folder that may not be written is told before the work',
  async () => {
    const out = join(root, 'locked');
    mkdirSync(out);
    chmodSync(out, 0o500);
    expect(await outFault(out)).toMatchObject({
      message: `--out ${out}: nothing can be written there (EACCES)`,
    });
  },
);
