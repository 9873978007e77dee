/** Text of a field (title, standfirst, caption's credit), set as the language wants it: plain text in, plain text out. */
import Parser, { type MarkdownIt } from 'markdown-it';
import type { Lang, MarkdownEnv } from './body.ts';
import { plainText } from './tokens.ts';
import { typography } from './typography.ts';

let setter: MarkdownIt | undefined;

/** markdown-it with no markup at all: what is left of it are the quotation marks. */
function createSetter(): MarkdownIt {
  const md = new Parser({ html: false, typographer: true });
  md.inline.ruler.enableOnly(['text']);
  typography(md);
  return md;
}

/** `"Vann" - 96 %` → «Vann» – 96 %, with its hard spaces. */
export function setLine(source: string, lang: Lang): string {
  setter ??= createSetter();
  const markdownEnv: MarkdownEnv = {
    file: '',
    bodyLine: 1,
    prefix: '',
    issue: '',
    lang,
    picture: () => undefined,
    pictureNames: [],
    articles: [],
  };
  return setter
    .parseInline(source, { markdownEnv })
    .map(({ children }) => plainText(children ?? []))
    .join('');
}
