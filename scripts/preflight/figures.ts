/** The type of an issue in numbers, for the end report and pages.json. */
import type { Finding } from '../model/finding.ts';
import { mmToPt } from '../model/geometry.ts';
import { isOffGrid, isOnSteps } from './checks/grid.ts';
import { hyphenRows } from './checks/hyphens.ts';
import { initialsOf } from './checks/initials.ts';
import { isLevel, lastPages } from './checks/level-columns.ts';
import { gap } from './checks/word-gaps.ts';
import { type Proof, standings } from './proof.ts';

export interface TypeFigures {
  /** Lines of running text, and how many stand within 0.25 pt of the baseline grid. */
  readonly lines: number;
  readonly linesOnGrid: number;
  readonly widows: number;
  readonly orphans: number;
  /** Heads, and how many have fewer than two lines below them. */
  readonly heads: number;
  readonly headsAtFoot: number;
  readonly mostHyphensInARow: number;
  readonly hyphensOverPages: number;
  /** Articles whose last page has several columns, and how many of them end within a line of each other. */
  readonly lastPages: number;
  readonly lastPagesLevel: number;
  /** Those that no break between whole paragraphs and heads would bring level. */
  readonly lastPagesAsNear: number;
  /** Lines of justified text, and the widest space between words in them, in widths of a space. */
  readonly justifiedLines: number;
  readonly widestGap: number;
  readonly runts: number;
  readonly initials: number;
  readonly initialsOff: number;
  readonly hangingQuotes: number;
  readonly quotesNotHanging: number;
  /** Letters in the face's own small capitals, figures in its old-style ones, and faults of type that the browser made up. */
  readonly smallCapitals: number;
  readonly oldStyleFigures: number;
  readonly fakedType: number;
}

export function typeFigures(proof: Proof, findings: readonly Finding[]): TypeFigures {
  const { articles, linePt } = proof;
  const count = (rule: string): number => findings.filter((each) => each.rule === rule).length;
  const blocks = articles.flatMap((article) => standings(article).map(({ block }) => block));
  const lines = blocks.flatMap((block) => block.lines).filter((line) => isOnSteps(line, proof));
  const justified = blocks.filter((block) => block.justified).flatMap((block) => block.lines);
  const columns = articles.flatMap(({ pages }) => pages.flatMap((page) => page.columns));
  const last = lastPages(articles, linePt / mmToPt(1));
  return {
    lines: lines.length,
    linesOnGrid: lines.filter((line) => !isOffGrid(line, proof)).length,
    widows: count('widow'),
    orphans: count('orphan'),
    heads: blocks.filter(({ kind }) => kind === 'head').length,
    headsAtFoot: count('head-at-foot'),
    mostHyphensInARow: most(columns.flatMap((column) => hyphenRows(column).map(({ length }) => length))),
    hyphensOverPages: count('hyphen-over-page'),
    lastPages: last.length,
    lastPagesLevel: last.filter(isLevel).length,
    lastPagesAsNear: findings.filter(({ rule, level }) => rule === 'unlevel-columns' && level === 'note')
      .length,
    justifiedLines: justified.length,
    widestGap: Math.round(most(justified.map(gap)) * 100) / 100,
    runts: count('runt'),
    initials: articles.reduce((sum, article) => sum + initialsOf(article).length, 0),
    initialsOff: count('initial'),
    hangingQuotes: articles.reduce(
      (sum, { pages }) => sum + pages.reduce((own, { quotes }) => own + quotes.length, 0),
      0,
    ),
    quotesNotHanging: count('hanging-quote'),
    smallCapitals: proof.smallCaps,
    oldStyleFigures: proof.oldStyle,
    fakedType: count('faked-type'),
  };
}

const most = (values: readonly number[]): number => {
  let highest = 0;
  for (const value of values) if (value > highest) highest = value;
  return highest;
};
