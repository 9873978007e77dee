/** Tables: heads say that they head a column, and a paragraph `Tabell: …` right before one is its caption. */
import type { Env, MarkdownIt } from 'markdown-it';
import { bodyOf, inlineRuns, report } from './body.ts';
import { type Token, closing, isPlainParagraph, opening } from './tokens.ts';

const mark = /^(?:Tabell|Table)(?:\s+\d+)?:\s/;

/** Cells of a table's row as written. */
const cellsIn = (row: string): number =>
  row
    .replace(/^[>\s]*\|?/u, '')
    .trimEnd()
    .replace(/(?<!\\)\|$/u, '')
    .split(/(?<!\\)\|/u).length;

/** A row of more cells than the table has heads: what is too many would be left out without a word. */
function surplusCells(env: Env, lines: readonly string[], line: number, heads: number): void {
  const cells = cellsIn(lines[line] ?? '');
  if (heads === 0 || cells <= heads) return;
  const message = `a row of ${cells} cells stands in a table of ${heads} columns`;
  report(
    bodyOf(env),
    { rule: 'table-row', level: 'error', message, hint: 'give the table another head, or take a cell away' },
    [line, line + 1],
  );
}

export function table(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'table', (state) => {
    const tokens: Token[] = [];
    let heads = 0;
    const lines = state.src.split('\n');
    for (const token of state.tokens) {
      if (token.type === 'table_open') heads = 0;
      else if (token.type === 'th_open') heads++;
      else if (token.type === 'tr_open' && token.map) surplusCells(state.env, lines, token.map[0], heads);
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
