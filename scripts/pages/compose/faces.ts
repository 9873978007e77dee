/** Faces for letters that few texts have (Čáhppes, Łódź): they are loaded once one has. */

/** "U+0100-0130, U+1E9E" as pairs of first and last. */
const rangesOf = (unicodeRange: string): [first: number, last: number][] =>
  [...unicodeRange.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/giu)].map(([, first = '', last = first]) => [
    Number.parseInt(first, 16),
    Number.parseInt(last, 16),
  ]);

/** Loads the faces whose letters stand in this HTML, as they are or as capitals: ÿ is common, Ÿ is not. */
export async function loadRareFaces(html: string): Promise<void> {
  const letters = new Set(html.match(/[\u00FF-\u{10FFFF}]/gu));
  const codes = [...letters, ...[...letters].map((each) => each.toUpperCase())].map((each) =>
    each.codePointAt(0)!,
  );
  const wanted = [...document.fonts].filter(
    ({ status, unicodeRange }) =>
      status === 'unloaded' &&
      rangesOf(unicodeRange).some(([first, last]) => codes.some((code) => code >= first && code <= last)),
  );
  await Promise.all(wanted.map((face) => face.load()));
}
