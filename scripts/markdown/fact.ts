/** `::: fact Heading`: a fact box; a paragraph that begins with a bold label is one of its rows. `{.margin}`: a note in the margin. */
import type { MarkdownIt } from 'markdown-it';
import { claimId, nextNumber, report } from './body.ts';
import { refuseExtras, setBoxes } from './box.ts';
import {
  type Token,
  blocksOf,
  closeOf,
  closing,
  inline,
  isPlainParagraph,
  opening,
  parsedLine,
} from './tokens.ts';

export function fact(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'fact', (state) =>
    setBoxes(state, 'fact', (box, body) => {
      const classes = refuseExtras(body, box, true, ['margin']);
      if (box.inner.length === 0) {
        const hint = 'write the facts between the two ::: lines, or delete them';
        report(body, { rule: 'empty-box', message: '::: fact is empty', hint }, box.span);
      }
      for (const block of blocksOf(box.inner)) if (isRow(block)) block[0]?.attrSet('class', 'row');
      const id = claimId(body, `fact-${nextNumber(body, 'fact')}`);
      const titled = box.heading !== '';
      const title = titled ? boxTitle(id, parsedLine(md, state.env, box.heading), box.span[0]) : [];
      return [
        opening(
          'fact',
          'aside',
          { class: ['fact', ...classes].join(' '), 'aria-labelledby': titled ? id : undefined },
          box.span,
        ),
        ...title,
        ...box.inner,
        closing('fact', 'aside'),
      ];
    }),
  );
}

/** The heading of a box, which names the box to a screen reader too. */
export function boxTitle(id: string, children: Token[], line: number): Token[] {
  const span = [line, line + 1] as const;
  return [
    opening('box_title', 'p', { class: 'box-title', id }, span),
    inline(children, span),
    closing('box_title', 'p'),
  ];
}

function isRow(block: readonly Token[]): boolean {
  const children = block[1]?.children;
  if (!isPlainParagraph(block) || !children || children[0]?.type !== 'strong_open') {
    // An empty text token stands before strong text that opens a line.
    if (!isPlainParagraph(block) || children?.[0]?.content !== '' || children[1]?.type !== 'strong_open')
      return false;
  }
  const from = children[0]?.type === 'strong_open' ? 0 : 1;
  const rest = children.slice(closeOf(children, from) + 1);
  return rest.some((child) => child.content.trim() !== '');
}
