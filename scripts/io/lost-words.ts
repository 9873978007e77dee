/** Checks for lost words in a thread of its own, while the reader PDF is made from the same proof. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SourceArticle } from '../pdf/lost.ts';
import type { ProofCheck } from '../pdf/proof-check.ts';
import type { ProofSetting } from '../preflight/read-proof.ts';

export interface Checker {
  /** Starts the thread, if there is time before it is needed. */
  wake(): void;
  check(proof: Uint8Array, articles: readonly SourceArticle[], setting: ProofSetting): Promise<ProofCheck>;
  close(): void;
}

/** What goes to the thread, and what comes back. */
export interface CheckRequest {
  readonly id: number;
  readonly proof: Uint8Array;
  readonly articles: readonly SourceArticle[];
  readonly setting: ProofSetting;
}

export interface CheckAnswer {
  readonly id: number;
  readonly result: ProofCheck;
}

/** Compiled scripts have a file for the thread; where TypeScript runs as it is (tests), the check runs here. */
export function openChecker(): Checker {
  const code = process.env['DMAG_CODE'];
  if (!code) return { wake: () => undefined, check: checkHere, close: () => undefined };
  const waiting = new Map<number, PromiseWithResolvers>();
  let count = 0;
  let worker: Worker | undefined;
  const awake = (): Worker => {
    if (worker) return worker;
    worker = new Worker(join(code, 'io/lost-thread.js'));
    // It must not keep a program alive that has nothing else to do.
    worker.unref();
    worker.on('message', ({ id, result }: CheckAnswer) => {
      waiting.get(id)?.resolve(result);
      waiting.delete(id);
    });
    worker.on('error', (error) => {
      for (const { reject } of waiting.values()) reject(error);
    });
    return worker;
  };
  return {
    wake: () => void awake(),
    check(proof, articles, setting) {
      const id = count++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has none
        awake().postMessage({ id, proof, articles, setting } satisfies CheckRequest);
      });
    },
    close: () => void worker?.terminate(),
  };
}

interface PromiseWithResolvers {
  readonly resolve: (result: ProofCheck) => void;
  readonly reject: (error: unknown) => void;
}

async function checkHere(
  proof: Uint8Array,
  articles: readonly SourceArticle[],
  setting: ProofSetting,
): Promise<ProofCheck> {
  const { checkProof } = await import('../pdf/proof-check.ts');
  return checkProof(proof, articles, setting);
}
