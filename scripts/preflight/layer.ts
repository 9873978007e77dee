/** A soft layer between picture and type: what colour it has where, read from its background as the browser computes it. */
import { type Colour, parseColour } from '../model/colour.ts';
import type { LayerOnPage } from '../pages/on-pictures.ts';

interface Stop {
  readonly colour: Colour;
  /** 0 to 1 along the gradient. */
  readonly at: number;
}

/** At the commas that stand in no brackets. */
function parts(list: string): string[] {
  const found: string[] = [''];
  let depth = 0;
  for (const letter of list) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === ',' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((part) => part.trim());
}

/** "rgb(0, 0, 0) 40%": colour and, where it says one, place. */
function stopOf(part: string): { colour: Colour; at: number | undefined } | undefined {
  const [, css = '', percent] = /^(.*?\))(?:\s+([\d.]+)%)?$/u.exec(part) ?? [];
  const colour = parseColour(css);
  return colour && { colour, at: percent === undefined ? undefined : Number(percent) / 100 };
}

/** Stops without a place share the way between their neighbours. */
function placed(stops: readonly { colour: Colour; at: number | undefined }[]): Stop[] {
  const last = stops.length - 1;
  const ends = stops.map(({ at }, index) => at ?? (index === 0 ? 0 : index === last ? 1 : undefined));
  return stops.map(({ colour }, index) => {
    const known = ends[index];
    if (known !== undefined) return { colour, at: known };
    const before = ends.findLastIndex((at, other) => other < index && at !== undefined);
    const after = ends.findIndex((at, other) => other > index && at !== undefined);
    const way = (index - before) / (after - before);
    return { colour, at: ends[before]! + way * (ends[after]! - ends[before]!) };
  });
}

/** Between two stops colours are mixed with their strength, as CSS Images 4, § 3.5.2 has it. */
function colourAt(stops: readonly Stop[], at: number): Colour {
  const next = stops.findIndex((stop) => stop.at >= at);
  if (next === 0) return stops[0]!.colour;
  if (next < 0) return stops[stops.length - 1]!.colour;
  const [one, other] = [stops[next - 1]!, stops[next]!];
  const way = other.at === one.at ? 1 : (at - one.at) / (other.at - one.at);
  const alpha = one.colour.alpha * (1 - way) + other.colour.alpha * way;
  const mix = (name: 'red' | 'green' | 'blue'): number =>
    alpha === 0
      ? 0
      : (one.colour[name] * one.colour.alpha * (1 - way) + other.colour[name] * other.colour.alpha * way) /
        alpha;
  return { red: mix('red'), green: mix('green'), blue: mix('blue'), alpha };
}

const STEPS = 512;

/** Colour of the layer at a point of the page, in millimetres; undefined where it is not. */
export type LayerColour = (xMm: number, yMm: number) => Colour | undefined;

/**
 * @returns undefined for a background of another kind than a linear gradient to one of its edges: nobody knows what it does, and
 *   a check that counts on it would be a guess
 */
export function layerColour({
  background,
  xMm,
  yMm,
  widthMm,
  heightMm,
}: LayerOnPage): LayerColour | undefined {
  const inside = /^linear-gradient\((.*)\)$/su.exec(background.trim())?.[1];
  if (inside === undefined) return undefined;
  const [first = '', ...rest] = parts(inside);
  const says = /^to (top|bottom|left|right)$/u.exec(first)?.[1];
  const written = (says ? rest : [first, ...rest]).map(stopOf);
  if (written.length < 2 || written.some((stop) => stop === undefined)) return undefined;
  const stops = placed(written.map((stop) => stop!));
  // It is asked for at thousands of points.
  const colours = Array.from({ length: STEPS + 1 }, (_, step) => colourAt(stops, step / STEPS));
  return (x, y) => {
    if (x < xMm || x > xMm + widthMm || y < yMm || y > yMm + heightMm) return undefined;
    const along = says === 'left' || says === 'right' ? (x - xMm) / widthMm : (y - yMm) / heightMm;
    return colours[Math.round((says === 'top' || says === 'left' ? 1 - along : along) * STEPS)];
  };
}
