/** The studio's door to the files that it writes: an issue's own, and no others. */
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync, lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type Desk, type DeskFile, openDesk } from '../../scripts/io/desk.ts';

let root: string;
let desk: Desk;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dmag-desk-'));
  mkdirSync(join(root, 'issue/elva'), { recursive: true });
  mkdirSync(join(root, 'away'));
  writeFileSync(join(root, 'away/article.md'), 'borte');
  writeFileSync(join(root, 'issue/elva/article.md'), 'her');
  desk = openDesk(join(root, 'issue'));
});

test('an article is read and written; a file that is not there is empty', async () => {
  expect(await desk.read('elva/article.md')).toBe('her');
  await desk.write('elva/article.md', 'der');
  expect(readFileSync(join(root, 'issue/elva/article.md'), 'utf8')).toBe('der');
  expect(await desk.read('issue.yaml')).toBe('');
  expect(await desk.read('boka/article.md')).toBe('');
});

test.each([
  '../away/article.md',
  'elva/../../away/article.md',
  '/article.md',
  './article.md',
  '..\\away/article.md',
])('%s is no file of the issue', async (name) => {
  await expect(desk.read(name as DeskFile)).rejects.toThrow('is no file of this issue');
  await expect(desk.write(name as DeskFile, 'x')).rejects.toThrow('is no file of this issue');
  expect(readFileSync(join(root, 'away/article.md'), 'utf8')).toBe('borte');
});

test('a link is followed within the issue alone', async () => {
  symlinkSync(join(root, 'away'), join(root, 'issue/lenke'));
  await expect(desk.read('lenke/article.md')).rejects.toThrow('lies outside');
  await expect(desk.write('lenke/article.md', 'x')).rejects.toThrow('lies outside');
  mkdirSync(join(root, 'issue/bok'));
  symlinkSync(join(root, 'away/article.md'), join(root, 'issue/bok/article.md'));
  await expect(desk.write('bok/article.md', 'x')).rejects.toThrow('leaves the issue');
  expect(readFileSync(join(root, 'away/article.md'), 'utf8')).toBe('borte');
  mkdirSync(join(root, 'issue/to'));
  symlinkSync('../elva/article.md', join(root, 'issue/to/article.md'));
  await desk.write('to/article.md', 'begge');
  expect(readFileSync(join(root, 'issue/elva/article.md'), 'utf8')).toBe('begge');
  expect(lstatSync(join(root, 'issue/to/article.md')).isSymbolicLink()).toBe(true);
});

test('what is no text is not taken for any, and a byte order mark stays', async () => {
  writeFileSync(join(root, 'issue/issue.yaml'), Buffer.from([0x74, 0xe5]));
  await expect(desk.read('issue.yaml')).rejects.toThrow('issue.yaml is not UTF-8');
  writeFileSync(join(root, 'issue/issue.yaml'), '\uFEFFtitle: A');
  expect(await desk.read('issue.yaml')).toBe('\uFEFFtitle: A');
});

test('a file that cannot be written says why', async () => {
  mkdirSync(join(root, 'issue/notes.yaml'));
  await expect(desk.read('notes.yaml')).rejects.toThrow('notes.yaml cannot be read: it is a folder');
  await expect(desk.write('notes.yaml', 'x')).rejects.toThrow('notes.yaml cannot be written: it is a folder');
  await expect(desk.write('boka/article.md', 'x')).rejects.toThrow(
    'boka/article.md cannot be written: its folder is gone',
  );
});
