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
  /** Letters that this file is for, as CSS unicode-range, where another file has the rest. */
  readonly range?: string;
}

const serif = (folder: string, name: string, weight: number, style: Face['style'] = 'normal'): Face => ({
  family: 'Source Serif',
  weight,
  style,
  file: `@expo-google-fonts/source-serif-4/${folder}/SourceSerif4_${name}.ttf`,
});

/** The variable face comes in two files; Čáhppes Ŋ, ł and ő stand in the second. */
const cut = (family: string, opsz: number, weight: number): readonly Face[] =>
  [
    { part: 'latin', range: undefined },
    { part: 'latin-ext', range: 'U+0100-0130, U+0132-0151, U+0154-024F, U+1E00-1EFF' },
  ].map(({ part, range }) => ({
    family,
    weight,
    style: 'normal',
    file: `@fontsource-variable/source-serif-4/files/source-serif-4-${part}-opsz-normal.woff2`,
    pin: { opsz, wght: weight },
    range,
  }));

const display = (weight: number): readonly Face[] => cut('Source Serif Display', 60, weight);

/** Between text and display: standfirsts and small heads are too small for the finest cut. */
const subhead = (weight: number): readonly Face[] => cut('Source Serif Subhead', 18, weight);

const hanken = (folder: string, name: string, weight: number, style: Face['style'] = 'normal'): Face => ({
  family: 'Hanken Grotesk',
  weight,
  style,
  file: `@expo-google-fonts/hanken-grotesk/${folder}/HankenGrotesk_${name}.ttf`,
});

const schibsted = (folder: string, weight: number, style: Face['style'] = 'normal'): Face => ({
  family: 'Schibsted Grotesk',
  weight,
  style,
  file: `@expo-google-fonts/schibsted-grotesk/${folder}/SchibstedGrotesk_${folder}.ttf`,
});

/** Each theme has the regular cuts of the others, for the letters that its own faces lack. */
const hav: readonly Face[] = [
  serif('400Regular', '400Regular', 400),
  serif('400Regular_Italic', '400Regular_Italic', 400, 'italic'),
  serif('600SemiBold', '600SemiBold', 600),
  serif('600SemiBold_Italic', '600SemiBold_Italic', 600, 'italic'),
  ...[280, 290, 320, 360, 390].flatMap(display),
  ...[360, 400].flatMap(subhead),
  hanken('400Regular', '400Regular', 400),
  hanken('400Regular_Italic', '400Regular_Italic', 400, 'italic'),
  hanken('600SemiBold', '600SemiBold', 600),
  hanken('700Bold', '700Bold', 700),
  schibsted('400Regular', 400),
];

const fjell: readonly Face[] = [
  schibsted('400Regular', 400),
  schibsted('400Regular_Italic', 400, 'italic'),
  schibsted('500Medium', 500),
  schibsted('600SemiBold', 600),
  schibsted('700Bold', 700),
  schibsted('700Bold_Italic', 700, 'italic'),
  schibsted('800ExtraBold', 800),
  schibsted('900Black', 900),
  hanken('400Regular', '400Regular', 400),
  serif('400Regular', '400Regular', 400),
];

export const faces: Readonly<Record<string, readonly Face[]>> = { hav, fjell };

/** A file of a face for the web edition: cut to the letters of a text, and, with a second file, to all others. */
export interface WebFace {
  /** Of its files: "serif-400.woff2", "serif-400-ext.woff2". */
  readonly name: string;
  /** Names in the styles: one file may stand for several optical sizes, since every file is waited for. */
  readonly families: readonly string[];
  /** Weights that it stands for, as CSS has them: "400", "200 500". */
  readonly weight: string;
  readonly style: 'normal' | 'italic';
  readonly file: string;
  /** Where the letters beyond the first file's are; the same file where it has them too. */
  readonly ext: string;
  readonly pin?: Readonly<Record<string, number>>;
  /** OpenType features that the styles use. */
  readonly features: readonly string[];
  /** What stands in its place until it is there. */
  readonly generic: 'serif' | 'sans-serif';
  /** Whether nearly every page begins with it. */
  readonly preload?: boolean;
}

type WebFaceFacts = Omit<WebFace, 'families' | 'ext' | 'generic' | 'style' | 'features'> & Partial<WebFace>;

const SHAPING = ['kern', 'liga'] as const;

const webSerif = (folder: string, facts: Omit<WebFaceFacts, 'file'>): WebFace => {
  const file = `@expo-google-fonts/source-serif-4/${folder}/SourceSerif4_${folder}.ttf`;
  return {
    families: ['Source Serif'],
    style: 'normal',
    file,
    ext: file,
    features: [...SHAPING, 'onum'],
    generic: 'serif',
    ...facts,
  };
};

const webSans = (family: string, folder: string, facts: Omit<WebFaceFacts, 'file'>): WebFace => {
  const [slug, prefix] =
    family === 'Hanken Grotesk'
      ? ['hanken-grotesk', 'HankenGrotesk']
      : ['schibsted-grotesk', 'SchibstedGrotesk'];
  const file = `@expo-google-fonts/${slug}/${folder}/${prefix}_${folder}.ttf`;
  return {
    families: [family],
    style: 'normal',
    file,
    ext: file,
    features: SHAPING,
    generic: 'sans-serif',
    ...facts,
  };
};

/** One cut between standfirst and title does for both: on a screen they are large enough. */
const webDisplay: WebFace = {
  name: 'serif-display',
  families: ['Source Serif Display', 'Source Serif Subhead'],
  weight: '200 500',
  style: 'normal',
  file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2',
  ext: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-opsz-normal.woff2',
  pin: { opsz: 48, wght: 335 },
  features: SHAPING,
  generic: 'serif',
  preload: true,
};

/** Few weights: an article with all its type is to weigh less than one photograph. */
export const webFaces: Readonly<Record<string, readonly WebFace[]>> = {
  hav: [
    webDisplay,
    webSerif('400Regular', {
      name: 'serif-400',
      weight: '400',
      features: [...SHAPING, 'onum', 'smcp', 'c2sc'],
      preload: true,
    }),
    webSerif('400Regular_Italic', { name: 'serif-400-italic', weight: '400', style: 'italic' }),
    webSerif('600SemiBold', { name: 'serif-600', weight: '600 900' }),
    webSans('Hanken Grotesk', '400Regular', { name: 'hanken-400', weight: '400', preload: true }),
    webSans('Hanken Grotesk', '600SemiBold', { name: 'hanken-600', weight: '600 900' }),
  ],
  fjell: [
    webSans('Schibsted Grotesk', '400Regular', { name: 'schibsted-400', weight: '400 500', preload: true }),
    webSans('Schibsted Grotesk', '400Regular_Italic', {
      name: 'schibsted-400-italic',
      weight: '400 500',
      style: 'italic',
    }),
    webSans('Schibsted Grotesk', '600SemiBold', { name: 'schibsted-600', weight: '600 700' }),
    webSans('Schibsted Grotesk', '900Black', { name: 'schibsted-900', weight: '800 900', preload: true }),
  ],
};
