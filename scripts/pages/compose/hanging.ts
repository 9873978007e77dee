/** Hanging punctuation: the quotation mark that opens a pull quote stands outside its edge, the letters on it. */
import { instruction, type Scale } from './dom.ts';

const OPENING = /^\s*[«»‹›“”„‟‘’‚"']\s*/u;

/** Gives every pull quote inside `root` that opens with a mark the indent that its face and size ask for, if the theme hangs them. */
export function hangQuotes(root: ParentNode, scale: Scale): void {
  const range = document.createRange();
  const hung = [...root.querySelectorAll<HTMLElement>('aside.quote blockquote p')].flatMap((quote) => {
    const text = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT).nextNode();
    if (!(text instanceof Text)) return [];
    const [mark] = OPENING.exec(text.data) ?? [];
    if (mark === undefined || mark.length >= text.length) return [];
    if (instruction(quote, '--quote-marks') === 'stand') return [];
    const leftOf = (at: number): number => {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect().left;
    };
    const width = leftOf(mark.length) - leftOf(mark.search(/\S/u));
    return width > 0 ? [{ quote, width }] : [];
  });
  for (const { quote, width } of hung) quote.style.textIndent = `${(-width / scale.mm).toFixed(3)}mm`;
}
