/** YAML as designers write it: text → values that know their line and column, checked field by field. */
import { type Node, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import * as z from 'zod';
import { fault, type Finding, type Place } from './finding.ts';
import { hintFor, nearest } from './nearest.ts';
import { explainSign, explainSlip } from './slips.ts';
import { type Parsed, startOf } from './source.ts';

type Path = readonly PropertyKey[];

/** A parsed YAML text. Places fall back to the nearest field around a path that is not in the text. */
export interface YamlText {
  readonly file: string;
  readonly value: unknown;
  keyPlace(path: Path): Place;
  valuePlace(path: Path): Place;
}

/** Reads YAML. Empty fields count as not written. Findings: `unreadable-yaml`, `tab-in-yaml`, `duplicate-field`. */
export function readYaml(text: string, file: string): Parsed<YamlText> {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const at = (offset: number): Place => placeOf(file, lines, offset);
  const findings: Finding[] = [];
  const slips = [...doc.errors, ...doc.warnings];
  const duplicates = slips.filter((slip) => slip.code === 'DUPLICATE_KEY');
  // One slip makes the parser stumble over all that follows: only the first is worth reading.
  const first = slips.find((slip) => slip.code !== 'DUPLICATE_KEY');
  if (first) {
    const opened = first.code === 'MISSING_CHAR' ? openQuote(doc.contents, first.pos[0]) : undefined;
    const { rule, message, hint } = explainSlip(first.message);
    findings.push(fault(rule, at(opened ?? first.pos[0]), message, hint));
  }
  for (const duplicate of duplicates) {
    const name = /^[^:\n]*/.exec(text.slice(duplicate.pos[0]))?.[0].trim();
    const message = `${name} is written twice`;
    const place = at(duplicate.pos[0]);
    findings.push(fault('duplicate-field', place, message, 'delete one of the two'));
  }
  if (first) return { findings };

  const keys = new Map<string, Place>();
  const values = new Map<string, Place>();
  const signs: Finding[] = [];
  const value = plain(doc.contents, []);
  const lookUp = (map: ReadonlyMap<string, Place>, asked: Path): Place => {
    // A single value may stand where the schema has a list: `byline: Kari` is checked as its item 0.
    const path: PropertyKey[] = [];
    for (const step of asked) {
      if (typeof step !== 'number' || values.has(pathKey([...path, step]))) path.push(step);
    }
    for (let length = path.length; length > 0; length -= 1) {
      const place = (length === path.length ? map : values).get(pathKey(path.slice(0, length)));
      if (place) return place;
    }
    return values.get('') ?? startOf(file);
  };
  findings.push(...signs);
  const yaml = {
    file,
    value,
    keyPlace: (path: Path) => lookUp(keys, path),
    valuePlace: (path: Path) => lookUp(values, path),
  };
  return { value: yaml, findings };

  function plain(node: Node | null, path: Path): unknown {
    if (!node) return undefined;
    const place = at(node.range?.[0] ?? 0);
    // The root stands for what is missing, so it is the file's start and not its first field.
    values.set(pathKey(path), path.length === 0 ? startOf(file) : place);
    const sign = isAlias(node) ? '*' : node.anchor === undefined ? undefined : '&';
    if (sign !== undefined) {
      const { rule, message, hint } = explainSign(sign);
      signs.push(fault(rule, place, message, hint));
      return undefined;
    }
    if (isMap<Node, Node | null>(node)) {
      const pairs = node.items.map((pair): [string, unknown] => {
        const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
        keys.set(pathKey([...path, name]), at(pair.key.range?.[0] ?? 0));
        return [name, plain(pair.value, [...path, name])];
      });
      return Object.fromEntries(pairs.filter(([, inner]) => inner !== undefined && inner !== null));
    }
    if (isSeq<Node>(node)) return node.items.map((item, index) => plain(item, [...path, index]) ?? '');
    if (!isScalar(node)) return undefined;
    // "1.10" and "007" are a price and a name before they are numbers: keep them as written.
    if (typeof node.value === 'number' && String(node.value) !== node.source) return node.source;
    return node.value;
  }
}

const pathKey = (path: Path): string => path.map(String).join('\n');

function placeOf(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col) };
}

