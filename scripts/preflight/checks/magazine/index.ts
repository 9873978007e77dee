/** The checks of the magazine's own rules, in the order in which they run. A check is one file, pure, and says what it finds. */
import type { MagazineCheck } from '../../magazine-proof.ts';
import { colophon } from './colophon.ts';
import { contentsNumbers } from './contents-numbers.ts';
import { deadLink } from './dead-link.ts';
import { orderEnds } from './order-ends.ts';
import { pictureCredit } from './picture-credit.ts';
import { typography } from './typography.ts';
import { unprintableCss } from './unprintable-css.ts';

export const magazineChecks: readonly MagazineCheck[] = [
  contentsNumbers,
  deadLink,
  colophon,
  orderEnds,
  pictureCredit,
  typography,
  unprintableCss,
];
