/** One article's body while it is rendered: its surroundings, its lines, the ids given out and the findings so far. */
import type { Env, Token } from 'markdown-it';
import type { Finding, Level } from '../model/finding.ts';

export type Lang = 'nb' | 'nn' | 'en';

/** A picture that exists. `key` is `<issue>/<article>/<file>`. */
export interface PictureSize {
  readonly key: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface PodcastLinks {
  readonly title: string;
  readonly spotify?: string;
  readonly apple?: string;
  readonly youtube?: string;
}

export interface NewsletterLink {
  readonly title: string;
  readonly text?: string;
  readonly url: string;
}

/** What an article's body needs to know about the world around it. */
export interface MarkdownEnv {
  /** The article's file, as messages name it. */
  readonly file: string;
  /** Line of the file, from 1, where the body begins. */
  readonly bodyLine: number;
  /** The article's folder name; every id begins with it. */
  readonly prefix: string;
  /** The issue's slug. */
  readonly issue: string;
  readonly lang: Lang;
  readonly picture: (src: string) => PictureSize | undefined;
  /** Names of the sound pictures beside the article that it does not name: one of them may be meant where a file is missing. */
  readonly pictureNames: readonly string[];
  /** Names of all files beside the article: broken pictures and other things too. */
  readonly fileNames?: readonly string[];
  /** Folder names that cross references may point to. */
  readonly articles: readonly string[];
  readonly podcast?: PodcastLinks;
  readonly newsletter?: NewsletterLink;
  /** False where the layout sets no end mark. */
  readonly endMark?: boolean;
  readonly hyphenate?: (text: string, lang: Lang) => string;
  /** Filled while the body is rendered, because markdown-it returns a string only. */
  findings?: Finding[];
  /** Takes the body as HTML: print and web are made from one rendering. A function, since Eleventy hands on a copy of its data. */
  readonly keep?: (html: string) => void;
}

export interface Body {
  readonly env: MarkdownEnv;
  readonly lines: readonly string[];
  readonly findings: Finding[];
  readonly ids: Set<string>;
  readonly counts: Map<string, number>;
  /** How often a text has been looked for in a block, so that the second of two equal faults gets its own column. */
  readonly searches: Map<string, number>;
}

/** A stretch of the body: first line, and the line after the last, from 0, as in markdown-it's `token.map`. */
export type Span = readonly [number, number];

export interface Fault {
  readonly rule: string;
  readonly level?: Level;
  readonly message: string;
  readonly hint?: string;
}

// Text that stands in no article (a sample in the studio, a plain Markdown page) still has to render.
const nowhere: MarkdownEnv = {
  file: '',
  bodyLine: 1,
  prefix: 'body',
  issue: '',
  lang: 'nb',
  picture: () => undefined,
  pictureNames: [],
  articles: [],
  endMark: false,
};

const bodies = new WeakMap<Env, Body>();

/** Starts a body. `env` is what markdown-it was given: a MarkdownEnv, or Eleventy's data with one under `markdownEnv`. */
export function openBody(env: Env, source: string): Body {
  const given = (env['markdownEnv'] ?? env) as Partial<MarkdownEnv>;
  // Findings are written back only where they are asked for: Eleventy's own data is not ours to add to.
  const surroundings: MarkdownEnv = given.prefix === undefined ? { ...nowhere } : (given as MarkdownEnv);
  const findings = (surroundings.findings ??= []);
  const body: Body = {
    env: surroundings,
    lines: source.split('\n'),
    findings,
    ids: new Set(),
    counts: new Map(),
    searches: new Map(),
  };
  bodies.set(env, body);
  return body;
}

export function bodyOf(env: Env): Body {
  return bodies.get(env) ?? openBody(env, '');
}

/** The next number of a series: 1, 2, 3 … */
export function nextNumber(body: Body, series: string): number {
  const number = (body.counts.get(series) ?? 0) + 1;
  body.counts.set(series, number);
  return number;
}

/** An id that is unique in the issue: the article's prefix, and the name, numbered where the name is taken. */
export function claimId(body: Body, name: string): string {
  let id = `${body.env.prefix}--${name}`;
  for (let number = 2; body.ids.has(id); number += 1) id = `${body.env.prefix}--${name}-${number}`;
  body.ids.add(id);
  return id;
}

/** Reports a fault at the place of `needle` in the lines of `span`, or at the beginning of the first of them. */
export function report(body: Body, fault: Fault, span: Span | null, needle = ''): void {
  const { line, column } = placeOf(body, span ?? [0, 1], needle);
  body.findings.push({
    rule: fault.rule,
    level: fault.level ?? 'error',
    message: fault.message,
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
    place: { file: body.env.file, line: line + body.env.bodyLine, column },
  });
}

function placeOf(body: Body, [from, to]: Span, needle: string): { line: number; column: number } {
  const start = { line: from, column: (body.lines[from] ?? '').search(/\S/) + 1 || 1 };
  if (needle === '') return start;
  const key = `${from}:${needle}`;
  let toSkip = body.searches.get(key) ?? 0;
  body.searches.set(key, toSkip + 1);
  let found = start;
  for (let line = from; line < Math.max(to, from + 1); line += 1) {
    const text = body.lines[line] ?? '';
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      found = { line, column: at + 1 };
      if (toSkip === 0) return found;
      toSkip -= 1;
    }
  }
  return found;
}

/** Every run of inline text with its place and the block token that opens it. Table cells have no lines of their own: their row's count. */
export function* inlineRuns(
  tokens: readonly Token[],
): Generator<{ run: Token; span: Span | null; block?: Token }> {
  let span: Span | null = null;
  for (const [index, token] of tokens.entries()) {
    if (token.map) span = token.map;
    const block = tokens[index - 1];
    if (token.type === 'inline') yield { run: token, span, ...(block ? { block } : {}) };
  }
}
