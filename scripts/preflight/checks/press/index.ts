/** The checks of the finished press file, in the order in which they run. A check is one file, pure, and says what it finds. */
import type { PressCheck } from '../../press-proof.ts';
import { blackText } from './black-text.ts';
import { bleedFilled } from './bleed-filled.ts';
import { emptyPage } from './empty-page.ts';
import { identification } from './identification.ts';
import { marks } from './marks.ts';
import { noAnnotations } from './no-annotations.ts';
import { outputIntent } from './output-intent.ts';
import { pageBoxes } from './page-boxes.ts';
import { pageCount } from './page-count.ts';
import { pictureResolution } from './picture-resolution.ts';
import { pressFonts } from './press-fonts.ts';
import { residualColour } from './residual-colour.ts';
import { spotNames } from './spot-names.ts';
import { totalInk } from './total-ink.ts';

export const pressChecks: readonly PressCheck[] = [
  identification,
  outputIntent,
  pageBoxes,
  pageCount,
  residualColour,
  spotNames,
  marks,
  noAnnotations,
  pressFonts,
  blackText,
  pictureResolution,
  totalInk,
  bleedFilled,
  emptyPage,
];
