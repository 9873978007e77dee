/** What the reports say, in the languages of the magazine. Messages of findings are the checks' own. */
import type { Language } from '../model/fields.ts';
import type { Level } from '../model/finding.ts';
import type { Mark, Printer } from '../model/printer.ts';

/** One and many. */
type Counted = readonly [one: string, many: string];

export interface Words {
  readonly preflight: string;
  readonly jobsheet: string;
  /** Nothing to remark. */
  readonly pass: string;
  /** "Kan trykkes – se 4 advarsler" */
  readonly passWith: (warnings: string) => string;
  readonly fail: string;
  readonly noFile: string;
  /** "Kontrollert mot PDF/X-4 og profilen …" */
  readonly against: (level: string, profile: string) => string;
  readonly notChecked: (profile: string) => string;
  readonly levels: Readonly<Record<Level, Counted>>;
  readonly none: string;
  readonly facts: string;
  readonly findings: string;
  readonly noFindings: string;
  readonly rules: string;
  readonly pageRules: string;
  readonly pageRulesNote: string;
  readonly ruleCount: Counted;
  readonly pages: string;
  readonly ink: string;
  readonly pictures: string;
  readonly page: string;
  readonly pageCount: Counted;
  readonly place: string;
  readonly remedy: string;
  readonly passed: string;
  readonly off: string;
  readonly trim: string;
  readonly bleed: string;
  readonly edges: readonly [head: string, foot: string, outside: string, inside: string];
  readonly allEdges: string;
  readonly file: string;
  readonly size: string;
  readonly checksum: string;
  readonly standard: string;
  readonly condition: string;
  readonly profile: string;
  readonly inks: string;
  readonly fonts: string;
  readonly embedded: string;
  readonly missing: string;
  readonly spaces: string;
  readonly totalInk: string;
  readonly inkOf: (percent: string, limit: string) => string;
  readonly pictureName: string;
  readonly placed: string;
  readonly ppi: string;
  readonly space: string;
  readonly credit: string;
  readonly alt: string;
  readonly vector: string;
  readonly decorative: string;
  readonly blank: string;
  readonly madeWith: string;
  readonly inkScale: string;
  readonly pagesNote: string;
  readonly inkNote: (side: string, limit: string) => string;
  readonly date: string;
  readonly publisher: string;
  readonly editor: string;
  readonly printer: string;
  readonly binding: string;
  readonly bindings: Readonly<Record<Printer['binding'], string>>;
  readonly coverAndBody: (cover: string, body: string) => string;
  readonly sheets: Counted;
  readonly creep: (mm: string) => string;
  readonly spine: string;
  readonly hinge: string;
  readonly safe: string;
  readonly stock: string;
  readonly leaf: string;
  readonly cover: string;
  readonly body: string;
  readonly extent: string;
  readonly inkLimit: string;
  readonly marks: string;
  readonly noMarks: string;
  readonly mark: Readonly<Record<Mark, string>>;
  readonly singlePages: string;
  readonly files: string;
  readonly order: string;
  /** Lines to be filled in by hand, in two columns, row by row; one without words goes on from the line above it. */
  readonly orderFields: readonly string[];
  readonly approval: string;
  readonly approvalText: string;
  readonly name: string;
  readonly signature: string;
  readonly dateField: string;
  readonly unknown: string;
  /** A note in the proof. */
  readonly proofNote: string;
  readonly proof: string;
  /** What is said of a note whose words are gone. */
  readonly noteLost: (page: number, about: string | undefined) => string;
}

