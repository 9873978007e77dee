/** One studio at a time in this folder: each leaves a sign in .cache/ by which `--goto` finds it, and a second one would write its own over it. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { alone } from '../../scripts/io/lock.ts';

const PATIENCE_MS = 300_000;

/** To be called where a file begins that starts the studio: it then has its turn until it ends. */
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
