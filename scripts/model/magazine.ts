/** The magazine: what is the same in every issue (magazine.yaml). */
import * as z from 'zod';
import {
  type Language,
  language,
  listOf,
  name,
  type Podcast,
  podcast,
  row,
  type Row,
  text,
  webAddress,
} from './fields.ts';
import { markupFaults, rowPaths } from './markup.ts';
import type { Parsed } from './source.ts';
import { checkFields, readYaml } from './yaml.ts';

export interface Newsletter {
  readonly title: string;
  readonly text?: string;
  readonly url: string;
}

export interface Magazine {
  /** As printed: "d:mag". */
  readonly name: string;
  /** In file names: "dmag". */
  readonly slug: string;
  readonly publisher: string;
  /** The editor answerable by law, «ansvarlig redaktør». */
  readonly editor: string;
  readonly language: Language;
  /** Where the web edition lives, with its base path. */
  readonly site?: string;
  /** Where readers write to. */
  readonly email?: string;
  readonly tagline?: string;
  readonly podcast?: Podcast;
  readonly newsletter?: Newsletter;
  readonly contributors: readonly Row[];
  readonly colophon: readonly Row[];
  /** Whether name, title and number stand on the spine of a glued issue that is thick enough. */
  readonly spine: boolean;
  /** Words with their hyphens, "tids-uttrykk", where the patterns are wrong. */
  readonly hyphenation: readonly string[];
}

const schema = z.strictObject({
  name: text,
  slug: name.default('dmag'),
  publisher: text,
  editor: text,
  language: language.default('nb'),
  site: webAddress.optional(),
  email: z.email().optional(),
  tagline: text.optional(),
  podcast: podcast.optional(),
  newsletter: z.strictObject({ title: text, text: text.optional(), url: webAddress }).optional(),
  contributors: z.array(row).default([]),
  colophon: z.array(row).default([]),
  spine: z.boolean().default(true),
  hyphenation: listOf(
    z.string().regex(/^\p{L}+(-\p{L}+)+$/u, 'a word with hyphens, like tids-uttrykk'),
  ).default([]),
});

const synonyms = {
  navn: 'name',
  utgiver: 'publisher',
  redaktør: 'editor',
  språk: 'language',
  url: 'site',
  rygg: 'spine',
  epost: 'email',
  'e-post': 'email',
  nettsted: 'site',
};

/** magazine.yaml → Magazine. */
export function parseMagazine(source: string, file: string): Parsed<Magazine> {
  const yaml = readYaml(source, file);
  if (!yaml.value) return { findings: yaml.findings };
  const checked = checkFields(yaml.value, schema, synonyms);
  const written = (yaml.value.value ?? {}) as Readonly<Record<string, unknown>>;
  const marked = markupFaults(yaml.value, [
    ['tagline'],
    ...rowPaths('contributors', written['contributors'], ['label', 'text']),
    ...rowPaths('colophon', written['colophon'], ['label', 'text']),
  ]);
  return { ...checked, findings: [...yaml.findings, ...checked.findings, ...marked] };
}
