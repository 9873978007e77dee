/** An issue: what stands on its title page, and its running order (issue.yaml). */
import * as z from 'zod';
import type { Article } from './article.ts';
import { count, isoDate, type Language, language, NAME, name, row, type Row, text } from './fields.ts';
import { fault, type Finding, type Place } from './finding.ts';
import { markupFaults, rowPaths } from './markup.ts';
import { hintFor, nearest } from './nearest.ts';
import type { Picture } from './picture.ts';
import type { Printer } from './printer.ts';
import type { Parsed } from './source.ts';
import { type Theme, unknownTheme } from './theme.ts';
import { checkFields, readYaml, type YamlText } from './yaml.ts';

/** One line of the running order. */
export interface OrderEntry {
  /** Name of the article's folder. */
  readonly article: string;
  /** Pages that the flatplan gives it. */
  readonly pages?: number;
  readonly start: 'left' | 'right' | 'any';
  /** Keeps its place when others are moved. */
  readonly locked: boolean;
  readonly place: Place;
}

/** What issue.yaml says. */
export interface IssueSheet {
  readonly title: string;
  /** As printed: "1/2026". */
  readonly number: string;
  /** Day of publication, ISO: "2026-03-01". */
  readonly date: string;
  readonly language: Language;
  /** Name of the printer's file. */
  readonly printer: string;
  /** "hav" by default. */
  readonly theme: string;
  readonly order: readonly OrderEntry[];
  readonly issn?: string;
  readonly isbn?: string;
  readonly price?: string;
  /** Made, but in no archive, feed or search of the web edition. */
  readonly unlisted: boolean;
  /** Rows of this issue, before those of the magazine. */
  readonly colophon: readonly Row[];
}

/** A whole issue, read and checked. */
export interface Issue extends Omit<IssueSheet, 'printer' | 'theme'> {
  /** The folder's name: "2026-1". */
  readonly slug: string;
  /** The folder, relative to the working folder, with forward slashes. */
  readonly folder: string;
  readonly printer: Printer;
  readonly theme: Theme;
  /** In running order, drafts left out. */
  readonly articles: readonly Article[];
  /** Every sound picture beside an article, by issue/article/file. */
  readonly pictures: ReadonlyMap<string, Picture>;
}

/** What parseIssue has to know of the disk. */
export interface IssueContext {
  readonly file: string;
  /** Folders in the issue's folder. */
  readonly folders: readonly string[];
  /** Those among them that need not be in order, since their article is a draft. */
  readonly drafts?: readonly string[];
  /** Those that hold no article. */
  readonly bare?: readonly string[];
  /** Printers that have a file. */
  readonly printers: readonly string[];
  /** Themes that there are. */
  readonly themes: readonly string[];
}

const order = z
  .array(
    z.preprocess(
      (value) => (typeof value === 'string' || typeof value === 'number' ? { article: value } : value),
      z.strictObject({
        article: text.transform((folder) => folder.normalize('NFC').replace(/^\.\//, '').replace(/\/$/, '')),
        pages: count.optional(),
        start: z.enum(['left', 'right', 'any']).default('any'),
        locked: z.boolean().default(false),
      }),
    ),
  )
  .min(1);

const schema = z.strictObject({
  title: text,
  number: text,
  date: isoDate,
  language,
  printer: name,
  theme: name.default('hav'),
  order,
  issn: z
    .string()
    .regex(/^\d{4}-\d{3}[\dX]$/, 'an ISSN like 1234-567X')
    .optional(),
  isbn: z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : value),
    z
      .string()
      .regex(/^(97[89][- ]?)?(\d[- ]?){9}[\dX]$/, 'an ISBN like 978-82-000-0000-0')
      .optional(),
  ),
  price: text.optional(),
  unlisted: z.boolean().default(false),
  colophon: z.array(row).default([]),
});

