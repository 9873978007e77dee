/** The terminal: steps with their time while a command works, findings and an end report when it is done. */

import { performance } from 'node:perf_hooks';
import pc from 'picocolors';
import type { Finding } from '../model/finding.ts';
import { formatFinding, sortFindings } from '../model/report.ts';
import type { TypeFigures } from '../preflight/figures.ts';
import { typeLine } from '../preflight/type-line.ts';

/** A stream to write on; `process.stdout` is one. */
export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface ReporterSettings {
  /** Findings only. */
  readonly quiet?: boolean;
  /** One JSON object on standard output, nothing else. */
  readonly json?: boolean;
  /** Whether a person watches; default: whether standard error is a terminal. */
  readonly tty?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly out?: Stream;
  readonly err?: Stream;
  /** Milliseconds on any clock that runs evenly. */
  readonly clock?: () => number;
}

export interface IssueReport {
  readonly issue: string;
  readonly pages: number;
  /** What was made, as paths from the working folder. */
  readonly files: readonly string[];
}

export interface EndReport {
  readonly status: 0 | 1 | 2;
  readonly issues: readonly IssueReport[];
  readonly findings: readonly Finding[];
  /** Of issues with errors: the pages as they came out, for whoever wants to look at them. */
  readonly proof?: readonly string[];
  /** Of the same issues: what was found, page by page. */
  readonly preflight?: readonly string[];
  /** The type of each issue that was set, in numbers. */
  readonly type?: Readonly<Record<string, TypeFigures>>;
}

export interface Reporter {
  /** Begins a step and ends the one before: "paginating". `detail`: "12 articles". */
  step(name: string, detail?: string): void;
  /** New detail of the running step: "14 of 32 pages". */
  detail(text: string): void;
  /** Ends the running step and prints findings and the end report, or the JSON. */
  end(report: EndReport): void;
}

/**
 * Whether words on that stream may be coloured: a terminal shows them, and nobody has said otherwise.
 * A pipe's isTTY is undefined, and given that the library of colours asks the environment: on a CI it would say yes.
 */
export const takesColour = (
  stream: { readonly isTTY?: boolean | undefined },
  env: NodeJS.ProcessEnv = process.env,
): boolean => stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';

/**
 * Steps go to standard error, and only where a person watches; findings and the end report go to standard output.
 * Every step is one line, written over while it runs.
 */
export function createReporter(settings: ReporterSettings = {}): Reporter {
  const {
    quiet = false,
    json = false,
    env = process.env,
    out = process.stdout,
    err = process.stderr,
  } = settings;
  const { tty = err.isTTY === true && env.TERM !== 'dumb', clock = () => performance.now() } = settings;
  const shown = tty && !quiet && !json;
  const errPaint = pc.createColors(shown && !env.NO_COLOR && env.TERM !== 'dumb');
  const outColour = takesColour(out, env);
  const begunMs = clock();
  let current: { name: string; fromMs: number } | undefined;

  const overwrite = (text: string): void => {
    if (shown) err.write(`\r\u001B[2K${text}`);
  };
  const finishStep = (): void => {
    if (current) {
      const took = errPaint.dim(seconds(clock() - current.fromMs));
      overwrite(`  ${current.name.padEnd(STEP_WIDTH)} ${took}\n`);
    }
    current = undefined;
  };
  const detail = (text: string): void => {
    if (!current) return;
    const width = (err.columns ?? 80) - STEP_WIDTH - 4;
    overwrite(`  ${current.name.padEnd(STEP_WIDTH)} ${errPaint.dim(`${text} …`.slice(-Math.max(width, 1)))}`);
  };

  return {
    step(name, text = '') {
      finishStep();
      current = { name, fromMs: clock() };
      detail(text);
    },
    detail,
    end(report) {
      finishStep();
      const tookMs = clock() - begunMs;
      if (json) {
        out.write(`${JSON.stringify(jsonReport(report, tookMs))}\n`);
        return;
      }
      for (const finding of sortFindings(report.findings)) {
        out.write(`${formatFinding(finding, { color: outColour })}\n`);
      }
      if (!quiet) out.write(endReport(report, tookMs, outColour));
    },
  };
}

const STEP_WIDTH = 22;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const jsonReport = (report: EndReport, tookMs: number): object => ({
  ...report,
  findings: sortFindings(report.findings),
  seconds: Math.round(tookMs / 10) / 100,
});

/** "2026-1: 32 pages, 2 warnings, 3.4 s" and where the files are, one a line. */
function endReport(
  { status, issues, findings, proof = [], preflight = [], type = {} }: EndReport,
  tookMs: number,
  color: boolean,
): string {
  const paint = pc.createColors(color);
  const count = (level: Finding['level']): number =>
    findings.filter((finding) => finding.level === level).length;
  const errors = count('error');
  const tally = [
    issues.length > 0 &&
      counted(
        issues.reduce((sum, { pages }) => sum + pages, 0),
        'page',
      ),
    errors > 0 && paint.red(counted(errors, 'error')),
    count('warning') > 0 ? paint.yellow(counted(count('warning'), 'warning')) : status === 0 && 'no warnings',
    seconds(tookMs),
  ].filter(Boolean);
  const names = issues.map(({ issue }) => issue).join(', ');
  const verdict = status === 0 ? paint.green('done') : paint.red('failed');
  const files = issues.flatMap((issue) => withoutSeries(issue.files).map((file) => `  ${file}\n`));
  const proofs = proof.map((file) => `  the pages as they came out: ${file}\n`);
  const reports = preflight.map((file) => `  what was found, page by page: ${file}\n`);
  const types = Object.entries(type);
  const typeLines = types.map(
    ([issue, figures]) => `  type${types.length > 1 ? ` ${issue}` : ''}: ${typeLine(figures)}\n`,
  );
  return `${verdict}${names && ` ${names}`}: ${tally.join(', ')}\n${[...typeLines, ...files, ...proofs, ...reports].join('')}`;
}

/** Pages one by one are told as one: "…/page-001.png … page-044.png". */
function withoutSeries(files: readonly string[]): string[] {
  const pages = files.filter((file) => /page-\d+\.png$/u.test(file));
  const [first, last] = [pages[0], pages.at(-1)];
  return files.flatMap((file) => {
    if (!pages.includes(file)) return [file];
    if (file !== first) return [];
    return [first === last ? file : `${file} … ${last?.split(/[\\/]/u).at(-1)}`];
  });
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
