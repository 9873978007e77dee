/** What a reader PDF says of itself: Info, XMP, page labels, viewer settings, the file identifier. */
import { createHash } from 'node:crypto';

import { type PDFDocument, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib';

export interface Facts {
  readonly title: string;
  /** BCP 47: "nb". */
  readonly language: string;
  readonly author?: string;
  readonly subject?: string;
  readonly keywords?: readonly string[];
  /** The issue's date: "2026-03-01", or with a time. The same issue gives the same file, so no clock is read. */
  readonly date: string;
  /** "d:mag 0.1.0". */
  readonly creator: string;
  readonly producer: string;
}

const key = (name: string): PDFName => PDFName.of(name);

export const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** "2026-03-01T00:00:00Z"; a date that cannot be read is a fault that the model has already reported. */
export const isoSecond = (date: string): string => `${new Date(date).toISOString().slice(0, 19)}Z`;

export const pdfDate = (date: string): string => `D:${isoSecond(date).replaceAll(/[-:TZ]/g, '')}Z`;

/** An XMP packet, ISO 16684-1. `accessible` adds PDF/UA-1's mark. */
export const xmpPacket = (facts: Facts, accessible: boolean): string => {
  const date = isoSecond(facts.date);
  const language = xml(facts.language);
  const alternative = (name: string, text: string | undefined): string =>
    text === undefined
      ? ''
      : `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt></dc:${name}>\n`;
  const author =
    facts.author && `<dc:creator><rdf:Seq><rdf:li>${xml(facts.author)}</rdf:li></rdf:Seq></dc:creator>\n`;
  const words = facts.keywords ?? [];
  const subject =
    words.length > 0 &&
    `<dc:subject><rdf:Bag>${words.map((word) => `<rdf:li>${xml(word)}</rdf:li>`).join('')}</rdf:Bag></dc:subject>\n`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
${alternative('title', facts.title)}${author || ''}${alternative('description', facts.subject)}${subject || ''}<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate><xmp:MetadataDate>${date}</xmp:MetadataDate>
<xmp:CreatorTool>${xml(facts.creator)}</xmp:CreatorTool><pdf:Producer>${xml(facts.producer)}</pdf:Producer>
${words.length > 0 ? `<pdf:Keywords>${xml(words.join(', '))}</pdf:Keywords>\n` : ''}${accessible ? '<pdfuaid:part>1</pdfuaid:part>\n' : ''}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
};

/** Writes Info and XMP with the same facts. */
export const setMetadata = (pdf: PDFDocument, facts: Facts, accessible: boolean): void => {
  const { context, catalog } = pdf;
  const info = PDFDict.withContext(context);
  const set = (name: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') info.set(key(name), PDFHexString.fromText(text));
  };
  set('Title', facts.title);
  set('Author', facts.author);
  set('Subject', facts.subject);
  set('Keywords', facts.keywords?.join(', '));
  set('Creator', facts.creator);
  set('Producer', facts.producer);
  info.set(key('CreationDate'), PDFString.of(pdfDate(facts.date)));
  info.set(key('ModDate'), PDFString.of(pdfDate(facts.date)));
  context.trailerInfo.Info = context.register(info);

  // Unfiltered, so that a tool that knows no PDF can read it.
  const packet = Buffer.from(xmpPacket(facts, accessible), 'utf8');
  const dict = context.obj({ Type: 'Metadata', Subtype: 'XML', Length: packet.length });
  catalog.set(key('Metadata'), context.register(PDFRawStream.of(dict, packet)));
  catalog.set(key('Lang'), PDFString.of(facts.language));
};

/** Two facing pages with the cover alone at the right; the title in the window's bar. */
export const setViewer = (pdf: PDFDocument): void => {
  pdf.catalog.set(key('PageLayout'), key('TwoPageRight'));
  pdf.catalog.set(key('ViewerPreferences'), pdf.context.obj({ DisplayDocTitle: true }));
};

/**
 * Page labels equal to the folios, one a page: numbers that count up share a range, anything else ("", "ii") stands as
 * it is. ISO 32000-1, 12.4.2.
 */
export const setPageLabels = (pdf: PDFDocument, folios: readonly string[]): void => {
  const { context } = pdf;
  const numbers: (number | PDFDict)[] = [];
  let next: number | undefined;
  folios.forEach((folio, index) => {
    const counted = /^[1-9]\d*$/.test(folio) ? Number(folio) : undefined;
    if (counted === undefined || counted !== next) {
      const label = context.obj({});
      if (counted === undefined) {
        if (folio !== '') label.set(key('P'), PDFHexString.fromText(folio));
      } else {
        label.set(key('S'), key('D'));
        if (counted !== 1) label.set(key('St'), context.obj(counted));
      }
      numbers.push(index, label);
    }
    next = counted === undefined ? undefined : counted + 1;
  });
  pdf.catalog.set(key('PageLabels'), context.obj({ Nums: numbers }));
};

const PLACEHOLDER = '0'.repeat(32);

/** A file identifier to be filled in by `sealed`, once the content is known. */
export const reserveIdentifier = (pdf: PDFDocument): void => {
  const id = PDFHexString.of(PLACEHOLDER);
  pdf.context.trailerInfo.ID = pdf.context.obj([id, id]);
};

/** The saved file with its identifier taken from its own content: the same content gives the same bytes. In place. */
export const sealed = (bytes: Uint8Array): Uint8Array => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const digest = createHash('sha256').update(file).digest('hex').slice(0, 32).toUpperCase();
  for (let at = file.lastIndexOf(PLACEHOLDER), left = 2; at >= 0 && left > 0; left--) {
    file.write(digest, at, 'latin1');
    at = file.lastIndexOf(PLACEHOLDER);
  }
  return bytes;
};
