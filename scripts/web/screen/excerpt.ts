/** What is found is shown amid the words around it, which begin and end where they may: dots say that there is more. */

/** @param excerpt words of a text, with <mark> round some of them */
export function asCutOut(excerpt: string): string {
  const words = excerpt.replaceAll(/<\/?mark>/gu, '').trim();
  const before = /^[\p{Lu}\p{N}«–]/u.test(words) ? '' : '… ';
  const isWhole = /[.!?»]$/u.test(words);
  return `${before}${excerpt.trim()}${isWhole ? '' : ' …'}`;
}
