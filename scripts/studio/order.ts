/** Moves an article in the running order of issue.yaml: its lines change places as they are written, comments and all. */
import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';

export type Moved = { readonly text: string } | { readonly refused: string };

interface Item {
  readonly article: string;
  readonly locked: boolean;
  readonly range: readonly [from: number, to: number];
}

const itemsOf = (order: YAMLSeq): Item[] =>
  order.items.flatMap((node): Item[] => {
    const [from = 0, to = 0] = (node as { range?: readonly number[] }).range ?? [];
    const named = isMap(node) ? node.get('article') : isScalar(node) ? node.value : undefined;
    if (typeof named !== 'string' && typeof named !== 'number') return [];
    return [
      { article: String(named), locked: isMap(node) && node.get('locked') === true, range: [from, to] },
    ];
  });

/**
 * @param source issue.yaml as it is
 * @param article which one is moved
 * @param before the article that it shall stand before; undefined for the end
 */
export function moveArticle(source: string, article: string, before: string | undefined): Moved {
  const order = parseDocument(source).get('order');
  if (!isSeq(order)) return { refused: 'issue.yaml has no running order' };
  const items = itemsOf(order);
  if (items.length !== order.items.length) return { refused: 'a line of the running order names no article' };
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
  return { text: order.flow ? inFlow(source, items, places) : inLines(source, items, places) };
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

/** One item a line or more: each takes along the comments that stand right above it. */
function inLines(source: string, items: readonly Item[], places: readonly number[]): string {
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
  const blocks = items.map((_, at) => withBreak(lines.slice(starts[at], ends[at]).join('')));
  const rest = lines.slice(ends.at(-1)).join('');
  return lines.slice(0, starts[0]).join('') + places.map((place) => blocks[place]!).join('') + rest;
}

const withBreak = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
