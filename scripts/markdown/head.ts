/** `## ` is a section head; `### ` before a paragraph runs in with it. */
import type { MarkdownIt } from 'markdown-it';
import { readAttributes } from './attributes.ts';
import { type Body, type Span, bodyOf, claimId, report } from './body.ts';
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

/** `## Head {span=2}`: over how many columns an item of the news goes. Takes the braces out of the head. */
function spanOf(
  body: Body,
  children: readonly Token[],
  level: number,
  place: Span | null,
): string | undefined {
  const last = children.at(-1);
  const braces = last?.type === 'text' ? /\s*\{([^{}]*=[^{}]*)\}\s*$/.exec(last.content) : undefined;
  if (!last || !braces) return undefined;
  last.content = last.content.slice(0, braces.index);
  const of = `the head "${plainText(children).trim()}"`;
  const known = { classes: [], fields: level === 2 ? (['span'] as const) : [] };
  return readAttributes(body, braces[1] ?? '', of, known, place).span;
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
      const level = Number(open.tag.slice(1));
      const columns = spanOf(body, children, level, open.map);
      const words = plainText(children).trim();
      if (words === '') {
        report(
          body,
          { rule: 'empty-head', message: 'a head has no words', hint: 'write them after ##, or delete it' },
          open.map,
        );
        continue;
      }
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
      if (columns !== undefined) open.attrSet('data-span', columns);
      tokens.push(open, run, close);
    }
    state.tokens = tokens;
  });
}
