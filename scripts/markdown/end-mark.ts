/** The last paragraph of the running text ends with the end mark, which never stands on a line alone. */
import type { MarkdownIt } from 'markdown-it';
import { bodyOf } from './body.ts';
import { type Token, blocksOf, closeOf, plainText, spanClosing, spanOpening, text } from './tokens.ts';

const besides = /^(?:quote|lifted|fact|gallery|figure|podcast|newsletter|table|notes)_open$/;

export function endMark(md: MarkdownIt): void {
  md.core.ruler.push('end_mark', (state) => {
    if (bodyOf(state.env).env.endMark === false) return;
    let last: Token | undefined;
    for (let index = 0; index < state.tokens.length; index += 1) {
      const token = state.tokens[index] as Token;
      if (besides.test(token.type)) index = closeOf(state.tokens, index);
      else if (token.type === 'paragraph_open') last = state.tokens[index + 1];
    }
    if (last?.children) last.children = marked(last.children);
  });
}

/** Sets the mark into one unbreakable span with what it follows. (Chromium breaks before an inline block in spite of a word joiner.) */
function marked(children: readonly Token[]): Token[] {
  const units = blocksOf(children);
  // Blanks and empty texts at the end do not count.
  while (units.length > 0 && isBlank(units.at(-1) ?? [])) units.pop();
  const last = units.pop();
  const before = units.flat();
  const [token] = last ?? [];
  if (!last || !token) return [...children, ...mark()];
  if (token.type === 'text') {
    const at = /\S+\s*$/u.exec(token.content)?.index ?? 0;
    const word = text(token.content.slice(at).trimEnd());
    word.meta = { whole: true };
    return [...before, text(token.content.slice(0, at)), ...together([word])];
  }
  const mayBreak = last.some(({ type }) => type === 'break_point');
  if (last.length === 1 || (!mayBreak && !/\s/.test(plainText(last).trim())))
    return [...before, ...together(last)];
  return [...before, token, ...marked(last.slice(1, -1)), ...last.slice(-1)];
}

const isBlank = (unit: readonly Token[]): boolean =>
  unit.every(({ type, content }) => type === 'softbreak' || (type === 'text' && content.trim() === ''));

const mark = (): Token[] => [
  spanOpening('end_mark', 'span', { class: 'end-mark', 'aria-hidden': 'true' }),
  spanClosing('end_mark', 'span'),
];

const together = (unit: readonly Token[]): Token[] => [
  spanOpening('end_word', 'span', { class: 'end-word', style: 'white-space: nowrap' }),
  ...unit,
  ...mark(),
  spanClosing('end_word', 'span'),
];
