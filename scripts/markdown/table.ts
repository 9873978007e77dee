/** Tables: heads say that they head a column, and a paragraph `Tabell: …` right before one is its caption. */
import type { MarkdownIt } from 'markdown-it';
import { bodyOf, inlineRuns, report } from './body.ts';
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
    // A paragraph that is a caption by its looks, and has come out as text.
    const body = bodyOf(state.env);
    for (const { run, span, block } of inlineRuns(tokens)) {
      if (block?.type !== 'paragraph_open' || !mark.test(run.content)) continue;
      const shown = run.content.split('\n', 1)[0] ?? '';
      const message = `${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown} is a caption without a table`;
      const hint = 'write the table right below it, with | between the cells and |---|---| under its heads';
      report(body, { rule: 'caption-without-table', level: 'warning', message, hint }, span);
    }
  });
}
