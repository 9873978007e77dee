/** The printer's profile: what one print shop asks of a press file (printers/<printer>.yaml). */
import * as z from 'zod';
import { type Paper, paper } from './binding.ts';
import type { Place } from './finding.ts';
import { amount, count, lengthMm, listOf, text } from './fields.ts';
import type { BleedMm, SizeMm } from './geometry.ts';
import { type Weights, weights } from './rules.ts';
import type { Parsed } from './source.ts';
import { checkFields, readYaml, type YamlText } from './yaml.ts';

const MARKS = ['crop', 'bleed', 'registration', 'colour-bar', 'slug'] as const;
export type Mark = (typeof MARKS)[number];

/** Pixels an inch at placed size: an error at or below the one, a warning at or below the other. */
export interface PpiLimits {
  readonly error: number;
  readonly warning: number;
}

/** What black ink may do. */
export interface BlackLimits {
  /** Black text below this size, and black lines below that, print over what is beneath them. */
  readonly textPt: number;
  readonly linePt: number;
  /** A mixture with at least so much black ink is a black, and with more than `sumPercent` of all inks a rich one. */
  readonly fromPercent: number;
  readonly sumPercent: number;
}

export interface Printer {
  /** The file's name, which issue.yaml refers to: "sheetfed-coated". */
  readonly slug: string;
  /** As on the job sheet: "Arkoffset, bestrøket". */
  readonly name: string;
  readonly trim: SizeMm;
  readonly bleed: BleedMm;
  /** Live text keeps this far from the trim. */
  readonly safeMm: number;
  readonly binding: 'saddle' | 'perfect' | 'none';
  /** How far both halves of a picture across two pages move outward from the spine, since glue holds the paper there. */
  readonly hingeMm: number;
  /** PDF/X level (ISO 15930-7 and -1). */
  readonly level: 'X-4' | 'X-1a';
  /** Output profile: its path as written, relative to the printer's file, and the name of the printing condition. */
  readonly icc: { readonly path: string; readonly condition: string; readonly registry: string };
  /** Most ink on one spot, in per cent over all inks. */
  readonly inkLimitPercent: number;
  /** The side of the square over which ink is averaged before it is held against the limit. */
  readonly inkSquareMm: number;
  /** `target`: what larger pictures are brought down to. `smallestPx`: a side of no more pixels does not count. */
  readonly ppi: PpiLimits & {
    readonly target: number;
    readonly smallestPx: number;
    readonly bitmap: PpiLimits;
  };
  /** White text and text of several inks below this size is hard to keep legible. */
  readonly textSmallestPt: number;
  /** The thinnest line of one ink, and the thinnest that is white or of several. */
  readonly linePt: { readonly single: number; readonly multi: number };
  readonly black: BlackLimits;
  /** None by default: many print shops forbid them. */
  readonly marks: readonly Mark[];
  /** How far from the trim marks begin, where the bleed does not reach further. */
  readonly marksOffsetMm: number;
  /** Inks beside CMYK. */
  readonly spots: readonly string[];
  /** The number of pages is a multiple of this. */
  readonly pagesMultiple: number;
  /** The rules that this print shop weighs otherwise than their checks do. */
  readonly rules: Weights;
  /** What it is printed on, in words, as on the job sheet. */
  readonly stock?: string;
  /** How thick the paper is: from it come a spine's width and a stitched magazine's creep. */
  readonly paper?: Paper;
  readonly contact?: string;
  /** Where its fields are written, for what is found wrong with them later. */
  readonly places: Readonly<Record<PlacedField, Place>>;
}

const PLACED = ['level', 'icc', 'marks', 'spots', 'pages'] as const;
type PlacedField = (typeof PLACED)[number];

const points = amount(0, 72);
const BLEED_MOST_MM = 20;
const edge = lengthMm(0, BLEED_MOST_MM);
/** Print shops ask for 5 to 7 mm; what is more than this is a slip. */
const HINGE_MOST_MM = 10;
// One number is all four edges.
const bleed = z.preprocess(
  (value) =>
    typeof value === 'number' ? { top: value, bottom: value, outside: value, inside: value } : value,
  z.strictObject({ top: edge, bottom: edge, outside: edge, inside: edge }).transform((mm): BleedMm => ({
    topMm: mm.top,
    bottomMm: mm.bottom,
    outsideMm: mm.outside,
    insideMm: mm.inside,
  })),
);

// One number is the limit itself.
const ink = z.preprocess(
  (value) => (typeof value === 'object' ? value : { limit: value }),
  z.strictObject({ limit: amount(100, 400).default(300), square: lengthMm(1, 100).default(15) }),
);