const nb: Words = {
  preflight: 'Filkontroll',
  jobsheet: 'Jobbseddel',
  pass: 'Klar for trykk',
  passWith: (warnings) => `Kan trykkes – se ${warnings}`,
  fail: 'Ikke klar for trykk',
  noFile: 'Ingen trykkfil',
  against: (level, profile) => `Kontrollert mot ${level} og trykkeriets profil «${profile}»`,
  notChecked: (profile) => `Det ble ikke laget noen trykkfil for trykkeriets profil «${profile}»`,
  levels: { error: ['feil', 'feil'], warning: ['advarsel', 'advarsler'], note: ['merknad', 'merknader'] },
  none: 'ingen',
  facts: 'Trykkfila',
  findings: 'Funn',
  noFindings: 'Ingen funn.',
  rules: 'Kontrollert',
  pageRules: 'Redaksjonens egne regler',
  pageRulesNote: 'Sidene, typografien og innholdet. De gjelder magasinet og er ikke trykkeriets sak.',
  ruleCount: ['regel', 'regler'],
  pages: 'Sidene',
  ink: 'Fargemengde',
  pictures: 'Bildene',
  page: 'Side',
  pageCount: ['side', 'sider'],
  place: 'Sted',
  remedy: 'Tiltak',
  passed: 'i orden',
  off: 'slått av',
  trim: 'Format',
  bleed: 'Utfall',
  edges: ['hode', 'fot', 'ytterkant', 'innerkant'],
  allEdges: 'alle kanter',
  file: 'Fil',
  size: 'Størrelse',
  checksum: 'Sjekksum (SHA-256)',
  standard: 'Standard',
  condition: 'Trykkbetingelse',
  profile: 'ICC-profil',
  inks: 'Trykkfarger',
  fonts: 'Skrifter',
  embedded: 'innebygd',
  missing: 'mangler',
  spaces: 'Fargerom',
  totalInk: 'Største fargemengde',
  inkOf: (percent, limit) => `${percent} (maks. ${limit})`,
  pictureName: 'Bilde',
  placed: 'Trykt størrelse',
  ppi: 'ppi',
  space: 'Fargerom',
  credit: 'Kreditering',
  alt: 'Alternativ tekst',
  vector: 'vektor',
  decorative: 'bare pynt',
  blank: 'blank',
  madeWith: 'Laget med',
  inkScale: 'Samlet fargemengde',
  pagesNote:
    'Sidene slik de er satt. Ytre ramme: utfall. Stiplet: renskåret format. Tallene viser til funnene.',
  inkNote: (side, limit) =>
    `Målt i den ferdige trykkfila: summen av alle trykkfarger. Under hver side står det høyeste snittet over en rute på ${side}; grensen er ${limit}.`,
  date: 'Utgivelsesdato',
  publisher: 'Utgiver',
  editor: 'Ansvarlig redaktør',
  printer: 'Trykkeriets profil',
  binding: 'Innbinding',
  bindings: { saddle: 'Stiftet i ryggen', perfect: 'Limfrest', none: 'Uten innbinding' },
  coverAndBody: (cover, body) => `omslag ${cover}, innmat ${body}`,
  sheets: ['ark à 4\u00A0sider', 'ark à 4\u00A0sider'],
  creep: (mm) => `Utkryping i forkant: ${mm} (ikke utlignet i fila)`,
  spine: 'Ryggbredde',
  hinge: 'Limsone',
  safe: 'Sikkerhetsmarg',
  stock: 'Papir',
  leaf: 'Tykkelse per blad',
  cover: 'Omslag',
  body: 'Innmat',
  extent: 'Omfang',
  inkLimit: 'Maks. fargemengde',
  marks: 'Merker',
  noMarks: 'ingen',
  mark: {
    crop: 'skjæremerker',
    bleed: 'utfallsmerker',
    registration: 'passmerker',
    'colour-bar': 'fargestripe',
    slug: 'sluglinje',
  },
  singlePages: 'enkeltsider i rekkefølge',
  files: 'Filer til trykk',
  order: 'Bestilling',
  orderFields: ['Opplag', 'Leveringsadresse', 'Leveringsdato', '', 'Bestiller og telefon', 'Faktura til'],
  approval: 'Godkjent for trykk',
  approvalText: 'Filene over er de som skal trykkes.',
  name: 'Navn',
  signature: 'Underskrift',
  dateField: 'Dato',
  unknown: 'ukjent',
  proofNote: 'Kommentar',
  proof: 'Korrektur',
  noteLost: (page, about) =>
    about === undefined
      ? `(Sto på side ${page}, der artikkelen ikke lenger er.)`
      : `(Sto på side ${page} ved «${about}», som ikke lenger er å finne.)`,
};

