/**
 * Checks an issue in a process of its own, with a browser of its own: what takes seconds there holds up nobody who writes. Whoever asks again before
 * an answer has come is answered alone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../model/finding.ts';
import { machineFinding } from './processes.ts';

export type Checked = 'reader' | 'press';

export interface Checks {
  /**
   * Every finding of the issue as it lies on the disk; undefined where it was asked again meanwhile.
   *
   * @param until "reader": what concerns the pages. "press": the press file as well
   */
  check(until: Checked): Promise<readonly Finding[] | undefined>;
  /** Whatever is being checked is no longer wanted. */
  drop(): void;
  /** The next check runs in a new process: the code has changed. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** What goes to the process; nothing is to be checked where `until` is missing. */
export interface CheckRequest {
  readonly id: number;
  readonly until?: Checked;
}

/** What comes back: nothing where the check was broken off. */
export interface CheckAnswer {
  readonly id: number;
  readonly findings?: readonly Finding[];
}

const MOST_MS_TO_END = 1500;
/** A check that takes longer hangs. */
const MOST_MS = { reader: 90_000, press: 240_000 };

export function openChecks(issuesDir: string, slug: string): Checks {
  let child: ChildProcess | undefined;
  let count = 0;
  let isClosed = false;
  let waiting:
    | { readonly id: number; readonly answer: (found: readonly Finding[] | undefined) => void }
    | undefined;
  const settle = (found: readonly Finding[] | undefined): void => {
    waiting?.answer(found);
    waiting = undefined;
  };
  const start = (): ChildProcess => {
    const code = process.env['DMAG_CODE'];
    const file = code
      ? join(code, 'io/check-process.js')
      : fileURLToPath(new URL('check-process.ts', import.meta.url));
    const started = fork(file, [issuesDir, slug], {
      execArgv: code ? [] : ['--import', 'tsx'],
      // An interrupt is for us to tell; the terminal would give it to every process.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', ({ id, findings }: CheckAnswer) => {
      if (id === waiting?.id) settle(findings);
    });
    started.on('error', () => undefined);
    started.on('exit', () => {
      if (child !== started) return;
      child = undefined;
      if (waiting)
        settle([
          machineFinding(
            'check-stopped',
            'the process that checks the issue has stopped',
            'it starts anew with the next change; close other programs if memory is short',
          ),
        ]);
    });
    return started;
  };
  const ask = (until?: Checked): number => {
    const id = ++count;
    settle(undefined);
    if (until && !isClosed) child ??= start();
    child?.send({ id, until } satisfies CheckRequest, () => undefined);
    return id;
  };
  const end = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    settle(undefined);
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
    if (ending.connected) ending.disconnect();
    const late = setTimeout(() => ending.kill('SIGKILL'), MOST_MS_TO_END);
    await ended;
    clearTimeout(late);
  };
  return {
    check(until) {
      const id = ask(until);
      if (isClosed) return Promise.resolve(undefined);
      const late = setTimeout(() => child?.kill('SIGKILL'), MOST_MS[until]);
      late.unref();
      return new Promise((answer) => {
        waiting = {
          id,
          answer(found) {
            clearTimeout(late);
            answer(found);
          },
        };
      });
    },
    drop: () => void ask(),
    renew: end,
    async close() {
      isClosed = true;
      await end();
    },
  };
}
