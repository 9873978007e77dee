/** Checks for lost words in a thread of its own, while the reader PDF is made from the same proof. */
import type { SourceArticle } from '../pdf/lost.ts';
import type { ProofCheck } from '../pdf/proof-check.ts';
import type { ProofSetting } from '../preflight/read-proof.ts';
import { openThread, type Thread } from './thread.ts';

export interface CheckRequest {
  readonly proof: Uint8Array;
  readonly articles: readonly SourceArticle[];
  readonly setting: ProofSetting;
}

export type Checker = Thread<CheckRequest, ProofCheck>;

export const openChecker = (): Checker =>
  openThread('io/lost-thread', async ({ proof, articles, setting }) => {
    const { checkProof } = await import('../pdf/proof-check.ts');
    return checkProof(proof, articles, setting);
  });