const nn: Words = {
  ...nb,
  jobsheet: 'Jobbsetel',
  passWith: (warnings) => `Kan trykkjast – sjå ${warnings}`,
  fail: 'Ikkje klar for trykk',
  noFile: 'Inga trykkfil',
  notChecked: (profile) => `Det vart ikkje laga noka trykkfil for trykkeriet sin profil «${profile}»`,
  against: (level, profile) => `Kontrollert mot ${level} og trykkeriet sin profil «${profile}»`,
  levels: { error: ['feil', 'feil'], warning: ['åtvaring', 'åtvaringar'], note: ['merknad', 'merknader'] },
  none: 'ingen',
  pageRules: 'Redaksjonen sine eigne reglar',
  pageRulesNote: 'Sidene, typografien og innhaldet. Dei gjeld magasinet og er ikkje trykkeriet si sak.',
  ruleCount: ['regel', 'reglar'],
  ink: 'Fargemengd',
  pictures: 'Bileta',
  place: 'Stad',
  off: 'slått av',
  edges: ['hovud', 'fot', 'ytterkant', 'innerkant'],
  allEdges: 'alle kantar',
  size: 'Storleik',
  condition: 'Trykkvilkår',
  inks: 'Trykkfargar',
  embedded: 'innebygd',
  missing: 'manglar',
  totalInk: 'Største fargemengd',
  pictureName: 'Bilete',
  placed: 'Trykt storleik',
  decorative: 'berre pynt',
  madeWith: 'Laga med',
  inkScale: 'Samla fargemengd',
  pagesNote: 'Sidene slik dei er sette. Ytre ramme: utfall. Stipla: reinskore format. Tala viser til funna.',
  inkNote: (side, limit) =>
    `Målt i den ferdige trykkfila: summen av alle trykkfargar. Under kvar side står det høgaste snittet over ei rute på ${side}; grensa er ${limit}.`,
  inkLimit: 'Maks. fargemengd',
  date: 'Utgjevingsdato',
  publisher: 'Utgjevar',
  editor: 'Ansvarleg redaktør',
  printer: 'Trykkeriet sin profil',
  bindings: { saddle: 'Stifta i ryggen', perfect: 'Limfresa', none: 'Utan innbinding' },
  creep: (mm) => `Utkryping i forkant: ${mm} (ikkje utlikna i fila)`,
  safe: 'Tryggleiksmarg',
  leaf: 'Tjukkleik per blad',
  marks: 'Merke',
  mark: {
    crop: 'skjeremerke',
    bleed: 'utfallsmerke',
    registration: 'passmerke',
    'colour-bar': 'fargestripe',
    slug: 'sluglinje',
  },
  singlePages: 'enkeltsider i rekkjefølgje',
  orderFields: ['Opplag', 'Leveringsadresse', 'Leveringsdato', '', 'Bestillar og telefon', 'Faktura til'],
  approvalText: 'Filene over er dei som skal trykkjast.',
  name: 'Namn',
  unknown: 'ukjend',
  noteLost: (page, about) =>
    about === undefined
      ? `(Stod på side ${page}, der artikkelen ikkje lenger er.)`
      : `(Stod på side ${page} ved «${about}», som ikkje lenger er å finne.)`,
};

