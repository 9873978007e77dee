/**
 * The faces of each theme, and where their files come from. Static TrueType only: variable and CFF faces would become
 * Type 3 in the PDF. A face with `pin` is cut from a variable one at the given axes (Source Serif's optical size).
 */

export interface Face {
  /** Name in the styles. */
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** Package and file in node_modules. */
  readonly file: string;
  readonly pin?: Readonly<Record<string, number>>;
}

const serif = (folder: string, name: string, weight: number, style: Face['style'] = 'normal'): Face => ({
  family: 'Source Serif',
  weight,
  style,
  file: `@expo-google-fonts/source-serif-4/${folder}/SourceSerif4_${name}.ttf`,
});

const display = (weight: number): Face => ({
  family: 'Source Serif Display',
  weight,
  style: 'normal',
  file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2',
  pin: { opsz: 60, wght: weight },
});

/** Between text and display: standfirsts and small heads are too small for the finest cut. */
const subhead = (weight: number): Face => ({
  family: 'Source Serif Subhead',
  weight,
  style: 'normal',
  file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2',
  pin: { opsz: 18, wght: weight },
});

const hanken = (folder: string, name: string, weight: number, style: Face['style'] = 'normal'): Face => ({
  family: 'Hanken Grotesk',
  weight,
  style,
  file: `@expo-google-fonts/hanken-grotesk/${folder}/HankenGrotesk_${name}.ttf`,
});

const hav: readonly Face[] = [
  serif('400Regular', '400Regular', 400),
  serif('400Regular_Italic', '400Regular_Italic', 400, 'italic'),
  serif('600SemiBold', '600SemiBold', 600),
  serif('600SemiBold_Italic', '600SemiBold_Italic', 600, 'italic'),
  ...[280, 290, 320, 360, 390].map(display),
  ...[360, 400].map(subhead),
  hanken('400Regular', '400Regular', 400),
  hanken('400Regular_Italic', '400Regular_Italic', 400, 'italic'),
  hanken('600SemiBold', '600SemiBold', 600),
  hanken('700Bold', '700Bold', 700),
];

export const faces: Readonly<Record<string, readonly Face[]>> = { hav };
