/** Reads the styles of a theme, of all layouts, and the code that runs in the browser. */
import type { BuildOptions } from 'esbuild';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { faces } from '../../styles/faces.ts';
import { makeTheme, type Theme } from '../model/theme.ts';
import type { WebSheets } from '../web/stylesheet.ts';
import { fontFaces } from './fonts.ts';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): Promise<string> => readFile(here(path), 'utf8');

export interface Styles {
  /** Everything but @page: layers, tokens, base, text, parts, layouts, print, and last the theme, which may move any of it. */
  readonly css: string;
  /** @font-face rules. */
  readonly faces: string;
  /** The same styles file by file, as they were written. */
  readonly sources: readonly { readonly file: string; readonly css: string }[];
}

/** A stylesheet of its own, of something that is no page of the magazine: "jobsheet". */
export const readSheet = (name: string): Promise<string> => read(`styles/${name}.css`);

/** The styles of the web edition: its own, and those that layouts and themes bring in NAME.web.css. */
export async function readWebSheets(): Promise<WebSheets> {
  const names = (await readdir(here('styles/web'))).filter((name) => name.endsWith('.css')).sort();
  const folders = await layoutNames();
  const layouts = await Promise.all(
    folders.map(async (name) => {
      const css = await read(`layouts/${name}/${name}.web.css`).catch(() => undefined);
      return css === undefined ? [] : [[`layout-${name}`, css] as const];
    }),
  );
  const own = await Promise.all(
    names.map(async (name) => [name.replace(/\.css$/u, ''), await read(`styles/web/${name}`)] as const),
  );
  const ofThemes = await Promise.all(
    themes.map(async (name) => {
      const css = await read(`styles/themes/${name}.web.css`).catch(() => undefined);
      return css === undefined ? [] : [[name, css] as const];
    }),
  );
  const sheets = new Map([...own, ...layouts.flat()]);
  const base = sheets.get('base') ?? '';
  sheets.delete('base');
  return { layers: await read('styles/layers.css'), base, themes: new Map(ofThemes.flat()), others: sheets };
}

/** What runs on pages of the web edition, and what on its search page. */
export async function readWebScript(name: 'reading' | 'search'): Promise<string> {
  const code = process.env['DMAG_CODE'];
  if (code) return readFile(join(code, `web/${name}.js`), 'utf8');
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...ON_SCREEN,
    entryPoints: [here(`scripts/web/screen/${name}.ts`)],
    write: false,
  });
  return outputFiles[0]!.text;
}

const ON_SCREEN = {
  bundle: true,
  format: 'iife',
  target: ['chrome109', 'firefox115', 'safari16'],
  minify: true,
  legalComments: 'none',
} satisfies BuildOptions;

const layoutNames = async (): Promise<string[]> =>
  (await readdir(here('layouts'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'parts')
    .map((entry) => entry.name)
    .sort();

export const themes = Object.keys(faces);

/** Tokens, and the theme's file after them. */
const themeSheets = (name: string): Promise<string[]> =>
  Promise.all([read('styles/tokens.css'), read(`styles/themes/${name}.css`)]);

/** @param own what ownTokens() made of an issue's theme.css */
export const readTheme = async (name: string, own = ''): Promise<Theme> =>
  makeTheme(name, await themeSheets(name), own);

export async function readStyles(theme: Theme, cacheDir: string): Promise<Styles> {
  const layouts = await layoutNames();
  const files = [
    'styles/layers.css',
    'styles/tokens.css',
    ...['base', 'text', 'parts', 'spread', 'accent', 'spine'].map((name) => `styles/${name}.css`),
    ...layouts.map((name) => `layouts/${name}/${name}.css`),
    'styles/print.css',
    `styles/themes/${theme.name}.css`,
  ];
  const [fonts, ...sources] = await Promise.all([
    fontFaces(faces[theme.name] ?? [], cacheDir),
    ...files.map(async (file) => ({ file, css: await read(file) })),
  ]);
  return { css: [...sources.map(({ css }) => css), theme.own].join('\n'), faces: fonts, sources };
}

/** The composer as one script, and Paged.js. */
export interface Scripts {
  readonly composer: string;
  readonly paged: string;
  /** file: address of the document in which they work. */
  readonly tab: string;
  /** Whether that document brings them along. */
  readonly come: boolean;
}

export async function readScripts(): Promise<Scripts> {
  const code = process.env['DMAG_CODE'];
  const [composer, paged] = await Promise.all([
    code ? readFile(join(code, 'pages/composer.js'), 'utf8') : bundledComposer(),
    read('node_modules/pagedjs/dist/paged.min.js'),
  ]);
  const tab = pathToFileURL(code ? join(code, 'pages/tab.html') : here('scripts/pages/tab.html')).href;
  return { composer, paged, tab, come: Boolean(code) };
}

/** For tests and other programs that were not started by the set-up, which has compiled it (scripts/compile.mjs). */
async function bundledComposer(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [here('scripts/pages/compose/entry.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome130',
    legalComments: 'none',
  });
  return outputFiles[0]!.text;
}
