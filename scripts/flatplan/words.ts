/** What the flatplan says, in the languages of the magazine. The studio itself speaks English. */
import type { Status } from '../model/article.ts';
import type { Language } from '../model/fields.ts';

/** One and many. */
type Counted = readonly [one: string, many: string];

export interface PlanWords {
  readonly flatplan: string;
  readonly page: Counted;
  readonly line: Counted;
  readonly error: Counted;
  readonly warning: Counted;
  /** A note that somebody has left on a page. */
  readonly note: Counted;
  readonly ad: Counted;
  /** Articles that have more pages than was planned. */
  readonly overBudget: Counted;
  /** "3 of 4 pages" */
  readonly of: (pages: number, planned: string) => string;
  /** "14 lines over 4 pages", "2 pages over 4" */
  readonly over: (what: string, planned: string) => string;
  /** What a stitched issue has to do. */
  readonly remedy: (over: number, short: number) => string;
  readonly status: Readonly<Record<Status, string>>;
  readonly noStatus: string;
  readonly locked: string;
  readonly starts: Readonly<Record<'left' | 'right', string>>;
  readonly blank: string;
  readonly openNotes: string;
}

const nb: PlanWords = {
  flatplan: 'Sideplan',
  page: ['side', 'sider'],
  line: ['linje', 'linjer'],
  error: ['feil', 'feil'],
  warning: ['advarsel', 'advarsler'],
  note: ['kommentar', 'kommentarer'],
  ad: ['annonse', 'annonser'],
  overBudget: ['sak over planen', 'saker over planen'],
  of: (pages, planned) => `${pages} av ${planned}`,
  over: (what, planned) => `${what} over ${planned}`,
  remedy: (over, short) => `${over} over et tall som går opp i 4. Ta ut ${over} eller legg til ${short}`,
  status: {
    idea: 'idé',
    draft: 'utkast',
    edited: 'redigert',
    proofed: 'korrekturlest',
    approved: 'godkjent',
  },
  noStatus: 'uten status',
  locked: 'låst',
  starts: { left: 'begynner på en venstreside', right: 'begynner på en høyreside' },
  blank: 'blank',
  openNotes: 'åpne kommentarer',
};

const nn: PlanWords = {
  ...nb,
  warning: ['åtvaring', 'åtvaringar'],
  note: ['kommentar', 'kommentarar'],
  ad: ['annonse', 'annonsar'],
  overBudget: ['sak over planen', 'saker over planen'],
  remedy: (over, short) => `${over} over eit tal som går opp i 4. Ta ut ${over} eller legg til ${short}`,
  status: {
    idea: 'idé',
    draft: 'utkast',
    edited: 'redigert',
    proofed: 'korrekturlesen',
    approved: 'godkjend',
  },
  noStatus: 'utan status',
  locked: 'låst',
  starts: { left: 'byrjar på ei venstreside', right: 'byrjar på ei høgreside' },
  openNotes: 'opne kommentarar',
};

const en: PlanWords = {
  flatplan: 'Flatplan',
  page: ['page', 'pages'],
  line: ['line', 'lines'],
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  note: ['note', 'notes'],
  ad: ['ad', 'ads'],
  overBudget: ['article over its plan', 'articles over their plan'],
  of: (pages, planned) => `${pages} of ${planned}`,
  over: (what, planned) => `${what} over ${planned}`,
  remedy: (over, short) => `${over} over a multiple of 4. Cut ${over} or add ${short}`,
  status: { idea: 'idea', draft: 'draft', edited: 'edited', proofed: 'proofed', approved: 'approved' },
  noStatus: 'no status',
  locked: 'locked',
  starts: { left: 'begins on a left page', right: 'begins on a right page' },
  blank: 'blank',
  openNotes: 'open notes',
};

export const planWords: Readonly<Record<Language, PlanWords>> = { nb, nn, en };

/** "2 advarsler" */
export const counted = (count: number, [one, many]: Counted): string =>
  `${count} ${count === 1 ? one : many}`;
