/** What the report on changes says, in the languages of the magazine. */
import type { PageStatus, PictureChange } from '../compare/comparison.ts';
import type { Design } from '../compare/against.ts';
import type { Language } from '../model/fields.ts';

type Counted = readonly [one: string, many: string];

export interface CompareWords {
  readonly title: string;
  readonly nothing: string;
  /** "3 sider er endret" */
  readonly changedPages: Counted;
  /** Text or pictures have changed, and no page shows it. */
  readonly noPages: string;
  readonly againstCommit: (name: string, date: string, subject: string) => string;
  readonly againstPdf: (file: string) => string;
  readonly layouts: Readonly<Record<Design, string>>;
  readonly counts: Readonly<Record<'added' | 'removed' | 'pictures' | 'moved' | 'new' | 'gone', Counted>>;
  readonly changes: string;
  readonly changesNote: string;
  readonly outlines: string;
  readonly page: string;
  /** "før side 18" */
  readonly was: (page: number) => string;
  readonly before: string;
  readonly now: string;
  /** Name of the slider: "Side 9: før og nå". */
  readonly slider: (page: number) => string;
  readonly words: string;
  readonly set: string;
  readonly otherSide: string;
  readonly pictures: Readonly<Record<PictureChange['kind'], (name: string) => string>>;
  readonly elsewhere: string;
  readonly all: string;
  readonly allNote: string;
  readonly status: Readonly<Record<PageStatus, string>>;
  readonly blank: string;
  readonly madeWith: string;
}

const nb: CompareWords = {
  title: 'Endringer',
  nothing: 'Ingen endringer',
  changedPages: ['side er endret', 'sider er endret'],
  noPages: 'Ingen side ser annerledes ut',
  againstCommit: (name, date, subject) => `Sammenlignet med ${name}, ${date}: «${subject}».`,
  againstPdf: (file) => `Sammenlignet med ${file}. Dagens sider er satt på nytt og lest fra sin egen PDF.`,
  layouts: {
    same: 'Begge utgaver er satt med de samme layoutene og stilene.',
    own: 'Den tidligere utgaven er satt med layoutene og stilene den hadde, og med dagens d:mag.',
    today: 'Begge utgaver er satt med dagens layouter og stiler; har de endret seg, vises det ikke her.',
  },
  counts: {
    added: ['ord lagt til', 'ord lagt til'],
    removed: ['ord fjernet', 'ord fjernet'],
    pictures: ['bilde byttet', 'bilder byttet'],
    moved: ['side flyttet', 'sider flyttet'],
    new: ['ny side', 'nye sider'],
    gone: ['side fjernet', 'sider fjernet'],
  },
  changes: 'Endrede sider',
  changesNote:
    'Dra i bildet, eller bruk piltastene: til venstre for streken står siden slik den var, til høyre slik den er.',
  outlines: 'Vis rammer om det som er endret',
  page: 'Side',
  was: (page) => `før side ${page}`,
  before: 'Før',
  now: 'Nå',
  slider: (page) => `Side ${page}: mer av før, mer av nå`,
  words: 'Ord',
  set: 'Ingen ord er endret her. De er satt annerledes eller har flyttet seg.',
  otherSide: 'Siden har skiftet side i oppslaget. Bare ord og bilder er sammenlignet.',
  pictures: {
    exchanged: (name) => `${name} er byttet`,
    added: (name) => `${name} er nytt`,
    removed: (name) => `${name} er fjernet`,
  },
  elsewhere: 'Andre endringer i teksten',
  all: 'Alle sider',
  allNote: 'Sider uten merke er som de var.',
  status: { same: 'som før', moved: 'flyttet', changed: 'endret', added: 'ny', removed: 'fjernet' },
  blank: 'Blank side',
  madeWith: 'Laget med',
};

