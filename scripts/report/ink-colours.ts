/** How much ink lies where, as colours: paper, then cool to warm up to the printer's limit, and one colour apart for what is above it. */

type Rgb = readonly [red: number, green: number, blue: number];

/** At these shares of the limit. */
const STOPS: readonly (readonly [at: number, colour: Rgb])[] = [
  [0, [255, 255, 255]],
  [0.15, [222, 234, 236]],
  [0.45, [134, 176, 184]],
  [0.75, [42, 100, 117]],
  [0.9, [11, 63, 77]],
  [1, [230, 178, 74]],
];
const OVER: Rgb = [200, 52, 22];
/** Beyond the limit nothing more is told apart. */
const BEYOND_PERCENT = 40;

const mixed = (at: number): Rgb => {
  const next = Math.max(
    1,
    STOPS.findIndex(([stop]) => stop >= at),
  );
  const [[from, one], [to, other]] = [STOPS[next - 1]!, STOPS[next]!];
  const way = (at - from) / (to - from);
  return one.map((part, channel) => Math.round(part + (other[channel]! - part) * way)) as unknown as Rgb;
};

/** The colour of every per cent from 0 to some beyond the limit. */
export const inkColours = (limitPercent: number): Rgb[] =>
  Array.from({ length: limitPercent + BEYOND_PERCENT + 1 }, (_, percent) =>
    percent > limitPercent ? OVER : mixed(percent / limitPercent),
  );

/** The same as a CSS gradient has it: colours and where they stand. */
export function inkScale(limitPercent: number): { colours: string[]; mostPercent: number } {
  const most = limitPercent + BEYOND_PERCENT;
  const share = (percent: number): string => `${Math.round((percent / most) * 1000) / 10}%`;
  return {
    mostPercent: most,
    colours: [
      ...STOPS.map(([at, colour]) => `rgb(${colour.join(' ')}) ${share(at * limitPercent)}`),
      `rgb(${OVER.join(' ')}) ${share(limitPercent)}`,
      `rgb(${OVER.join(' ')}) 100%`,
    ],
  };
}
