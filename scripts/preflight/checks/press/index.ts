/** The checks of the finished press file, in the order in which they run. A check is one file, pure, and says what it finds. */
import type { PressCheck } from '../../press-proof.ts';
import { blackOverprint } from './black-overprint.ts';
import { blackText } from './black-text.ts';
import { bleedFilled } from './bleed-filled.ts';
import { emptyPage } from './empty-page.ts';
import { forbiddenObject } from './forbidden-object.ts';
import { identification } from './identification.ts';
import { marks } from './marks.ts';
import { missingGlyph } from './missing-glyph.ts';
import { noAnnotations } from './no-annotations.ts';
import { outputIntent } from './output-intent.ts';
import { pageBoxes } from './page-boxes.ts';
import { pageCount } from './page-count.ts';
import { pageSize } from './page-size.ts';
import { pictureResolution } from './picture-resolution.ts';
import { pressFonts } from './press-fonts.ts';
import { residualColour } from './residual-colour.ts';
import { spotNames } from './spot-names.ts';
import { richBlack } from './rich-black.ts';
import { safeMargin } from './safe-margin.ts';
import { smallText } from './small-text.ts';
import { thinLine } from './thin-line.ts';
import { totalInk } from './total-ink.ts';
import { whiteOverprint } from './white-overprint.ts';

export const pressChecks: readonly PressCheck[] = [
  identification,
  outputIntent,
  pageBoxes,
  pageSize,
  pageCount,
  residualColour,
  spotNames,
  marks,
  noAnnotations,
  forbiddenObject,
  pressFonts,
  missingGlyph,
  blackText,
  richBlack,
  blackOverprint,
  whiteOverprint,
  smallText,
  thinLine,
  safeMargin,
  pictureResolution,
  totalInk,
  bleedFilled,
  emptyPage,
];
