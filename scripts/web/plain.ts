/**
 * An article's text for places that have neither our styles nor our scripts: HTML of a few plain elements, for feeds, and
 * bare words, for the search. What is not on the list goes, what stands in it stays.
 */
import { parseHTML } from 'linkedom';

/** With the attributes that mean something outside our own pages. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  p: [],
  h2: [],
  h3: [],
  h4: [],
  ul: [],
  ol: ['start'],
  li: [],
  dl: [],
  dt: [],
  dd: [],
  blockquote: [],
  figure: [],
  figcaption: [],
  table: [],
  caption: [],
  thead: [],
  tbody: [],
  tr: [],
  th: ['colspan', 'rowspan', 'scope'],
  td: ['colspan', 'rowspan'],
  em: [],
  strong: [],
  sub: [],
  sup: [],
  code: [],
  pre: [],
  br: [],
  hr: [],
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  abbr: ['title'],
  s: [],
  i: [],
  b: [],
  small: [],
};

/** Goes with all that is in it: what is said twice, what only paper or a script needs. */
const DROPPED =
  'script, style, template, noscript, button, input, form, dialog, svg, iframe, object, video, audio, nav, [hidden], [aria-hidden="true"], .qr';

/** @param html a body for the screen: see webBody(). @returns addresses still as that body has them */
export function plainHtml(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  for (const element of document.querySelectorAll(DROPPED)) element.remove();
  for (const element of document.querySelectorAll('body *')) {
    const name = element.localName;
    const attributes = KEPT[name];
    if (!attributes) {
      element.replaceWith(...element.childNodes);
      continue;
    }
    for (const attribute of element.getAttributeNames())
      if (!attributes.includes(attribute)) element.removeAttribute(attribute);
  }
  return document.body.innerHTML
    .replaceAll(/<(p|li|blockquote|figcaption|sup)>\s*<\/\1>/gu, '')
    .replaceAll(/\n{2,}/gu, '\n')
    .trim();
}

/** The same HTML with addresses that lead home from anywhere. @param page the article's own address */
export const withAddresses = (plain: string, page: string): string =>
  plain.replaceAll(/ (href|src)="([^"]*)"/gu, (_, name: string, written: string) => {
    const { href } = new URL(written.replaceAll('&amp;', '&'), page);
    return ` ${name}="${href.replaceAll('&', '&amp;')}"`;
  });

/** Elements that end a line of thought: words on both sides of one are not neighbours. */
const BLOCKS = 'p, h2, h3, h4, li, dt, dd, figcaption, caption, th, td, br';

/** The words of a body for the screen, one block a line. */
export function plainWords(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${plainHtml(html)}</body></html>`);
  // The number of a note is no word.
  for (const call of document.querySelectorAll('sup')) if (call.querySelector('a')) call.remove();
  for (const block of document.querySelectorAll(BLOCKS)) block.after('\n');
  return (document.body.textContent ?? '')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
    .filter(Boolean)
    .join('\n');
}
