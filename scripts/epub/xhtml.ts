/** Writes what linkedom holds as XHTML: the form in which EPUB wants its documents. */

/** Elements that have no end tag in HTML. */
const VOID = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

// What no XML document may hold.
// oxlint-disable-next-line no-control-regex -- they are what is taken away
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu;

const TEXT = 3;
const ELEMENT = 1;

/** One node and all in it. Comments are left out. */
export function xhtml(node: Node): string {
  if (node.nodeType === TEXT)
    return (node.textContent ?? '')
      .replaceAll(FORBIDDEN, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;');
  if (node.nodeType !== ELEMENT) return '';
  const element = node as Element;
  const name = element.localName;
  const attributes = [...element.attributes]
    .map(({ name: attribute, value }) => ` ${attribute}="${escapeXml(value.replaceAll(FORBIDDEN, ''))}"`)
    .join('');
  if (VOID.has(name)) return `<${name}${attributes}/>`;
  return `<${name}${attributes}>${inner(element)}</${name}>`;
}

/** What stands in an element. */
export const inner = (element: Node): string => [...element.childNodes].map((child) => xhtml(child)).join('');
