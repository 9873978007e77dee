/**
 * What findings say of the pages and texts, beside Bokmål: the magazine's own rules, type, pictures, and what could not be set. Gaps as in
 * finding-words.ts.
 */
export type Sentence = readonly [en: string, nb: string];

/** Who has to be named, one by one and together. */
const NAMED = [
  ['the editor answerable by law ({})', 'ansvarlig redaktør ({})'],
  ['the publisher ({})', 'utgiveren ({})'],
  ['the print shop', 'trykkeriet'],
] as const;

const colophon: readonly Sentence[] = [1, 2, 3, 4, 5, 6, 7].map((some) => {
  const missing = NAMED.filter((_, at) => some & (1 << at));
  return [
    `the colophon does not name ${missing.map(([en]) => en).join(', nor ')}`,
    `kolofonen oppgir ikke ${missing.map(([, nb]) => nb).join(' og ')}`,
  ];
});

const SLIPS = [
  ['a straight quotation mark', 'rett anførselstegn', 'write « and »', 'skriv « og »'],
  ['a straight apostrophe', 'rett apostrof', 'write ’', 'skriv ’'],
  [
    'a long dash (—)',
    'lang tankestrek (—)',
    'write a short one with spaces: –',
    'skriv en kort med mellomrom: –',
  ],
  [
    'a date with slashes',
    'dato med skråstreker',
    'write 3. april 2026, or 3.4.2026 in a table',
    'skriv 3. april 2026, eller 3.4.2026 i en tabell',
  ],
  [
    'a number that a line may part from its unit',
    'et tall som kan bli skilt fra enheten sin ved linjeskift',
    'put a hard space between them',
    'sett hardt mellomrom mellom dem',
  ],
  [
    'a large number that a line may part',
    'et stort tall som kan bli delt ved linjeskift',
    'put hard spaces between its thousands',
    'sett harde mellomrom mellom tusenene',
  ],
  [
    'an hour that a line may part from kl.',
    'et klokkeslett som kan bli skilt fra kl. ved linjeskift',
    'put a hard space between them',
    'sett hardt mellomrom mellom dem',
  ],
] as const;

/** The magazine's own rules. */
const MAGAZINE: readonly Sentence[] = [
  ...colophon,
  [
    'add a row under colophon in magazine.yaml: { label: Trykk, text: the print shop }',
    'legg til en rad under colophon i magazine.yaml: { label: Trykk, text: trykkeriets navn }',
  ],
  [
    '{} has the layout cover, and is not the first article',
    '{} har layouten cover, og er ikke den første artikkelen',
  ],
  ['move it to the top of order in issue.yaml', 'flytt den øverst i order i issue.yaml'],
  [
    '{} has the layout back, and is not the last article',
    '{} har layouten back, og er ikke den siste artikkelen',
  ],
  ['move it to the end of order in issue.yaml', 'flytt den nederst i order i issue.yaml'],
  ['add rows under colophon in magazine.yaml', 'legg til rader under colophon i magazine.yaml'],
  [
    'page {} says that {} is on page {}, and it is nowhere',
    'side {} sier at {} er på side {}, og det er ingen steder',
  ],
  [
    'page {} says that {} is on page {}, it is on page {}',
    'side {} sier at {} er på side {}, men det er på side {}',
  ],
  [
    'build again; report this with the issue folder if it stays so',
    'bygg på nytt; er det fortsatt slik, er det en feil i d:mag: meld fra, og legg ved utgavens mappe',
  ],
  [
    'a link on page {} leads to #{}, which is nowhere in the issue',
    'en lenke på side {} fører til #{}, som ikke finnes i utgaven',
  ],
  ['link to a head or an article that there is', 'lenk til en tittel eller en artikkel som finnes'],
  ['{} on page {} does not say whose picture it is', '{} på side {} sier ikke hvem som har tatt bildet'],
  [
    'write credit: under image, or photo: for all pictures of the article',
    'skriv credit: under image, eller photo: for alle bilder i artikkelen',
  ],
  [
    'end its caption with “Foto: Name”, or write photo: for all pictures of the article',
    'avslutt bildeteksten med «Foto: Navn», eller skriv photo: for alle bilder i artikkelen',
  ],
  ...SLIPS.flatMap(([what, hva, hint, raad]): Sentence[] => [
    [`${what} in “{}”`, `${hva} i «{}»`],
    [hint, raad],
  ]),
  [
    'filter turns what it is set on into pixels, text included',
    'filter gjør det som det står på, om til piksler, også tekst',
  ],
  [
    'change the picture itself, or use opacity or a gradient over it',
    'endre selve bildet, eller bruk opacity eller en overgang over det',
  ],
  [
    'a conic gradient has no counterpart in a press file and comes out as pixels',
    'en konisk overgang har ikke noe motstykke i en trykkfil og blir til piksler',
  ],
  [
    'use a linear or radial gradient, or draw it in an SVG',
    'bruk en lineær eller radial overgang, eller tegn den i en SVG',
  ],
  [
    'blending adds ink to ink, more than any limit on a single colour can hold',
    'blanding legger farge på farge, mer enn noen grense for én farge kan holde',
  ],
  ['lay a colour with opacity over the picture instead', 'legg heller en farge med opacity over bildet'],
  ['a variable face is printed as outlines (Type 3)', 'en variabel skrift trykkes som omriss (Type 3)'],
  [
    'add a static TrueType of that weight to styles/faces.ts',
    'legg til en statisk TrueType i den vekten i styles/faces.ts',
  ],
  [
    'add a static TrueType of each weight to styles/faces.ts',
    'legg til en statisk TrueType for hver vekt i styles/faces.ts',
  ],
  [
    'a background picture is packed anew by the browser, and its original never reaches the press file',
    'et bakgrunnsbilde pakkes på nytt av nettleseren, og originalen kommer aldri til trykkfila',
  ],
  ['use an <img> with object-fit: cover', 'bruk en <img> med object-fit: cover'],
];

