/** The thread that lost-words.ts starts. */
import { parentPort } from 'node:worker_threads';
import { checkProof } from '../pdf/proof-check.ts';
import type { CheckAnswer, CheckRequest } from './lost-words.ts';

parentPort?.on('message', ({ id, proof, articles, setting }: CheckRequest) => {
  void checkProof(proof, articles, setting).then((result) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has none
    parentPort?.postMessage({ id, result } satisfies CheckAnswer);
  });
});
