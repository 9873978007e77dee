/** `## ` is a section head; `### ` before a paragraph runs in with it. */
import type { MarkdownIt } from 'markdown-it';
import { bodyOf, claimId, report } from './body.ts';
import { type Token, isPlainParagraph, plainText, spanClosing, spanOpening, text } from './tokens.ts';

// Names that d:mag numbers itself.
const reserved = /^(?:fig|fact|podcast|newsletter|fn|fnref)-\d/;

/** "Måling på 1–2–3" → "maling-pa-1-2-3", for ids and anchors. */
export function slugOf(words: string): string {
  const plain = words
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F\u00AD]/g, '')
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (plain === '') return 'head';
  return reserved.test(plain) ? `head-${plain}` : plain;
}

export function head(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'head', (state) => {
    const body = bodyOf(state.env);
    const tokens: Token[] = [];
    for (let index = 0; index < state.tokens.length; index += 1) {
      const open = state.tokens[index] as Token;
      const run = state.tokens[index + 1];
      const close = state.tokens[index + 2];
      if (open.type !== 'heading_open' || !run || !close) {
        tokens.push(open);
        continue;
      }
      index += 2;
      const children = run.children ?? [];
      const words = plainText(children).trim();
      if (words === '') {
        report(
          body,
          { rule: 'empty-head', message: 'a head has no words', hint: 'write them after ##, or delete it' },
          open.map,
        );
        continue;
      }
      const level = Number(open.tag.slice(1));
      if (level === 1) {
        const hint = 'write ## for a section head; the title is the field title in the front matter';
        report(
          body,
          { rule: 'head-level', message: `"${words}" is a title inside the body`, hint },
          open.map,
        );
      } else if (level > 3) {
        const message = `"${words}" is a head of level ${level}; a page has sections (##) and run-in heads (###)`;
        report(body, { rule: 'head-level', message, hint: 'write ###' }, open.map);
      }
      const id = claimId(body, slugOf(words));
      const next = state.tokens.slice(index + 1, index + 4);
      if (level >= 3 && isPlainParagraph(next)) {
        const [paragraph, paragraphRun] = next as [Token, Token];
        const span = spanOpening('run_in', 'span', { class: 'run-in', role: 'heading', 'aria-level': 3, id });
        paragraphRun.children = [
          span,
          ...children,
          spanClosing('run_in', 'span'),
          text(' '),
          ...(paragraphRun.children ?? []),
        ];
        const to = paragraph.map?.[1] ?? 0;
        paragraph.map = [open.map?.[0] ?? 0, to];
        paragraphRun.map = paragraph.map;
        // Marks the paragraph as taken: no first line, no question.
        paragraph.meta = { runIn: true };
        continue;
      }
      open.tag = close.tag = level >= 3 ? 'h3' : 'h2';
      open.attrSet('id', id);
      tokens.push(open, run, close);
    }
    state.tokens = tokens;
  });
}
