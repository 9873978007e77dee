/**
 * The project's own issues, built once in a run of the suite for all files that only look at what comes out: the sample as it lies in issues/, the
 * specimen as the samples of the layouts make it. It lives as long as the run; a file that runs alone builds them for itself.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { alone } from '../scripts/io/lock.ts';
import type { Finding } from '../scripts/model/finding.ts';
import type { TypeFigures } from '../scripts/preflight/figures.ts';
import { writeSpecimen } from '../scripts/specimen.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what files of tests share in this run. */
    shared: string;
  }
}

/** All pictures of the sample may have to be encoded first, on a machine that has never built it. */
const BUILD_MS = 600_000;

/** What `npm run build -- --json` says. */
export interface Outcome {
  readonly status: number;
  readonly issues: readonly { readonly issue: string; readonly pages: number }[];
  readonly findings: readonly Finding[];
  readonly type: Readonly<Record<string, TypeFigures>>;
}

export interface OwnIssues {
  /** The sources. */
  readonly issues: string;
  /** All products of both issues. Nobody may write there. */
  readonly out: string;
  readonly outcome: Outcome;
}

async function built(folder: string): Promise<OwnIssues> {
  const [issues, out, kept] = ['issues', 'dist', 'outcome.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const outcome = await alone(
    join(folder, 'lock'),
    async () => {
      if (existsSync(kept)) return readFileSync(kept, 'utf8');
      for (const name of ['magazine.yaml', 'printers', '2026-1', 'specimen/skriv'])
        cpSync(join('issues', name), join(issues, name), { recursive: true });
      await writeSpecimen(issues);
      const words = ['build', '--issues', issues, '--out', out, '--json'];
      const said = await new Promise<string>((done) => {
        execFile(
          process.execPath,
          [resolve('scripts/setup.mjs'), ...words],
          { maxBuffer: 64e6 },
          (_, stdout, stderr) => done(stdout || stderr),
        );
      });
      writeFileSync(kept, said);
      return said;
    },
    BUILD_MS,
  );
  return { issues, out, outcome: JSON.parse(outcome) as Outcome };
}

/** To be called where a file begins; what it gives is there when the tests run. */
export function ownIssues(): () => OwnIssues {
  const shared = inject('shared') as string | undefined;
  const folder = shared ? join(shared, 'own-issues') : mkdtempSync(join(tmpdir(), 'dmag-own-issues-'));
  let own: OwnIssues;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    own = await built(folder);
  }, BUILD_MS);
  if (!shared) afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => own;
}
