/** Cuts a news article's body into its items: one a section head, with what belongs to it. */
import { sizeStyle, type TitlePlace, titleSize } from '../parts/title-size.ts';

const HEAD = /<h2[^>]*>[^]*?<\/h2>/gu;
/** A figure as head ("97,4 %", "1 300") is set large. */
const FIGURE = /^<h2[^>]*>[\d\s\u00A0\u202F.,–%-]+(?:%|kr|km)?<\/h2>$/u;
const SPAN = /\sdata-span="([123])"/u;
/** What leaves the text by itself stays beside an item that goes over several columns; so do its footnotes. */
const ASIDE =
  /<(aside|table)(?=[\s>])[^]*?<\/\1>|<figure class="[^"]*"[^]*?<\/figure>|<section class="notes"[^]*?<\/section>/gu;
const LINE = /data-source-line="(\d+)"/u;

export interface NewsItems {
  /** The first item's head, which is set across the columns; empty where the text begins without one. */
  readonly lead: string;
  /** All the rest, heads marked as `short` or `figure`, items over several columns each in a box of its own. */
  readonly body: string;
}

const styled = (head: string): string =>
  head
    .replace(SPAN, '')
    .replace('<h2', `<h2 class="${FIGURE.test(head.replace(SPAN, '')) ? 'figure-head' : 'short-head'}"`);

/** An item over two or three columns: its text runs in as many under its head. */
function wide(head: string, text: string, span: string): string {
  const asides = text.match(ASIDE)?.join('\n') ?? '';
  const own = text.replaceAll(ASIDE, '').trim();
  return `<aside class="item item-${span}" ${LINE.exec(head)?.[0] ?? ''}>${styled(head)}<div class="item-text">${own}</div></aside>\n${asides}`;
}

/** @param place where the lead's head stands */
export function newsItems(content: string, place: TitlePlace): NewsItems {
  const first = /^\s*(<h2[^>]*>[^]*?<\/h2>)/u.exec(content);
  const lead = (first?.[1] ?? '').replace(SPAN, '');
  const rest = content.slice(first?.[0].length ?? 0);
  const heads = [...rest.matchAll(HEAD)];
  const items = heads.map(({ 0: head, index }, at) => {
    const text = rest.slice(index + head.length, heads[at + 1]?.index ?? rest.length);
    const span = SPAN.exec(head)?.[1] ?? '1';
    return span === '1' ? styled(head) + text : wide(head, text, span);
  });
  const body = rest.slice(0, heads[0]?.index ?? rest.length) + items.join('');
  const size = sizeStyle(titleSize(lead.replaceAll(/<[^>]*>/gu, ''), place));
  return { lead: lead.replace('<h2', `<h2 class="lead-head" style="${size}"`), body };
}
