/** Hyphenation: the patterns, the compounds that they get wrong, and what is never broken. */
import english from 'hyphen/en-us/index.js';
import norwegian from 'hyphen/nb/index.js';
import nynorsk from 'hyphen/nn/index.js';
import { describe, expect, test } from 'vitest';
import { compoundKinds, compounds } from '../../scripts/markdown/hyphenation-exceptions.ts';
import { type Lang, createHyphenator, renderBody } from '../../scripts/markdown/index.ts';
import { breaksByPatterns } from '../../scripts/markdown/patterns.ts';
import { envFor } from './fixtures.ts';

const hyphenate = createHyphenator([]);
const broken = (text: string, lang: Lang = 'nb'): string => hyphenate(text, lang).replaceAll('\u00AD', '|');

/** Positions of the soft hyphens, in letters. */
const breaks = (hyphenated: string): number[] => {
  const pieces = hyphenated.split('\u00AD');
  return pieces.slice(1).map((_, index) => pieces.slice(0, index + 1).join('').length);
};

test.each([
  ['blodtrykksmåling', 'blod|trykks|må|ling'],
  ['blodtrykksmålingene', 'blod|trykks|må|lin|gene'],
  ['tidsuttrykk', 'tids|ut|trykk'],
  ['Personvernspørsmål', 'Per|son|vern|spørs|mål'],
  ['næringsopptaket', 'næ|rings|opp|ta|ket'],
  ['datamaskinalder', 'data|ma|skin|al|der'],
  ['lønnsendringen', 'lønns|end|rin|gen'],
])('%s breaks as %s', (word, expected) => {
  expect(broken(word)).toBe(expected);
});

test('two letters stand before a break, three after', () => {
  const text = 'avisene opera avtalene overlegene erfaring ideologi uvitenhet allmenne medisinene';
  for (const word of broken(text).split(' ')) {
    const pieces = word.split('|');
    if (pieces.length === 1) continue;
    expect(pieces[0]?.length, word).toBeGreaterThanOrEqual(2);
    expect(pieces.at(-1)?.length, word).toBeGreaterThanOrEqual(3);
  }
});

test.each([
  ['a word under six letters', 'elver'],
  ['a name with a capital inside', 'OsloMet'],
  ['a word in capitals', 'HELSEDIREKTORATET'],
  ['a word with a digit', 'versjon2026pakken'],
  ['a mail address', 'redaksjonen@virksomheten.no'],
  ['a web address', 'https://virksomheten.no/opplysninger'],
  ['a file name', 'personvernopplysninger.pdf'],
  ['a name after a title', 'Dr. Andersen'],
  ['a word that its author has broken', 'pasient\u00ADjournalen'],
])('%s is not broken', (_, text) => {
  expect(hyphenate(text, 'nb')).toBe(text);
});

test('the parts of a word with a hyphen are broken, the short ones not', () => {
  expect(broken('covid-19-pasientene e-helsetjenesten NRK-journalisten')).toBe(
    'covid-19-pa|si|en|tene e-helse|tje|nes|ten NRK-jour|na|lis|ten',
  );
});

test('each language has its patterns', () => {
  expect(broken('typography', 'en')).toBe('ty|pog|ra|phy');
  expect(broken('opplysningane', 'nn')).toBe('opp|lys|nin|gane');
});

describe('the exceptions', () => {
  test('the title adds its own, which come first and rule the endings too', () => {
    const own = createHyphenator(['blodtrykks-måling', 'Havørnen']);
    expect(own('blodtrykksmåling blodtrykksmålinger', 'nb')).toBe(
      'blodtrykks\u00ADmåling blodtrykks\u00ADmålinger',
    );
    expect(own('Havørnen havørnen', 'nb')).toBe('Havørnen havørnen');
  });

  test('there are enough of them', () => {
    expect(compounds.length + compoundKinds.length).toBeGreaterThanOrEqual(60);
    expect(new Set(compounds).size).toBe(compounds.length);
  });

  // A compound that the package breaks well needs no entry: this fails when an update mends one.
  test.each(compounds)('%s comes out wrong without the list and right with it', (compound) => {
    const word = compound.replaceAll('-', '');
    const joint = compound.indexOf('-');
    const byPatterns = breaks(norwegian.hyphenateSync(word));
    expect(
      byPatterns.includes(joint) && !byPatterns.includes(joint - 1) && !byPatterns.includes(joint + 1),
    ).toBe(false);
    const byList = breaks(hyphenate(word, 'nb'));
    if (joint >= 2 && joint <= word.length - 3) expect(byList).toContain(joint);
    expect(byList).not.toContain(joint - 1);
    expect(byList).not.toContain(joint + 1);
  });
});

test.each([
  ['nb', norwegian],
  ['nn', nynorsk],
  ['en-us', english],
])('the patterns of %s give what the hyphen package gives', (name, { hyphenateSync }) => {
  const stems =
    'pasient journal øvelse blodtrykk sykehus forskning treskje present table historie representation'.split(
      ' ',
    );
  for (const one of stems) {
    for (const other of ['', ...stems]) {
      const word = one + other;
      expect(breaksByPatterns(word, name), word).toEqual(breaks(hyphenateSync(word)));
    }
  }
});

test('no piece is without a vowel', () => {
  const words =
    'bokrommet skogområdet havanlegget trykkansvaret elvanlegget nettområdene filmansvaret bankområdet';
  for (const piece of broken(words).split(/[ |]/)) expect(piece).toMatch(/[aeiouyæøå]/);
});

test('no text ends with a soft hyphen, also where markup divides a word', () => {
  const words = ['pasientjournalen', 'opplysninger', 'virksomheten', 'blodtrykksmåling'];
  for (const word of words) {
    for (let at = 1; at < word.length; at += 1) {
      const { html } = renderBody(`${word.slice(0, at)}**${word.slice(at)}** ${word}`, envFor('[hyphens]'));
      expect(html).not.toMatch(/\u00AD(?:<|\s|$)|[>\s]\u00AD/);
      expect(html.replaceAll(/<[^>]*>|\u00AD/g, '').trim()).toBe(`${word} ${word}`);
    }
  }
});
