/** Tables: heads say that they head a column, and a paragraph `Tabell: …` right before one is its caption. */
import type { MarkdownIt } from 'markdown-it';
import { type Token, closing, isPlainParagraph, opening } from './tokens.ts';

const mark = /^(?:Tabell|Table)(?:\s+\d+)?:\s/;

export function table(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'table', (state) => {
    const tokens: Token[] = [];
    for (const token of state.tokens) {
      if (token.type === 'th_open') token.attrSet('scope', 'col');
      const before = tokens.slice(-3);
      const run = before[1];
      if (
        token.type === 'table_open' &&
        before.length === 3 &&
        isPlainParagraph(before) &&
        run &&
        mark.test(run.content)
      ) {
        tokens.length -= 3;
        tokens.push(token, opening('caption', 'caption'), run, closing('caption', 'caption'));
      } else tokens.push(token);
    }
    state.tokens = tokens;
  });
}
