/** `::: name Heading {.class}` … `:::`: the fence around quotes, facts, galleries and the other boxes. */
import type { MarkdownIt, StateBlock, StateCore, Token } from 'markdown-it';
import { readAttributes } from './attributes.ts';
import { type Body, type Span, bodyOf, report } from './body.ts';
import { nearest } from '../model/nearest.ts';
import { closeOf } from './tokens.ts';

export const boxNames: readonly string[] = ['quote', 'fact', 'gallery', 'podcast', 'newsletter'];

// What a Norwegian writes before having looked it up.
const translations: Readonly<Record<string, string>> = {
  sitat: 'quote',
  utdrag: 'quote',
  fakta: 'fact',
  faktaboks: 'fact',
  galleri: 'gallery',
  bilder: 'gallery',
  podkast: 'podcast',
  nyhetsbrev: 'newsletter',
};

const fence = /^:{3,}[ \t]*(.*?)[ \t]*$/;

export interface Box {
  readonly name: string;
  readonly heading: string;
  /** What stands between braces on the opening line. */
  readonly attributes: string;
  readonly span: Span;
  /** The blocks between the fences. */
  readonly inner: Token[];
}

function fenceAt(state: StateBlock, line: number): string | undefined {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return undefined;
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  if (!state.src.startsWith(':::', from)) return undefined;
  return fence.exec(state.src.slice(from, state.eMarks[line]))?.[1];
}

/** Where the box opened before `from` ends: at its closing line, or where the next box begins, or where the list or quotation around it does. */
function endOf(state: StateBlock, from: number, endLine: number): { end: number; closed: boolean } {
  let depth = 1;
  let code = '';
  let next: number | undefined;
  for (let line = from; line < endLine; line += 1) {
    if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent)
      return { end: next ?? line, closed: false };
    const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
    const first = state.src[start];
    const mark = first === '`' || first === '~' ? first.repeat(3) : undefined;
    if (mark !== undefined && state.src.startsWith(mark, start) && (code === '' || code === mark))
      code = code === '' ? mark : '';
    const info = code === '' ? fenceAt(state, line) : undefined;
    if (info === undefined) continue;
    if (info !== '') next ??= line;
    depth += info === '' ? -1 : 1;
    if (depth === 0) return { end: line, closed: true };
  }
  // Without its end, a box would swallow the rest of the article.
  return { end: next ?? endLine, closed: false };
}

function boxRule(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const info = fenceAt(state, startLine);
  if (info === undefined) return false;
  if (silent) return true;
  const body = bodyOf(state.env);
  const span: Span = [startLine, startLine + 1];
  if (info === '') {
    const hint = 'delete it, or open the box with ::: and its name';
    report(body, { rule: 'stray-fence', message: '::: closes no box', hint }, span);
    state.line = startLine + 1;
    return true;
  }
  const name = info.split(/[\s{]/, 1)[0] ?? '';
  const { end, closed } = endOf(state, startLine + 1, endLine);
  if (!closed) {
    const hint = "put a line with ::: after the box's last line";
    report(body, { rule: 'unclosed-box', message: `::: ${name} is never closed`, hint }, span);
  }
  const nested = state.level > 0;
  const known = boxNames.includes(name);
  if (!known) reportUnknown(body, name, span);
  else if (nested) {
    const hint = 'close the outer box, list or quotation first';
    report(body, { rule: 'nested-box', message: `::: ${name} stands inside another block`, hint }, span);
  }
  const wrapped = known && !nested;
  if (wrapped) {
    const token = state.push('box_open', '', 1);
    token.map = [startLine, end];
    token.info = name;
    token.meta = headingAndAttributes(info.slice(name.length));
  }
  const { parentType, lineMax } = state;
  state.parentType = 'box';
  state.lineMax = end;
  state.line = startLine + 1;
  state.md.block.tokenize(state, startLine + 1, end);
  state.parentType = parentType;
  state.lineMax = lineMax;
  if (wrapped) state.push('box_close', '', -1).info = name;
  state.line = closed ? end + 1 : end;
  return true;
}

function headingAndAttributes(rest: string): { heading: string; attributes: string } {
  const braces = /\{([^{}]*)\}\s*$/.exec(rest);
  return { heading: (braces ? rest.slice(0, braces.index) : rest).trim(), attributes: braces?.[1] ?? '' };
}

function reportUnknown(body: Body, name: string, span: Span): void {
  const near = translations[name.toLowerCase()] ?? nearest(name, boxNames);
  const hint = near === undefined ? `use one of ${boxNames.join(', ')}` : `write ::: ${near}`;
  report(body, { rule: 'unknown-box', message: `unknown box ::: ${name}`, hint }, span, name);
}

export function box(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'box', boxRule, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

/** Replaces every box of one name by what `set` makes of it. */
export function setBoxes(state: StateCore, name: string, set: (box: Box, body: Body) => Token[]): void {
  const tokens: Token[] = [];
  for (let index = 0; index < state.tokens.length; index += 1) {
    const token = state.tokens[index] as Token;
    if (token.type !== 'box_open' || token.info !== name) {
      tokens.push(token);
      continue;
    }
    const end = closeOf(state.tokens, index);
    const { heading, attributes } = token.meta as { heading: string; attributes: string };
    const inner = state.tokens.slice(index + 1, end);
    tokens.push(...set({ name, heading, attributes, span: token.map ?? [0, 1], inner }, bodyOf(state.env)));
    index = end;
  }
  state.tokens = tokens;
}

/** Refuses what an opening line may not carry: words that would not be printed, classes that mean nothing. Returns the rest. */
export function refuseExtras(
  body: Body,
  { name, heading, attributes, span }: Box,
  allowsHeading: boolean,
  classes: readonly string[] = [],
): readonly string[] {
  const line: Span = [span[0], span[0] + 1];
  if (!allowsHeading && heading !== '') {
    const message = `"${heading}" after ::: ${name} is not printed`;
    report(
      body,
      { rule: 'box-heading', message, hint: 'move it to a line of its own inside the box' },
      line,
      heading,
    );
  }
  return readAttributes(body, attributes, `::: ${name}`, { classes }, line).classes;
}
