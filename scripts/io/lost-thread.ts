/** The thread that lost-words.ts starts. */
import { checkProof } from '../pdf/proof-check.ts';
import type { CheckRequest } from './lost-words.ts';
import { answerWith } from './thread.ts';

answerWith(({ proof, articles, setting }: CheckRequest) => checkProof(proof, articles, setting));
