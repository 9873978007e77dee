/** One field of an article's front matter, edited as text: everything else stays as it is written, comments and all. */
import { type Document, isMap, type Pair, parseDocument, type Scalar } from 'yaml';
import type { Edited } from './order.ts';

type Field = Pair<Scalar, Scalar | null>;

/**
 * @param source article.md as it is
 * @param name a field that takes one plain word: status, draft
 * @param value undefined: the field is taken away
 */
export function setFrontMatter(source: string, name: string, value: string | undefined): Edited {
  const [, opening = '', front = ''] =
    /^(\uFEFF?---[ \t]*\r?\n)((?:(?!---[ \t]*\r?$).*\r?\n)*?)---[ \t]*\r?$/mu.exec(source) ?? [];
  // The first line opens it, and no other.
  if (opening === '' || !source.startsWith(opening)) return { refused: 'article.md has no front matter' };
  const document = parseDocument(front);
  const [error] = document.errors;
  if (error) return { refused: `article.md cannot be read: ${error.message.split('\n')[0]}` };
  const { contents } = document;
  if (contents !== null && (!isMap(contents) || contents.flow))
    return { refused: 'this front matter is no list of fields, one a line; change it in article.md' };
  const known = ((contents?.items ?? []) as Field[]).find(({ key }) => String(key.value) === name);
  const made = known ? changed(front, known, value) : added(front, name, value);
  const now = parseDocument(made);
  const fields = (parsed: Document): Record<string, unknown> =>
    (parsed.toJS() ?? {}) as Record<string, unknown>;
  const others = (parsed: Document): string => JSON.stringify({ ...fields(parsed), [name]: undefined });
  if (
    now.errors.length > 0 ||
    String(fields(now)[name]) !== String(value) ||
    others(document) !== others(now)
  )
    return { refused: `${name} is written in a way that the studio does not edit; change it in article.md` };
  return { text: opening + made + source.slice(opening.length + front.length) };
}

const lineBreak = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

const added = (front: string, name: string, value: string | undefined): string =>
  value === undefined ? front : `${front}${name}: ${value}${lineBreak(front)}`;

function changed(front: string, { key, value: written }: Field, value: string | undefined): string {
  const colon = front.indexOf(':', key.range![1]) + 1;
  const from = written?.source ? written.range![0] : colon;
  const end = written?.source
    ? written.range![0] + front.slice(from, written.range![1]).trimEnd().length
    : colon;
  if (value !== undefined)
    return `${front.slice(0, from)}${from === colon ? ' ' : ''}${value}${front.slice(end)}`;
  const lineEnd = front.indexOf('\n', end);
  // What is said of it stays, where it is said.
  const comment = front.slice(end, lineEnd).trim();
  return comment === ''
    ? front.slice(0, key.range![0]) + front.slice(lineEnd + 1)
    : front.slice(0, key.range![0]) + comment + lineBreak(front) + front.slice(lineEnd + 1);
}
