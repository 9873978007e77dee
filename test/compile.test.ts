/** Scripts and layouts are compiled once for the state that they are in. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const { compiledScripts } = (await import(pathToFileURL(resolve('scripts/compile.mjs')).href)) as {
  readonly compiledScripts: (root: string) => Promise<string>;
};

test('what Node loads by itself is there: commands, layouts, Eleventy’s wiring, the composer', async () => {
  const folder = await compiledScripts(resolve('.'));
  const files = [
    'build.js',
    'io/browser.js',
    'io/lost-thread.js',
    'layouts/feature/feature.11ty.js',
    'eleventy.config.js',
    'pages/composer.js',
  ];
  expect(files.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  expect(await compiledScripts(resolve('.'))).toBe(folder);
}, 60_000);

/** Modules of packages in the compiled code, which names each where it begins. */
const packaged = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/^\/\/ node_modules\/\S+/gmu) ?? [])
    .map((line) => line.slice('// node_modules/'.length));

test('what no command comes to is not read by every command', async () => {
  const modules = packaged(await compiledScripts(resolve('.')));
  // All languages of the schema library come along where it is imported by its name instead of by `* as z`.
  expect(modules.filter((path) => /^zod\/v4\/locales\/(?!en\b)/u.test(path))).toEqual([]);
  expect(modules.filter((path) => /^(?:ws|proxy-agent|node-html-better-parser)\//u.test(path))).toEqual([]);
  expect(modules.filter((path) => /^(?:zod|puppeteer-core|@cantoo\/pdf-lib)\//u.test(path))).not.toEqual([]);
}, 60_000);
