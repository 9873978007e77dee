/** Spot inks by their names. A press makes a plate of every name, so one ink has to be spelled one way. */

/** What is left of a name when spelling is put aside: "Pantone 485c" and "PANTONE 485 C" are one ink. */
const keyOf = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** Whether two names mean one ink and yet would make two plates. */
export const isMisspelt = (one: string, other: string): boolean =>
  one !== other && keyOf(one) === keyOf(other);

export interface DeclaredSpots {
  /** By what they are given by: the names as the print shop spells them. Those that it does not name are left out. */
  readonly spots: ReadonlyMap<string, string>;
  /** The theme's names that the shop spells otherwise. */
  readonly misspelt: readonly { readonly theme: string; readonly printer: string }[];
}

/** Those of a theme's spot inks that the print shop has a plate for. */
export function declaredSpots(
  wanted: ReadonlyMap<string, string>,
  declared: readonly string[],
): DeclaredSpots {
  const pairs = [...wanted].flatMap(([colour, theme]) => {
    const printer =
      declared.find((name) => name === theme) ?? declared.find((name) => isMisspelt(name, theme));
    return printer === undefined ? [] : [{ colour, theme, printer }];
  });
  const misspelt = pairs.filter(({ theme, printer }) => theme !== printer);
  return {
    spots: new Map(pairs.map(({ colour, printer }) => [colour, printer])),
    misspelt: misspelt
      .filter(({ theme }, at) => misspelt.findIndex((each) => each.theme === theme) === at)
      .map(({ theme, printer }) => ({ theme, printer })),
  };
}
