/** The known name that someone probably meant. */
import { distance } from 'fastest-levenshtein';

/** Nearest of `known` within a third of its letters (at least two), capitals aside; undefined where none is near. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of known) {
    const letters = distance(written.toLowerCase(), name.toLowerCase());
    const allowed = Math.min(Math.max(2, Math.ceil(name.length / 3)), name.length - 1);
    if (letters <= allowed && letters < bestDistance) [best, bestDistance] = [name, letters];
  }
  return best;
}

/** "did you mean …" as an imperative, or the whole list when nothing is near. */
export function hintFor(written: string, known: readonly string[]): string | undefined {
  const name = nearest(written, known);
  if (name !== undefined) return `write ${name}`;
  return known.length > 0 ? `use one of: ${known.join(', ')}` : undefined;
}
