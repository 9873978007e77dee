/** Cuts a news article's body into its items: one a section head, with what belongs to it. */
import { sizeStyle, type TitlePlace, titleSize } from '../parts/title-size.ts';

const HEAD = /<h2[^>]*>[^]*?<\/h2>/gu;
/** A figure as head ("97,4 %", "1 300") is set large. */
const FIGURE = /^<h2[^>]*>[\d\s\u00A0\u202F.,–%-]+(?:%|kr|km)?<\/h2>$/u;

export interface NewsItems {
  /** The first item's head, which is set across the columns; empty where the text begins without one. */
  readonly lead: string;
  /** All the rest, heads marked as `short` or `figure`. */
  readonly body: string;
}

/** @param place where the lead's head stands */
export function newsItems(content: string, place: TitlePlace): NewsItems {
  const first = /^\s*(<h2[^>]*>[^]*?<\/h2>)/u.exec(content);
  const lead = first?.[1] ?? '';
  const body = content
    .slice(first?.[0].length ?? 0)
    .replaceAll(HEAD, (head) =>
      head.replace('<h2', `<h2 class="${FIGURE.test(head) ? 'figure-head' : 'short-head'}"`),
    );
  const size = sizeStyle(titleSize(lead.replaceAll(/<[^>]*>/gu, ''), place));
  return { lead: lead.replace('<h2', `<h2 class="lead-head" style="${size}"`), body };
}
