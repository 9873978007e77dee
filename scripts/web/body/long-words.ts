/**
 * Soft hyphens in long words alone. A column of 66 letters needs no more, and `hyphens: auto` divides no Norwegian in Chromium; but on a
 * telephone «spesialisthelsetjenesteloven» is wider than the screen. Browsers look past a soft hyphen when they search a page; since
 * programs that a text is pasted into may not, it stands in as few words as can be, and the page's script takes it out of what is copied.
 */
import type { Language } from '../../model/fields.ts';
import type { BodyStep } from './step.ts';

/** Letters from which a word may be wider than a small screen in large type, or leave a hole in a line of text. */
export const LONG_WORD = 14;

const WORDS = new RegExp(String.raw`[\p{L}\p{M}]{${LONG_WORD},}`, 'gu');

/** A text with soft hyphens in its long words. */
export const divideLongWords = (
  text: string,
  lang: Language,
  hyphenate: (text: string, lang: Language) => string,
): string => text.replaceAll('\u00AD', '').replaceAll(WORDS, (word) => hyphenate(word, lang));

const KEPT = 'code, pre, svg';
const TEXT = 4;

export const longWords: BodyStep = (document, { lang, hyphenate }) => {
  const walker = document.createTreeWalker(document.body, TEXT);
  const texts: Node[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const node of texts) {
    if (node.parentElement?.closest(KEPT)) continue;
    const text = node.textContent ?? '';
    const divided = divideLongWords(text, lang, hyphenate);
    if (divided !== text) node.textContent = divided;
  }
};
