/** Web addresses, mail addresses and long words with slashes may break after their signs: without a hyphen, so that copying keeps them whole. */
import type { MarkdownIt } from 'markdown-it';
import { inlineRuns } from './body.ts';
import { type Token, single, text } from './tokens.ts';

const chunk = /[^\s\u00A0<>]+/g;
const address = /:\/\/|^www\.|[^@]@[^@]+\./;
const signs = /[/\\.?&=_-]/;
// Shorter ones stay whole: "eksempel.no/vann", "barnehage/skole".
const longWord = 20;
// Not between the two strokes of "https://", and no single letter on a line of its own.
const opportunity = /(?<=[^\s/][/\\.?&=_-]+)(?=[^\s/\\.?&=_-]{2})/gu;
// What has no sign for so long (a key, a checksum) is cut all the same: no column is wide enough for it.
const longestPiece = 24;

/** The pieces of a chunk between which a line may end. */
export function piecesOf(whole: string): string[] {
  if (whole.length < longWord || !(address.test(whole) || /[/\\_]/.test(whole))) return [whole];
  return whole.split(opportunity).flatMap((piece) => {
    const letters = Array.from(piece);
    if (letters.length <= longestPiece) return [piece];
    const parts = Math.ceil(letters.length / (longestPiece / 2));
    const length = Math.ceil(letters.length / parts);
    return Array.from({ length: parts }, (_, part) =>
      letters.slice(part * length, (part + 1) * length).join(''),
    ).filter((part) => part !== '');
  });
}

export function breakPoint(md: MarkdownIt): void {
  md.core.ruler.push('break_point', (state) => {
    for (const { run } of inlineRuns(state.tokens)) {
      const children = run.children ?? [];
      if (children.some(({ type, content }) => type === 'text' && signs.test(content)))
        run.children = children.flatMap(withBreaks);
    }
  });
}

/** A text token cut at its break points; the pieces are whole to the hyphenation. */
function withBreaks(token: Token): Token[] {
  if (token.type !== 'text') return [token];
  const tokens: Token[] = [];
  let from = 0;
  for (const { 0: whole, index } of token.content.matchAll(chunk)) {
    const pieces = piecesOf(whole);
    if (pieces.length === 1) continue;
    if (index > from) tokens.push(text(token.content.slice(from, index)));
    for (const [at, piece] of pieces.entries()) {
      const part = text(piece);
      part.meta = { whole: true };
      tokens.push(...(at === 0 ? [] : [opportunityToken()]), part);
    }
    from = index + whole.length;
  }
  if (tokens.length === 0) return [token];
  if (from < token.content.length) tokens.push(text(token.content.slice(from)));
  return tokens;
}

function opportunityToken(): Token {
  const token = single('break_point', 'wbr');
  token.block = false;
  return token;
}
