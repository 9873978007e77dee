/** The studio as a process of its own: whose turn it is, and how it ends. */
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { alone } from '../../scripts/io/lock.ts';

const PATIENCE_MS = 300_000;
const LATEST_MS = 10_000;

/**
 * To be called where a file begins that starts the studio in this folder: it then has its turn until it ends. Each studio leaves a sign in .cache/
 * by which `--goto` finds it, and a second one would write its own over it.
 */
export function takeTurn(): void {
  let leave = (): void => undefined;
  beforeAll(
    () =>
      new Promise<void>((begin, fail) => {
        const turn = (): Promise<void> =>
          new Promise((done) => {
            leave = done;
            begin();
          });
        mkdirSync('.cache', { recursive: true });
        alone('.cache/test-studio.lock', turn, PATIENCE_MS).catch(fail);
      }),
    PATIENCE_MS,
  );
  afterAll(() => leave());
}

/** As Ctrl-C ends it, with all that it has started: those write into its folders while they live. */
export async function stop(studio: ChildProcess | undefined): Promise<void> {
  if (!studio || studio.exitCode !== null || studio.signalCode !== null) return;
  const gone = new Promise<void>((done) => studio.once('exit', () => done()));
  studio.kill('SIGTERM');
  const late = setTimeout(() => studio.kill('SIGKILL'), LATEST_MS);
  await gone;
  clearTimeout(late);
}
