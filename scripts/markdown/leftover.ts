/** Marks that came out as text: a picture, a link or a class that was written almost right, and would be printed. */
import type { MarkdownIt } from 'markdown-it';
import { type Fault, bodyOf, inlineRuns, report } from './body.ts';
import { shownText } from './raw-html.ts';

const marks: readonly { readonly pattern: RegExp; readonly fault: (shown: string) => Fault }[] = [
  {
    pattern: /!\[[^\]\n]*\]\([^\n]*/g,
    fault: (shown) => ({
      rule: 'broken-picture',
      message: `${shown} is not read as a picture`,
      hint: /\]\(\S+ .*".*".*"/.test(shown) ? 'use « » for quotation marks inside the caption' : pictureHint,
    }),
  },
  {
    pattern: /(?<!!)\[[^\]\n]+\]\([^)\n]*\)/g,
    fault: (shown) => ({ rule: 'broken-link', message: `${shown} is not read as a link`, hint: linkHint }),
  },
  {
    pattern: /(?<=^|\n)#{2,6}[^\s#\uFFFC][^\n]*/g,
    fault: (shown) => ({
      rule: 'head-without-space',
      message: `${shown} is not read as a head`,
      hint: `write ${shown.replace(/^#+/, '$& ')}`,
    }),
  },
  {
    pattern: /\{\s*\.[\p{L}\d_-][^{}\n]*\}/gu,
    fault: (shown) => ({
      rule: 'stray-class',
      message: `${shown} belongs to nothing and would be printed`,
      hint: 'put it right after a picture, after ::: gallery, or after [a sentence]',
    }),
  },
];

const pictureHint = 'write ![what it shows](file.jpg "Caption"), with no blank in the file name';
const linkHint = 'write [words](https://…), with no blank in the address';

export function leftover(md: MarkdownIt): void {
  md.core.ruler.before('replacements', 'leftover', (state) => {
    const body = bodyOf(state.env);
    for (const { run, span } of inlineRuns(state.tokens)) {
      const text = shownText(run.children ?? []);
      if (!/[\]}]|##/.test(text)) continue;
      for (const { pattern, fault } of marks) {
        for (const [match] of text.matchAll(pattern)) {
          const whole = match.replaceAll('\uFFFC', '');
          report(body, fault(whole.length > 60 ? `${whole.slice(0, 59)}…` : whole), span, whole);
        }
      }
    }
  });
}
