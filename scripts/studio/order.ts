/**
 * The running order of issue.yaml, edited as text: articles move, are taken out, put in and given pages, and everything else stays as it is written,
 * comments and all.
 */
import {
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { NAME } from '../model/fields.ts';

export type Edited = { readonly text: string } | { readonly refused: string };

type Range = readonly [from: number, to: number];

interface Item {
  readonly article: string;
  readonly locked: boolean;
  readonly range: Range;
  /** As it is parsed: a name alone, or fields. */
  readonly node: Scalar | YAMLMap;
}

interface Order {
  readonly node: YAMLSeq;
  readonly items: readonly Item[];
}

/** An article that an entry has no line for is a slip of the file; readIssues tells it. */
function orderOf(source: string): Order | { readonly refused: string } {
  const document = parseDocument(source);
  const [error] = document.errors;
  if (error) return { refused: `issue.yaml cannot be read: ${error.message.split('\n')[0]}` };
  const node = document.get('order');
  if (!isSeq(node)) return { refused: 'issue.yaml has no running order' };
  const items = node.items.flatMap((each): Item[] => {
    if (!isMap(each) && !isScalar(each)) return [];
    const named = isMap(each) ? each.get('article') : each.value;
    if (typeof named !== 'string' && typeof named !== 'number') return [];
    const [from = 0, to = 0] = each.range ?? [];
    return [
      {
        article: nameOf(String(named)),
        locked: isMap(each) && each.get('locked') === true,
        range: [from, to],
        node: each,
      },
    ];
  });
  return items.length === node.items.length
    ? { node, items }
    : { refused: 'a line of the running order names no article' };
}

/** A folder is known by its name, however it is written. */
const nameOf = (written: string): string =>
  written.normalize('NFC').replace(/^\.\//u, '').replace(/\/$/u, '');

/** Whether an article is in the running order, or why that cannot be told. */
export function isInOrder(source: string, article: string): boolean | { readonly refused: string } {
  const order = orderOf(source);
  return 'refused' in order ? order : order.items.some((item) => item.article === article);
}

/**
 * @param source issue.yaml as it is
 * @param article which one is moved
 * @param before the article that it shall stand before; undefined for the end
 */
export function moveArticle(source: string, article: string, before: string | undefined): Edited {
  const order = orderOf(source);
  if ('refused' in order) return order;
  const { node, items } = order;
  const from = items.findIndex((item) => item.article === article);
  const to = before === undefined ? items.length : items.findIndex((item) => item.article === before);
  if (from < 0) return { refused: `${article} is not in the running order` };
  if (to < 0) return { refused: `${before} is not in the running order` };
  if (items[from]!.locked) return { refused: `${article} is locked in its place` };
  const places = items.map((_, at) => at).filter((at) => at !== from);
  places.splice(to > from ? to - 1 : to, 0, from);
  if (places.every((place, at) => place === at)) return { text: source };
  const pushed = places.findIndex((place, at) => place !== at && items[place]!.locked);
  if (pushed >= 0) {
    const { article: name } = items[places[pushed]!]!;
    return { refused: `${name} is locked in its place, and would move` };
  }
  if (node.flow) return { text: inFlow(source, items, places) };
  const { head, blocks, rest } = blocksOf(source, items);
  return { text: head + places.map((place) => blocks[place]!.text).join('') + rest };
}

/** `[a, b, c]`: what stands between the items stays where it is. */
function inFlow(source: string, items: readonly Item[], places: readonly number[]): string {
  let text = '';
  let last = 0;
  for (const [at, place] of places.entries()) {
    const [from, to] = items[at]!.range;
    text += source.slice(last, from) + source.slice(...items[place]!.range).trimEnd();
    last = from + source.slice(from, to).trimEnd().length;
  }
  return text + source.slice(last);
}

interface Block {
  /** Whole lines, with the comments that stand right above the item. */
  readonly text: string;
  /** How much of it are those comments. */
  readonly own: number;
}

/** One item a line or more: each takes along the comments that stand right above it. */
function blocksOf(
  source: string,
  items: readonly Item[],
): { readonly head: string; readonly blocks: readonly Block[]; readonly rest: string } {
  const lines = source.split(/(?<=\n)/u);
  const lineAt = (offset: number): number => source.slice(0, offset).split('\n').length - 1;
  const starts = items.map(({ range: [from] }, at) => {
    let line = lineAt(from);
    const least = at === 0 ? 0 : lineAt(Math.max(0, items[at - 1]!.range[1] - 1)) + 1;
    while (line > least && /^\s*#/u.test(lines[line - 1]!) && at > 0) line--;
    return line;
  });
  const ends = items.map(({ range: [from, to] }, at) => {
    if (at + 1 < items.length) return starts[at + 1]!;
    const text = source.slice(from, to).trimEnd();
    return lineAt(from + text.length) + 1;
  });
  const blocks = items.map(({ range: [from] }, at) => ({
    text: withBreak(lines.slice(starts[at], ends[at]).join('')),
    own: lines.slice(starts[at], lineAt(from)).join('').length,
  }));
  return { head: lines.slice(0, starts[0]).join(''), blocks, rest: lines.slice(ends.at(-1)).join('') };
}

const withBreak = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
const breakIn = (source: string): string => (source.includes('\r\n') ? '\r\n' : '\n');

/**
 * Takes an article out. In a list of lines its own lines stay as comments, so that its pages, its side and what was said of it are there when it comes
 * back.
 */
export function takeOutArticle(source: string, article: string): Edited {
  const order = orderOf(source);
  if ('refused' in order) return order;
  const { node, items } = order;
  const at = items.findIndex((item) => item.article === article);
  const item = items[at];
  if (!item) return { refused: `${article} is not in the running order` };
  if (item.locked) return { refused: `${article} is locked in its place` };
  if (items.length === 1)
    return { refused: `${article} is all that there is; put another article in before you take it out` };
  const made = node.flow ? outOfFlow(source, items, at) : outOfLines(source, items, at);
  return held(
    source,
    made,
    items.filter((each) => each !== item).map((each) => each.article),
  );
}

function outOfFlow(source: string, items: readonly Item[], at: number): string {
  const own = source.slice(...items[at]!.range).trimEnd().length;
  const [from] = items[at]!.range;
  const after = items[at + 1];
  if (after) return source.slice(0, from) + source.slice(after.range[0]);
  const before = items[at - 1]!;
  const end = before.range[0] + source.slice(...before.range).trimEnd().length;
  return source.slice(0, end) + source.slice(from + own);
}

function outOfLines(source: string, items: readonly Item[], at: number): string {
  const { head, blocks, rest } = blocksOf(source, items);
  const { text, own } = blocks[at]!;
  const lines = text.slice(own).split(/(?<=\n)/u);
  const indent = /^\s*/u.exec(lines[0]!)![0];
  // What stands further in is the item's own; a comment that does not has words for itself.
  const isOwn = (line: string): boolean => line.startsWith(`${indent}-`) || line.startsWith(`${indent} `);
  const asComment = lines.map((line) =>
    line.trim() !== '' && isOwn(line) ? `${indent}# ${line.slice(indent.length)}` : line,
  );
  const left = blocks.map((block, each) =>
    each === at ? text.slice(0, own) + asComment.join('') : block.text,
  );
  return head + left.join('') + rest;
}

/**
 * Puts an article in: where its lines stand as comments, those are lines again; else before `before`, or at the end.
 *
 * @param article the folder's name
 */
export function putInArticle(source: string, article: string, before: string | undefined): Edited {
  if (!NAME.test(article)) return { refused: `${article} is no name of a folder` };
  const order = orderOf(source);
  if ('refused' in order) return order;
  const { node, items } = order;
  const names = items.map((item) => item.article);
  if (names.includes(article)) return { refused: `${article} is in the running order already` };
  if (before !== undefined && !names.includes(before))
    return { refused: `${before} is not in the running order` };
  const again = node.flow ? undefined : outOfComment(source, article, names);
  if (again !== undefined) return { text: again };
  const at = before === undefined ? names.length : names.indexOf(before);
  const made = node.flow ? intoFlow(source, items, at, article) : intoLines(source, items, at, article);
  return held(source, made, names.toSpliced(at, 0, article));
}

function intoFlow(source: string, items: readonly Item[], at: number, article: string): string {
  const next = items[at];
  if (next) return `${source.slice(0, next.range[0])}${article}, ${source.slice(next.range[0])}`;
  const last = items.at(-1)!;
  const end = last.range[0] + source.slice(...last.range).trimEnd().length;
  return `${source.slice(0, end)}, ${article}${source.slice(end)}`;
}

function intoLines(source: string, items: readonly Item[], at: number, article: string): string {
  const { head, blocks, rest } = blocksOf(source, items);
  const indent = /^[^-\r\n]*/u.exec(blocks[0]!.text.slice(blocks[0]!.own))![0];
  const line = `${indent}- ${article}${breakIn(source)}`;
  const texts = blocks.map(({ text }) => text).toSpliced(at, 0, line);
  return head + texts.join('') + rest;
}

/** The lines that taking out has made comments, as lines again; undefined where there are none. */
function outOfComment(source: string, article: string, names: readonly string[]): string | undefined {
  const lines = source.split(/(?<=\n)/u);
  const opening = /^(\s*)# (- .*)/su;
  for (const [at, line] of lines.entries()) {
    const [, indent = '', words = ''] = opening.exec(line) ?? [];
    if (!words.includes(article)) continue;
    let to = at + 1;
    while (to < lines.length && lines[to]!.startsWith(`${indent}#   `)) to++;
    const own = lines.slice(at, to).map((each) => indent + each.slice(indent.length + 2));
    const text = [...lines.slice(0, at), ...own, ...lines.slice(to)].join('');
    const order = orderOf(text);
    const now = 'refused' in order ? [] : order.items.map((item) => item.article);
    // Whatever else such a comment may say: it counts only if the article comes back, and nothing but it.
    if (now.includes(article) && now.filter((name) => name !== article).join('\n') === names.join('\n'))
      return text;
  }
  return undefined;
}

/**
 * Gives an article so many pages, or as many as it takes.
 *
 * @param pages undefined: none are planned
 */
export function planPages(source: string, article: string, pages: number | undefined): Edited {
  const order = orderOf(source);
  if ('refused' in order) return order;
  const { items } = order;
  const item = items.find((each) => each.article === article);
  if (!item) return { refused: `${article} is not in the running order` };
  const { node } = item;
  const known = isMap(node) ? node.get('pages') : undefined;
  if (pages === known || (pages === undefined && known === null)) return { text: source };
  const made = isMap(node)
    ? pages === undefined
      ? withoutField(source, node, 'pages')
      : withField(source, node, 'pages', String(pages))
    : source.slice(0, item.range[0]) +
      `{ article: ${written(source, item.range)}, pages: ${pages} }` +
      source.slice(item.range[0] + written(source, item.range).length);
  const edited = held(
    source,
    made,
    items.map((each) => each.article),
  );
  if ('refused' in edited) return edited;
  const now = orderOf(edited.text);
  const own = 'refused' in now ? undefined : now.items.find((each) => each.article === article)?.node;
  return (isMap(own) ? own.get('pages') : undefined) === pages ? edited : notHere;
}

const written = (source: string, range: Range): string => source.slice(...range).trimEnd();

type Field = Pair<Scalar, Scalar | null>;
const pairOf = (node: YAMLMap, name: string): Field | undefined =>
  (node.items as Field[]).find(({ key }) => key.value === name);
const keyStart = ({ key }: Field): number => key.range![0];
/** Behind its value as it is written, or behind the colon. */
const fieldEnd = (source: string, { key, value }: Field): number =>
  value?.source
    ? value.range![0] + written(source, [value.range![0], value.range![1]]).length
    : source.indexOf(':', key.range![1]) + 1;

function withField(source: string, node: YAMLMap, name: string, value: string): string {
  const known = pairOf(node, name);
  if (known) {
    const colon = source.indexOf(':', known.key.range![1]) + 1;
    const from = known.value?.source ? known.value.range![0] : colon;
    return `${source.slice(0, from)}${from === colon ? ' ' : ''}${value}${source.slice(fieldEnd(source, known))}`;
  }
  const article = pairOf(node, 'article')!;
  const end = fieldEnd(source, article);
  if (node.flow) return `${source.slice(0, end)}, ${name}: ${value}${source.slice(end)}`;
  const start = keyStart(article);
  const indent = ' '.repeat(start - (source.lastIndexOf('\n', start - 1) + 1));
  const lineEnd = source.indexOf('\n', end);
  const line = `${indent}${name}: ${value}`;
  return lineEnd < 0
    ? `${source}${breakIn(source)}${line}\n`
    : `${source.slice(0, lineEnd + 1)}${line}${breakIn(source)}${source.slice(lineEnd + 1)}`;
}

function withoutField(source: string, node: YAMLMap, name: string): string {
  const fields = node.items as Field[];
  const at = fields.findIndex(({ key }) => key.value === name);
  if (at < 0) return source;
  const [from, to] = [keyStart(fields[at]!), fieldEnd(source, fields[at]!)];
  const next = fields[at + 1];
  if (node.flow)
    return next
      ? source.slice(0, from) + source.slice(keyStart(next))
      : source.slice(0, fieldEnd(source, fields[at - 1]!)) + source.slice(to);
  const lineEnd = source.indexOf('\n', to) < 0 ? source.length : source.indexOf('\n', to);
  // What is said of it stays, where it is said.
  const comment = source.slice(to, lineEnd).trim();
  if (comment !== '')
    return source.slice(0, from) + comment + source.slice(lineEnd - (source[lineEnd - 1] === '\r' ? 1 : 0));
  if (next && at === 0) return source.slice(0, from) + source.slice(keyStart(next));
  return source.slice(0, source.lastIndexOf('\n', from - 1) + 1) + source.slice(lineEnd + 1);
}

const notHere: Edited = {
  refused: 'this running order is written in a way that the studio does not edit; change it in issue.yaml',
};

/** Only what comes out as it was meant is written. */
function held(source: string, made: string, names: readonly string[]): Edited {
  const now = orderOf(made);
  if ('refused' in now) return notHere;
  const others = (text: string): string =>
    JSON.stringify({ ...(parseDocument(text).toJS() as object), order: undefined });
  const isMeant = now.items.map(({ article }) => article).join('\n') === names.join('\n');
  return isMeant && others(source) === others(made) ? { text: made } : notHere;
}
