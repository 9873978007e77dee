/** What the reports on an issue are made of: the finished files' facts, the pages, the findings. Plain values. */
import type { Finding, Level } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';
import type { IssuePage } from '../pages/assemble.ts';
import type { PressFileFacts } from '../preflight/press-file.ts';
import { counted, type Words } from './words.ts';

/** A file that goes to the print shop. */
export interface DeliveredFile {
  readonly name: string;
  readonly bytes: number;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
}

export interface ReportPage extends IssuePage, Pick<MeasuredPage, 'pictures'> {}

export interface Report {
  readonly issue: Issue;
  readonly magazine: Magazine;
  readonly pages: readonly ReportPage[];
  /** All that is to be said of the issue. */
  readonly findings: readonly Finding[];
  /** The press file and what it holds; undefined where none was made. */
  readonly press?: {
    readonly file: DeliveredFile;
    readonly facts: PressFileFacts;
    /** The output profile's own name. */
    readonly profile: string;
  };
  /** "d:mag 0.1.0", "HeadlessChrome/156 …" */
  readonly madeWith: readonly string[];
}

export type Verdict = 'pass' | 'fail';

/** A single error is enough to fail. */
export const verdict = (findings: readonly Finding[]): Verdict =>
  findings.some(({ level }) => level === 'error') ? 'fail' : 'pass';

/** How many findings there are of a level. */
export const countOf = (findings: readonly Finding[], level: Level): number =>
  findings.filter((finding) => finding.level === level).length;

export const LEVELS: readonly Level[] = ['error', 'warning', 'note'];

/** "Klar for trykk", or what is to be read before it is. */
export function verdictInWords({ findings, press }: Pick<Report, 'findings' | 'press'>, says: Words): string {
  if (!press) return says.noFile;
  const warnings = countOf(findings, 'warning');
  const outcome = verdict(findings);
  return outcome === 'pass' && warnings > 0
    ? says.passWith(counted(warnings, says.levels.warning))
    : says[outcome];
}
