/** The rules that run, in the order of a report, and what they are called there. A test holds the lists against the checks. */
import type { Language } from '../model/fields.ts';
import type { Rule as PressRule } from '../model/rules.ts';

type Name = Readonly<Record<Language, string>>;

interface Rule {
  /** As findings name it: "image-resolution". */
  readonly rule: string;
  readonly name: Name;
}

const rule = (rule: string, nb: string, en: string, nn: string = nb): Rule => ({
  rule,
  name: { nb, nn, en },
});

/** Of the finished press file, in the order in which a print shop looks: those that have a check, and no others. */
export const pressRules: readonly PressRule[] = [
  'pdfx-identification',
  'output-intent',
  'page-boxes',
  'page-size',
  'saddle-pages',
  'empty-page',
  'bleed-filled',
  'safe-margin',
  'marks',
  'residual-rgb',
  'spot-colour',
  'spot-name',
  'total-ink',
  'black-text',
  'rich-black',
  'black-overprint',
  'white-overprint',
  'small-text',
  'thin-line',
  'image-resolution',
  'font-embedding',
  'missing-glyph',
  'type-3-font',
  'annotations',
  'forbidden-object',
];

const pressNames: readonly Rule[] = [
  rule(
    'pdfx-identification',
    'Merket som PDF/X, med tittel og datoer',
    'Identified as PDF/X, with title and dates',
    'Merkt som PDF/X, med tittel og datoar',
  ),
  rule('output-intent', 'Trykkbetingelse og profil', 'Output condition and profile', 'Trykkvilkår og profil'),
  rule(
    'page-boxes',
    'Format, utfall og sidebokser',
    'Trim, bleed and page boxes',
    'Format, utfall og sideboksar',
  ),
  rule('page-size', 'Alle sider i samme format', 'All pages of one size', 'Alle sider i same format'),
  rule(
    'saddle-pages',
    'Sidetall som går opp i ark',
    'Page count that fills the sheets',
    'Sidetal som går opp i ark',
  ),
  rule('empty-page', 'Ingen tomme sider', 'No empty pages', 'Ingen tomme sider'),
  rule('bleed-filled', 'Utfallet er fylt', 'Bleed is filled', 'Utfallet er fylt'),
  rule('safe-margin', 'Tekst trygt innenfor kanten', 'Text clear of the trim', 'Tekst trygt innanfor kanten'),
  rule(
    'residual-rgb',
    'Bare trykkfarger, ingen skjermfarger',
    'Printing inks only, no screen colours',
    'Berre trykkfargar, ingen skjermfargar',
  ),
  rule('spot-colour', 'Ingen ukjente spotfarger', 'No undeclared spot colours', 'Ingen ukjende spotfargar'),
  rule(
    'black-overprint',
    'Liten svart tekst overtrykker',
    'Small black text overprints',
    'Liten svart tekst overtrykkjer',
  ),
  rule('white-overprint', 'Hvitt overtrykker ikke', 'White does not overprint', 'Kvitt overtrykkjer ikkje'),
  rule(
    'missing-glyph',
    'Alle tegn finnes i skriftene',
    'Every sign is in its font',
    'Alle teikn finst i skriftene',
  ),
  rule(
    'forbidden-object',
    'Ingenting som PDF/X-4 forbyr',
    'Nothing that PDF/X-4 forbids',
    'Ingenting som PDF/X-4 forbyr',
  ),
  rule(
    'spot-name',
    'Spotfarger ved riktig navn',
    'Spot colours by their right names',
    'Spotfargar ved rett namn',
  ),
  rule('marks', 'Trykkmerker som avtalt', 'Printer’s marks as agreed', 'Trykkmerke som avtalt'),
  rule('total-ink', 'Samlet fargemengde', 'Total ink', 'Samla fargemengd'),
  rule(
    'black-text',
    'Svart tekst i bare svart',
    'Black text in black ink alone',
    'Svart tekst i berre svart',
  ),
  rule(
    'rich-black',
    'Ingen sammensatt svart i tekst',
    'No rich black in text',
    'Ingen samansett svart i tekst',
  ),
  rule('small-text', 'Liten tekst i én farge', 'Small text in one ink', 'Liten tekst i éin farge'),
  rule('thin-line', 'Ingen for tynne streker', 'No lines too thin', 'Ingen for tynne strekar'),
  rule(
    'image-resolution',
    'Bildeoppløsning i trykt størrelse',
    'Picture resolution at placed size',
    'Biletoppløysing i trykt storleik',
  ),
  rule('font-embedding', 'Alle skrifter innebygd', 'All fonts embedded', 'Alle skrifter innebygde'),
  rule('type-3-font', 'Ingen Type 3-skrifter', 'No Type 3 fonts', 'Ingen Type 3-skrifter'),
  rule(
    'annotations',
    'Ingen lenker, skjema eller skript',
    'No links, forms or scripts',
    'Ingen lenkjer, skjema eller skript',
  ),
];

/** Of the cover of a glued magazine, which few issues have. */
const coverNames: readonly Rule[] = [
  rule('cover-sheet', 'Omslagsarket', 'The cover’s sheet', 'Omslagsarket'),
];

