/** The words that the magazine itself says, in the languages it can say them in. */
import type { Language } from '../scripts/model/fields.ts';

export interface Furniture {
  readonly number: string;
  readonly contents: string;
  readonly text: string;
  readonly photo: string;
  readonly photographs: string;
  readonly page: string;
  readonly nextIssue: string;
  readonly fonts: string;
  readonly months: readonly string[];
}

const nb: Furniture = {
  number: 'Nr.',
  contents: 'Innhold',
  text: 'Tekst',
  photo: 'Foto',
  photographs: 'Bilder',
  page: 'side',
  nextIssue: 'Neste nummer',
  fonts: 'Skrift',
  months: 'januar februar mars april mai juni juli august september oktober november desember'.split(' '),
};

const nn: Furniture = { ...nb, contents: 'Innhald', photographs: 'Bilete' };

const en: Furniture = {
  number: 'No.',
  contents: 'Contents',
  text: 'Text',
  photo: 'Photo',
  photographs: 'Pictures',
  page: 'page',
  nextIssue: 'Next issue',
  fonts: 'Type',
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
