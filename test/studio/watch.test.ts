/** Watching folders: every way in which editors save, and folders that come and go. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Watching, watchFolders } from '../../scripts/io/watch.ts';

let root: string;
let watching: Watching;
let seen: string[];
let rounds: number;

const put = (file: string, text: string): void => {
  mkdirSync(join(root, 'issues', file, '..'), { recursive: true });
  writeFileSync(join(root, 'issues', file), text);
};

/** Until a path is told, or for half a second: then nothing was. */
async function told(path: string): Promise<boolean> {
  for (let wait = 0; wait < 60; wait++) {
    if (seen.some((each) => each.endsWith(path))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'dmag-watch-'));
  put('1/elva/article.md', 'a');
  seen = [];
  rounds = 0;
  watching = watchFolders([join(root, 'issues')], (paths) => {
    seen.push(...paths);
    rounds++;
    return Promise.resolve();
  });
  await watching.ready;
});
afterEach(() => {
  watching.close();
  rmSync(root, { recursive: true, force: true });
});

test('a file that is put in the place of another is seen every time', async () => {
  for (let time = 0; time < 3; time++) {
    seen = [];
    put('1/elva/.article.md.tmp', `text ${time}`);
    renameSync(join(root, 'issues/1/elva/.article.md.tmp'), join(root, 'issues/1/elva/article.md'));
    expect(await told('1/elva/article.md')).toBe(true);
  }
});

test('steps of one save are one change', async () => {
  for (let step = 0; step < 5; step++) put('1/elva/article.md', 'x'.repeat(step));
  expect(await told('article.md')).toBe(true);
  await quiet();
  expect(rounds).toBe(1);
});

test('what an editor leaves beside a file for a while is no change', async () => {
  put('1/elva/.article.md.swp', '');
  put('1/elva/article.md~', '');
  put('1/elva/4913', '');
  await quiet();
  expect(seen).toEqual([]);
});

test('a new folder is watched, and one that was renamed under its new name', async () => {
  put('1/nytt/article.md', 'a');
  expect(await told('1/nytt')).toBe(true);
  await quiet();
  seen = [];
  put('1/nytt/article.md', 'b');
  expect(await told('1/nytt/article.md')).toBe(true);
  renameSync(join(root, 'issues/1/nytt'), join(root, 'issues/1/nyere'));
  expect(await told('1/nyere')).toBe(true);
  await quiet();
  seen = [];
  put('1/nyere/article.md', 'c');
  expect(await told('1/nyere/article.md')).toBe(true);
});

test('a folder that was taken away and comes back is watched again', async () => {
  rmSync(join(root, 'issues/1'), { recursive: true });
  expect(await told('issues/1')).toBe(true);
  put('1/elva/article.md', 'a');
  await quiet();
  seen = [];
  put('1/elva/article.md', 'b');
  expect(await told('1/elva/article.md')).toBe(true);
});

test('all of it taken away and put back is watched again', async () => {
  renameSync(join(root, 'issues'), join(root, 'elsewhere'));
  await quiet();
  renameSync(join(root, 'elsewhere'), join(root, 'issues'));
  expect(await told('issues')).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 1300));
  seen = [];
  put('1/elva/article.md', 'b');
  expect(await told('1/elva/article.md')).toBe(true);
});

test('a link that leads back is not followed for ever', async () => {
  symlinkSync(join(root, 'issues'), join(root, 'issues/1/round'), 'junction');
  expect(await told('1/round')).toBe(true);
  seen = [];
  put('1/elva/article.md', 'b');
  expect(await told('1/elva/article.md')).toBe(true);
});
