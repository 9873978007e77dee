/**
 * The layouts' code while the studio runs: compiled anew after an edit, and loaded from where it then lies. Code that is loaded stays in memory, so
 * a new state of it needs a new address.
 */
import { pathToFileURL, fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { shown } from './files.ts';
import type { Finding } from '../model/finding.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether a changed file is code that a layout may be made of. */
export const isLayoutCode = (path: string): boolean => /(?:^|\/)(?:layouts|styles)\/.*\.ts$/u.test(path);

interface BuildFault {
  readonly text: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** Compiles what has changed, for whoever loads layouts from now on. @returns why it cannot be compiled */
export async function recompile(): Promise<Finding[]> {
  // Only the set-up compiles; without it, code is read as it was loaded first.
  if (process.env['DMAG_CODE'] === undefined) return [];
  const { compiledScripts } = (await import(pathToFileURL(join(root, 'scripts/compile.mjs')).href)) as {
    readonly compiledScripts: (root: string) => Promise<string>;
  };
  try {
    process.env['DMAG_CODE'] = await compiledScripts(root);
    return [];
  } catch (error) {
    const { errors } = error as { readonly errors?: readonly BuildFault[] };
    if (!errors) throw error;
    return errors.map(({ text, location }) => ({
      rule: 'layout-code',
      level: 'error',
      message: text,
      hint: 'mend the layout’s code; until then it is as it was',
      ...(location && {
        place: { file: shown(location.file), line: location.line, column: location.column + 1 },
      }),
    }));
  }
}