/** Where the quoted text begins that runs on to `end`: the parser itself points to the end of the file. */
function openQuote(root: Node | null, end: number): number | undefined {
  let start: number | undefined;
  visit(root, {
    Scalar: (_, node) => {
      const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
      if (quoted && node.range && node.range[1] >= end) start = node.range[0];
    },
  });
  return start;
}

/** Checks the values against a schema. `synonyms` are words that people write for a field, "tittel" for "title". */
export function checkFields<T>(
  yaml: YamlText,
  schema: z.ZodType<T>,
  synonyms: Readonly<Record<string, string>> = {},
): Parsed<T> {
  if (yaml.value === undefined || yaml.value === null) {
    const place = startOf(yaml.file);
    return { findings: [fault('no-fields', place, 'no fields are written here', required(schema))] };
  }
  const result = schema.safeParse(yaml.value, { reportInput: true });
  if (result.success) return { value: result.data, findings: [] };
  const { issues } = result.error;
  // A misspelt field is unknown, and missing under its right name: one slip, one finding.
  const meant = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => pathKey([...issue.path, meantBy(key, schema, issue.path, synonyms) ?? key]))
        : [],
    ),
  );
  const told = issues.filter((issue) => !isMissing(issue) || !meant.has(pathKey(issue.path)));
  return { findings: told.flatMap((issue) => fromIssue(yaml, schema, synonyms, issue)) };
}

const isMissing = (issue: z.core.$ZodIssue): boolean =>
  issue.code !== 'unrecognized_keys' && issue.code !== 'custom' && issue.input === undefined;

/** The field that an unknown name stands for. */
function meantBy(
  key: string,
  schema: z.ZodType,
  path: Path,
  synonyms: Readonly<Record<string, string>>,
): string | undefined {
  const known = fieldNames(schema, path);
  const synonym = Object.hasOwn(synonyms, key) ? synonyms[key] : undefined;
  return synonym !== undefined && known.includes(synonym) ? synonym : nearest(key, known);
}

function fromIssue(
  yaml: YamlText,
  schema: z.ZodType,
  synonyms: Readonly<Record<string, string>>,
  issue: z.core.$ZodIssue,
): Finding[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = fieldNames(schema, path);
    return issue.keys.map((key) => {
      const meant = meantBy(key, schema, path, synonyms);
      const hint = meant === undefined ? hintFor(key, known) : `write ${meant}`;
      const message = `${fieldPath([...path, key])} is not a known field`;
      return fault('unknown-field', yaml.keyPlace([...path, key]), message, hint);
    });
  }
  const wanted = wantedBy(issue);
  if (isMissing(issue)) {
    const message = `${fieldPath(path)} is missing`;
    const hint = `add the field ${String(path.at(-1))}: ${wanted}`;
    return [fault('missing-field', yaml.valuePlace(path.slice(0, -1)), message, hint)];
  }
  const place = yaml.valuePlace(path);
  const near = remedy(issue, fieldNames(schema, path), schema);
  const message = `${fieldPath(path)} is ${shown(issue.input)}; it must be ${wanted}`;
  const hint = near === undefined ? undefined : `write ${near}`;
  return [fault('wrong-value', place, message, hint)];
}

/** Words that people write for a value, where the field takes what they mean. */
const SAME: Readonly<Record<string, string>> = {
  venstre: 'left',
  høyre: 'right',
  begge: 'any',
  norsk: 'nb',
  norwegian: 'nb',
  bokmål: 'nb',
  no: 'nb',
  nynorsk: 'nn',
  engelsk: 'en',
  english: 'en',
  lys: 'light',
  mørk: 'dark',
};
const YES = /^(?:ja|yes|y|j|sant?|on|på|1|x)$/i;
const NO = /^(?:nei|no|n|usann?t?|off|av|0)$/i;

