/** The checks, in the order in which they run. A check is one file, pure, and says what it finds. */
import type { PictureCheck } from '../picture-proof.ts';
import { contrast } from './contrast.ts';
import { overlap } from './overlap.ts';
import { pictureShape } from './picture-shape.ts';

export const checks: readonly PictureCheck[] = [pictureShape, overlap, contrast];
