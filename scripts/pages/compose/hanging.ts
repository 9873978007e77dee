/** Hanging punctuation: the quotation mark that opens a pull quote stands outside its edge, the letters on it. */
import { instruction, type Scale } from './dom.ts';

/** CSS' inch has 96 pixels. */
const MM_IN_PX = 25.4 / 96;

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
    const em = Number.parseFloat(getComputedStyle(quote).fontSize) * scale.mm * MM_IN_PX;
    const widthEm = (leftOf(mark.length) - leftOf(mark.search(/\S/u))) / em;
    return widthEm > 0 ? [{ quote, widthEm }] : [];
  });
  // In em, since a quote that is too long for its column is set smaller there.
  for (const { quote, widthEm } of hung) quote.style.textIndent = `${(-widthEm).toFixed(4)}em`;
}
