/** What makes a file PDF/X-4 (ISO 15930-7): what it says of itself, and the printing condition that it is made for. */
import {
  type PDFDocument,
  PDFDict,
  PDFHeader,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';

import { isoSecond, pdfDate, reserveIdentifier, xml } from '../metadata.ts';
import { deflated } from '../streams.ts';

export interface PressFacts {
  readonly title: string;
  /** "2026-03-01". The same issue gives the same file, so no clock is read. */
  readonly date: string;
  readonly creator: string;
  readonly producer: string;
  /** UUID of the document, from its own name: the same issue keeps it. */
  readonly documentId: string;
}

/** What the file is to be printed by. */
export interface OutputCondition {
  /** The ICC profile's own bytes. */
  readonly profile: Uint8Array;
  /** "FOGRA39" */
  readonly name: string;
  readonly registry: string;
  /** The profile's own description. */
  readonly description: string;
}

export const VERSION = 'PDF/X-4';

const key = (name: string): PDFName => PDFName.of(name);

const packet = ({ title, date, creator, producer, documentId }: PressFacts): string => {
  const at = isoSecond(date);
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<pdfxid:GTS_PDFXVersion>${VERSION}</pdfxid:GTS_PDFXVersion>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${at}</xmp:CreateDate><xmp:ModifyDate>${at}</xmp:ModifyDate><xmp:MetadataDate>${at}</xmp:MetadataDate>
<xmp:CreatorTool>${xml(creator)}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:${documentId}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>${xml(producer)}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
};

/** Writes Info, XMP, the output intent and the version; the file identifier is filled in by `sealed`. */
export function markPdfx(pdf: PDFDocument, facts: PressFacts, condition: OutputCondition): void {
  const { context, catalog } = pdf;
  const info = PDFDict.withContext(context);
  for (const [name, text] of [
    ['Title', facts.title],
    ['Creator', facts.creator],
    ['Producer', facts.producer],
  ] as const)
    info.set(key(name), PDFHexString.fromText(text));
  info.set(key('CreationDate'), PDFString.of(pdfDate(facts.date)));
  info.set(key('ModDate'), PDFString.of(pdfDate(facts.date)));
  info.set(key('Trapped'), key('False'));
  context.trailerInfo.Info = context.register(info);

  const xmp = Buffer.from(packet(facts), 'utf8');
  const dict = context.obj({ Type: 'Metadata', Subtype: 'XML', Length: xmp.length });
  catalog.set(key('Metadata'), context.register(PDFRawStream.of(dict, xmp)));

  const profile = context.register(deflated(context, condition.profile, context.obj({ N: 4 })));
  const intent = context.obj({ Type: 'OutputIntent', S: 'GTS_PDFX' });
  intent.set(key('OutputConditionIdentifier'), PDFString.of(condition.name));
  intent.set(key('RegistryName'), PDFString.of(condition.registry));
  intent.set(key('Info'), PDFHexString.fromText(condition.description));
  intent.set(key('DestOutputProfile'), profile);
  catalog.set(key('OutputIntents'), context.obj([intent]));
  context.header = PDFHeader.forVersion(1, 6);
  reserveIdentifier(pdf);
}
