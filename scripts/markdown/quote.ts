/** `::: quote`: a pull quote; a last paragraph or line that begins with a dash names who said it. */
import type { MarkdownIt } from 'markdown-it';
import { refuseExtras, setBoxes } from './box.ts';
import { report } from './body.ts';
import { type Token, blocksOf, closing, inline, isPlainParagraph, opening } from './tokens.ts';

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
      const [spoken, source] = parted(blocks);
      return [
        opening('quote', 'aside', { class: 'quote' }, box.span),
        opening('spoken', 'blockquote'),
        ...spoken.flat(),
        closing('spoken', 'blockquote'),
        ...source,
        closing('quote', 'aside'),
      ];
    }),
  );
}

/** What is said, and who said it: the last paragraph, or the last line of several. */
function parted(blocks: readonly Token[][]): [spoken: Token[][], source: Token[]] {
  const last = blocks.at(-1) ?? [];
  const before = blocks.slice(0, -1);
  if (before.length > 0) {
    const source = sourceOf(isPlainParagraph(last) ? last : onlyItem(last));
    if (source) return [before, source];
  }
  const [open, run, close] = last;
  const children = run?.children ?? [];
  const at = children.findLastIndex(({ type }) => type === 'softbreak' || type === 'hardbreak');
  if (!isPlainParagraph(last) || !open || !run || !close || at < 1) return [[...blocks], []];
  const line = open.map ? open.map[1] - 1 : 0;
  const span = open.map ? ([line, open.map[1]] as const) : null;
  const source = sourceOf([
    opening('paragraph', 'p', {}, span),
    inline(children.slice(at + 1), span),
    closing('paragraph', 'p'),
  ]);
  if (!source) return [[...blocks], []];
  const said = inline(children.slice(0, at), run.map);
  return [[...before, [open, said, close]], source];
}

/** The paragraph of a list of one: to Markdown a line that begins with a hyphen is a list. */
function onlyItem(block: readonly Token[]): Token[] {
  const [list, item, open, run, close] = block;
  if (list?.type !== 'bullet_list_open' || list.markup !== '-' || block.length !== 7) return [];
  if (!item || !open || !run || !close) return [];
  const first = run.children?.[0];
  if (first?.type === 'text') first.content = `- ${first.content}`;
  return [opening('paragraph', 'p', {}, open.map), run, closing('paragraph', 'p')];
}

function sourceOf(block: Token[]): Token[] | undefined {
  const first = block[1]?.children?.[0];
  if (!isPlainParagraph(block) || first?.type !== 'text' || !sourceDash.test(first.content)) return undefined;
  first.content = first.content.replace(sourceDash, '');
  block[0]?.attrSet('class', 'source');
  return block;
}
