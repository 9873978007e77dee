/** How many lines a text will want in a column, near enough to choose where it begins; the composer sets it exactly. */
import { tokenNumber } from '../../scripts/model/theme.ts';
import type { LayoutData } from '../layout.ts';

/** Letters on a line of body text in a column a third of the page wide, as the theme sets it. */
export const lettersALine = ({ issue }: Pick<LayoutData, 'issue'>): number =>
  tokenNumber(issue.theme, 'column-letters');

/** An indent, and a last line that a word too long has begun. */
const LETTERS_OF_AN_INDENT = 2;
/** What a pull quote or a box takes of a column. */
const LINES_OF_AN_ASIDE = 14;

const BLOCK = /<(p|h2|h3|li)(?=[\s>])[^>]*>([^]*?)<\/\1>/gu;
const ASIDE = /<(aside|figure|table)(?=[\s>])[^]*?<\/\1>/gu;

export const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/&\w+;/gu, 'x')
    .replaceAll('\u00AD', '')
    .trim();

/** Lines that a text of so many letters takes. */
export const linesOf = (text: string, lettersALine: number): number =>
  text === '' ? 0 : Math.ceil(text.length / lettersALine);

/** @param letters on a line, see lettersALine() */
export function textLines(content: string, letters: number): number {
  const asides = content.match(ASIDE)?.length ?? 0;
  const blocks = [...content.replaceAll(ASIDE, '').matchAll(BLOCK)];
  const lines = blocks.map(([, tag = '', inner = '']) => {
    const before = tag === 'h2' || tag === 'h3' || inner.startsWith('<strong>–') ? 1 : 0;
    return before + Math.ceil((plain(inner).length + LETTERS_OF_AN_INDENT) / letters);
  });
  return asides * LINES_OF_AN_ASIDE + lines.reduce((sum, each) => sum + each, 0);
}
