/** `**– A question?**` alone in a paragraph is the interviewer's. */
import type { MarkdownIt } from 'markdown-it';
import { type Token, blocksOf, closeOf, isPlainParagraph } from './tokens.ts';

const dash = /^(?:–|—|-{1,3})[ \u00A0]+/;

export function question(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'question', (state) => {
    for (const block of blocksOf(state.tokens)) {
      const words = wordsOf(block);
      const run = block[1];
      if (!words || !run) continue;
      run.children = words;
      block[0]?.attrSet('class', 'question');
    }
  });
}

/** What stands between the asterisks, where nothing else stands in the paragraph. */
function wordsOf(block: readonly Token[]): Token[] | undefined {
  if (!isPlainParagraph(block)) return undefined;
  const children = (block[1]?.children ?? []).filter(
    (child) => child.type !== 'text' || child.content.trim() !== '',
  );
  if (children[0]?.type !== 'strong_open' || closeOf(children, 0) !== children.length - 1) return undefined;
  const words = children.slice(1, -1);
  const first = words[0];
  if (first?.type !== 'text' || !dash.test(first.content)) return undefined;
  first.content = first.content.replace(dash, '– ');
  return words;
}
