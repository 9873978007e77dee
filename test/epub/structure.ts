/** What is wrong with an EPUB as a whole, by the parts of EPUB 3.3 that a reading system stumbles over. The real epubcheck asks more; it needs Java. */
import { strFromU8, unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';

/** Central directory of a zip: names and how each is packed, in the order in which they stand. */
function entries(zip: Uint8Array): { name: string; method: number; time: number }[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  while (end > 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  let at = view.getUint32(end + 16, true);
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    const length = view.getUint16(at + 28, true);
    const found = {
      name: strFromU8(zip.subarray(at + 46, at + 46 + length)),
      method: view.getUint16(at + 10, true),
      time: view.getUint32(at + 12, true),
    };
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return found;
  });
}

const attributesOf = (xml: string, name: string): Record<string, string>[] =>
  [...xml.matchAll(new RegExp(`<${name}\\s([^>]*?)/?>`, 'gu'))].map(([, inside = '']) =>
    Object.fromEntries([...inside.matchAll(/([\w:-]+)="([^"]*)"/gu)].map(([, key, value]) => [key, value])),
  );

/** Tags that do not close each other, bare ampersands, attributes without quotes or twice: all that XML forbids and HTML forgives. */
export function xmlFaults(xml: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const rest = xml.replaceAll(/<\?[^]*?\?>|<!DOCTYPE[^>]*>|<!--[^]*?-->/gu, '');
  for (const [tag] of rest.matchAll(/<[^>]*>?/gu)) {
    const parts = /^<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/u.exec(tag);
    if (!parts) {
      faults.push(`no tag: ${tag.slice(0, 60)}`);
      continue;
    }
    const [, closes, name = '', attributes = '', isEmpty] = parts;
    const names = [...attributes.matchAll(/([\w:.-]+)\s*=/gu)].map(([, each]) => each);
    if (new Set(names).size < names.length) faults.push(`an attribute twice: ${tag.slice(0, 60)}`);
    if (closes) {
      const last = open.pop();
      if (last !== name) faults.push(`</${name}> closes <${last ?? 'nothing'}>`);
    } else if (!isEmpty) open.push(name);
  }
  if (open.length > 0) faults.push(`left open: ${open.join(' ')}`);
  for (const [, entity = ''] of rest.matchAll(/&([^;\s<]{0,12};?)/gu)) {
    if (!/^(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);$/iu.test(entity)) faults.push(`no entity: &${entity}`);
  }
  return faults;
}

const TYPES: Readonly<Record<string, string>> = {
  xhtml: 'application/xhtml+xml',
  css: 'text/css',
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

export function bookFaults(bytes: Uint8Array): string[] {
  const faults: string[] = [];
  const order = entries(bytes);
  const files = unzipSync(bytes);
  const text = (name: string): string => (files[name] ? strFromU8(files[name]) : '');
  if (order[0]?.name !== 'mimetype' || order[0].method !== 0) faults.push('mimetype is not first, or packed');
  if (text('mimetype') !== 'application/epub+zip') faults.push('mimetype says something else');
  if (new Set(order.map(({ time }) => time)).size > 1) faults.push('files of several times');
  const opfName = attributesOf(text('META-INF/container.xml'), 'rootfile')[0]?.['full-path'] ?? '';
  const opf = text(opfName);
  if (!opf) return [...faults, 'no package document'];
  const folder = opfName.slice(0, opfName.lastIndexOf('/') + 1);
  const items = attributesOf(opf, 'item');
  const spine = attributesOf(opf, 'itemref').map(
    ({ idref }) => items.find(({ id }) => id === idref)?.['href'],
  );
  if (new Set(items.map(({ id }) => id)).size < items.length) faults.push('an id twice in the manifest');
  if (spine.includes(undefined)) faults.push('the spine names what is not in the manifest');
  for (const name of Object.keys(files)) {
    if (name === 'mimetype' || name.startsWith('META-INF/') || name === opfName) continue;
    if (!items.some(({ href }) => folder + href === name)) faults.push(`${name} is not in the manifest`);
  }
  for (const { href = '', 'media-type': type = '' } of items) {
    if (!files[folder + href]) faults.push(`${href} is in the manifest and not in the book`);
    if (TYPES[href.split('.').at(-1)!] !== type) faults.push(`${href} is said to be ${type}`);
  }
  if (items.filter(({ properties }) => properties === 'nav').length !== 1) faults.push('not one navigation');
  faults.push(...xmlFaults(opf).map((fault) => `${opfName}: ${fault}`));

  const documents = new Map(
    items
      .filter(({ href = '' }) => href.endsWith('.xhtml'))
      .map(({ href = '' }) => [href, text(folder + href)] as const),
  );
  const ids = new Map<string, Set<string>>();
  for (const [href, xhtml] of documents) {
    faults.push(...xmlFaults(xhtml).map((fault) => `${href}: ${fault}`));
    const all = [...xhtml.matchAll(/\sid="([^"]*)"/gu)].map(([, id = '']) => id);
    if (new Set(all).size < all.length) faults.push(`${href} has an id twice`);
    ids.set(href, new Set(all));
    if (!/<html [^>]*xml:lang="\w+"/u.test(xhtml)) faults.push(`${href} says no language`);
    if (!/<title>[^<]+<\/title>/u.test(xhtml)) faults.push(`${href} has no title`);
    if (/<img(?![^>]*\salt=)/u.test(xhtml)) faults.push(`${href} has a picture without alt`);
    if (/\u00AD/u.test(xhtml)) faults.push(`${href} has soft hyphens`);
    if (/\s(?:style|data-[\w-]+|on\w+)="/u.test(xhtml)) faults.push(`${href} has attributes of the making`);
  }
  for (const [href, xhtml] of documents) {
    for (const [, name = '', to = ''] of xhtml.matchAll(/\s(href|src)="([^"]*)"/gu)) {
      if (/^https?:/u.test(to)) {
        if (name === 'src') faults.push(`${href} shows ${to}, which is not in the book`);
        continue;
      }
      const [path = '', anchor] = to.split('#');
      const target = path || href;
      if (!items.some(({ href: each }) => each === target)) faults.push(`${href} leads to ${to}`);
      else if (anchor && !ids.get(target)?.has(anchor)) faults.push(`${href} leads to ${to}`);
    }
  }
  return [...faults, ...pageFaults(items, documents, spine)];
}

/** Pages of the list against the marks in the text: all of them, each once, in the order in which they are read. */
function pageFaults(
  items: readonly Record<string, string>[],
  documents: ReadonlyMap<string, string>,
  spine: readonly (string | undefined)[],
): string[] {
  const nav = items.find(({ properties }) => properties === 'nav')?.['href'] ?? '';
  const { document } = parseHTML(documents.get(nav) ?? '');
  const list = [...document.querySelectorAll('nav')].find(
    (each) => each.getAttribute('epub:type') === 'page-list',
  );
  const listed = [...(list?.querySelectorAll('a') ?? [])].map(
    (link) => `${link.textContent} ${link.getAttribute('href')}`,
  );
  const marks = spine.flatMap((href = '') =>
    [...(documents.get(href) ?? '').matchAll(/<span [^>]*role="doc-pagebreak"[^>]*>/gu)].map(([tag]) => {
      const label = /\stitle="([^"]*)"/u.exec(tag)?.[1];
      return `${label} ${href}#${/\sid="([^"]*)"/u.exec(tag)?.[1]}`;
    }),
  );
  return listed.length > 0 && listed.join('\n') === marks.join('\n')
    ? []
    : [`the page list (${listed.length}) is not that of the marks (${marks.length})`];
}

/** Folios of the page list. */
export function foliosOf(bytes: Uint8Array): number[] {
  const nav = strFromU8(unzipSync(bytes)['EPUB/nav.xhtml'] ?? new Uint8Array());
  const list = /epub:type="page-list"[^]*?<\/nav>/u.exec(nav)?.[0] ?? '';
  return [...list.matchAll(/>(\d+)<\/a>/gu)].map(([, folio]) => Number(folio));
}
