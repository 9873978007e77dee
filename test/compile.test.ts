/** Scripts and layouts are compiled once for the state that they are in. */
import { existsSync } from 'node:fs';
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
