/** The package document of a book: what it is, what lies in it, and in what order it is read (EPUB 3.3). */
import { createHash } from 'node:crypto';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import { epubWords } from './words.ts';
import { escapeXml } from './xhtml.ts';

export interface BookItem {
  readonly href: string;
  readonly type: string;
  readonly content: string | Uint8Array;
  /** "nav", "cover-image". */
  readonly properties?: string;
  /** Whether it is read, in the order in which items stand. */
  readonly inSpine?: boolean;
}

export interface PackageSource {
  readonly issue: Issue;
  readonly magazine: Magazine;
  readonly items: readonly BookItem[];
  /** Whether every picture that says something is described. */
  readonly hasAlternatives: boolean;
  readonly hasPages: boolean;
}

/** "urn:isbn:…" where the issue has one, else a UUID of its own that is always the same. */
export function identifierOf(
  { slug, isbn }: Pick<Issue, 'slug' | 'isbn'>,
  magazine: Pick<Magazine, 'slug' | 'publisher'>,
): string {
  if (isbn) return `urn:isbn:${isbn.replaceAll(/[- ]/gu, '')}`;
  const hex = createHash('sha256').update(`${magazine.publisher}\0${magazine.slug}\0${slug}`).digest('hex');
  // The form of a UUID of version 8: made of whatever its maker likes.
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** "d:mag 1/2026: Verdt å huske" */
export const bookTitle = (
  { number, title }: Pick<Issue, 'number' | 'title'>,
  { name }: Pick<Magazine, 'name'>,
): string => `${name} ${number}: ${title}`;

/** Noon of the day of publication: dates that move with the clock would make other bytes each time. */
export const momentOf = ({ date }: Pick<Issue, 'date'>): string => `${date}T12:00:00Z`;

/** What helps to read the book. Conformance with WCAG is claimed by whoever has assessed it, and no machine has. */
const features = ({ hasAlternatives, hasPages }: PackageSource): readonly string[] => [
  'structuralNavigation',
  'tableOfContents',
  'readingOrder',
  'displayTransformability',
  'ARIA',
  'unlocked',
  ...(hasAlternatives ? ['alternativeText'] : []),
  ...(hasPages ? ['pageBreakMarkers', 'pageNavigation'] : []),
];

const itemId = (href: string): string => `i-${href.replaceAll(/[^A-Za-z0-9.-]/gu, '_')}`;

export function packageDocument(source: PackageSource): string {
  const { issue, magazine, items, hasAlternatives, hasPages } = source;
  const identifier = identifierOf(issue, magazine);
  const languages = [...new Set([issue.language, ...issue.articles.map(({ lang }) => lang)])];
  const authors = [...new Set(issue.articles.flatMap(({ byline }) => byline.map(({ name }) => name)))];
  const photographers = [...new Set(issue.articles.flatMap(({ photo }) => photo ?? []))];
  const kickers = [
    ...new Set(issue.articles.flatMap(({ layout, kicker }) => (layout === 'ad' || !kicker ? [] : [kicker]))),
  ];
  const of = (name: string, text: string, id = ''): string =>
    `<dc:${name}${id && ` id="${id}"`}>${escapeXml(text)}</dc:${name}>`;
  const meta = (property: string, text: string, refines = '', scheme = ''): string =>
    `<meta property="${property}"${refines && ` refines="#${refines}"`}${scheme && ` scheme="${scheme}"`}>${escapeXml(text)}</meta>`;
  const person = (element: string, name: string, id: string, role: string): readonly string[] => [
    of(element, name, id),
    meta('role', role, id, 'marc:relators'),
  ];
  const metadata = [
    of('identifier', identifier, 'uid'),
    of('title', bookTitle(issue, magazine), 'title'),
    meta('title-type', 'main', 'title'),
    ...languages.map((language) => of('language', language)),
    ...authors.flatMap((name, at) => person('creator', name, `author-${at + 1}`, 'aut')),
    ...person('contributor', magazine.editor, 'editor', 'pbd'),
    ...photographers.flatMap((name, at) => person('contributor', name, `photographer-${at + 1}`, 'pht')),
    of('publisher', magazine.publisher),
    of('date', issue.date),
    ...(magazine.tagline ? [of('description', magazine.tagline)] : []),
    ...kickers.map((kicker) => of('subject', kicker)),
    of('type', 'magazine'),
    meta('dcterms:modified', momentOf(issue)),
    meta('belongs-to-collection', magazine.name, '', '').replace('<meta ', '<meta id="magazine" '),
    meta('collection-type', 'series', 'magazine'),
    meta('group-position', positionOf(issue.number), 'magazine'),
    ...(issue.issn ? [meta('dcterms:identifier', `urn:issn:${issue.issn}`, 'magazine')] : []),
    meta('schema:accessMode', 'textual'),
    meta('schema:accessMode', 'visual'),
    ...(hasAlternatives ? [meta('schema:accessModeSufficient', 'textual')] : []),
    meta('schema:accessModeSufficient', 'textual,visual'),
    ...features(source).map((feature) => meta('schema:accessibilityFeature', feature)),
    meta('schema:accessibilityHazard', 'none'),
    meta('schema:accessibilitySummary', epubWords[issue.language].summary(hasAlternatives)),
    ...(hasPages ? [meta('pageBreakSource', pageSource(issue, magazine))] : []),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="${issue.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata.join('\n')}
</metadata>
<manifest>
${items
  .map(
    ({ href, type, properties }) =>
      `<item id="${itemId(href)}" href="${escapeXml(href)}" media-type="${type}"${properties ? ` properties="${properties}"` : ''}/>`,
  )
  .join('\n')}
</manifest>
<spine>
${items
  .filter(({ inSpine }) => inSpine)
  .map(({ href }) => `<itemref idref="${itemId(href)}"/>`)
  .join('\n')}
</spine>
</package>
`;
}

/** The printed issue that pages are counted in. */
const pageSource = (issue: Issue, magazine: Magazine): string =>
  issue.isbn
    ? `urn:isbn:${issue.isbn.replaceAll(/[- ]/gu, '')}`
    : `${magazine.name} ${issue.number}, ${issue.date}`;

/** "1/2026" as a place in the row of issues: year and number, "2026.1". */
function positionOf(number: string): string {
  const [first, second] = /(\d+)\D+(\d+)/u.exec(number)?.slice(1) ?? [];
  return first && second ? `${second}.${first}` : (/\d+/u.exec(number)?.[0] ?? '1');
}
