/**
 * Compares an issue in a process of its own, with a browser of its own, so that whoever writes waits for nothing. The process stays warm for the next
 * time, and ends when nobody has asked for a while.
 *
 * The browser that sets the studio's pages is warm already, and is not shared all the same: it is driven through a pipe, which its own process holds;
 * its tabs set one thing at a time, so a save would wait behind the pictures of a whole issue; and if comparing a long issue takes more memory than
 * there is, it ends alone, and the pages stay.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Against } from '../compare/against.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { Finding } from '../model/finding.ts';
import { machineFinding } from './processes.ts';

/** A comparison as it goes to a browser: pictures by their names in .cache/compare/pages. */
export interface ShownComparison extends Comparison {
  readonly against: Against;
  /** One a page of the comparison. */
  readonly looks: readonly { readonly before?: string; readonly after?: string }[];
}

export type CompareOutcome =
  | { readonly findings: readonly Finding[] }
  | { readonly compared: ShownComparison };

export interface CompareRequest {
  readonly id: number;
  readonly with: string;
}

export interface CompareAnswer {
  readonly id: number;
  readonly outcome: CompareOutcome;
}

export interface Comparisons {
  /** @param wanted a name that git knows, or a PDF's path. Whoever asks meanwhile waits for their turn. */
  compare(wanted: string): Promise<CompareOutcome>;
  close(): Promise<void>;
}

/** A comparison that takes longer hangs. */
const MOST_MS = 300_000;
/** So long a warm browser is kept for another one. */
const IDLE_MS = 120_000;

export function openComparisons(issuesDir: string, slug: string): Comparisons {
  let child: ChildProcess | undefined;
  let count = 0;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const end = (): void => {
    const ending = child;
    child = undefined;
    if (ending?.connected) ending.disconnect();
  };
  const start = (): ChildProcess => {
    const code = process.env['DMAG_CODE'];
    const file = code
      ? join(code, 'io/compare-process.js')
      : fileURLToPath(new URL('compare-process.ts', import.meta.url));
    return fork(file, [issuesDir, slug], {
      execArgv: code ? [] : ['--import', 'tsx'],
      // An interrupt is for us to tell; the terminal would give it to every process.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  };
  const ask = (wanted: string): Promise<CompareOutcome> => {
    const id = ++count;
    clearTimeout(idle);
    const asked = (child ??= start());
    return new Promise((settle) => {
      const finish = (outcome: CompareOutcome): void => {
        clearTimeout(late);
        asked.off('message', hear).off('exit', stop).off('error', stop);
        idle = setTimeout(end, IDLE_MS);
        idle.unref();
        settle(outcome);
      };
      const hear = (answer: CompareAnswer): void => {
        if (answer.id === id) finish(answer.outcome);
      };
      const stop = (): void => {
        if (child === asked) child = undefined;
        const message = 'the process that compares has stopped';
        const hint = 'compare again; close other programs if memory is short';
        finish({ findings: [machineFinding('compare-stopped', message, hint)] });
      };
      const late = setTimeout(() => asked.kill('SIGKILL'), MOST_MS);
      late.unref();
      asked.on('message', hear).on('exit', stop).on('error', stop);
      asked.send({ id, with: wanted } satisfies CompareRequest, () => undefined);
    });
  };
  return {
    compare(wanted) {
      const answer = last.then(() => ask(wanted));
      last = answer.catch(() => undefined);
      return answer;
    },
    async close() {
      clearTimeout(idle);
      const ending = child;
      end();
      if (!ending || ending.exitCode !== null) return;
      const late = setTimeout(() => ending.kill('SIGKILL'), 1500);
      await new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      clearTimeout(late);
    },
  };
}
