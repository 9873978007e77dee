/** Which page of one issue is which of another: found by what stands on them, since an article that moves takes its pages along. */
import type { SidePage } from './side.ts';

/** Page numbers from 1. One of them is missing where a page has gone or come. */
export interface PagePair {
  readonly before?: number;
  readonly after?: number;
}

/** Below this, two pages that have some words in common are not one page. */
const LEAST_LIKENESS = 0.4;
/** A picture says as much of a page as so many words. */
const PICTURE_WEIGHT = 25;

type Weights = ReadonlyMap<string, number>;

function weightsOf({ words, pictures }: SidePage): Weights {
  const weights = new Map<string, number>();
  for (const word of words) weights.set(word, (weights.get(word) ?? 0) + 1);
  for (const picture of pictures) weights.set(`picture ${picture}`, PICTURE_WEIGHT);
  return weights;
}

const sum = (weights: Weights): number => [...weights.values()].reduce((all, each) => all + each, 0);

/** 0: nothing in common; 1: the same words as often and the same pictures. */
function likeness(one: Weights, other: Weights, together: number): number {
  let common = 0;
  for (const [word, weight] of one) common += Math.min(weight, other.get(word) ?? 0);
  return together === 0 ? 0 : (2 * common) / together;
}

/**
 * Every page of both issues, once: in the order of the new one, with pages that have gone where they stood. Pages of equal content first, then those
 * most alike, then what is left by its place in its article.
 */
export function alignPages(before: readonly SidePage[], after: readonly SidePage[]): PagePair[] {
  /** Index before, by index after. */
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (old: number, now: number): void => {
    found.set(now, old);
    taken.add(old);
  };
  const isBlank = ({ words, pictures }: SidePage): boolean => words.length === 0 && pictures.length === 0;
  const free = (pages: readonly SidePage[], isTaken: (at: number) => boolean): number[] =>
    pages.flatMap((_, at) => (isTaken(at) ? [] : [at]));
  const freeBefore = (): number[] => free(before, (at) => taken.has(at));
  const freeAfter = (): number[] => free(after, (at) => found.has(at));

  // Equal content; of several that are equal, the first with the first.
  const byContent = new Map<string, number[]>();
  for (const [at, page] of before.entries())
    if (!isBlank(page)) byContent.set(page.content, [...(byContent.get(page.content) ?? []), at]);
  for (const [at, { content }] of after.entries()) {
    const old = byContent.get(content)?.shift();
    if (old !== undefined) pair(old, at);
  }

  const weights = {
    before: new Map(freeBefore().map((at) => [at, weightsOf(before[at]!)])),
    after: new Map(freeAfter().map((at) => [at, weightsOf(after[at]!)])),
  };
  const sums = {
    before: new Map([...weights.before].map(([at, each]) => [at, sum(each)])),
    after: new Map([...weights.after].map(([at, each]) => [at, sum(each)])),
  };
  const candidates = [...weights.before].flatMap(([old, mine]) =>
    [...weights.after].flatMap(([now, its]) => {
      const alike = likeness(mine, its, sums.before.get(old)! + sums.after.get(now)!);
      return alike < LEAST_LIKENESS ? [] : [{ old, now, alike }];
    }),
  );
  // Of pages as much alike, those that stand nearer to each other.
  candidates.sort((a, b) => b.alike - a.alike || Math.abs(a.old - a.now) - Math.abs(b.old - b.now));
  for (const { old, now } of candidates) if (!taken.has(old) && !found.has(now)) pair(old, now);

  // The same place in the same article; where articles are not known on both sides, the same number.
  const placesOf = (pages: readonly SidePage[]): string[] => {
    const counts = new Map<string | undefined, number>();
    return pages.map(({ article, number }) => {
      const count = counts.get(article) ?? 0;
      counts.set(article, count + 1);
      return article === undefined ? `page ${number}` : `${article} ${count}`;
    });
  };
  const [oldPlaces, newPlaces] = [placesOf(before), placesOf(after)];
  for (const now of freeAfter()) {
    const old = freeBefore().find((at) => oldPlaces[at] === newPlaces[now]);
    if (old !== undefined && isBlank(before[old]!) === isBlank(after[now]!)) pair(old, now);
  }
  for (const now of freeAfter()) {
    const old = freeBefore().find(
      (at) =>
        before[at]!.number === after[now]!.number &&
        (before[at]!.article === undefined || after[now]!.article === undefined),
    );
    if (old !== undefined) pair(old, now);
  }
  for (const now of freeAfter()) {
    const old = freeBefore().find((at) => isBlank(before[at]!) && isBlank(after[now]!));
    if (old !== undefined) pair(old, now);
  }
  return inOrder(before, after, found);
}

/** A page that has gone stands behind the page that it followed. */
function inOrder(
  before: readonly SidePage[],
  after: readonly SidePage[],
  found: ReadonlyMap<number, number>,
): PagePair[] {
  const kept = new Set(found.values());
  const following = new Map<number, number[]>();
  let last = -1;
  for (const at of before.keys()) {
    if (kept.has(at)) last = at;
    else following.set(last, [...(following.get(last) ?? []), at]);
  }
  const goneAfter = (at: number): PagePair[] =>
    (following.get(at) ?? []).map((gone) => ({ before: before[gone]!.number }));
  return [
    ...goneAfter(-1),
    ...[...after.entries()].flatMap(([at, { number }]) => {
      const old = found.get(at);
      return old === undefined
        ? [{ after: number }]
        : [{ before: before[old]!.number, after: number }, ...goneAfter(old)];
    }),
  ];
}
