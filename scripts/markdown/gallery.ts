/** `::: gallery {.wide}`: pictures set as one group, with one caption or one each. */
import type { MarkdownIt } from 'markdown-it';
import { pictureClasses, readAttributes, toneClass } from './attributes.ts';
import { type Span, report } from './body.ts';
import { setBoxes } from './box.ts';
import { caption } from './figure.ts';
import { blocksOf, closing, isPlainParagraph, opening } from './tokens.ts';

export function gallery(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'gallery', (state) =>
    setBoxes(state, 'gallery', (box, body) => {
      const line: Span = [box.span[0], box.span[0] + 1];
      const known = { classes: pictureClasses, fields: ['tone'] } as const;
      const { classes, tone } = readAttributes(body, box.attributes, '::: gallery', known, line);
      if (box.heading !== '') {
        const message = `"${box.heading}" after ::: gallery is not printed`;
        report(
          body,
          { rule: 'box-heading', message, hint: 'write it below the pictures, as their caption' },
          line,
          box.heading,
        );
      }
      const blocks = blocksOf(box.inner);
      const figures = blocks.filter((block) => block[0]?.type === 'figure_open');
      if (figures.length === 0) {
        const hint = 'put each picture on a line of its own between the two ::: lines';
        report(body, { rule: 'empty-box', message: '::: gallery holds no picture', hint }, line);
        return box.inner;
      }
      const words = blocks.find(isPlainParagraph);
      const others = blocks.filter((block) => block[0]?.type !== 'figure_open' && block !== words);
      if (others.length > 0) {
        const hint = 'keep one paragraph as the caption and move the rest out of the gallery';
        const message = '::: gallery holds more than pictures and a caption';
        report(body, { rule: 'gallery-text', message, hint }, others[0]?.[0]?.map ?? line);
      }
      return [
        opening(
          'gallery',
          'figure',
          { class: ['gallery', ...classes, ...toneClass(tone)].join(' '), 'data-count': figures.length },
          box.span,
        ),
        opening('pictures', 'div', { class: 'pictures' }),
        ...figures.flat(),
        closing('pictures', 'div'),
        ...(words ? caption(md, state.env, words[1]?.content ?? '', words[0]?.map ?? null) : []),
        closing('gallery', 'figure'),
        ...others.flat(),
      ];
    }),
  );
}