/** Type on the printed pages. */
const TYPE: readonly Sentence[] = [
  [
    'the head {} has 1 line below it in page {}, column {}',
    'mellomtittelen {} har 1 linje under seg på side {}, spalte {}',
  ],
  [
    'the head {} has no line below it in page {}, column {}',
    'mellomtittelen {} har ingen linje under seg på side {}, spalte {}',
  ],
  ['lengthen or shorten the text before it by a line', 'gjør teksten foran en linje lengre eller kortere'],
  [
    '1 line stands up to {} pt off the baseline grid from {} on (page {}, column {})',
    '1 linje står inntil {} pt fra grunnlinjerutenettet fra {} av (side {}, spalte {})',
  ],
  [
    '{} lines stand up to {} pt off the baseline grid from {} on (page {}, column {})',
    '{} linjer står inntil {} pt fra grunnlinjerutenettet fra {} av (side {}, spalte {})',
  ],
  [
    'look for a height or margin that is no whole number of lines',
    'se etter en høyde eller marg som ikke er et helt antall linjer',
  ],
  [
    'the first letter after {} stands {} pt off the edge of its pull quote',
    'første bokstav etter {} står {} pt fra kanten av uthevingen sin',
  ],
  [
    'look for a style that indents the first line of pull quotes',
    'se etter en stil som gir innrykk i første linje av uthevinger',
  ],
  [
    '{} lines in a row end in a hyphen in page {}, column {}, the last above {}',
    '{} linjer på rad slutter med bindestrek på side {}, spalte {}, den siste over {}',
  ],
  ['change a word in these lines', 'bytt ut et ord i disse linjene'],
  [
    'the initial {} is {} pt off the capitals beside it and {} pt off its baseline',
    'initialen {} står {} pt fra versalene ved siden av og {} pt fra grunnlinjen sin',
  ],
  [
    'give its face the cap height that the file states, in whole lines (initial-letter)',
    'gi skriften den versalhøyden som fila oppgir, i hele linjer (initial-letter)',
  ],
  ['the last page of {} is {} % full: 1 line', 'siste side i {} er {} % full: 1 linje'],
  ['the last page of {} is {} % full: {} lines', 'siste side i {} er {} % full: {} linjer'],
  [
    'cut about {} words to be rid of the page, or add about {} words',
    'stryk omtrent {} ord for å slippe siden, eller skriv omtrent {} ord til',
  ],
  ['let its pictures or boxes stand earlier in the text', 'la bildene eller rammene stå tidligere i teksten'],
  [
    'a paragraph’s first line stands alone at the foot of page {}, column {}: {}',
    'første linje i et avsnitt står alene nederst på side {}, spalte {}: {}',
  ],
  [
    'a paragraph’s last line stands alone at the head of page {}, column {}: {}',
    'siste linje i et avsnitt står alene øverst på side {}, spalte {}: {}',
  ],
  ['lengthen or shorten the paragraph by a line', 'gjør avsnittet en linje lengre eller kortere'],
  ['{} is 1 line over 1 page', '{} er 1 linje over 1 side'],
  ['{} is {} lines over 1 page', '{} er {} linjer over 1 side'],
  ['{} is 1 line over {} pages', '{} er 1 linje over {} sider'],
  ['{} is {} lines over {} pages', '{} er {} linjer over {} sider'],
  ['{} has {} pages, 1 was planned', '{} har {} sider, 1 var planlagt'],
  ['{} has {} pages, {} were planned', '{} har {} sider, {} var planlagt'],
  ['{} fills {} of 1 page', '{} fyller {} av 1 side'],
  ['{} fills {} of {} pages', '{} fyller {} av {} sider'],
  ['cut about {} words, or write pages: {} in order', 'stryk omtrent {} ord, eller skriv pages: {} i order'],
  ['take pictures out, or write pages: {} in order', 'ta ut bilder, eller skriv pages: {} i order'],
  [
    'write at least about {} words more (1 line), or write pages: {} in order',
    'skriv minst omtrent {} ord til (1 linje), eller skriv pages: {} i order',
  ],
  [
    'write at least about {} words more ({} lines), or write pages: {} in order',
    'skriv minst omtrent {} ord til ({} linjer), eller skriv pages: {} i order',
  ],
  ['write pages: {} in order', 'skriv pages: {} i order'],
  ['a word is divided at the foot of page {}: {}', 'et ord er delt nederst på side {}: {}'],
  ['change the line, or break the word in two', 'endre linjen, eller del ordet i to'],
  ['{} is set in outlines', '{} er satt i omriss'],
  ['{} is set in small capitals that {} does not have', '{} er satt i kapiteler som {} ikke har'],
  ['{} is set in italic that {} does not have', '{} er satt i kursiv som {} ikke har'],
  [
    'take a face that has small capitals (smcp), or set another weight instead',
    'velg en skrift som har kapiteler (smcp), eller sett det i en annen vekt',
  ],
  [
    'add the italic to styles/faces.ts, or set another weight instead',
    'legg til kursiven i styles/faces.ts, eller sett det i en annen vekt',
  ],
  [
    'add a static TrueType of that weight to styles/faces.ts: bold made by the browser, variable and CFF faces are printed as outlines',
    'legg til en statisk TrueType i den vekten i styles/faces.ts: halvfet som nettleseren lager, variable skrifter og CFF trykkes som omriss',
  ],
  [
    'a paragraph ends in the scrap {} (page {}, column {})',
    'et avsnitt slutter med stubben {} (side {}, spalte {})',
  ],
  ['change a word in its last lines', 'bytt ut et ord i de siste linjene'],
  [
    'the words of {} stand {} times as far apart as they should (page {}, column {})',
    'ordene i {} står {} ganger så langt fra hverandre som de skal (side {}, spalte {})',
  ],
  [
    'change a word near it, or say in the list of hyphenations where a long one may be broken',
    'bytt ut et ord i nærheten, eller skriv i lista over orddelinger hvor et langt ord kan deles',
  ],
];

