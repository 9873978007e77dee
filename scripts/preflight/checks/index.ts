/** The checks, in the order in which they run. A check is one file, pure, and says what it finds. */
import type { PictureCheck } from '../picture-proof.ts';
import type { Check } from '../proof.ts';
import { adAnnotations } from './ads/ad-annotations.ts';
import { adBleed } from './ads/ad-bleed.ts';
import { adLayers } from './ads/ad-layers.ts';
import { adPages } from './ads/ad-pages.ts';
import { adSize } from './ads/ad-size.ts';
import { afterHeads } from './after-heads.ts';
import { contrast } from './contrast.ts';
import { grid } from './grid.ts';
import { hangingQuotes } from './hanging-quotes.ts';
import { hyphens } from './hyphens.ts';
import { initials } from './initials.ts';
import { lastPage } from './last-page.ts';
import { levelColumns } from './level-columns.ts';
import { orphans } from './orphans.ts';
import { overlap } from './overlap.ts';
import { pageBudget } from './page-budget.ts';
import { pageHyphens } from './page-hyphens.ts';
import { pictureShape } from './picture-shape.ts';
import { realType } from './real-type.ts';
import { runts } from './runts.ts';
import { widows } from './widows.ts';
import { wordGaps } from './word-gaps.ts';

/** Of pictures, on the finished pages. */
export const pictureChecks: readonly PictureCheck[] = [
  pictureShape,
  overlap,
  contrast,
  adSize,
  adBleed,
  adPages,
  adAnnotations,
  adLayers,
];

/** Of type, on the printed pages. */
export const typeChecks: readonly Check[] = [
  grid,
  widows,
  orphans,
  afterHeads,
  hyphens,
  pageHyphens,
  levelColumns,
  wordGaps,
  runts,
  initials,
  hangingQuotes,
  realType,
  pageBudget,
  lastPage,
];
