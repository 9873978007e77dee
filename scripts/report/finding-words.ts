/**
 * What findings say, in the language of the report. The checks speak English, as the terminal does; a sentence that stands here with its
 * gaps is told in Bokmål, gaps filled, and any other as it is.
 */
import type { Finding } from '../model/finding.ts';
import type { Language } from '../model/fields.ts';
import { PAGE_SENTENCES, type Sentence, TYPE_NAMES } from './page-words.ts';

/**
 * English and Bokmål; each {} is the same piece in both, in order. {kant}: an edge, {hva}: what type on a picture is called, {og}: names with "and"
 * between them.
 */
const SENTENCES: readonly Sentence[] = [
  // Pictures.
  ['{} prints at {} ppi; the press needs at least {}', '{} trykkes med {} ppi; pressen trenger minst {}'],
  [
    'print it at most {} mm wide, or supply a file at least {} px wide',
    'trykk det høyst {} mm bredt, eller lever en fil som er minst {} px bred',
  ],
  ['{} breaks off or is damaged, and cannot be decoded', '{} er avbrutt eller skadet, og kan ikke leses'],
  ['export the picture anew from its source', 'eksporter bildet på nytt fra kilden'],
  // Advertisers' files.
  [
    '{}.pdf has {} in {}; the press prints cyan, magenta, yellow and black',
    '{}.pdf har {} i {}; pressen trykker cyan, magenta, gult og svart',
  ],
  [
    '{}.pdf prints {} with {}, an ink that the printer’s profile does not name',
    '{}.pdf trykker {} med {}, en farge som ikke står i trykkeriets profil',
  ],
  ['{} is not in {}.pdf', '{} er ikke i {}.pdf'],
  [
    '{} is {} × {} mm; its place on page {} is {} × {} mm, so it is set at {} %',
    '{} er {} × {} mm; plassen på side {} er {} × {} mm, så den er satt i {} %',
  ],
  [
    '{} is {} × {} mm and does not say where its trim is; its place on page {} is {} × {} mm',
    '{} er {} × {} mm og sier ikke hvor den beskjæres; plassen på side {} er {} × {} mm',
  ],
  [
    '{} is {} × {} mm; its place on page {} is {} × {} mm',
    '{} er {} × {} mm; plassen på side {} er {} × {} mm',
  ],
  [
    'ask the advertiser for a PDF/X-4 with a trim box of {} × {} mm, or choose another size (full, half, quarter)',
    'be annonsøren om en PDF/X-4 med TrimBox på {} × {} mm, eller velg en annen størrelse (full, half, quarter)',
  ],
  ['{} has no bleed at {}; the press needs {} mm', '{} mangler utfall ved {}; pressen trenger {} mm'],
  ['{} has {} mm bleed at {}; the press needs {} mm', '{} har {} mm utfall ved {}; pressen trenger {} mm'],
  [
    'ask the advertiser for a PDF/X-4 with {} mm bleed and a bleed box',
    'be annonsøren om en PDF/X-4 med {} mm utfall og BleedBox',
  ],
  ['{} has {} pages; the first is placed', '{} har {} sider; den første er plassert'],
  ['save the page that is meant as a file of its own', 'lagre den siden som er ment, som en egen fil'],
  ['{} has 1 annotation ({}), left out of the page', '{} har 1 merknad ({}), som ikke er med på siden'],
  ['{} has {} annotations ({}), left out of the page', '{} har {} merknader ({}), som ikke er med på siden'],
  ['write url: for the address that a reader comes to', 'skriv url: med adressen som leseren skal komme til'],
  [
    'ask the advertiser to flatten notes and form fields',
    'be annonsøren om å flate ut notater og skjemafelter',
  ],
  [
    '{} has layers that are switched off ({}), and the press would print them',
    '{} har lag som er slått av ({}), og de ville blitt trykt',
  ],
  ['ask the advertiser for a PDF/X-4 without layers', 'be annonsøren om en PDF/X-4 uten lag'],
  [
    'ask the advertiser for a PDF/X-4 converted to CMYK for {}',
    'be annonsøren om en PDF/X-4 konvertert til CMYK for {}',
  ],
  [
    'ask the advertiser for a PDF/X-4 in the four process inks, or name the ink under spots in the printer’s profile',
    'be annonsøren om en PDF/X-4 i de fire prosessfargene, eller oppgi fargen under spots i trykkeriets profil',
  ],
  [
    'ask the advertiser for a PDF/X-4 with all its faces embedded',
    'be annonsøren om en PDF/X-4 med alle skrifter innebygd',
  ],
  [
    'ask the advertiser for a PDF/X-4 with its faces embedded as they are',
    'be annonsøren om en PDF/X-4 med skriftene innebygd som de er',
  ],
  [
    'ask the advertiser for a PDF/X-4 whose pictures have at least {} ppi',
    'be annonsøren om en PDF/X-4 med bilder på minst {} ppi',
  ],
  // The cover of a glued magazine.
  ['the cover has {} sides; a sheet has two', 'omslaget har {} sider; et ark har to'],
  [
    'the cover is trimmed to {} × {} mm outside; two pages and a spine of {} mm are {} × {}',
    'omslaget er beskåret til {} × {} mm utvendig; to sider og en rygg på {} mm er {} × {}',
  ],
  [
    'the cover is trimmed to {} × {} mm inside; two pages and a spine of {} mm are {} × {}',
    'omslaget er beskåret til {} × {} mm innvendig; to sider og en rygg på {} mm er {} × {}',
  ],
  [
    '{} pages have no back: the cover of a glued magazine takes the first two and the last two',
    '{} sider har ingen bakside: omslaget på et limt blad tar de to første og de to siste',
  ],
  ['{} pages are a cover and nothing within it', '{} sider er et omslag uten noe i'],
  [
    'bring the issue to an even number of pages, at least 6, or write binding: saddle',
    'gi utgaven et partall sider, minst 6, eller skriv binding: saddle',
  ],
  // The file.
  ['the press file is PDF {}; PDF/X-4 is 1.6', 'trykkfila er PDF {}; PDF/X-4 er 1.6'],
  ['the press file is encrypted', 'trykkfila er kryptert'],
  ['the press file has no identifier', 'trykkfila mangler identifikator'],
  ['the press file does not say whether it is trapped', 'trykkfila sier ikke om den er trappet'],
  [
    'the press file has no metadata that can be read without a filter',
    'trykkfila har ingen metadata som kan leses uten filter',
  ],
  ['the press file says that it is {}', 'trykkfila sier at den er {}'],
  ['the press file has another {} than its metadata', 'trykkfila har en annen {} enn metadataene sine'],
  [
    'the press file has {} output intents instead of one',
    'trykkfila har {} trykkbetingelser i stedet for én',
  ],
  ['the press file is made for {}, the printer wants {}', 'trykkfila er laget for {}, trykkeriet vil ha {}'],
  ['the press file does not hold its output profile', 'trykkfila mangler ICC-profilen sin'],
  [
    'the output profile is of the kind {}, {}; a press needs prtr, CMYK',
    'ICC-profilen er av slaget {}, {}; en trykkpresse trenger prtr, CMYK',
  ],
  [
    'the press file holds {}, which no press can carry out',
    'trykkfila inneholder {}, som ingen trykkpresse kan utføre',
  ],
  ['ask the print shop for its ICC profile for {}', 'be trykkeriet om ICC-profilen for {}'],
  ['report this with the issue folder', 'dette er en feil i d:mag; meld fra, og legg ved utgavens mappe'],
  // Pages.
  ['page {} has an ArtBox beside its TrimBox', 'side {} har en ArtBox ved siden av TrimBox'],
  ['page {} has a CropBox', 'side {} har en CropBox'],
  ['page {} is turned by {}°', 'side {} er dreid {}°'],
  ['page {} is scaled by a UserUnit of {}', 'side {} er skalert med en UserUnit på {}'],
  ['page {} mixes its colours in {}', 'side {} blander fargene sine i {}'],
  ['page {} lacks a MediaBox, BleedBox or TrimBox', 'side {} mangler MediaBox, BleedBox eller TrimBox'],
  [
    'page {} has its TrimBox outside its BleedBox, or that outside its MediaBox',
    'side {} har TrimBox utenfor BleedBox, eller den utenfor MediaBox',
  ],
  [
    'page {} is trimmed to {} × {} mm; the printer wants {} × {}',
    'side {} er beskåret til {} × {} mm; trykkeriet vil ha {} × {}',
  ],
  [
    'page {} bleeds {} mm at its head; the printer wants {}',
    'side {} har {} mm utfall i hodet; trykkeriet vil ha {}',
  ],
  [
    'page {} bleeds {} mm at its foot; the printer wants {}',
    'side {} har {} mm utfall i foten; trykkeriet vil ha {}',
  ],
  [
    'page {} bleeds {} mm at its left; the printer wants {}',
    'side {} har {} mm utfall til venstre; trykkeriet vil ha {}',
  ],
  [
    'page {} bleeds {} mm at its right; the printer wants {}',
    'side {} har {} mm utfall til høyre; trykkeriet vil ha {}',
  ],
  [
    'page {} has {} annotations ({}) on what is printed',
    'side {} har {} merknader ({}) oppå det som trykkes',
  ],
  [
    '{} pages cannot be stitched: the printer wants a multiple of {}, and {} is missing',
    '{} sider kan ikke stiftes: trykkeriet vil ha et tall som kan deles på {}, og {} mangler',
  ],
  [
    '{} pages cannot be stitched: the printer wants a multiple of {}, and {} are missing',
    '{} sider kan ikke stiftes: trykkeriet vil ha et tall som kan deles på {}, og {} mangler',
  ],
  [
    'bring it to {} or {} pages, or write binding: perfect',
    'gjør det til {} eller {} sider, eller skriv binding: perfect',
  ],
  [
    'the columns of the last page of {} end {} lines apart, as near as whole paragraphs and heads allow',
    'spaltene på siste side i {} slutter med {} linjers forskjell, så jevnt som hele avsnitt og titler tillater',
  ],
  [
    'the columns of the last page of {} end {} lines apart',
    'spaltene på siste side i {} slutter med {} linjers forskjell',
  ],
  [
    'lengthen or shorten a paragraph on that page by a line or two',
    'gjør et avsnitt på den sida en linje eller to lengre eller kortere',
  ],
  ['page {} is blank, since {} starts on a {} page', 'side {} er blank, siden {} begynner på en {}side'],
  // Colour and type.
  [
    'page {} prints {} with {}, an ink that the printer’s profile does not name',
    'side {} trykker {} med {}, en farge som trykkeriets profil ikke nevner',
  ],
  ['name it under spots in the printer’s profile', 'nevn den under spots i trykkeriets profil'],
  [
    'page {} has {} in {}; the press prints cyan, magenta, yellow and black',
    'side {} har {} i {}; pressen trykker cyan, magenta, gult og svart',
  ],
  [
    'white text of {}, {}, overprints on page {}, and would vanish',
    'hvit tekst på {}, {}, overtrykker på side {}, og ville blitt borte',
  ],
  [
    'text of {} on page {} is in DeviceGray; print shops ask for DeviceCMYK 0/0/0/100',
    'tekst på {} på side {} er i DeviceGray; trykkerier ber om DeviceCMYK 0/0/0/100',
  ],
  [
    'grey or black text of {} on page {} is built of {}; only black ink prints it sharp',
    'grå eller svart tekst på {} på side {} er bygd opp av {}; bare svart farge alene gir skarpt trykk',
  ],
  [
    'give the colour a build of black ink alone: 0 0 0 100',
    'gi fargen en oppbygging av bare svart: 0 0 0 100',
  ],
  [
    '{} is in the press file as Type 3: single drawings instead of a face',
    '{} ligger i trykkfila som Type 3: enkelttegninger i stedet for en skrift',
  ],
  [
    'black text of {}, {}, on page {} knocks out what is beneath instead of printing over it',
    'svart tekst på {}, {}, på side {} sparer ut det som ligger under, i stedet for å overtrykke',
  ],
  [
    'a black line of {} on page {} knocks out what is beneath instead of printing over it',
    'en svart strek på {} på side {} sparer ut det som ligger under, i stedet for å overtrykke',
  ],
  ['the press file has {}, which PDF/X-4 forbids', 'trykkfila har {}, som PDF/X-4 forbyr'],
  [
    'look for it in the PDFs of advertisers and export those anew; else report this with the issue folder',
    'se etter det i annonsørenes PDF-er, og få dem eksportert på nytt; ellers er det en feil i d:mag',
  ],
  [
    '{} on page {} is in a black of {}, {} % of ink; type takes {} % at most',
    '{} på side {} er satt i en svart av {}, {} % farge; tekst tåler høyst {} %',
  ],
  [
    '{} on page {} is white at {}; the press keeps it legible from {} pt',
    '{} på side {} er hvit på {}; må være minst {} pt for å bli lesbar i trykk',
  ],
  [
    '{} on page {} is built of {} at {}; the press keeps it legible from {} pt',
    '{} på side {} er bygd opp av {} på {}; må være minst {} pt for å bli lesbar i trykk',
  ],
  ['{} runs {} mm over the {} of page {}', '{} går {} mm over {kant} på side {}'],
  [
    '{} stands {} mm from the {} of page {}; the printer asks for {} mm',
    '{} står {} mm fra {kant} på side {}; trykkeriet ber om {} mm',
  ],
  ['move it inward', 'flytt den innover'],
  [
    'what reaches the trim at the {} of page {} does not fill the bleed, over {} mm',
    'det som går ut til {kant} på side {}, fyller ikke utfallet, over {} mm',
  ],
  [
    'let it run {} mm beyond the trim, or keep it clear of the edge',
    'la det gå {} mm forbi skjærekanten, eller hold det klart av kanten',
  ],
  ['page {} is empty, though it belongs to an article', 'side {} er tom, enda den hører til en artikkel'],
  [
    'look why nothing stands on it; an empty page is best left out of the running order',
    'se etter hvorfor ingenting står der; en tom side er best utelatt',
  ],
  [
    'page {} takes {} % of ink over {} mm; the printer allows {} %',
    'side {} har {} % farge over {} mm; trykkeriet tillater {} %',
  ],
  [
    'lighten what is darkest there, or take away what multiplies over a picture',
    'gjør det mørkeste der lysere, eller ta bort det som legger seg over et bilde',
  ],
  ['page {} is {} × {} mm, most pages are {} × {}', 'side {} er {} × {} mm, de fleste sidene er {} × {}'],
  [
    'a line of one ink on page {} is {} pt thick; the press needs {} pt',
    'en strek i én farge på side {} er {} pt tykk; pressen trenger {} pt',
  ],
  [
    'a line of several inks on page {} is {} pt thick; the press needs {} pt',
    'en strek i flere farger på side {} er {} pt tykk; pressen trenger {} pt',
  ],
  [
    'a line white on page {} is {} pt thick; the press needs {} pt',
    'en hvit strek på side {} er {} pt tykk; pressen trenger {} pt',
  ],
  [
    'draw it at least {} pt thick; in an illustration that is its stroke-width times the size at which it stands',
    'tegn den minst {} pt tykk; i en illustrasjon er det strektykkelsen ganger størrelsen den står i',
  ],
  [
    'page {} has none of the marks that the printer wants',
    'side {} har ingen av merkene som trykkeriet vil ha',
  ],
  [
    '{} and {} are one ink in two spellings, and make two plates',
    '{} og {} er én farge skrevet på to måter, og gir to trykkplater',
  ],
  ['write {} everywhere, in advertisements too', 'skriv {} overalt, i annonser også'],
  [
    'write another sign, or give the theme a face that has it',
    'skriv et annet tegn, eller gi temaet en skrift som har det',
  ],
  [
    '{} sign of {} on page {} is an empty box: {} does not have it',
    '{} tegn i {} på side {} er en tom rute: {} har det ikke',
  ],
  [
    '{} signs of {} on page {} are an empty box: {} does not have them',
    '{} tegn i {} på side {} er tomme ruter: {} har dem ikke',
  ],
  [
    'set it larger, or in one ink: black, or a tint of it',
    'sett den større, eller i én farge: svart, eller en tone av den',
  ],
  ['give the colour a build of less ink: {}', 'gi fargen en oppbygging med mindre farge: {}'],
  ['bring it to {} pages, or write binding: perfect', 'gjør det til {} sider, eller skriv binding: perfect'],
  ['bring it to {} or {} pages', 'gjør det til {} eller {} sider'],
  ['bring it to {} pages', 'gjør det til {} sider'],
  [
    'a white line overprints on page {}, and would vanish',
    'en hvit strek overtrykker på side {}, og ville blitt borte',
  ],
  [
    'page {} has an object on every plate (Separation All), and the printer wants no marks',
    'side {} har noe på alle trykkplater (Separation All), og trykkeriet vil ikke ha merker',
  ],
  [
    'page {} has {} objects on every plate (Separation All), and the printer wants no marks',
    'side {} har {} ting på alle trykkplater (Separation All), og trykkeriet vil ikke ha merker',
  ],
  ['{} is not in the press file', '{} er ikke innebygd i trykkfila'],
  [
    'use a file of that face whose licence allows embedding',
    'bruk en fil av skriften med en lisens som tillater innbygging',
  ],
  [
    'use a static TrueType file of that face; variable and CFF faces come out so',
    'bruk en statisk TrueType-fil av skriften; variable skrifter og CFF blir slik',
  ],
];