/** What to write instead of a wrong value, where that can be told. */
function remedy(issue: z.core.$ZodIssue, inner: readonly string[], schema: z.ZodType): string | undefined {
  const { input, path } = issue;
  const written = String(input).trim();
  if (issue.code === 'invalid_type' && issue.expected === 'boolean')
    return YES.test(written) ? 'true' : NO.test(written) ? 'false' : undefined;
  if (issue.code === 'invalid_format' && issue.format === 'date') return isoDateOf(written);
  if (typeof input !== 'string') return undefined;
  if (/^\d+,\d+$/.test(written)) return written.replace(',', '.');
  const options = choices(issue);
  const same = SAME[written.toLowerCase()];
  if (same !== undefined && options.includes(same)) return same;
  if (issue.code === 'invalid_type' && issue.expected === 'object') {
    const shape = shapeAt(schema, path) ?? {};
    const wanted = inner.filter((name) => !z.safeParse(shape[name] as z.ZodType, undefined).success);
    const own = /^https?:/.test(written) && inner.includes('url') ? 'url' : wanted[0];
    const fields = [...new Set([...wanted, ...(own === undefined ? [] : [own])])];
    return `${String(path.at(-1))}: { ${fields.map((name) => `${name}: ${name === own ? written : '…'}`).join(', ')} }`;
  }
  return nearest(written, options);
}

const MONTHS = 'jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc]'.split('|');

/** "31.12.2026", "31/12 2026", "31. desember 2026" → "2026-12-31"; undefined where there is no such day. */
function isoDateOf(written: string): string | undefined {
  const named = MONTHS.findIndex((month) => new RegExp(`\\b${month}`, 'i').test(written)) + 1;
  const [one = 0, two = 0, three = 0] = (written.match(/\d+/g) ?? []).map(Number);
  const [day, month, year] =
    named > 0
      ? one > 31
        ? [two, named, one]
        : [one, named, two]
      : one > 31
        ? [three, two, one]
        : [one, two, three];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year > 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

/** `order.pages`; the line number tells which of several. */
function fieldPath(path: Path): string {
  const last = path.at(-1);
  if (typeof last === 'number' && path.length > 1)
    return `item ${last + 1} of ${fieldPath(path.slice(0, -1))}`;
  return (
    path
      .filter((step) => typeof step !== 'number')
      .map(String)
      .join('.') || 'the file'
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a group of fields';
  const text = String(value).trim();
  return text === '' ? 'empty' : text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** What the field must be, in words that go on after "it must be". */
function wantedBy(issue: z.core.$ZodIssue): string {
  const options = choices(issue);
  if (options.length > 0) return options.length === 1 ? `${options[0]}` : `one of ${options.join(', ')}`;
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'invalid_format':
      return formats[issue.format] ?? issue.message;
    case 'too_small':
      if (issue.origin === 'string') return 'text';
      if (issue.origin === 'array') return `a list of at least ${issue.minimum}`;
      return issue.inclusive === false ? `more than ${issue.minimum}` : `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_union': {
      const [inner] = issue.errors.flat();
      return inner ? wantedBy(inner) : issue.message;
    }
    default:
      return issue.message;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, each item on a line that begins with "- "',
  object: 'a group of fields, each on an indented line of its own',
  record: 'a group of fields, each on an indented line of its own',
};

const formats: Readonly<Record<string, string>> = {
  date: 'a date like 2026-03-01',
  url: 'an address like https://example.org/',
  email: 'an e-mail address',
};

/** The values that a field with a fixed choice takes. */
function choices(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' ? issue.errors.flat().flatMap(choices) : [];
}

const required = (schema: z.ZodType): string => {
  const shape = shapeAt(schema, []) ?? {};
  const names = Object.keys(shape).filter(
    (name) => !z.safeParse(shape[name] as z.ZodType, undefined).success,
  );
  return `write at least ${names.join(', ')}`;
};

const fieldNames = (schema: z.ZodType, path: Path): string[] => Object.keys(shapeAt(schema, path) ?? {});

/** The fields that a schema knows at a path: through optional, default, list and the two halves of a pipe. */
function shapeAt(schema: unknown, path: Path): z.ZodRawShape | undefined {
  if (schema instanceof z.ZodObject) {
    const [step, ...rest] = path;
    return step === undefined ? schema.shape : shapeAt(schema.shape[String(step)], rest);
  }
  if (schema instanceof z.ZodArray) return shapeAt(schema.element, path.slice(1));
  if (schema instanceof z.ZodPipe) return shapeAt(schema.in, path) ?? shapeAt(schema.out, path);
  for (const wrapper of [z.ZodOptional, z.ZodDefault, z.ZodPrefault, z.ZodNullable]) {
    if (schema instanceof wrapper) return shapeAt(schema.unwrap(), path);
  }
  return undefined;
}
