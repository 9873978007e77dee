/** The printer's profile: what one print shop asks of a press file (printers/<printer>.yaml). */
import { z } from 'zod';
import { type Paper, paper } from './binding.ts';
import { amount, lengthMm, listOf, text } from './fields.ts';
import type { BleedMm, SizeMm } from './geometry.ts';
import type { Parsed } from './source.ts';
import { checkFields, readYaml } from './yaml.ts';

const MARKS = ['crop', 'bleed', 'registration', 'colour-bar', 'slug'] as const;
export type Mark = (typeof MARKS)[number];

/** Pixels an inch at placed size: an error at or below the one, a warning at or below the other. */
export interface PpiLimits {
  readonly error: number;
  readonly warning: number;
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
  /** `target`: what larger pictures are brought down to. */
  readonly ppi: PpiLimits & { readonly target: number; readonly bitmap: PpiLimits };
  /** None by default: many print shops forbid them. */
  readonly marks: readonly Mark[];
  /** Inks beside CMYK. */
  readonly spots: readonly string[];
  /** What it is printed on, in words, as on the job sheet. */
  readonly stock?: string;
  /** How thick the paper is: from it come a spine's width and a stitched magazine's creep. */
  readonly paper?: Paper;
  readonly contact?: string;
}

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
  ink: amount(100, 400).default(300),
  ppi: z
    .strictObject({
      error: amount(1, 2400).default(149),
      warning: amount(1, 2400).default(224),
      target: amount(72, 2400).default(300),
      bitmap: z
        .strictObject({ error: amount(1, 4800).default(549), warning: amount(1, 4800).default(799) })
        .prefault({}),
    })
    .prefault({}),
  marks: z
    .preprocess(
      (value) => (value === true ? [...MARKS] : value === false ? [] : value),
      listOf(z.enum(MARKS)),
    )
    .default([]),
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
  kontakt: 'contact',
  profile: 'icc',
};

/** printers/<slug>.yaml → Printer. */
export function parsePrinter(source: string, file: string): Parsed<Printer> {
  const yaml = readYaml(source, file);
  if (!yaml.value) return { findings: yaml.findings };
  const { value, findings } = checkFields(yaml.value, schema, synonyms);
  const all = [...yaml.findings, ...findings];
  if (!value) return { findings: all };
  const { safe, ink, hinge, ...rest } = value;
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
  return { value: { slug, ...rest, hingeMm, safeMm: safe, inkLimitPercent: ink }, findings: all };
}