const synonyms = {
  tittel: 'title',
  nummer: 'number',
  dato: 'date',
  språk: 'language',
  trykkeri: 'printer',
  pris: 'price',
  tema: 'theme',
  rekkefølge: 'order',
  articles: 'order',
  lang: 'language',
};

/** issue.yaml → IssueSheet; the running order is held against the folders that are there. */
export function parseIssue(source: string, context: IssueContext): Parsed<IssueSheet> {
  const yaml = readYaml(source, context.file);
  if (!yaml.value) return { findings: yaml.findings };
  const { value, findings } = checkFields(yaml.value, schema, synonyms);
  const written = (yaml.value.value ?? {}) as Readonly<Record<string, unknown>>;
  const all = [
    ...yaml.findings,
    ...findings,
    ...checkOrder(yaml.value, context),
    ...checkPrinter(yaml.value, context),
    ...checkTheme(yaml.value, context),
    ...markupFaults(yaml.value, [['title'], ...rowPaths('colophon', written['colophon'], ['label', 'text'])]),
  ];
  if (!value) return { findings: all };
  const entries = value.order.map((entry, index) => ({ ...entry, place: entryPlace(yaml.value!, index) }));
  return { value: { ...value, order: entries }, findings: all };
}

/** A folder that the running order does not name. */
export const NOT_IN_ORDER = 'not-in-order';

const entryPlace = (yaml: YamlText, index: number): Place => yaml.valuePlace(['order', index, 'article']);

/** Reads `order` by itself, so that a fault in another field does not hide these. */
function checkOrder(yaml: YamlText, { folders, drafts = [], bare = [] }: IssueContext): Finding[] {
  const written = order.safeParse((yaml.value as { order?: unknown } | undefined)?.order);
  if (!written.success) return [];
  const lineOf = new Map<string, number>();
  const unplaced = (): string[] =>
    folders.filter((folder) => !written.data.some((entry) => entry.article === folder));
  const findings = written.data.flatMap(({ article }, index): Finding[] => {
    const place = entryPlace(yaml, index);
    const first = lineOf.get(article);
    if (first !== undefined) {
      const message = `${article} stands twice in order, first on line ${first}`;
      return [fault('duplicate-in-order', place, message, 'delete one of the two')];
    }
    lineOf.set(article, place.line);
    if (folders.includes(article)) return [];
    if (!NAME.test(article) && /[/\\]|^\.+$/.test(article)) {
      const message = `${article} leaves the issue's folder`;
      return [fault('outside-folder', place, message, 'write the name of a folder beside issue.yaml')];
    }
    const near = nearest(article, unplaced());
    const hint = near === undefined ? `make the folder ${article}, or delete the line` : `write ${near}`;
    return [fault('no-such-folder', place, `order names ${article}, but there is no such folder`, hint)];
  });
  const place = yaml.keyPlace(['order']);
  for (const folder of unplaced()) {
    if (drafts.includes(folder)) continue;
    const hint = bare.includes(folder)
      ? 'write an article.md there, or move the folder out of the issue'
      : `add "- ${folder}" where it belongs, or write draft: true in its article.md to let it wait`;
    findings.push(fault(NOT_IN_ORDER, place, `the folder ${folder} is not in order`, hint));
  }
  return findings;
}

function checkPrinter(yaml: YamlText, { printers }: IssueContext): Finding[] {
  const written = name.safeParse((yaml.value as { printer?: unknown } | undefined)?.printer);
  if (!written.success || printers.includes(written.data)) return [];
  const hint =
    hintFor(written.data, printers) ?? `write the printer's profile into printers/${written.data}.yaml`;
  const message = `there is no printers/${written.data}.yaml`;
  return [fault('missing-printer', yaml.valuePlace(['printer']), message, hint)];
}

function checkTheme(yaml: YamlText, { themes }: IssueContext): Finding[] {
  const written = name.safeParse((yaml.value as { theme?: unknown } | undefined)?.theme);
  if (!written.success || themes.includes(written.data)) return [];
  return [unknownTheme(written.data, themes, yaml.valuePlace(['theme']))];
}
