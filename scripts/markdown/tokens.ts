/** Making and reading tokens: the few moves that every construct needs. */
import Parser, { type Env, type MarkdownIt, type Token } from 'markdown-it';
import type { Span } from './body.ts';

export type { Token } from 'markdown-it';

type Attributes = Readonly<Record<string, string | number | undefined>>;

function made(
  type: string,
  tag: string,
  nesting: -1 | 0 | 1,
  attributes: Attributes,
  span: Span | null,
  block: boolean,
): Token {
  const token = new Parser.Token(type, tag, nesting);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) token.attrPush([name, value]);
  token.map = span === null ? null : [span[0], span[1]];
  token.block = block;
  return token;
}

export const opening = (
  type: string,
  tag: string,
  attributes: Attributes = {},
  span: Span | null = null,
): Token => made(`${type}_open`, tag, 1, attributes, span, true);
export const closing = (type: string, tag: string): Token => made(`${type}_close`, tag, -1, {}, null, true);
export const single = (
  type: string,
  tag: string,
  attributes: Attributes = {},
  span: Span | null = null,
): Token => made(type, tag, 0, attributes, span, true);
export const spanOpening = (type: string, tag: string, attributes: Attributes = {}): Token =>
  made(`${type}_open`, tag, 1, attributes, null, false);
export const spanClosing = (type: string, tag: string): Token =>
  made(`${type}_close`, tag, -1, {}, null, false);

export function text(content: string): Token {
  const token = made('text', '', 0, {}, null, false);
  token.content = content;
  return token;
}

export function inline(children: Token[], span: Span | null): Token {
  const token = made('inline', '', 0, {}, span, true);
  token.children = children;
  // markdown-it looks for quotation marks here before it looks at the children.
  token.content = plainText(children);
  return token;
}

/** Inline Markdown in a string of its own: a caption, a box's heading. */
export function parsedLine(md: MarkdownIt, env: Env, source: string): Token[] {
  const children: Token[] = [];
  md.inline.parse(source, md, env, children);
  return children;
}

/** Index of the token that closes the one at `at`. */
export function closeOf(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index += 1) {
    depth += tokens[index]?.nesting ?? 0;
    if (depth === 0) return index;
  }
  return tokens.length - 1;
}

/** The tokens cut into whole blocks: a paragraph with its text, a list with all its items. */
export function blocksOf(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = [];
  for (let index = 0; index < tokens.length;) {
    const end = tokens[index]?.nesting === 1 ? closeOf(tokens, index) : index;
    blocks.push(tokens.slice(index, end + 1));
    index = end + 1;
  }
  return blocks;
}

/** The words of inline tokens, without their markup and their note calls. */
export function plainText(children: readonly Token[]): string {
  return children
    .filter(({ type }) => type !== 'note_call')
    .map((child) => (child.type === 'softbreak' || child.type === 'hardbreak' ? ' ' : child.content))
    .join('');
}

/** Whether a block is a paragraph of running text (and not one that another construct has made its own). */
export const isPlainParagraph = (block: readonly Token[]): boolean =>
  block[0]?.type === 'paragraph_open' && block[0].attrGet('class') === null && block[1]?.type === 'inline';

/** A deep copy, for text that is printed twice. */
export function copyOf(token: Token): Token {
  const copy = made(token.type, token.tag, token.nesting, {}, token.map, token.block);
  copy.attrs = token.attrs?.map(([name, value]) => [name, value]) ?? null;
  copy.content = token.content;
  copy.markup = token.markup;
  copy.info = token.info;
  copy.level = token.level;
  copy.meta = token.meta;
  copy.children = token.children?.map(copyOf) ?? null;
  return copy;
}
