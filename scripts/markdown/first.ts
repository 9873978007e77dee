/** The body's first paragraph is marked, for the drop cap. */
import type { MarkdownIt } from 'markdown-it';
import { blocksOf, isPlainParagraph, plainText } from './tokens.ts';

const passedOver: ReadonlySet<string> = new Set(['figure_open', 'gallery_open', 'lifted_open']);

export function first(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'first', (state) => {
    const block = blocksOf(state.tokens).find(([open]) => !passedOver.has(open?.type ?? ''));
    if (!block || !isPlainParagraph(block) || block[0]?.meta?.['runIn'] === true) return;
    // A paragraph that opens with a dash is speech: no cap is dropped on a dash.
    if (/^\s*[–—-]/.test(plainText(block[1]?.children ?? []))) return;
    block[0]?.attrSet('class', 'first');
  });
}
