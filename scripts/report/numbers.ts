/** Numbers, sizes and dates as the language of the report writes them. */
import { furniture } from '../../layouts/furniture.ts';
import type { Language } from '../model/fields.ts';

const NBSP = '\u00A0';

/** "1 234,5" in Norwegian, "1,234.5" in English; at most so many decimals. */
export function numeral(value: number, language: Language, decimals = 0): string {
  const [whole = '', part = ''] = Math.abs(value).toFixed(decimals).split('.');
  const isEnglish = language === 'en';
  // Four figures stand together in Norwegian.
  const grouped =
    whole.length > (isEnglish ? 3 : 4)
      ? whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, isEnglish ? ',' : NBSP)
      : whole;
  const decimal = part.replace(/0+$/u, '');
  const sign = value < 0 && Number(`${whole}.${part}`) !== 0 ? '−' : '';
  return `${sign}${grouped}${decimal && (isEnglish ? '.' : ',') + decimal}`;
}

/** "51,2 MB", in thousands as disks and e-mail count. */
export function fileSize(bytes: number, language: Language): string {
  const [value, unit, decimals] =
    bytes >= 1e6 ? [bytes / 1e6, 'MB', 1] : bytes >= 1e3 ? [bytes / 1e3, 'kB', 0] : [bytes, 'byte', 0];
  return `${numeral(value, language, decimals)}${NBSP}${unit}`;
}

/** "210 × 275 mm" */
export const sizeMm = (widthMm: number, heightMm: number, language: Language, decimals = 1): string =>
  `${numeral(widthMm, language, decimals)}${NBSP}×${NBSP}${numeral(heightMm, language, decimals)}${NBSP}mm`;

export const lengthMm = (mm: number, language: Language, decimals = 1): string =>
  `${numeral(mm, language, decimals)}${NBSP}mm`;

/** "2. mars 2026", "2 March 2026" from "2026-03-02". */
export function longDate(date: string, language: Language): string {
  const [year = '', month = '1', day = '1'] = date.split('-');
  const name = furniture[language].months[Number(month) - 1] ?? '';
  return `${Number(day)}${language === 'en' ? '' : '.'}${NBSP}${name}${NBSP}${year}`;
}

/** A checksum in groups that an eye can compare. */
export const inGroups = (hexadecimal: string): string[] => hexadecimal.match(/.{1,8}/gu) ?? [];
