/** What a library has to know of a deposited issue: Dublin Core, and a letter in Bokmål that says what lies there and what is not certain. */
import { bookTitle, identifierOf } from '../epub/package.ts';
import { escapeXml } from '../epub/xhtml.ts';
import type { Finding } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';

export interface Deposit {
  readonly issue: Issue;
  readonly magazine: Magazine;
  /** Files of the payload, by path, and what each is. */
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly what: string }[];
  /** Printed pages. */
  readonly pages: number;
}

/** Where the issue is published; the library asks for it. */
export const addressOf = ({ issue, magazine }: Pick<Deposit, 'issue' | 'magazine'>): string | undefined =>
  magazine.site && `${magazine.site.replace(/\/*$/u, '/')}${issue.slug}/`;

/** Bibliographic codes of ISO 639-2, as libraries write languages. */
const LANGUAGES = { nb: 'nob', nn: 'nno', en: 'eng' } as const;

/** The issue as Dublin Core in XML (oai_dc). */
export function dublinCore({ issue, magazine, pages }: Deposit): string {
  const authors = [...new Set(issue.articles.flatMap(({ byline }) => byline.map(({ name }) => name)))];
  const photographers = [...new Set(issue.articles.flatMap(({ photo }) => photo ?? []))];
  const languages = [...new Set([issue.language, ...issue.articles.map(({ lang }) => lang)])];
  const address = addressOf({ issue, magazine });
  const rows: readonly (readonly [name: string, value: string | undefined])[] = [
    ['title', bookTitle(issue, magazine)],
    ...authors.map((name) => ['creator', name] as const),
    ['contributor', `${magazine.editor} (ansvarlig redaktør)`],
    ...photographers.map((name) => ['contributor', `${name} (foto)`] as const),
    ['publisher', magazine.publisher],
    ['date', issue.date],
    ['type', 'Text'],
    ['type', 'tidsskriftnummer'],
    ['format', 'application/pdf'],
    ['format', 'application/epub+zip'],
    ['format', `${pages} sider, ${issue.printer.trim.widthMm} × ${issue.printer.trim.heightMm} mm`],
    ['identifier', identifierOf(issue, magazine)],
    ['identifier', address],
    ...languages.map((language) => ['language', LANGUAGES[language]] as const),
    ['relation', issue.issn ? `urn:ISSN:${issue.issn}` : undefined],
    ['relation', `${magazine.name} ${issue.number}`],
    ['description', magazine.tagline],
    ...issue.articles
      .filter(({ layout }) => !['cover', 'contents', 'ad', 'back', 'colophon'].includes(layout))
      .map(({ title, byline }) => {
        const by = byline.map(({ name }) => name).join(', ');
        return ['description', `Artikkel: ${title}${by && ` / ${by}`}`] as const;
      }),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
${rows
  .flatMap(([name, value]) => (value ? [`  <dc:${name}>${escapeXml(value)}</dc:${name}>`] : []))
  .join('\n')}
</oai_dc:dc>
`;
}

/** Rows of bag-info.txt. */
export const bagInfo = ({ issue, magazine }: Deposit): readonly (readonly [string, string])[] => [
  ['Source-Organization', magazine.publisher],
  ['Contact-Name', magazine.editor],
  ['External-Description', `${bookTitle(issue, magazine)}, ${issue.date}`],
  ['External-Identifier', identifierOf(issue, magazine)],
  ...(issue.issn ? [['External-Identifier', `ISSN ${issue.issn}`] as const] : []),
  ['Bag-Software-Agent', 'd:mag'],
];

const megabytes = (bytes: number): string =>
  bytes < 100_000
    ? `${Math.ceil(bytes / 1000)} kB`
    : `${(bytes / 1e6).toLocaleString('nb-NO', { maximumFractionDigits: 1 })} MB`;

/** LESMEG.txt: in the bag for the library, beside it for whoever sends it. */
export function letter(deposit: Deposit): string {
  const { issue, magazine, files, pages } = deposit;
  const address = addressOf(deposit);
  return `${bookTitle(issue, magazine)}
Pliktavlevering til Nasjonalbiblioteket

Utgiver: ${magazine.publisher}
Ansvarlig redaktør: ${magazine.editor}
Utgitt: ${issue.date}
Omfang: ${pages} sider
ISSN: ${issue.issn ?? 'ikke oppgitt'}
ISBN: ${issue.isbn ?? 'ikke oppgitt'}
Publisert på: ${address ?? 'ikke oppgitt'}

HVA SOM LIGGER HER

${files.map(({ path, bytes, what }) => `data/${path} (${megabytes(bytes)})\n    ${what}`).join('\n')}

Pakken følger BagIt 1.0 (RFC 8493). manifest-sha256.txt har kontrollsummen til hver fil. Når zip-fila er
pakket ut, viser «sha256sum -c manifest-sha256.txt» i mappa om alt er helt.

HVA UTGIVEREN GJØR

1. Last opp zip-fila med skjemaet på nb.no/pliktavlevering/digital-avlevering. Skjemaet spør etter navnet
   ditt og hvor utgaven er publisert. Én fil kan være på inntil 15 GB.
2. Send det trykte bladet også. Det som er utgitt på papir, skal avleveres på papir, normalt i tre eksemplarer.
   Trykkeriet har også avleveringsplikt: Avtal hvem som sender.
3. Trykkefila (det digitale grunnlaget) er avleveringspliktig siden 2016. Nasjonalbiblioteket sier at de tar
   kontakt om den. Den ligger her, så den er klar.

HVA VI VET, OG HVA VI IKKE VET

Dette bygger på sidene til Nasjonalbiblioteket slik vi har lest dem (nb.no/pliktavlevering). De kan ha endret
seg. Spør dem hvis du er i tvil.

Sikkert nok: De vil helst ha PDF og EPUB, i åpne formater uten kopisperre, og tar imot zip.
Usikkert: Om den digitale utgaven av et blad som også trykkes, skal avleveres når den ikke har eget ISSN eller
    ISBN. Hovedregelen på sidene er at da holder papiret.
Usikkert: Hvilken form metadata skal ha. Vi har ikke funnet noe krav for tidsskrifter, verken om METS eller ONIX.
    Dublin Core er valgt fordi alle bibliotek leser det.
Usikkert: Om de ønsker BagIt. Det er valgt fordi kontrollsummene følger med, og fordi innholdet er vanlige filer.
Usikkert: Om trykkefila til et tidsskrift skal lastes opp samme sted som den digitale utgaven. For bøker viser de
    til et eget skjema med innlogging.
`;
}

/** What is missing for a deposit, and what public pages leave open: told where the command is run. */
export function depositFindings({ issue, magazine }: Pick<Deposit, 'issue' | 'magazine'>): Finding[] {
  const place = { file: `${issue.folder}/issue.yaml`, line: 1, column: 1 };
  const findings: Finding[] = [];
  if (!issue.issn) {
    findings.push({
      rule: 'missing-issn',
      level: 'warning',
      message: `${issue.slug} has no ISSN, by which libraries know a periodical`,
      hint: 'ask ISSN Norge at Nasjonalbiblioteket (issn-norge@nb.no, free of charge), and write issn: 1234-567X in issue.yaml; paper and screen have one each, and magazines for customers or staff are mostly given none',
      place,
    });
  }
  if (!magazine.site) {
    findings.push({
      rule: 'missing-site',
      level: 'warning',
      message: 'nobody can tell where the issue is published, which Nasjonalbiblioteket asks for',
      hint: 'write site: https://… in magazine.yaml',
      place: { ...place, file: `${issue.folder.slice(0, issue.folder.lastIndexOf('/'))}/magazine.yaml` },
    });
  }
  findings.push({
    rule: 'deposit-unsure',
    level: 'note',
    message:
      'no public page says which form metadata of a periodical shall have, or whether a screen edition without an ISSN of its own is wanted',
    hint: 'read LESMEG.txt, and ask Nasjonalbiblioteket where in doubt',
  });
  return findings;
}
