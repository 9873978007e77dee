/** Faults in YAML, in words for people who do not know YAML. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { formatFindings } from '../../scripts/model/report.ts';
import { checkFields, readYaml } from '../../scripts/model/yaml.ts';

const schema = z.strictObject({
  title: z.string(),
  date: z.iso.date().optional(),
  pages: z.int().min(1).max(9).optional(),
  ratio: z.number().gt(0).optional(),
  columns: z.union([z.literal(2), z.literal(3)]).optional(),
  opener: z.enum(['spread', 'half', 'text']).optional(),
  draft: z.boolean().optional(),
  site: z.url({ protocol: /^https?$/ }).optional(),
  rows: z.array(z.strictObject({ label: z.string() })).optional(),
  image: z.strictObject({ src: z.string() }).optional(),
});

function report(source: string): string {
  const yaml = readYaml(source, 'a.yaml');
  const checked = yaml.value ? checkFields(yaml.value, schema, { tittel: 'title' }).findings : [];
  return formatFindings([...yaml.findings, ...checked], { color: false });
}

const unreadable: readonly (readonly [why: string, source: string, report: string])[] = [
  [
    'a tab',
    'title: a\nimage:\n\tsrc: b\n',
    'a.yaml:3:1 error  the line begins with a tab, which YAML does not allow  (tab-in-yaml)\n' +
      '  hint: indent with two spaces for each level instead of a tab',
  ],
  [
    'a colon in the text',
    'title: Elva: en reise\n',
    'a.yaml:1:8 error  a colon and a space inside the text read as a new field  (unreadable-yaml)\n' +
      '  hint: put the text in quotes, "Title: and more", or begin the new field at the same column as the others',
  ],
  [
    'a forgotten colon',
    'title: a\npages 3\ndraft: true\n',
    'a.yaml:2:1 error  the line is not a field with a value  (unreadable-yaml)\n' +
      '  hint: write the field as name: value, with a space after the colon',
  ],
  [
    'an open quote',
    'date: 2026-03-01\ntitle: "Elva\npages: 2\n',
    'a.yaml:2:8 error  the quote that opens here is never closed  (unreadable-yaml)\n  hint: close the quote',
  ],
  [
    'text after a quote',
    'title: "Elva" og livet\n',
    'a.yaml:1:15 error  text follows after the end of the value  (unreadable-yaml)\n' +
      `  hint: put the whole text in quotes; use '…' around a text that holds "`,
  ],
  [
    'a crooked indent',
    'rows:\n  - label: a\n   text: b\n',
    'a.yaml:3:1 error  the line is indented differently from its neighbours  (unreadable-yaml)\n' +
      '  hint: let fields that belong together begin at the same column',
  ],
  [
    'a field out of line with its neighbours',
    'byline:\n  - name: a\n  role: b\n',
    'a.yaml:3:1 error  the line is indented differently from its neighbours  (unreadable-yaml)',
  ],
  ['a word alone', 'title: a\npages', 'a.yaml:2:1 error  the line is not a field with a value'],
  [
    'a text that begins with @',
    'title: @home\n',
    'a.yaml:1:8 error  a text may not begin with @  (unreadable-yaml)\n  hint: put the text in quotes: "…"',
  ],
  [
    'emphasis',
    'title: *Viktig*\n',
    'a.yaml:1:8 error  a text that begins with * means something else to YAML',
  ],
  ['an anchor', 'title: &c Co\n', 'a text that begins with & means something else to YAML'],
  [
    'a tag',
    'title: !Viktig sak\n',
    'a.yaml:1:8 error  a text that begins with ! means something else to YAML',
  ],
  ['a backslash', 'title: "C:\\q"\n', 'a backslash in double quotes means something else to YAML'],
  [
    'anything else',
    'image: {a\n',
    'a.yaml:2:1 error  the YAML cannot be read here: flow map in block collection',
  ],
];

test.each(unreadable)('%s is explained', (_, source, expected) => {
  expect(report(source)).toContain(expected);
});

test('one slip is one finding, though the parser stumbles over what follows', () => {
  expect(
    report('- a\nb: 1')
      .split('\n')
      .filter((line) => line.startsWith('a.yaml')),
  ).toHaveLength(1);
});

test('a field written twice is an error at the second, beside other faults', () => {
  expect(report('title: a\ntitle: b\npages: x\n')).toBe(
    'a.yaml:2:1 error  title is written twice  (duplicate-field)\n  hint: delete one of the two\n' +
      'a.yaml:3:8 error  pages is x; it must be a number  (wrong-value)',
  );
});

test('a depth that no one writes is a finding and no crash', () => {
  expect(report(`title: ${'['.repeat(5000)}${']'.repeat(5000)}`)).toContain('error');
});

const wrong: readonly (readonly [source: string, report: string])[] = [
  [
    'date: 2026-13-40',
    'a.yaml:2:7 error  date is 2026-13-40; it must be a date like 2026-03-01  (wrong-value)',
  ],
  ['pages: 2.5', 'a.yaml:2:8 error  pages is 2.5; it must be a whole number  (wrong-value)'],
  ['pages: 0', 'a.yaml:2:8 error  pages is 0; it must be at least 1  (wrong-value)'],
  ['pages: 10', 'a.yaml:2:8 error  pages is 10; it must be at most 9  (wrong-value)'],
  ['ratio: 0', 'a.yaml:2:8 error  ratio is 0; it must be more than 0  (wrong-value)'],
  ['columns: 4', 'a.yaml:2:10 error  columns is 4; it must be one of 2, 3  (wrong-value)'],
  [
    'opener: spred',
    'a.yaml:2:9 error  opener is spred; it must be one of spread, half, text  (wrong-value)\n  hint: write spread',
  ],
  ['draft: ja', 'a.yaml:2:8 error  draft is ja; it must be true or false  (wrong-value)'],
  [
    'site: javascript:alert(1)',
    'a.yaml:2:7 error  site is javascript:alert(1); it must be an address like https://example.org/  (wrong-value)',
  ],
  [
    'rows: a',
    'a.yaml:2:7 error  rows is a; it must be a list, each item on a line that begins with "- "  (wrong-value)',
  ],
  [
    'rows:\n  - a',
    'a.yaml:3:5 error  item 1 of rows is a; it must be a group of fields, each on an indented line of its own',
  ],
  [
    'image: a.jpg',
    'a.yaml:2:8 error  image is a.jpg; it must be a group of fields, each on an indented line of its own',
  ],
  ['image: [a.jpg]', 'image is a list; it must be a group of fields'],
];

test.each(wrong)('%s is told in plain words', (line, expected) => {
  expect(report(`title: a\n${line}\n`)).toContain(expected);
});

test('a missing field is told with what to write', () => {
  expect(report('pages: 2\nimage:\n  srk: a\n')).toBe(
    'a.yaml:1:1 error  title is missing  (missing-field)\n  hint: add the field title: text\n' +
      'a.yaml:3:3 error  image.srk is not a known field  (unknown-field)\n  hint: write src',
  );
});

test('an unknown field gets the nearest name, a translation, or the list', () => {
  expect(report('titel: a\n')).toContain('titel is not a known field  (unknown-field)\n  hint: write title');
  expect(report('tittel: a\n')).toContain(
    'tittel is not a known field  (unknown-field)\n  hint: write title',
  );
  expect(report('title: a\nrows:\n  - label: a\n    xyz: 1\n')).toContain(
    'a.yaml:4:5 error  rows.xyz is not a known field  (unknown-field)\n  hint: use one of: label',
  );
});

test('names that JavaScript keeps for itself are fields like others', () => {
  expect(report('title: a\n__proto__: 1\nconstructor: 2\n')).toContain('constructor is not a known field');
  expect(report('title: a\n__proto__: 1\n')).toContain('__proto__ is not a known field');
});

test('an empty field is a field not written', () => {
  expect(report('title: a\ndate:\npages: ~\n')).toBe('');
  expect(report('title:\n')).toContain('title is missing');
});

test('an empty file is one finding', () => {
  expect(report('# to do\n')).toBe(
    'a.yaml:1:1 error  no fields are written here  (no-fields)\n  hint: write at least title',
  );
});

test('a list where fields are wanted is told once', () => {
  expect(report('- a\n')).toBe(
    'a.yaml:1:1 error  the file is a list; it must be a group of fields, each on an indented line of its own  (wrong-value)',
  );
});

test('a number that would change when read stays as it is written', () => {
  expect(readYaml('a: 1.10\nb: 007\nc: 12\n', 'a.yaml').value?.value).toEqual({ a: '1.10', b: '007', c: 12 });
});

test('words that people write for a value lead to what the field takes', () => {
  const side = z.object({ start: z.enum(['left', 'right', 'any']) });
  const yaml = readYaml('start: venstre\n', 'a.yaml').value!;
  expect(checkFields(yaml, side).findings[0]?.hint).toBe('write left');
  expect(checkFields(readYaml('start: norsk\n', 'a.yaml').value!, side).findings[0]?.hint).toBeUndefined();
});
