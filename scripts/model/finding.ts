/** A finding: one fault in the content, where it stands, and what to do about it. Problems are values. */

export type Level = 'error' | 'warning' | 'note';

/** A place in a source file. `file` is relative to the working folder, with forward slashes; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A box on a page, in millimetres from the top left corner of the trim. */
export interface BoxMm {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface Finding {
  /** Name of the rule, kebab-case: "image-resolution". */
  readonly rule: string;
  readonly level: Level;
  /** A fact, with numbers, without a full stop: "boat.jpg prints at 132 ppi; the press needs at least 150". */
  readonly message: string;
  /** The next step, as an imperative. */
  readonly hint?: string;
  readonly place?: Place;
  /** Printed page, from 1. */
  readonly page?: number;
  readonly box?: BoxMm;
}

/** Rule of an issue asked for that is not there: the command line is at fault, not the content. */
export const UNKNOWN_ISSUE = 'unknown-issue';

/** Whether any finding forbids the build. */
export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.level === 'error');

/** A fault that forbids the build. */
export const fault = (rule: string, place: Place, message: string, hint?: string): Finding => ({
  rule,
  level: 'error',
  message,
  hint,
  place,
});
