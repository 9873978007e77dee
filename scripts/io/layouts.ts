/** Finds the layouts: every folder under layouts/ that holds NAME.11ty.ts. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { basename, join } from 'node:path';
import type { Layout } from '../../layouts/layout.ts';

const root = fileURLToPath(new URL('../../layouts', import.meta.url));

/** Where scripts/compile.mjs has put a compiled copy of a TypeScript file that Node is to load by itself. */
export const compiled = (path: string): string | undefined => {
  const code = process.env['DMAG_CODE'];
  const file = code && join(code, path.replace(/\.ts$/u, '.js'));
  return file && existsSync(file) ? file : undefined;
};

/** Eleventy's name of a layout: another one where the code is another, since it keeps each layout by its name as it first was. */
export const layoutName = (name: string): string => `${name} ${basename(process.env['DMAG_CODE'] ?? '')}`;

export async function readLayouts(): Promise<ReadonlyMap<string, Layout>> {
  const folders = (await readdir(root, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && entry.name !== 'parts',
  );
  const layouts = await Promise.all(
    folders.map(async ({ name }) => {
      const made = compiled(`layouts/${name}/${name}.11ty.ts`);
      if (!made) await readTypeScript();
      const file = made ?? join(root, name, `${name}.11ty.ts`);
      const { layout } = (await import(pathToFileURL(file).href)) as { layout: Layout };
      return [name, layout] as const;
    }),
  );
  return new Map(layouts.sort(([a], [b]) => a.localeCompare(b)));
}

let typeScript: Promise<unknown> | undefined;

/** Layouts are read as they stand, by whoever wrote them last; a Node that knows no TypeScript learns it from tsx. */
const readTypeScript = (): Promise<unknown> =>
  // A failed import fails for ever, so the trial has an address of its own.
  (typeScript ??= import(`${pathToFileURL(join(root, 'html.ts')).href}?trial`).catch(async () => {
    const { register } = await import('tsx/esm/api');
    register();
  }));