const nn: CompareWords = {
  title: 'Endringar',
  nothing: 'Ingen endringar',
  changedPages: ['side er endra', 'sider er endra'],
  noPages: 'Inga side ser annleis ut',
  againstCommit: (name, date, subject) => `Samanlikna med ${name}, ${date}: «${subject}».`,
  againstPdf: (file) => `Samanlikna med ${file}. Sidene i dag er sette på nytt og lesne frå sin eigen PDF.`,
  layouts: {
    same: 'Begge utgåvene er sette med dei same layoutane og stilane.',
    own: 'Den tidlegare utgåva er sett med layoutane og stilane ho hadde, og med d:mag i dag.',
    today: 'Begge utgåvene er sette med layoutane og stilane i dag; har dei endra seg, syner det ikkje her.',
  },
  counts: {
    added: ['ord lagt til', 'ord lagde til'],
    removed: ['ord fjerna', 'ord fjerna'],
    pictures: ['bilete bytt', 'bilete bytte'],
    moved: ['side flytta', 'sider flytte'],
    new: ['ny side', 'nye sider'],
    gone: ['side fjerna', 'sider fjerna'],
  },
  changes: 'Endra sider',
  changesNote:
    'Dra i biletet, eller bruk piltastane: til venstre for streken står sida slik ho var, til høgre slik ho er.',
  outlines: 'Vis rammer om det som er endra',
  page: 'Side',
  was: (page) => `før side ${page}`,
  before: 'Før',
  now: 'No',
  slider: (page) => `Side ${page}: meir av før, meir av no`,
  words: 'Ord',
  set: 'Ingen ord er endra her. Dei er sette annleis eller har flytta seg.',
  otherSide: 'Sida har skift side i oppslaget. Berre ord og bilete er samanlikna.',
  pictures: {
    exchanged: (name) => `${name} er bytt`,
    added: (name) => `${name} er nytt`,
    removed: (name) => `${name} er fjerna`,
  },
  elsewhere: 'Andre endringar i teksten',
  all: 'Alle sider',
  allNote: 'Sider utan merke er som dei var.',
  status: { same: 'som før', moved: 'flytta', changed: 'endra', added: 'ny', removed: 'fjerna' },
  blank: 'Blank side',
  madeWith: 'Laga med',
};

const en: CompareWords = {
  title: 'Changes',
  nothing: 'No changes',
  changedPages: ['page has changed', 'pages have changed'],
  noPages: 'No page looks different',
  againstCommit: (name, date, subject) => `Compared with ${name}, ${date}: “${subject}”.`,
  againstPdf: (file) =>
    `Compared with ${file}. Today’s pages were set anew and read from a PDF of their own.`,
  layouts: {
    same: 'Both states are set with the same layouts and styles.',
    own: 'The earlier state is set with the layouts and styles that it had, and by today’s d:mag.',
    today: 'Both states are set with today’s layouts and styles; what has changed in those is not seen here.',
  },
  counts: {
    added: ['word added', 'words added'],
    removed: ['word removed', 'words removed'],
    pictures: ['picture exchanged', 'pictures exchanged'],
    moved: ['page moved', 'pages moved'],
    new: ['new page', 'new pages'],
    gone: ['page removed', 'pages removed'],
  },
  changes: 'Changed pages',
  changesNote:
    'Drag across a page, or use the arrow keys: left of the line it is as it was, right of it as it is.',
  outlines: 'Outline what has changed',
  page: 'Page',
  was: (page) => `was page ${page}`,
  before: 'Before',
  now: 'Now',
  slider: (page) => `Page ${page}: more of before, more of now`,
  words: 'Words',
  set: 'No words have changed here. They are set otherwise, or have moved.',
  otherSide: 'The page stands on the other side of its spread now. Words and pictures alone were compared.',
  pictures: {
    exchanged: (name) => `${name} was exchanged`,
    added: (name) => `${name} is new`,
    removed: (name) => `${name} is gone`,
  },
  elsewhere: 'Other changes of the text',
  all: 'All pages',
  allNote: 'Pages without a mark are as they were.',
  status: { same: 'as it was', moved: 'moved', changed: 'changed', added: 'new', removed: 'removed' },
  blank: 'Blank page',
  madeWith: 'Made with',
};

export const compareWords: Readonly<Record<Language, CompareWords>> = { nb, nn, en };
