/** The type of an issue in one line of the end report. */
import type { TypeFigures } from './figures.ts';
import { counted } from './words.ts';

/** "2 431": digits in threes, as in the magazine. */
const spaced = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/gu, ' ');

/** Never rounded up: 100 % are all of them. */
const share = (part: number, whole: number): string =>
  `${part === whole ? 100 : Math.floor((part / whole) * 1000) / 10} %`;

const asNear = ({ lastPagesAsNear: count }: TypeFigures): string =>
  count > 0 ? ` and ${count} as near as whole paragraphs allow` : '';

/** Of those there are: "12 of 12 initials in place"; nothing where there are none. */
const inPlace = (right: number, all: number, what: string): string[] =>
  all > 0 ? [`${right} of ${counted(all, what)} in place`] : [];

export function typeLine(figures: TypeFigures): string {
  const { lines, linesOnGrid, justifiedLines, widestGap } = figures;
  if (lines === 0) return 'no running text';
  return [
    counted(lines, 'line').replace(String(lines), spaced(lines)),
    `${share(linesOnGrid, lines)} on the grid`,
    counted(figures.widows, 'widow'),
    counted(figures.orphans, 'orphan'),
    ...(figures.heads > 0 ? [`${figures.headsAtFoot} of ${counted(figures.heads, 'head')} at a foot`] : []),
    `hyphens in a row at most ${figures.mostHyphensInARow}, ${figures.hyphensOverPages} over a page`,
    ...(figures.lastPages > 0
      ? [`${figures.lastPagesLevel} of ${counted(figures.lastPages, 'last page')} level${asNear(figures)}`]
      : []),
    ...(justifiedLines > 0 ? [`word spaces at most ${widestGap}×`] : []),
    counted(figures.runts, 'runt'),
    ...inPlace(figures.initials - figures.initialsOff, figures.initials, 'initial'),
    ...inPlace(
      figures.hangingQuotes - figures.quotesNotHanging,
      figures.hangingQuotes,
      'hanging quotation mark',
    ),
    ...real(figures),
  ].join(', ');
}

/** "931 small capitals and 310 old-style figures, all real". */
function real({ fakedType, smallCapitals, oldStyleFigures }: TypeFigures): string[] {
  if (fakedType > 0) return [`${counted(fakedType, 'fault')} of faked type`];
  const forms = [
    ...(smallCapitals > 0 ? [`${spaced(smallCapitals)} small capital${smallCapitals === 1 ? '' : 's'}`] : []),
    ...(oldStyleFigures > 0
      ? [`${spaced(oldStyleFigures)} old-style figure${oldStyleFigures === 1 ? '' : 's'}`]
      : []),
  ];
  return forms.length > 0 ? [`${forms.join(' and ')}, all real`] : ['no faked type'];
}
