/** The run of an essay's pages after its opener: which pictures stand together, and on which side. */
import type { Where } from '../furniture.ts';
import type { EssayPicture } from './pictures.ts';

export type Kind =
  /** A picture over one whole page, or over two. */
  | 'full'
  | 'spread'
  /** One picture with white around it, lying or standing. */
  | 'lying'
  | 'standing'
  /** Two pictures one above the other, or side by side. */
  | 'stacked'
  | 'beside';

export interface Unit {
  readonly kind: Kind;
  readonly pictures: readonly EssayPicture[];
}

/** Narrower than this a picture stands: over all columns it would be taller than the page allows. */
const STANDING = 1.3;
export const stands = ({ shape }: EssayPicture): boolean => shape < STANDING;

const alone = (picture: EssayPicture): Unit => ({
  kind: stands(picture) ? 'standing' : 'lying',
  pictures: [picture],
});

const isLoose = ({ classes }: EssayPicture): boolean =>
  !classes.some((name) => name === 'full' || name === 'spread' || name === 'half' || name === 'wide');

/** Pictures without a class that follow each other stand two by two. */
function unitsOf(pictures: readonly EssayPicture[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < pictures.length; at++) {
    const picture = pictures[at]!;
    const next = pictures[at + 1];
    if (picture.classes.includes('spread')) units.push({ kind: 'spread', pictures: [picture] });
    else if (picture.classes.includes('full')) units.push({ kind: 'full', pictures: [picture] });
    else if (isLoose(picture) && next && isLoose(next)) {
      const kind = stands(picture) || stands(next) ? 'beside' : 'stacked';
      units.push({ kind, pictures: [picture, next] });
      at += 1;
    } else units.push(alone(picture));
  }
  return units;
}

/** A picture over two pages begins on a left one: the next single page comes before it, or the last one after it. */
function onLeftPages(units: readonly Unit[]): Unit[] {
  const rest = [...units];
  const run: Unit[] = [];
  let singles = 0;
  while (rest.length > 0) {
    const isSpread = rest[0]!.kind === 'spread';
    if (isSpread && singles % 2 === 1) {
      const next = rest.findIndex(({ kind }) => kind !== 'spread');
      if (next > 0) run.push(...rest.splice(next, 1));
      else {
        // There is a single page before it, since their number is odd.
        const last = run.findLastIndex(({ kind }) => kind !== 'spread');
        rest.push(...run.splice(last, 1));
      }
      singles += next > 0 ? 1 : -1;
      continue;
    }
    if (!isSpread) singles += 1;
    run.push(rest.shift()!);
  }
  return run;
}

/** The pages after the opener, the first of which is a left one. */
export const sequence = (pictures: readonly EssayPicture[]): readonly Unit[] =>
  onLeftPages(unitsOf(pictures));

/** Whether the picture after the lead may stand at the opener's foot. */
export const mayStandAtFoot = (picture: EssayPicture | undefined): picture is EssayPicture =>
  picture !== undefined && isLoose(picture);

export const hasWhite = ({ kind }: Unit): boolean => kind !== 'full' && kind !== 'spread';

/** Where each picture of a page stands, as the captions of that page say it. */
export const wheres: Readonly<Record<Kind, (side: 'left' | 'right') => readonly Where[]>> = {
  full: (side) => [side],
  spread: () => ['pages'],
  lying: () => ['over'],
  standing: (side) => [side],
  stacked: () => ['top', 'bottom'],
  beside: () => ['overLeft', 'overRight'],
};
