/** Letters that none of the faces has (emoji, Chinese, Arabic) are named, with their line. */
import type { MarkdownIt } from 'markdown-it';
import { missingGlyph, missingLetters } from '../model/letters.ts';
import { bodyOf, inlineRuns, report } from './body.ts';

export function glyph(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'glyph', (state) => {
    const body = bodyOf(state.env);
    const tell = (text: string, span: readonly [number, number] | null): void => {
      for (const line of text.split('\n')) {
        const letters = missingLetters(line);
        if (letters.length > 0) report(body, missingGlyph(letters), span, letters[0]);
      }
    };
    for (const token of state.tokens)
      if (token.type === 'fence' || token.type === 'code_block') tell(token.content, token.map);
    for (const { run, span } of inlineRuns(state.tokens)) {
      const read = (run.children ?? []).map(({ type, content }) =>
        type === 'softbreak' || type === 'hardbreak' ? '\n' : content,
      );
      tell(read.join(''), span);
    }
  });
}
