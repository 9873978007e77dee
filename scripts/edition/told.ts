/** Where the composer has said already that a block does not fit: what is missing there is the same fault. */
import type { ComposeFinding } from '../pages/compose/types.ts';

const CUT_OFF: readonly ComposeFinding['rule'][] = ['oversize', 'overset', 'opener-overflow'];

const lineMark = (line: number): RegExp =>
  new RegExp(`<([a-z0-9-]+)\\b[^>]*\\bdata-source-line="${line}"`, 'gu');

/** The source lines of all that stands inside the elements of one line. */
function linesInside(html: string, line: number): number[] {
  return [...html.matchAll(lineMark(line))].flatMap(({ index, 1: name = '' }) => {
    let depth = 0;
    for (const tag of html.slice(index).matchAll(new RegExp(`<(/?)${name}\\b`, 'gu'))) {
      depth += tag[1] === '/' ? -1 : 1;
      if (depth > 0) continue;
      const inside = html.slice(index, index + tag.index);
      return [...inside.matchAll(/\bdata-source-line="(\d+)"/gu)].map(([, each]) => Number(each));
    }
    return [];
  });
}

/** @param html the article's fragment */
export const toldLines = (html: string, findings: readonly ComposeFinding[]): ReadonlySet<number> =>
  new Set(
    findings
      .filter(({ rule }) => CUT_OFF.includes(rule))
      .flatMap(({ sourceLine = 1 }) => [sourceLine, ...linesInside(html, sourceLine)]),
  );

/** Whether the composer has said that something does not fit on that page of the article, from 0. */
export const isTold = (findings: readonly ComposeFinding[], page: number): boolean =>
  findings.some((finding) => CUT_OFF.includes(finding.rule) && finding.page === page);
