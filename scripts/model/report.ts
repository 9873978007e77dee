/** Findings as lines for a terminal: the place in the form that editors make clickable, then what to do. */
import pc from 'picocolors';
import type { Finding, Level, Place } from './finding.ts';

export interface ReportStyle {
  readonly color: boolean;
}

// A picture and a folder have no lines to point to.
const LINED = /\.(?:md|ya?ml|css|m?[jt]s)$/i;
const placeText = ({ file, line, column }: Place): string =>
  line > 1 || column > 1 || LINED.test(file) ? `${file}:${line}:${column}` : file;

/** One finding in one line, and its hint, if any, in a second; no line end. */
export function formatFinding(finding: Finding, { color }: ReportStyle): string {
  const paint = pc.createColors(color);
  const levels: Record<Level, (text: string) => string> = {
    error: paint.red,
    warning: paint.yellow,
    note: paint.cyan,
  };
  const { place, page } = finding;
  const spot = place ? `${placeText(place)} ` : page === undefined ? '' : `page ${page} `;
  const level = levels[finding.level](finding.level);
  const line = `${printable(spot)}${level}  ${printable(finding.message)}  ${paint.dim(`(${finding.rule})`)}`;
  return finding.hint === undefined ? line : `${line}\n  hint: ${printable(finding.hint)}`;
}

/** By file, then line, column and page; what has no place comes last. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => {
    if (!a.place || !b.place) return Number(!a.place) - Number(!b.place) || (a.page ?? 0) - (b.page ?? 0);
    return (
      compare(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      (a.page ?? 0) - (b.page ?? 0)
    );
  });
}

export const formatFindings = (findings: readonly Finding[], style: ReportStyle): string =>
  sortFindings(findings)
    .map((finding) => formatFinding(finding, style))
    .join('\n');

// Not localeCompare: the order must not depend on the machine.
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

// A title may hold anything, also the escape sequences of a terminal.
const printable = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
