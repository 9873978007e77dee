/**
 * Every address on every page leads somewhere: to a file of the edition and, where it names one, to a place on that page. Addresses
 * of other sites are held against their form alone; nothing is asked of the net.
 */

/** An address as it stands on a page. */
export interface Link {
  /** The page's file, from the root: "2026-1/elva/index.html". */
  readonly page: string;
  readonly written: string;
  /** The file it leads to, from the root; undefined where it leads out of the edition. */
  readonly file?: string;
  /** The id it leads to, where it names one. */
  readonly anchor?: string;
  /** No address at all, whatever it was meant to be. */
  readonly isMalformed?: boolean;
}

const TAG = /<[a-z][\w-]*\s(?:"[^"]*"|'[^']*'|[^>"'])*>/giu;
const ADDRESS = /\s(href|src|srcset|imagesrcset|poster|action|data-full)\s*=\s*(?:"([^"]*)"|'([^']*)')/giu;
const ID = /\s(?:id|name)\s*=\s*"([^"]*)"/giu;

const decode = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Any origin will do to resolve relative addresses. */
const SOMEWHERE = 'http://edition.invalid/';

/**
 * @param page the page's file, from the root
 * @param site where the edition lives, if that is known: its own absolute addresses are held against its files too
 */
export function linksOf(page: string, html: string, site?: string): readonly Link[] {
  const links: Link[] = [];
  for (const [tag] of html.matchAll(TAG)) {
    // A form's target, and names for machines, are no places to go.
    for (const [, name = '', double, single] of tag.matchAll(ADDRESS)) {
      const value = decode(double ?? single ?? '').trim();
      const addresses = /srcset$/iu.test(name)
        ? value.split(',').map((each) => each.trim().split(/\s+/u)[0] ?? '')
        : [value];
      links.push(...addresses.map((written) => linkTo(page, written, site)));
    }
    const refresh = /\shttp-equiv="refresh"/iu.test(tag) && /url=([^"]*)"/iu.exec(tag)?.[1];
    if (refresh) links.push(linkTo(page, decode(refresh), site));
  }
  return links;
}

function linkTo(page: string, written: string, site: string | undefined): Link {
  const base = new URL(page, SOMEWHERE);
  if (!URL.canParse(written, base)) return { page, written, isMalformed: true };
  const url = new URL(written, base);
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  const anchor = url.hash === '' ? undefined : safeDecode(url.hash.slice(1));
  if (url.origin === base.origin) {
    // A page that may stand at any depth counts from the server's root.
    const root = written.startsWith('/') && site !== undefined ? new URL(site).pathname : '/';
    const isBelow = url.pathname.startsWith(root);
    return { page, written, ...inside(isBelow ? url.pathname.slice(root.length) : url.pathname, anchor) };
  }
  const own = site !== undefined && url.href.startsWith(site);
  if (own) return { page, written, ...inside(url.pathname.slice(new URL(site).pathname.length), anchor) };
  // A host without a dot is a slip: https://elva, https:///elva.
  return { page, written, ...(isHttp && !/\./u.test(url.hostname) && { isMalformed: true }) };
}

const inside = (path: string, anchor: string | undefined): Pick<Link, 'file' | 'anchor'> => {
  const file = safeDecode(path);
  return { file: file === '' || file.endsWith('/') ? `${file}index.html` : file, ...(anchor && { anchor }) };
};

const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The ids of a page. */
export const idsOf = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(TAG)].flatMap(([tag]) => [...tag.matchAll(ID)].map(([, id = '']) => decode(id))));

export interface Broken {
  readonly link: Link;
  readonly why: 'no file' | 'no place' | 'no address';
}

/**
 * @param pages HTML by file, of the pages that are made now
 * @param exists whether the edition will have such a file
 */
export function brokenLinks(
  pages: ReadonlyMap<string, string>,
  exists: (file: string) => boolean,
  site?: string,
): readonly Broken[] {
  const ids = new Map<string, ReadonlySet<string>>();
  const hasPlace = ({ file = '', anchor = '' }: Link): boolean => {
    const html = pages.get(file);
    // A page that is not made now was held against this when it was.
    if (html === undefined) return true;
    const known = ids.get(file) ?? idsOf(html);
    ids.set(file, known);
    return known.has(anchor);
  };
  return [...pages].flatMap(([page, html]) =>
    linksOf(page, html, site).flatMap((link): Broken[] => {
      if (link.isMalformed) return [{ link, why: 'no address' }];
      if (link.file === undefined) return [];
      if (!exists(link.file)) return [{ link, why: 'no file' }];
      return link.anchor === undefined || hasPlace(link) ? [] : [{ link, why: 'no place' }];
    }),
  );
}

/** Where in the Markdown a reference stands: the line of the block that holds it. */
export function lineOf(
  body: string,
  { article, anchor }: { article: string; anchor?: string },
): number | undefined {
  const href = anchor === undefined ? '' : `href="#${anchor}"`;
  const at = [...body.matchAll(/<a\s[^>]*>/gu)].find(
    ([tag]) => (href === '' || tag.includes(href)) && (tag.includes(`data-ref="${article}"`) || href !== ''),
  )?.index;
  if (at === undefined) return undefined;
  const line = [...body.slice(0, at).matchAll(/data-source-line="(\d+)"/gu)].at(-1)?.[1];
  return line === undefined ? undefined : Number(line);
}
