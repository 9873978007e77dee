/** HTML in an article is an error, and is shown as the text it is. */
import type { MarkdownIt } from 'markdown-it';
import { bodyOf, inlineRuns, report } from './body.ts';
import type { Token } from './tokens.ts';

const tag = /<(?:(\/?)([a-z][a-z\d-]*)(?:\s[^<>]*)?\/?|!--|!\[CDATA\[|!doctype\b[^<>]*)>?/gi;

// What a designer may have wanted.
const instead: Readonly<Record<string, string>> = {
  a: 'write [words](https://…)',
  b: 'write **words**',
  blockquote: 'begin the line with >, or use ::: quote',
  br: 'end the line with a backslash',
  em: 'write *words*',
  figure: 'write ![what it shows](file.jpg "Caption")',
  h1: 'write ## at the beginning of the line',
  h2: 'write ## at the beginning of the line',
  h3: 'write ### at the beginning of the line',
  hr: 'write --- on a line of its own',
  i: 'write *words*',
  img: 'write ![what it shows](file.jpg "Caption")',
  li: 'begin the line with -',
  ol: 'begin the lines with 1.',
  p: 'leave an empty line between paragraphs',
  strong: 'write **words**',
  table: 'write a table with | between the cells',
  ul: 'begin the lines with -',
};

export function rawHtml(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'raw_html', (state) => {
    const body = bodyOf(state.env);
    const opened = new Set<string>();
    for (const { run, span } of inlineRuns(state.tokens)) {
      if (!run.content.includes('<') && !run.children?.some((child) => child.content.includes('<'))) continue;
      for (const match of shownText(run.children ?? []).matchAll(tag)) {
        const [whole, slash, name] = match;
        const element = name?.toLowerCase();
        if (element !== undefined && !whole.endsWith('>')) continue;
        // One finding for <b>words</b>, not two.
        if (slash === '/' && opened.has(element ?? '')) continue;
        opened.add(element ?? '');
        const shown = (whole.split('\n', 1)[0] ?? whole).slice(0, 60);
        const comment = element === undefined;
        const message = comment
          ? `${shown} is HTML, and would be printed`
          : `${shown} is HTML, which d:mag does not read`;
        const note = whole.startsWith('<!--')
          ? 'keep notes in a file of their own beside article.md'
          : undefined;
        const hint = note ?? instead[element ?? ''] ?? 'delete it';
        report(body, { rule: 'raw-html', message, hint }, span, shown);
      }
    }
  });
}

/** The text as it stands in the source; code and escaped characters are no HTML. */
export const shownText = (children: readonly Token[]): string =>
  children
    .map((child) => (child.type === 'text' ? child.content : child.type === 'softbreak' ? '\n' : '\uFFFC'))
    .join('');
