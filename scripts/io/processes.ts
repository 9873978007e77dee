/** Processes: starting other programs and reading what they say, and faults of the machine. */

import { x } from 'tinyexec';
import type { Finding } from '../model/finding.ts';

export interface Outcome {
  /** Exit status; undefined when the program could not be started or was killed. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** No program of that name. */
  readonly missing: boolean;
}

export interface RunSettings {
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** Runs a program to its end. A program that is missing or fails is an outcome, never an exception. */
export async function run(
  program: string,
  args: readonly string[],
  { folder, env, timeoutMs }: RunSettings = {},
): Promise<Outcome> {
  try {
    const { exitCode, stdout, stderr } = await x(program, [...args], {
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      nodeOptions: { ...(folder && { cwd: folder }), ...(env && { env }) },
    });
    return { status: exitCode, stdout, stderr, missing: false };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { status: undefined, stdout: '', stderr: message, missing: code === 'ENOENT' };
  }
}

/** Runs the npm that started us, else the one on the PATH. */
export function runNpm(args: readonly string[], settings: RunSettings = {}): Promise<Outcome> {
  const npmScript = process.env.npm_execpath;
  return npmScript && /npm-cli\.[cm]?js$/.test(npmScript)
    ? run(process.execPath, [npmScript, ...args], settings)
    : run('npm', args, settings);
}

export const machineFinding = (rule: string, message: string, hint: string): Finding => ({
  rule,
  level: 'error',
  message,
  hint,
});

/** The machine, not the content, stands in the way; the commands print the finding and exit with 2. */
export class MachineFault extends Error {
  readonly finding: Finding;

  constructor(finding: Finding, cause?: unknown) {
    super(finding.message, { cause });
    this.name = 'MachineFault';
    this.finding = finding;
  }
}