/** `true`, a list, or both a list and an offset. */
const kinds = z.preprocess(
  (value) => (value === true ? [...MARKS] : value === false ? [] : value),
  listOf(z.enum(MARKS)),
);
const marks = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { kinds: value },
  z.strictObject({ kinds: kinds.default([...MARKS]), offset: lengthMm(0, BLEED_MOST_MM).default(3) }),
);

/** Folded sheets have four pages, glued leaves two. */
const MULTIPLE = { saddle: 4, perfect: 2, none: 1 } as const;

// Defaults are the GWG 2022 numbers for sheet and web offset.
const schema = z.strictObject({
  name: text,
  trim: z
    .strictObject({ width: lengthMm(50, 1000), height: lengthMm(50, 1000) })
    .transform((mm): SizeMm => ({ widthMm: mm.width, heightMm: mm.height })),
  bleed: bleed.default({ topMm: 3, bottomMm: 3, outsideMm: 3, insideMm: 3 }),
  safe: lengthMm(0, 50).default(5),
  binding: z.enum(['saddle', 'perfect', 'none']).default('saddle'),
  hinge: lengthMm(0, HINGE_MOST_MM).default(0),
  level: z.enum(['X-4', 'X-1a']).default('X-4'),
  icc: z.strictObject({ path: text, condition: text, registry: text.default('http://www.color.org') }),
  ink: ink.prefault({}),
  ppi: z
    .strictObject({
      error: amount(1, 2400).default(149),
      warning: amount(1, 2400).default(224),
      target: amount(72, 2400).default(300),
      smallest: count.default(16),
      bitmap: z
        .strictObject({ error: amount(1, 4800).default(549), warning: amount(1, 4800).default(799) })
        .prefault({}),
    })
    .prefault({}),
  text: z.strictObject({ smallest: points.default(8) }).prefault({}),
  line: z.strictObject({ single: points.default(0.25), multi: points.default(0.25) }).prefault({}),
  black: z
    .strictObject({
      text: points.default(12),
      line: points.default(2),
      from: amount(50, 100).default(85),
      sum: amount(100, 400).default(280),
    })
    .prefault({}),
  marks: marks.prefault({ kinds: [] }),
  pages: z.strictObject({ multiple: count.optional() }).prefault({}),
  rules: weights.default({}),
  spots: listOf(text).default([]),
  stock: text.optional(),
  paper: paper.optional(),
  contact: text.optional(),
});

const synonyms = {
  navn: 'name',
  hengsel: 'hinge',
  format: 'trim',
  utfall: 'bleed',
  papir: 'paper',
  innmat: 'body',
  omslag: 'cover',
  gram: 'grams',
  tykkelse: 'thickness',
  volum: 'volume',
  farge: 'ink',
  tekst: 'text',
  linje: 'line',
  svart: 'black',
  merker: 'marks',
  spotfarger: 'spots',
  sider: 'pages',
  regler: 'rules',
  kontakt: 'contact',
  profile: 'icc',
};

/** A field that is not written has the place of the whole. */
const placesIn = (yaml: YamlText): Printer['places'] =>
  Object.fromEntries(PLACED.map((field) => [field, yaml.keyPlace([field])])) as Record<PlacedField, Place>;

/** printers/<slug>.yaml → Printer. */
export function parsePrinter(source: string, file: string): Parsed<Printer> {
  const yaml = readYaml(source, file);
  if (!yaml.value) return { findings: yaml.findings };
  const { value, findings } = checkFields(yaml.value, schema, synonyms);
  const all = [...yaml.findings, ...findings];
  if (!value) return { findings: all };
  const { safe, ink, ppi, line, black, marks, pages, text: type, hinge, ...rest } = value;
  const slug = /([^/]*)\.ya?ml$/.exec(file)?.[1] ?? file;
  const glued = value.binding === 'perfect';
  if (hinge > 0 && !glued) {
    all.push({
      rule: 'hinge',
      level: 'warning',
      message: `hinge: ${hinge} is left out, since binding: ${value.binding} needs no glue at the spine`,
      hint: 'write binding: perfect, or delete hinge',
      place: yaml.value.keyPlace(['hinge']),
    });
  }
  const hingeMm = glued ? hinge : 0;
  const { smallest, ...ppiLimits } = ppi;
  const printer: Printer = {
    slug,
    ...rest,
    hingeMm,
    safeMm: safe,
    inkLimitPercent: ink.limit,
    inkSquareMm: ink.square,
    ppi: { ...ppiLimits, smallestPx: smallest },
    textSmallestPt: type.smallest,
    linePt: line,
    black: { textPt: black.text, linePt: black.line, fromPercent: black.from, sumPercent: black.sum },
    marks: marks.kinds,
    marksOffsetMm: marks.offset,
    pagesMultiple: pages.multiple ?? MULTIPLE[value.binding],
    places: placesIn(yaml.value),
  };
  return { value: printer, findings: all };
}
