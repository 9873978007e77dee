/** The facts of a press file in the order and the words of a print shop; each is what the finished file says of itself. */
import type { Language } from '../model/fields.ts';
import { bleedAt, ptToMm, type Side } from '../model/geometry.ts';
import type { PressFileFacts, PressPageFacts } from '../preflight/press-file.ts';
import { lengthMm, numeral, sizeMm } from './numbers.ts';
import { type Words, words } from './words.ts';

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
const hundredth = (value: number): number => Math.round(value * 100) / 100;

/** "210 × 275 mm"; several where pages differ, none where no page has a TrimBox. */
export const trims = ({ pages }: Pick<PressFileFacts, 'pages'>, language: Language): string[] =>
  unique(
    pages.flatMap(({ trim }) =>
      trim
        ? [sizeMm(hundredth(ptToMm(trim[2] - trim[0])), hundredth(ptToMm(trim[3] - trim[1])), language, 2)]
        : [],
    ),
  );

/** Millimetres at head, foot, outside and inside of a page. */
function bleedOf({ trim, bleed }: PressPageFacts, side: Side): readonly number[] | undefined {
  if (!trim || !bleed) return undefined;
  const [left, foot, right, head] = [
    trim[0] - bleed[0],
    trim[1] - bleed[1],
    bleed[2] - trim[2],
    bleed[3] - trim[3],
  ].map((pt) => hundredth(ptToMm(pt))) as [number, number, number, number];
  const { leftMm, rightMm } = bleedAt({ topMm: head, bottomMm: foot, outsideMm: 0, insideMm: 1 }, side);
  return [head, foot, rightMm < leftMm ? right : left, rightMm < leftMm ? left : right];
}

/** "3 mm, alle kanter", or edge by edge. */
export function edgesInWords(edges: readonly number[], language: Language): string {
  const { allEdges, edges: names } = words[language];
  return unique(edges).length === 1
    ? `${lengthMm(edges[0]!, language, 2)}, ${allEdges}`
    : edges.map((mm, at) => `${names[at]} ${lengthMm(mm, language, 2)}`).join(', ');
}

/** The bleed that pages have; several where they differ. `sides`: one a page. */
export const bleeds = (
  { pages }: Pick<PressFileFacts, 'pages'>,
  sides: readonly Side[],
  language: Language,
): string[] =>
  unique(
    pages.flatMap((page, at) => {
      const edges = bleedOf(page, sides[at] ?? 'right');
      return edges ? [edgesInWords(edges, language)] : [];
    }),
  );

/** "PDF/X-4", as the file's metadata says, and its version: "PDF 1.6". */
export const standard = ({ xmp, version }: Pick<PressFileFacts, 'xmp' | 'version'>): string =>
  [/GTS_PDFXVersion>([^<]*)</u.exec(xmp ?? '')?.[1], `PDF ${version}`].filter(Boolean).join(', ');

/** The output profile's own name, without the file that it was made from: "FOGRA39L coated (built from FOGRA39L.ti3)". */
export const profileName = (description: string): string =>
  description.replace(/\s*\([^()]*\.[a-z]\w{1,3}\)\s*$/iu, '');

const PROCESS = ['cyan', 'magenta', 'gul', 'svart'];
const PROCESS_EN = ['cyan', 'magenta', 'yellow', 'black'];

/** The inks that pages use: the four of the process, black alone, and others by their names. */
export function inks({ pages }: Pick<PressFileFacts, 'pages'>, language: Language): string[] {
  const spaces = unique(pages.flatMap((page) => page.spaces.map(({ space }) => space)));
  const process = language === 'en' ? PROCESS_EN : PROCESS;
  return [
    ...(spaces.includes('DeviceCMYK') ? process : spaces.includes('DeviceGray') ? process.slice(3) : []),
    ...spaces.flatMap((space) =>
      space.startsWith('Separation ') && space !== 'Separation All'
        ? [space.slice('Separation '.length)]
        : [],
    ),
  ];
}

/** "ABCDEF+Source Serif 4" is a subset of that face. */
const faceName = (name: string): string => name.replace(/^[A-Z]{6}\+/u, '');

export interface FaceFact {
  readonly name: string;
  readonly embedded: boolean;
}

/** Every face once, by name. */
export function faces({ fonts }: Pick<PressFileFacts, 'fonts'>): FaceFact[] {
  const known = new Map<string, boolean>();
  for (const { name, embedded } of fonts)
    known.set(faceName(name), (known.get(faceName(name)) ?? true) && embedded);
  return [...known]
    .map(([name, embedded]) => ({ name, embedded }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Where each colour space is used: "DeviceCMYK". Patterns have no colours of their own. */
export const spaces = ({ pages }: Pick<PressFileFacts, 'pages'>): string[] =>
  unique(pages.flatMap((page) => page.spaces.map(({ space }) => space)))
    .filter((space) => space !== 'Pattern')
    .toSorted();

export const percent = (value: number, language: Language): string => `${numeral(value, language)}\u00A0%`;

export const pagesInWords = (count: number, { pageCount }: Words): string =>
  `${count}\u00A0${pageCount[count === 1 ? 0 : 1]}`;
