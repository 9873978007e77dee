/** The words that the magazine itself says, in the languages it can say them in. */
import type { Language } from '../scripts/model/fields.ts';

export type Where =
  | 'left'
  | 'right'
  | 'over'
  | 'under'
  | 'overLeft'
  | 'overRight'
  | 'top'
  | 'bottom'
  | 'page'
  | 'pages';

export interface Furniture {
  readonly number: string;
  readonly contents: string;
  readonly text: string;
  readonly photo: string;
  readonly photographs: string;
  /** The editor answerable by law, and who publishes. */
  readonly editor: string;
  readonly publisher: string;
  readonly signature: string;
  readonly page: string;
  readonly aboutColumn: string;
  readonly advertisement: string;
  /** Where a picture stands, as seen from its caption. */
  readonly where: Readonly<Record<Where, string>>;
  readonly months: readonly string[];
}

const nb: Furniture = {
  number: 'Nr.',
  contents: 'Innhold',
  text: 'Tekst',
  photo: 'Foto',
  photographs: 'Bilder',
  editor: 'Ansvarlig redaktør',
  publisher: 'Utgiver',
  signature: 'Underskrift',
  page: 'side',
  aboutColumn: 'Om spalten',
  advertisement: 'Annonse',
  where: {
    left: 'Venstre',
    right: 'Høyre',
    over: 'Over',
    under: 'Under',
    overLeft: 'Over til venstre',
    overRight: 'Over til høyre',
    top: 'Øverst',
    bottom: 'Nederst',
    page: 'Side',
    pages: 'Side',
  },
  months: 'januar februar mars april mai juni juli august september oktober november desember'.split(' '),
};

const nn: Furniture = {
  ...nb,
  contents: 'Innhald',
  photographs: 'Bilete',
  editor: 'Ansvarleg redaktør',
  publisher: 'Utgjevar',
  aboutColumn: 'Om spalta',
  where: { ...nb.where, right: 'Høgre', overRight: 'Over til høgre', top: 'Øvst', bottom: 'Nedst' },
};

const en: Furniture = {
  number: 'No.',
  contents: 'Contents',
  text: 'Text',
  photo: 'Photo',
  photographs: 'Pictures',
  editor: 'Editor',
  publisher: 'Publisher',
  signature: 'Signature',
  page: 'page',
  aboutColumn: 'About this column',
  advertisement: 'Advertisement',
  where: {
    left: 'Left',
    right: 'Right',
    over: 'Above',
    under: 'Below',
    overLeft: 'Above left',
    overRight: 'Above right',
    top: 'Top',
    bottom: 'Bottom',
    page: 'Page',
    pages: 'Pages',
  },
  months: 'January February March April May June July August September October November December'.split(' '),
};

export const furniture: Readonly<Record<Language, Furniture>> = { nb, nn, en };

/** "mars 2026" from "2026-03-01". */
export function monthAndYear(date: string, language: Language): string {
  const [year = '', month = '1'] = date.split('-');
  return `${furniture[language].months[Number(month) - 1] ?? ''} ${year}`;
}

/** "Nr. 1" from "1/2026". */
export const shortNumber = (number: string, language: Language): string =>
  `${furniture[language].number}\u00A0${number.split('/')[0] ?? number}`;

/** "Nr. 1 2026", the way the running head says it. */
export const numberAndYear = (number: string, language: Language): string =>
  `${furniture[language].number}\u00A0${number.replace('/', '\u2002')}`;
