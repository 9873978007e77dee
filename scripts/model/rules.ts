/** The rules of preflight that a print shop may weigh for itself, and how its profile does so: `rules: { empty-page: error }`. */
import * as z from 'zod';
import type { Finding, Level } from './finding.ts';

/** Names of the rules whose findings are about finished pages or the finished press file. Every check's rule stands here. */
export const RULES = [
  'annotations',
  'black-overprint',
  'black-text',
  'bleed-filled',
  'empty-page',
  'font-embedding',
  'forbidden-object',
  'image-resolution',
  'marks',
  'missing-glyph',
  'output-intent',
  'page-boxes',
  'page-size',
  'pdfx-identification',
  'residual-rgb',
  'rich-black',
  'saddle-pages',
  'safe-margin',
  'small-text',
  'spot-colour',
  'spot-name',
  'thin-line',
  'total-ink',
  'type-3-font',
  'white-overprint',
] as const;

export type Rule = (typeof RULES)[number];

/** A rule's weight in one print shop: `off` says nothing at all. */
export type Weight = Level | 'off';

export type Weights = Readonly<Partial<Record<Rule, Weight>>>;

const weight = z.enum(['error', 'warning', 'note', 'off']);

/** `rules:` in a printer's profile. */
export const weights = z.strictObject(
  Object.fromEntries(RULES.map((rule) => [rule, weight.optional()])) as Record<
    Rule,
    z.ZodOptional<typeof weight>
  >,
);

/** Findings as the print shop weighs them: one level for all of a rule's findings, whatever the check itself would say. */
export const weighed = (findings: readonly Finding[], rules: Weights): Finding[] =>
  findings.flatMap((finding) => {
    const level = (rules as Readonly<Record<string, Weight | undefined>>)[finding.rule] ?? finding.level;
    if (level === 'off') return [];
    return [level === finding.level ? finding : { ...finding, level }];
  });
