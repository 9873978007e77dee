/** Every block says which line of the article it comes from: findings about pages lead back to the text. */
import type { MarkdownIt } from 'markdown-it';
import { bodyOf } from './body.ts';

const unmarked: ReadonlySet<string> = new Set(['inline', 'thead_open', 'tbody_open']);

export function sourceLine(md: MarkdownIt): void {
  md.core.ruler.push('source_line', (state) => {
    const { bodyLine } = bodyOf(state.env).env;
    for (const token of state.tokens) {
      if (token.map && token.nesting >= 0 && !token.hidden && !unmarked.has(token.type)) {
        token.attrSet('data-source-line', token.map[0] + bodyLine);
      }
    }
  });
  // markdown-it puts a code block's attributes on <code>; the block is <pre>.
  for (const type of ['fence', 'code_block'] as const) {
    md.renderer.rules[type] = (tokens, index, _options, _env, renderer) => {
      const token = tokens[index];
      if (!token) return '';
      const language = token.info.trim().split(/\s+/, 1)[0] ?? '';
      const attribute = language === '' ? '' : ` class="language-${md.utils.escapeHtml(language)}"`;
      return `<pre${renderer.renderAttrs(token)}><code${attribute}>${md.utils.escapeHtml(token.content)}</code></pre>\n`;
    };
  }
}
