/** What comparisons keep: the last that were used, and nothing that others may be at work with. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { markUsed, sweepCompared } from '../../scripts/io/compare-cache.ts';

const HOUR_MS = 3_600_000;
const NOW = Date.now();
const folder = (): string => mkdtempSync(join(tmpdir(), 'dmag-compared-'));
const usedBefore = (path: string, hours: number): void => {
  const then = new Date(NOW - hours * HOUR_MS);
  utimesSync(path, then, then);
};
/** Trees used 2, 3, 4 … hours ago. */
function treesIn(root: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const tree = join(root, `tre-${at}`);
    mkdirSync(join(tree, 'issues'), { recursive: true });
    writeFileSync(join(tree, 'issues/a'), '');
    usedBefore(tree, at + 2);
    return tree;
  });
}

test('the five trees that were used last stay', async () => {
  const root = folder();
  const trees = treesIn(root, 8);
  await markUsed(trees[7]!);
  await sweepCompared(root, NOW);
  expect(readdirSync(root)).toEqual(['tre-0', 'tre-1', 'tre-2', 'tre-3', 'tre-7']);
});

test('what was used within the hour stays, however much there is of it', async () => {
  const root = folder();
  for (const tree of treesIn(root, 8)) usedBefore(tree, 0.9);
  await sweepCompared(root, NOW);
  expect(readdirSync(root)).toHaveLength(8);
});

test('a tree goes with its links, and what they lead to stays', async () => {
  const [root, away] = [folder(), folder()];
  writeFileSync(join(away, 'pakke'), '');
  const trees = treesIn(root, 6);
  symlinkSync(away, join(trees[5]!, 'node_modules'), 'junction');
  usedBefore(trees[5]!, 9);
  await sweepCompared(root, NOW);
  expect(existsSync(trees[5]!)).toBe(false);
  expect(readdirSync(away)).toEqual(['pakke']);
});

test('pictures are counted by themselves', async () => {
  const root = folder();
  treesIn(root, 5);
  mkdirSync(join(root, 'pages'));
  for (let at = 0; at < 403; at++) {
    const picture = join(root, 'pages', `${String(at).padStart(3, '0')}.webp`);
    writeFileSync(picture, '');
    usedBefore(picture, at + 2);
  }
  usedBefore(join(root, 'pages'), 999);
  await sweepCompared(root, NOW);
  expect(readdirSync(root)).toHaveLength(6);
  const left = readdirSync(join(root, 'pages'));
  expect([left.length, left.at(-1)]).toEqual([400, '399.webp']);
});

test('where nothing has been compared there is nothing to do', async () => {
  await expect(sweepCompared(join(folder(), 'ikke'), NOW)).resolves.toBeUndefined();
});