/** Pictures on the pages, and type on them. */
const PICTURES: readonly Sentence[] = [
  [
    'the {hva} “{}” on {og} has a contrast of {}:1; type on a picture needs at least {}:1',
    '{hva} «{}» på {og} har en kontrast på {}:1; tekst på bilde trenger minst {}:1',
  ],
  ["write tone={} between the picture's braces", 'skriv tone={} mellom bildets krøllparenteser'],
  ['write tone: {}', 'skriv tone: {}'],
  ['write footTone: {}', 'skriv footTone: {}'],
  [
    'choose another focus, or another place for the picture: {.wide}, {.full}, {.full .bottom}',
    'velg et annet fokus, eller en annen plass til bildet: {.wide}, {.full}, {.full .bottom}',
  ],
  ['choose another focus or another picture', 'velg et annet fokus eller et annet bilde'],
  [
    'choose another focus or another picture, or another place for the picture',
    'velg et annet fokus eller et annet bilde, eller en annen plass til bildet',
  ],
  [
    'choose another focus or another picture, or a darker shade',
    'velg et annet fokus eller et annet bilde, eller en mørkere shade',
  ],
  [
    "write shade: '{}', or choose another focus or another picture",
    "skriv shade: '{}', eller velg et annet fokus eller et annet bilde",
  ],
  ['the {hva} “{}” runs over {og} on page {}', '{hva} «{}» går over {og} på side {}'],
  [
    'give the picture another place ({.top}, {.wide}, {.full}), or shorten the text',
    'gi bildet en annen plass ({.top}, {.wide}, {.full}), eller kort ned teksten',
  ],
  ['{} is printed in the shape {}:1, but its file has {}:1', '{} trykkes i formen {}:1, men fila har {}:1'],
  [
    'let its layout crop it with object-fit: cover, or leave its height to its shape',
    'la layouten beskjære det med object-fit: cover, eller la formen bestemme høyden',
  ],
  ['{} has no alternative text', '{} har ingen alternativ tekst'],
  ['describe what it shows between the square brackets', 'beskriv hva det viser, mellom hakeparentesene'],
  ['the layout {} shows no caption with its picture', 'layouten {} viser ingen bildetekst til bildet sitt'],
  ['delete the caption, or say it in the text', 'slett bildeteksten, eller si det i teksten'],
  [
    "{} is named as the article's picture, but opener: text shows none",
    '{} er oppgitt som artikkelens bilde, men opener: text viser ikke noe',
  ],
  [
    'choose another opener, or put the picture into the text',
    'velg en annen opener, eller legg bildet inn i teksten',
  ],
  [
    "{} is named as the contents' picture, but variant: list shows those of the articles alone",
    '{} er oppgitt som innholdets bilde, men variant: list viser bare artiklenes egne',
  ],
  ['write variant: picture, or delete image', 'skriv variant: picture, eller slett image'],
  [
    'the photo essay has {} pictures; more than {} may take more than {} pages',
    'bildeessayet har {} bilder; mer enn {} kan ta mer enn {} sider',
  ],
  ['leave some out, or make it two essays', 'ta ut noen, eller del det i to essay'],
];