/** Of the printed pages and their type. */
const pageNames: readonly Rule[] = [
  rule(
    'picture-stretched',
    'Bilder i sine egne proporsjoner',
    'Pictures in their own proportions',
    'Bilete i sine eigne proporsjonar',
  ),
  rule(
    'overlap',
    'Ingen tekst over bilder ved et uhell',
    'No text over pictures by accident',
    'Ingen tekst over bilete ved eit uhell',
  ),
  rule(
    'ad-size',
    'Annonser i målet de har kjøpt',
    'Advertisements of the size that was sold',
    'Annonsar i målet dei har kjøpt',
  ),
  rule('ad-bleed', 'Annonser med utfall', 'Advertisements with bleed', 'Annonsar med utfall'),
  rule('ad-pages', 'Annonser på én side', 'Advertisements of one page', 'Annonsar på éi side'),
  rule(
    'ad-annotations',
    'Annonser uten lenker og skjema',
    'Advertisements without links and forms',
    'Annonsar utan lenkjer og skjema',
  ),
  rule(
    'ad-layers',
    'Annonser uten skjulte lag',
    'Advertisements without hidden layers',
    'Annonsar utan skjulte lag',
  ),
  rule('contrast', 'Lesbar tekst på bilder', 'Legible type on pictures', 'Lesbar tekst på bilete'),
  rule('overset', 'All tekst får plass', 'All text fits its box', 'All tekst får plass'),
  rule(
    'off-grid',
    'Linjene på grunnlinjenettet',
    'Lines on the baseline grid',
    'Linjene på grunnlinjenettet',
  ),
  rule('widow', 'Ingen horunger', 'No widows', 'Ingen horungar'),
  rule('orphan', 'Ingen enslige førstelinjer', 'No orphans', 'Ingen einslege førstelinjer'),
  rule(
    'head-at-foot',
    'Mellomtitler med minst to linjer under',
    'Heads with at least two lines below',
    'Mellomtitlar med minst to linjer under',
  ),
  rule(
    'hyphens-in-a-row',
    'Høyst to orddelinger på rad',
    'At most two hyphens in a row',
    'Høgst to orddelingar på rad',
  ),
  rule(
    'hyphen-over-page',
    'Ingen orddeling over sideskift',
    'No hyphen over a page',
    'Inga orddeling over sideskift',
  ),
  rule(
    'unlevel-columns',
    'Siste side med jevne spalter',
    'Last pages with level columns',
    'Siste side med jamne spalter',
  ),
  rule('word-gap', 'Ingen hull mellom ord', 'No gaping word spaces', 'Ingen hol mellom ord'),
  rule('runt', 'Ingen svært korte sistelinjer', 'No runts', 'Ingen svært korte sistelinjer'),
  rule('initial', 'Anfanger på linje', 'Drop caps aligned', 'Anfangar på line'),
  rule('hanging-quote', 'Anførselstegn i margen', 'Hanging quotation marks', 'Hermeteikn i margen'),
  rule('faked-type', 'Ekte kapiteler og snitt', 'Real small capitals and cuts', 'Ekte kapitélar og snitt'),
  rule('page-budget', 'Sider som planlagt', 'Pages as planned', 'Sider som planlagt'),
  rule('last-page', 'Siste side godt fylt', 'Last pages well filled', 'Siste side godt fylt'),
  rule('picture-credit', 'Bildene er kreditert', 'Pictures are credited', 'Bileta er krediterte'),
  rule('page-reference', 'Sidetall som stemmer', 'Page numbers that are right', 'Sidetal som stemmer'),
  rule(
    'dead-link',
    'Ingen døde lenker i utgaven',
    'No dead links within the issue',
    'Ingen daude lenkjer i utgåva',
  ),
  rule('colophon', 'Fullstendig kolofon', 'A complete colophon', 'Fullstendig kolofon'),
  rule(
    'order-ends',
    'Forside først, bakside sist',
    'Cover first, back page last',
    'Framside først, bakside sist',
  ),
  rule('typography', 'Norsk tegnsetting', 'Norwegian punctuation', 'Norsk teiknsetjing'),
  rule(
    'unprintable-css',
    'Ingen stiler som ikke kan trykkes',
    'No styles that cannot be printed',
    'Ingen stilar som ikkje kan trykkast',
  ),
];

/** Said while an issue is read, set or written, and no checks of finished pages. */
const otherNames: readonly Rule[] = [
  rule('blank-page', 'Blank side', 'Blank page'),
  rule(
    'unsettled',
    'Sider som ikke faller til ro',
    'Pages that do not settle',
    'Sider som ikkje fell til ro',
  ),
  rule('page-count', 'Antall sider', 'Number of pages', 'Sidetal'),
  rule('missing-profile', 'ICC-profil mangler', 'ICC profile missing', 'ICC-profil manglar'),
  rule('press-level', 'PDF/X-nivå', 'PDF/X level'),
  rule('press-colour', 'Farge i trykkfila', 'Colour in the press file'),
  rule('broken-picture', 'Skadet bilde', 'Damaged picture', 'Skadd bilete'),
  rule('picture-exchange', 'Bilde mangler i fila', 'Picture missing from the file', 'Bilete manglar i fila'),
  rule('tagged', 'Struktur for skjermlesere', 'Structure for screen readers', 'Struktur for skjermlesarar'),
  rule('unknown-field', 'Ukjent felt', 'Unknown field', 'Ukjent felt'),
  rule('oversize', 'For stort for siden', 'Too large for its page', 'For stort for sida'),
  rule('draft', 'Utkast', 'Draft'),
];

/** Of the printed pages: all of them have a check. */
export const pageRules: readonly string[] = pageNames.map(({ rule }) => rule);

const names = new Map(
  [...pressNames, ...coverNames, ...pageNames, ...otherNames].map(({ rule, name }) => [rule, name]),
);

/** The rule in words, or as findings name it where it has none. */
export const ruleName = (rule: string, language: Language): string => names.get(rule)?.[language] ?? rule;
