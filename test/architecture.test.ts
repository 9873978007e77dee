import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What reaches outside the process: files, other processes, the network, picture codecs, the browser. */
const OUTSIDE = [
  'node:fs',
  'node:fs/promises',
  'node:child_process',
  'node:http',
  'node:https',
  'node:net',
  'node:worker_threads',
  'sharp',
  'lcms-wasm',
  'puppeteer',
  'esbuild',
  'subset-font',
  'tinyexec',
  '@11ty/eleventy',
  '@neslinesli93/qpdf-wasm',
];

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'));

/** Modules that a source imports for their values; a type costs nothing and opens nothing. */
export const valueImports = (source: string): string[] =>
  [
    ...source.matchAll(/^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gmu),
    ...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/gu),
  ].map((match) => match[1]!);

/** Commands and io/ are the doors; bench/ is a command in several files. */
const isDoor = (file: string): boolean =>
  /^scripts\/[^/]+$/u.test(file) || file.startsWith('scripts/io/') || file.startsWith('scripts/bench/');

describe('the doors', () => {
  const sources = [...filesUnder('scripts'), ...filesUnder('layouts'), ...filesUnder('styles')];

  test('only scripts/io and the commands reach outside', () => {
    const trespasses = sources
      .filter((file) => !isDoor(file))
      .flatMap((file) =>
        valueImports(readFileSync(file, 'utf8'))
          .filter((name) => OUTSIDE.includes(name))
          .map((name) => `${relative('.', file)} imports ${name}`),
      );
    expect(trespasses).toEqual([]);
  });

  test('the model knows nothing of later stages', () => {
    const later = filesUnder('scripts/model').flatMap((file) =>
      valueImports(readFileSync(file, 'utf8'))
        .filter((name) => /\.\.\/(?:markdown|pages|pdf|edition|io)\//u.test(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(later).toEqual([]);
  });

  test('what runs in the browser imports nothing but its own kind', () => {
    const foreign = filesUnder('scripts/pages/compose').flatMap((file) =>
      valueImports(readFileSync(file, 'utf8'))
        .filter((name) => !/^\.\/|^\.\.\/(?:pagemap|noted)\.ts$/u.test(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(foreign).toEqual([]);
  });

  test('an import that reaches outside is seen in every form', () => {
    const forms = [
      "import { readFile } from 'node:fs/promises';",
      "import sharp from 'sharp';",
      "import 'node:net';",
      "import {\n  a,\n  b,\n} from 'tinyexec';",
      "const { build } = await import('esbuild');",
      "export { spawn } from 'node:child_process';",
    ];
    expect(forms.flatMap(valueImports)).toEqual([
      'node:fs/promises',
      'sharp',
      'node:net',
      'tinyexec',
      'esbuild',
      'node:child_process',
    ]);
    expect(valueImports("import type { Browser } from 'puppeteer';")).toEqual([]);
  });
});
