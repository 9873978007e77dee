/** Markdown and HTML in a field: a field is printed as it stands, so its marks would be printed too. */
import { fault, type Finding } from './finding.ts';
import type { YamlText } from './yaml.ts';

type Path = readonly (string | number)[];

const MARKS: readonly RegExp[] = [
  /!?\[([^\]\n]*)\]\([^)\n]*\)/u,
  /(?<![\p{L}\d*\\])(?:\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\*{1,3}(?![\p{L}\d*])/u,
  /(?<![\p{L}\d_\\])(?:_{1,3})(?=[^\s_])([^_\n]*[^\s_])_{1,3}(?![\p{L}\d_])/u,
  /`([^`\n]+)`/u,
  /<\/?[a-z][^<>\n]*>(?:([^<>\n]*)<\/[a-z]+>)?/iu,
];

/** The text at a path; empty where there is none. */
export function textAt(yaml: YamlText, path: Path): string {
  const found = path.reduce<unknown>(
    (at, step) => (at as Readonly<Record<string | number, unknown>> | undefined)?.[step],
    yaml.value,
  );
  return typeof found === 'string' ? found : '';
}

/** One finding a text, at its field, with what to write instead. */
export function markupFaults(yaml: YamlText, paths: readonly Path[]): Finding[] {
  return paths.flatMap((path) => {
    const text = textAt(yaml, path);
    const found = MARKS.map((mark) => mark.exec(text)).find((match) => match !== null);
    if (!found) return [];
    const name = path.filter((step) => typeof step !== 'number').join('.');
    const message = `${name} takes no markup, and ${found[0]} would be printed as it stands`;
    const hint = found[1] ? `write ${found[1]}` : 'delete the marks';
    return [fault('markup-in-field', yaml.valuePlace(path), message, hint)];
  });
}

/** The paths of all rows of a list: `rowPaths('colophon', 3, ['label', 'text'])`. */
export const rowPaths = (list: string, rows: unknown, names: readonly string[]): Path[] =>
  Array.isArray(rows) ? rows.flatMap((_, index) => names.map((name) => [list, index, name])) : [];
