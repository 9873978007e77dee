/** What the printer's profile asks by each rule of the press file, in words, so that whoever reads «i orden» sees what it was held against. */
import type { Language } from '../model/fields.ts';
import type { Printer } from '../model/printer.ts';
import type { Rule } from '../model/rules.ts';
import { lengthMm, numeral, sizeMm } from './numbers.ts';
import { edgesInWords, percent } from './press-facts.ts';
import { words } from './words.ts';

interface LimitWords {
  /** Errors begin below the one, warnings below the other. */
  readonly ppi: (error: string, warning: string) => string;
  readonly bitmap: (error: string, warning: string) => string;
  readonly least: (amount: string) => string;
  readonly most: (amount: string) => string;
  readonly over: (amount: string, square: string) => string;
  readonly severalInks: (single: string, multi: string) => string;
  readonly atSpine: (edges: string, spine: string) => string;
  readonly below: (text: string, line: string) => string;
  readonly blackFrom: (percent: string, size: string) => string;
  readonly multipleOf: (pages: number) => string;
}

const nb: LimitWords = {
  ppi: (error, warning) => `under ${error} ppi feil, under ${warning} advarsel`,
  bitmap: (error, warning) => `strekbilder under ${error} og ${warning}`,
  least: (amount) => `minst ${amount}`,
  most: (amount) => `høyst ${amount}`,
  over: (amount, square) => `høyst ${amount} over ${square}`,
  severalInks: (single, multi) => `minst ${single}, hvit eller i flere farger minst ${multi}`,
  atSpine: (edges, spine) => `minst ${edges}, ved ryggen ${spine}`,
  below: (text, line) => `tekst under ${text}, streker under ${line}`,
  blackFrom: (from, size) => `svart er fra ${from} K; feil i tekst under ${size}`,
  multipleOf: (pages) => `tall som kan deles på ${pages}`,
};

const nn: LimitWords = {
  ...nb,
  ppi: (error, warning) => `under ${error} ppi feil, under ${warning} åtvaring`,
  bitmap: (error, warning) => `strekbilete under ${error} og ${warning}`,
  most: (amount) => `høgst ${amount}`,
  over: (amount, square) => `høgst ${amount} over ${square}`,
  severalInks: (single, multi) => `minst ${single}, kvit eller i fleire fargar minst ${multi}`,
  below: (text, line) => `tekst under ${text}, strekar under ${line}`,
  blackFrom: (from, size) => `svart er frå ${from} K; feil i tekst under ${size}`,
  multipleOf: (pages) => `tal som kan delast på ${pages}`,
};

const en: LimitWords = {
  ppi: (error, warning) => `below ${error} ppi an error, below ${warning} a warning`,
  bitmap: (error, warning) => `bitmaps below ${error} and ${warning}`,
  least: (amount) => `at least ${amount}`,
  most: (amount) => `at most ${amount}`,
  over: (amount, square) => `at most ${amount} over ${square}`,
  severalInks: (single, multi) => `at least ${single}, white or of several inks at least ${multi}`,
  atSpine: (edges, spine) => `at least ${edges}, at the spine ${spine}`,
  below: (text, line) => `text below ${text}, lines below ${line}`,
  blackFrom: (from, size) => `black is from ${from} K; an error in text below ${size}`,
  multipleOf: (pages) => `a multiple of ${pages}`,
};

const limitWords: Readonly<Record<Language, LimitWords>> = { nb, nn, en };

/** "høyst 300 % over 15 × 15 mm" for total-ink; undefined where the profile says nothing of the rule. */
export function ruleLimit(rule: Rule, printer: Printer, language: Language): string | undefined {
  const says = limitWords[language];
  const { none, mark, bleed: bleedWord } = words[language];
  const { ppi, trim, bleed, safeMm, hingeMm, black, linePt, inkSquareMm } = printer;
  const pt = (points: number): string => `${numeral(points, language, 2)}\u00A0pt`;
  const edges = edgesInWords([bleed.topMm, bleed.bottomMm, bleed.outsideMm, bleed.insideMm], language);
  // Profiles give the last number that is too low; resolutions are compared in whole pixels an inch.
  const above = (last: number): string => numeral(Math.floor(last) + 1, language);
  switch (rule) {
    case 'pdfx-identification': {
      return `PDF/${printer.level}`;
    }
    case 'output-intent': {
      return printer.icc.condition;
    }
    case 'page-boxes': {
      return `${sizeMm(trim.widthMm, trim.heightMm, language, 2)}, ${bleedWord.toLowerCase()} ${edges}`;
    }
    case 'bleed-filled': {
      return edges;
    }
    case 'safe-margin': {
      const safe = lengthMm(safeMm, language, 2);
      return hingeMm > 0 ? says.atSpine(safe, lengthMm(safeMm + hingeMm, language, 2)) : says.least(safe);
    }
    case 'saddle-pages': {
      return printer.pagesMultiple > 1 ? says.multipleOf(printer.pagesMultiple) : undefined;
    }
    case 'marks': {
      return printer.marks.map((each) => mark[each]).join(', ') || none;
    }
    case 'spot-colour': {
      return ['CMYK', ...printer.spots].join(', ');
    }
    case 'total-ink': {
      return says.over(
        percent(printer.inkLimitPercent, language),
        sizeMm(inkSquareMm, inkSquareMm, language),
      );
    }
    case 'black-text': {
      return says.blackFrom(percent(black.fromPercent, language), pt(black.textPt));
    }
    case 'rich-black': {
      return says.most(percent(black.sumPercent, language));
    }
    case 'black-overprint': {
      return says.below(pt(black.textPt), pt(black.linePt));
    }
    case 'small-text': {
      return says.least(pt(printer.textSmallestPt));
    }
    case 'thin-line': {
      return linePt.single === linePt.multi
        ? says.least(pt(linePt.single))
        : says.severalInks(pt(linePt.single), pt(linePt.multi));
    }
    case 'image-resolution': {
      return `${says.ppi(above(ppi.error), above(ppi.warning))}; ${says.bitmap(above(ppi.bitmap.error), above(ppi.bitmap.warning))}`;
    }
    default: {
      return undefined;
    }
  }
}