/** What was written and could not be set as it was meant. */
const SETTING: readonly Sentence[] = [
  [
    'a picture across two pages stands on one page, since no left page is free for it',
    'et bilde over to sider står på én side, siden ingen venstreside er ledig',
  ],
  [
    'put the picture earlier in the text, or let the article start on the other side',
    'sett bildet tidligere i teksten, eller la artikkelen begynne på den andre siden',
  ],
  [
    'the text ends in a head: nothing follows “{}”',
    'teksten slutter med en mellomtittel: ingenting kommer etter «{}»',
  ],
  ['write text below it, or delete it', 'skriv tekst under den, eller slett den'],
  [
    '1 picture with .margin stands in the column of the text, since this layout has no margin',
    '1 bilde med .margin står i tekstspalten, siden denne layouten ikke har noen marg',
  ],
  [
    '{} pictures with .margin stand in the column of the text, since this layout has no margin',
    '{} bilder med .margin står i tekstspalten, siden denne layouten ikke har noen marg',
  ],
  ['take .margin away, or choose the layout interview', 'ta bort .margin, eller velg layouten interview'],
  ['write start: any for {}, or move an article', 'skriv start: any for {}, eller flytt en artikkel'],
  [
    'fill that page with one article more, or take a page away before it',
    'fyll den siden med en artikkel til, eller ta bort en side før den',
  ],
  [
    'move an article, or write { article: {}, start: {} }',
    'flytt en artikkel, eller skriv { article: {}, start: {} }',
  ],
  ['{} is a draft and is left out', '{} er et utkast og er ikke med'],
  ['delete draft: true to take it in', 'slett draft: true for å ta den med'],
  [
    'delete draft: true and add "- {}" to order to take it in',
    'slett draft: true og legg til "- {}" i order for å ta den med',
  ],
  ['{} is written, but the layout {} does not show it', '{} er skrevet, men layouten {} viser det ikke'],
  ['take it away, or put it into the text', 'ta det bort, eller flytt det inn i teksten'],
  [
    'podcast is written, but its box stands nowhere in the text',
    'podcast er skrevet, men rammen står ingen steder i teksten',
  ],
  [
    'write ::: podcast and ::: on lines of their own where the box belongs',
    'skriv ::: podcast og ::: på egne linjer der rammen hører hjemme',
  ],
  [
    '{og} is in none of the faces; what prints depends on the machine',
    '{og} finnes ikke i noen av skriftene; hva som trykkes, avhenger av maskinen',
  ],
  [
    '{og} are in none of the faces; what prints depends on the machine',
    '{og} finnes ikke i noen av skriftene; hva som trykkes, avhenger av maskinen',
  ],
  [
    'write it in other letters, or make it a picture',
    'skriv det med andre bokstaver, eller gjør det til et bilde',
  ],
  [
    'footnote [^{}] holds {} blocks; they are set as one paragraph',
    'fotnote [^{}] har {} blokker; de settes som ett avsnitt',
  ],
  ['write the note as one paragraph', 'skriv noten som ett avsnitt'],
  ['{} is a caption without a table', '{} er en tabelltekst uten tabell'],
  [
    'write the table right below it, with | between the cells and |---|---| under its heads',
    'skriv tabellen rett under, med | mellom cellene og |---|---| under overskriftene',
  ],
  ['the layout {} sets no head over several columns', 'layouten {} setter ingen tittel over flere spalter'],
  ['delete the braces, or choose the layout news', 'slett krøllparentesene, eller velg layouten news'],
  ['--{} is {}, but --{} is still that of {}: {}', '--{} er {}, men --{} er fortsatt den for {}: {}'],
  [
    'write --{}: and its cyan, magenta, yellow and black in per cent',
    'skriv --{}: og cyan, magenta, gult og svart i prosent',
  ],
  ['--{} is {}, but --{} is still the ink of {}: {}', '--{} er {}, men --{} er fortsatt fargen for {}: {}'],
  ['write --{}: and the name of its ink in quotes', 'skriv --{}: og navnet på fargen i anførselstegn'],
  [
    'hinge: {} is left out, since binding: {} needs no glue at the spine',
    'hinge: {} er ikke brukt, siden binding: {} ikke trenger lim i ryggen',
  ],
  ['write binding: perfect, or delete hinge', 'skriv binding: perfect, eller slett hinge'],
  [
    'the theme’s ink {} is {} to the printer; a plate is made of every spelling',
    'temaets farge {} heter {} hos trykkeriet; hver skrivemåte gir en trykkplate',
  ],
  ['write "{}" in the theme too', 'skriv "{}" i temaet også'],
  ['mend it there; until then no note is shown', 'rett det der; til da vises ingen kommentarer'],
  ['notes.yaml cannot be read: {}', 'notes.yaml kan ikke leses: {}'],
];

export const PAGE_SENTENCES: readonly Sentence[] = [...MAGAZINE, ...TYPE, ...PICTURES, ...SETTING];

/** What type on a picture is called, for the gap {hva}. */
export const TYPE_NAMES: Readonly<Record<string, string>> = {
  title: 'tittelen',
  standfirst: 'ingressen',
  kicker: 'stikktittelen',
  byline: 'bylinen',
  caption: 'bildeteksten',
  credit: 'krediteringen',
  head: 'mellomtittelen',
  table: 'tabellen',
  text: 'teksten',
  folio: 'sidetallet',
  masthead: 'logoen',
  tagline: 'undertittelen',
  teaser: 'henvisningen',
  'teaser title': 'henvisningstittelen',
  'running head': 'kolumnetittelen',
};