const en: Words = {
  preflight: 'Preflight',
  jobsheet: 'Job sheet',
  pass: 'Ready for press',
  passWith: (warnings) => `Can be printed – see ${warnings}`,
  fail: 'Not ready for press',
  noFile: 'No press file',
  against: (level, profile) => `Checked against ${level} and the printer’s profile “${profile}”`,
  notChecked: (profile) => `No press file was made for the printer’s profile “${profile}”`,
  levels: { error: ['error', 'errors'], warning: ['warning', 'warnings'], note: ['note', 'notes'] },
  none: 'none',
  facts: 'The press file',
  findings: 'Findings',
  noFindings: 'No findings.',
  rules: 'Checked',
  pageRules: 'The magazine’s own rules',
  pageRulesNote: 'Pages, type and content. They concern the magazine, and not the print shop.',
  ruleCount: ['rule', 'rules'],
  pages: 'Pages',
  ink: 'Ink',
  pictures: 'Pictures',
  page: 'Page',
  pageCount: ['page', 'pages'],
  place: 'Place',
  remedy: 'Remedy',
  passed: 'in order',
  off: 'switched off',
  trim: 'Trim',
  bleed: 'Bleed',
  edges: ['head', 'foot', 'outside', 'inside'],
  allEdges: 'all edges',
  file: 'File',
  size: 'Size',
  checksum: 'Checksum (SHA-256)',
  standard: 'Standard',
  condition: 'Output condition',
  profile: 'ICC profile',
  inks: 'Inks',
  fonts: 'Fonts',
  embedded: 'embedded',
  missing: 'missing',
  spaces: 'Colour spaces',
  totalInk: 'Most ink',
  inkOf: (percent, limit) => `${percent} (at most ${limit})`,
  pictureName: 'Picture',
  placed: 'Placed size',
  ppi: 'ppi',
  space: 'Colour space',
  credit: 'Credit',
  alt: 'Alternative text',
  vector: 'vector',
  decorative: 'decoration only',
  blank: 'blank',
  madeWith: 'Made with',
  inkScale: 'Total ink',
  pagesNote:
    'The pages as they were set. Outer frame: bleed. Dashed: trim. The numbers are those of the findings.',
  inkNote: (side, limit) =>
    `Measured in the finished press file: the sum of all inks. Below each page stands the highest mean over a square of ${side}; the limit is ${limit}.`,
  date: 'Publication date',
  publisher: 'Publisher',
  editor: 'Editor',
  printer: 'Printer’s profile',
  binding: 'Binding',
  bindings: { saddle: 'Saddle-stitched', perfect: 'Perfect-bound', none: 'Not bound' },
  coverAndBody: (cover, body) => `cover ${cover}, body ${body}`,
  sheets: ['sheet of 4\u00A0pages', 'sheets of 4\u00A0pages'],
  creep: (mm) => `Creep at the fore edge: ${mm} (not compensated in the file)`,
  spine: 'Spine width',
  hinge: 'Hinge',
  safe: 'Safe margin',
  stock: 'Stock',
  leaf: 'Thickness of a leaf',
  cover: 'Cover',
  body: 'Body',
  extent: 'Extent',
  inkLimit: 'Maximum ink',
  marks: 'Marks',
  noMarks: 'none',
  mark: {
    crop: 'crop marks',
    bleed: 'bleed marks',
    registration: 'registration marks',
    'colour-bar': 'colour bar',
    slug: 'slug line',
  },
  singlePages: 'single pages in order',
  files: 'Files to be printed',
  order: 'Order',
  orderFields: ['Print run', 'Delivery address', 'Delivery date', '', 'Ordered by, phone', 'Invoice to'],
  approval: 'Approved for press',
  approvalText: 'The files above are those to be printed.',
  name: 'Name',
  signature: 'Signature',
  dateField: 'Date',
  unknown: 'unknown',
  proofNote: 'Note',
  proof: 'Proof',
  noteLost: (page, about) =>
    about === undefined
      ? `(It stood on page ${page}, where the article no longer is.)`
      : `(It stood on page ${page} by “${about}”, which is no longer to be found.)`,
};

export const words: Readonly<Record<Language, Words>> = { nb, nn, en };

/** "2 advarsler", "ingen feil" */
export const counted = (count: number, [one, many]: Counted, none?: string): string =>
  count === 0 && none !== undefined ? `${none} ${many}` : `${count}\u00A0${count === 1 ? one : many}`;
