/** Colours of articles in the flatplan: each keeps its own wherever it is moved, and no two of an issue are the same. */

const HUES = 10;
/** Lightness in OKLCH: a step apart they differ as much as neighbours on the wheel do, and more. */
const TONES = [0.45, 0.62, 0.79] as const;
const SLOTS = HUES * TONES.length;
/** To the next that is free, far round the wheel; it comes by every slot. */
const STEP = 7;

/** Of a page that is nobody's. */
export const NO_HUE = '#bbb';

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0)!, 0x01000193);
  return value >>> 0;
}

const colourOf = (slot: number): string =>
  `oklch(${TONES[Math.floor(slot / HUES)]} 0.14 ${(slot % HUES) * (360 / HUES)})`;

/**
 * CSS colours by article. They follow the names and not the order, and a new article takes no other's but where their names want the same.
 *
 * @param articles folders, in any order
 */
export function huesOf(articles: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<number>();
  const hues = new Map<string, string>();
  for (const article of articles.toSorted()) {
    if (taken.size === SLOTS) taken.clear();
    let slot = hash(article) % SLOTS;
    while (taken.has(slot)) slot = (slot + STEP) % SLOTS;
    taken.add(slot);
    hues.set(article, colourOf(slot));
  }
  return hues;
}
