/** News in brief on a screen: the first item leads, the others stand in columns under rules of their own. */
import { html, type Html, raw } from '../html.ts';
import type { WebData } from '../layout.ts';
import { tokenLadder } from '../../scripts/model/theme.ts';
import { titlePlace, titleSize } from '../parts/title-size.ts';
import { sizeClass, webByline, webFrame, webPicture, webStandfirst } from '../parts/web.ts';

const HEAD = /<h2[^>]*>[^]*?<\/h2>/gu;
/** A figure as head ("97,4 %") is set large. */
const FIGURE = /^[\d\s\u00A0\u202F.,–%-]+(?:%|kr|km)?$/u;
const LEAD_MM = 116;

interface Item {
  readonly head: string;
  readonly text: string;
}

/** What precedes the first head belongs to no item. */
function itemsOf(content: string): { readonly before: string; readonly items: readonly Item[] } {
  const heads = [...content.matchAll(HEAD)];
  return {
    before: content.slice(0, heads[0]?.index ?? content.length),
    items: heads.map(({ 0: head, index }, at) => ({
      head,
      text: content.slice(index + head.length, heads[at + 1]?.index ?? content.length),
    })),
  };
}

const plain = (head: string): string => head.replaceAll(/<[^>]*>/gu, '').replaceAll('\u00AD', '');

function leadSize({ issue }: WebData, head: string): string {
  const { sizePt } = titleSize(plain(head), titlePlace({ issue }, 'news', LEAD_MM));
  const sizes = tokenLadder(issue.theme, 'news').sizes.map((size) => size.sizePt);
  return sizeClass(sizes.find((size) => size <= sizePt) ?? sizes.at(-1)!);
}

export function web(data: WebData): Html {
  const { article } = data;
  const { before, items } = itemsOf(data.content);
  const [lead, ...others] = items;
  const item = ({ head, text }: Item): Html => {
    const kind = FIGURE.test(plain(head)) ? 'figure-head' : 'short-head';
    return html`<section class="item">
      ${raw(head.replace('<h2', `<h2 class="${kind}"`))}${raw(text)}
    </section>`;
  };
  return webFrame(
    data,
    '',
    html`<div class="opener-head"><h1 class="kicker" id="${article.slug}">${article.title}</h1></div>
      ${webPicture(data)}`,
    html`<div class="news-items">
      ${
        lead
          ? html`<section class="item leading">
              ${raw(lead.head.replace('<h2', `<h2 class="title ${leadSize(data, lead.head)}"`))}
              <div class="leading-text">${raw(lead.text)}</div>
            </section>`
          : ''
      }
      <div class="side">${webStandfirst(data)}${webByline(data)}${data.about}</div>
      ${raw(before)}${others.map(item)}
    </div>`,
  );
}