/** Words that fill gaps, and are no names. */
const PIECES: Readonly<Record<string, string>> = {
  left: 'venstre',
  right: 'høyre',
  text: 'tekst',
  fill: 'en flate',
  line: 'en strek',
  gradient: 'en overgang',
  picture: 'et bilde',
  'transparency group': 'en gjennomsiktig gruppe',
  'a picture': 'et bilde',
  'nothing in particular': 'ikke noe bestemt',
  'no condition': 'ingen betingelse',
  'every edge': 'alle kanter',
};

/** Edges of a page, for the gap {kant}. */
const EDGES: Readonly<Record<string, string>> = {
  head: 'hodet',
  foot: 'foten',
  left: 'venstre kant',
  right: 'høyre kant',
};

const GAP = /\{(?:kant|hva|og)?\}/gu;

/** What stands in a gap, said in Bokmål where it is no name. */
function pieceIn(gap: string, piece: string): string {
  if (gap === '{og}') return piece.replaceAll(' and ', ' og ').replace(/(?<= og \d+) more$/u, ' til');
  const known = gap === '{hva}' ? TYPE_NAMES : gap === '{kant}' ? EDGES : PIECES;
  return known[piece] ?? piece;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
const patterns = [...SENTENCES, ...PAGE_SENTENCES].map(([en, nb]) => ({
  form: new RegExp(`^${en.split(GAP).map(escaped).join('(.+?)')}$`, 'su'),
  nb,
}));

/** The sentence in Bokmål, or undefined where nobody has written it. */
export function inBokmaal(text: string): string | undefined {
  for (const { form, nb } of patterns) {
    const found = form.exec(text);
    if (!found) continue;
    let gap = 0;
    const told = nb.replaceAll(GAP, (kind) => pieceIn(kind, found[++gap] ?? ''));
    return told
      .replaceAll(/“([^”]*)”/gu, '«$1»')
      .replaceAll(
        /(\d)\.(\d+)(?=\s?(?:pt|mm|×|:1|ganger))|(?<=× \d+)()\.(\d+)/gu,
        (_, whole = '', part, __, other) => `${whole},${part ?? other}`,
      );
  }
  return undefined;
}

/** Both sentences in one language: in that of the report where both can be said in it. */
export function inFindingWords(
  { message, hint }: Pick<Finding, 'message' | 'hint'>,
  language: Language,
): { readonly message: string; readonly hint?: string; readonly spoken: Language } {
  const told = language === 'en' ? undefined : inBokmaal(message);
  const remedy = hint === undefined ? undefined : inBokmaal(hint);
  if (told === undefined || (hint !== undefined && remedy === undefined))
    return { message, ...(hint !== undefined && { hint }), spoken: 'en' };
  return { message: told, ...(remedy !== undefined && { hint: remedy }), spoken: 'nb' };
}
