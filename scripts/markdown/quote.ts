/** `::: quote`: a pull quote; a last paragraph that begins with a dash names who said it. */
import type { MarkdownIt } from 'markdown-it';
import { refuseExtras, setBoxes } from './box.ts';
import { report } from './body.ts';
import { type Token, blocksOf, closing, isPlainParagraph, opening } from './tokens.ts';

const sourceDash = /^(?:–|—|-{1,3})[ \u00A0]+/;

export function quote(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'quote', (state) =>
    setBoxes(state, 'quote', (box, body) => {
      refuseExtras(body, box, false);
      const blocks = blocksOf(box.inner);
      if (blocks.length === 0) {
        const hint = 'write the quotation between the two ::: lines, or delete them';
        report(body, { rule: 'empty-box', message: '::: quote is empty', hint }, box.span);
        return [];
      }
      const source = blocks.length > 1 ? sourceOf(blocks.at(-1) ?? []) : undefined;
      const spoken = source ? blocks.slice(0, -1) : blocks;
      return [
        opening('quote', 'aside', { class: 'quote' }, box.span),
        opening('spoken', 'blockquote'),
        ...spoken.flat(),
        closing('spoken', 'blockquote'),
        ...(source ?? []),
        closing('quote', 'aside'),
      ];
    }),
  );
}

function sourceOf(block: Token[]): Token[] | undefined {
  const first = block[1]?.children?.[0];
  if (!isPlainParagraph(block) || first?.type !== 'text' || !sourceDash.test(first.content)) return undefined;
  first.content = first.content.replace(sourceDash, '');
  block[0]?.attrSet('class', 'source');
  return block;
}
