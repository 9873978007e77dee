/** Finds the layouts: every folder under layouts/ that holds NAME.11ty.ts. */
import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Layout } from '../../layouts/layout.ts';

const root = fileURLToPath(new URL('../../layouts', import.meta.url));

export async function readLayouts(): Promise<ReadonlyMap<string, Layout>> {
  await readTypeScript();
  const folders = (await readdir(root, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && entry.name !== 'parts',
  );
  const layouts = await Promise.all(
    folders.map(async ({ name }) => {
      const file = pathToFileURL(join(root, name, `${name}.11ty.ts`)).href;
      const { layout } = (await import(file)) as { layout: Layout };
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
