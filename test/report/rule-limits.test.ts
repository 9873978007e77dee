/** What rules are held against is what the printer's profile says, and follows it. */
import { expect, test } from 'vitest';

import type { Printer } from '../../scripts/model/printer.ts';
import type { Language } from '../../scripts/model/fields.ts';
import type { Rule } from '../../scripts/model/rules.ts';
import { pressRules } from '../../scripts/report/rules.ts';
import { ruleLimit } from '../../scripts/report/rule-limits.ts';
import { printer } from './issue.ts';

const said = (rule: Rule, more: Partial<Printer> = {}, language: Language = 'nb'): string | undefined =>
  ruleLimit(rule, { ...printer, ...more }, language)?.replaceAll('\u00A0', ' ');

test('the limits are those of the profile', () => {
  expect(said('image-resolution')).toBe(
    'under 150 ppi feil, under 225 advarsel; strekbilder under 550 og 800',
  );
  expect(said('small-text')).toBe('minst 8 pt');
  expect(said('total-ink')).toBe('høyst 300 % over 15 × 15 mm');
  expect(said('thin-line')).toBe('minst 0,25 pt');
  expect(said('safe-margin')).toBe('minst 5 mm');
  expect(said('rich-black')).toBe('høyst 280 %');
  expect(said('black-overprint')).toBe('tekst under 12 pt, streker under 2 pt');
  expect(said('page-boxes')).toBe('210 × 275 mm, utfall 3 mm, alle kanter');
  expect(said('saddle-pages')).toBe('tall som kan deles på 4');
  expect(said('spot-colour')).toBe('CMYK');
  expect(said('output-intent')).toBe('FOGRA39');
});

test('another profile has other limits', () => {
  expect(said('image-resolution', { ppi: { ...printer.ppi, error: 99, warning: 149 } })).toMatch(
    /^under 100 ppi feil, under 150 advarsel;/u,
  );
  expect(said('small-text', { textSmallestPt: 9.5 })).toBe('minst 9,5 pt');
  expect(said('total-ink', { inkLimitPercent: 220, inkSquareMm: 10 })).toBe('høyst 220 % over 10 × 10 mm');
  expect(said('thin-line', { linePt: { single: 0.3, multi: 0.5 } })).toBe(
    'minst 0,3 pt, hvit eller i flere farger minst 0,5 pt',
  );
  expect(said('safe-margin', { hingeMm: 6 })).toBe('minst 5 mm, ved ryggen 11 mm');
  expect(said('saddle-pages', { pagesMultiple: 1 })).toBeUndefined();
  expect(said('spot-colour', { spots: ['PANTONE 185 C'] })).toBe('CMYK, PANTONE 185 C');
  expect(said('marks', { marks: ['crop', 'slug'] })).toBe('skjæremerker, sluglinje');
});

test('they are said in every language, and only where the profile has any', () => {
  const silent = pressRules.filter((rule) => said(rule) === undefined);
  expect(silent).toEqual([
    'page-size',
    'empty-page',
    'residual-rgb',
    'spot-name',
    'white-overprint',
    'font-embedding',
    'missing-glyph',
    'type-3-font',
    'annotations',
    'forbidden-object',
  ]);
  expect(said('image-resolution', {}, 'nn')).toContain('åtvaring');
  expect(said('thin-line', {}, 'en')).toBe('at least 0.25 pt');
});
