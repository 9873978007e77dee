/** The specimen: which articles show all that the layouts can do. */
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { parseArticle } from './article.ts';
import type { LayoutFacts, Layouts } from './layout.ts';

/** One article of the specimen: a layout's sample, as it is or with one option set otherwise. */
export interface SpecimenArticle {
  /** Its folder: "feature", "feature-opener-half". */
  readonly slug: string;
  readonly layout: string;
  readonly option?: { readonly name: string; readonly value: string | number };
}

/** Options that colour a page and do not compose it. */
const COLOURS = /tone|shade|side|accent/iu;

/** What closes an issue, and what opens it. */
const FIRST = ['cover', 'contents'];
const LAST = ['colophon', 'back'];

/** The part of a JSON schema that tells of a choice of a few. */
interface Choice {
  readonly enum?: readonly (string | number)[];
  readonly const?: string | number;
  readonly anyOf?: readonly Choice[];
  readonly default?: string | number;
}

const valuesOf = ({ enum: several, const: one, anyOf = [] }: Choice): (string | number)[] => [
  ...(several ?? []),
  ...(one === undefined ? [] : [one]),
  ...anyOf.flatMap(valuesOf),
];

/** Every layout once, and once more for each value of an option that changes its composition. */
export function specimenArticles(
  layouts: ReadonlyMap<string, Pick<LayoutFacts, 'options'>>,
  samples: ReadonlyMap<string, string>,
): SpecimenArticle[] {
  const place = (name: string): number =>
    FIRST.includes(name) ? FIRST.indexOf(name) - FIRST.length : 1 + LAST.indexOf(name);
  return [...layouts]
    .toSorted(([a], [b]) => place(a) - place(b) || a.localeCompare(b))
    .flatMap(([layout, { options = {} }]) => {
      const sample = samples.get(layout) ?? '';
      const variants = Object.entries(options).flatMap(([name, schema]) => {
        if (COLOURS.test(name)) return [];
        const choice = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Choice;
        const values = valuesOf(choice);
        const written = new RegExp(`^${name}:\\s*(\\S+)`, 'mu').exec(sample)?.[1];
        const asItIs = written ?? String(choice.default ?? values[0]);
        return values
          .filter((value) => String(value) !== asItIs)
          .map((value): SpecimenArticle => ({
            slug: `${layout}-${name}-${value}`,
            layout,
            option: { name, value },
          }));
      });
      return [{ slug: layout, layout }, ...variants];
    });
}

/** A sample with an option set: in the place where it says another, or below its layout. */
function optionSet(sample: string, { name, value }: { name: string; value: string | number }): string {
  const written = new RegExp(`^${name}:.*$`, 'mu');
  if (written.test(sample)) return sample.replace(written, `${name}: ${value}`);
  return sample.replace(/^layout:.*$/mu, (line) => `${line}\n${name}: ${value}`);
}

const FRONT = /^---\n([\s\S]*?)^---\n/mu;

/**
 * A layout's sample with an option set. What the layout then has no use for is left out: a picture that no opener shows,
 * the text of an advertisement over a whole page.
 */
export function variantOf(sample: string, { layout, option }: SpecimenArticle, layouts: Layouts): string {
  if (!option) return sample;
  const text = optionSet(sample, option);
  const context = { file: '', slug: layout, issueSlug: '', language: 'nb', layouts } as const;
  const { value } = parseArticle(text, context);
  // What is only noted is no fault of a sample.
  const faults = (value ? (layouts.get(layout)?.check?.(value, {}) ?? []) : []).filter(
    ({ level }) => level !== 'note',
  );
  const [whole = '', front = ''] = FRONT.exec(text) ?? [];
  const fields = parseDocument(front);
  for (const { field } of faults) if (field) fields.delete(field[0]!);
  const body = faults.some(({ field }) => !field) ? '' : text.slice(whole.length);
  return faults.length > 0 ? `---\n${fields.toString({ lineWidth: 0 })}---\n${body}` : text;
}
