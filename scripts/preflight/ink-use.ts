/** What a colour is to a press: how many plates it stands on, and with how much ink. */
import type { InkUse } from './press-file.ts';

type Colour = Pick<InkUse, 'space' | 'components'>;

/** Less is no dot on a plate. */
const LEAST = 0.005;

const isGray = ({ space }: Colour): boolean => space === 'DeviceGray';

/** Amounts of ink, 0 to 1. */
const amounts = (use: Colour): readonly number[] =>
  isGray(use) ? use.components.map((light) => 1 - light) : use.components;

export const inkCount = (use: Colour): number => amounts(use).filter((ink) => ink > LEAST).length;

/** All inks together, in per cent. */
export const inkSum = (use: Colour): number => 100 * amounts(use).reduce((sum, ink) => sum + ink, 0);

/** Paper: no ink at all. A pattern has none of its own either, but is no white. */
export const isWhite = (use: Colour): boolean =>
  use.components.length > 0 && use.space !== 'Pattern' && inkCount(use) === 0;

/** Solid black ink and no other. */
export const isBlackInk = ({ space, components }: Colour): boolean =>
  space === 'DeviceCMYK' &&
  components.length === 4 &&
  components[3]! >= 1 - LEAST &&
  components.slice(0, 3).every((ink) => ink <= LEAST);

export const builtOf = ({ components }: Colour): string =>
  components.map((part) => Math.round(part * 100)).join('/');

/** Whether its overprinting leaves the other plates as they are. */
export const reallyOverprints = ({ space, overprints, overprintMode }: InkUse): boolean =>
  overprints && (space !== 'DeviceCMYK' || overprintMode === 1);
