/** Markdown as d:mag reads it: the constructs, in the order in which they work. */
import Parser, { type Env, type MarkdownIt } from 'markdown-it';
import type { Finding } from '../model/finding.ts';
import { bodyOf, type MarkdownEnv, openBody } from './body.ts';
import { box } from './box.ts';
import { breakPoint } from './break-point.ts';
import { newsletter, podcast, qr } from './companion.ts';
import { endMark } from './end-mark.ts';
import { fact } from './fact.ts';
import { figure } from './figure.ts';
import { first } from './first.ts';
import { footnote, footnoteCall } from './footnote.ts';
import { gallery } from './gallery.ts';
import { glyph } from './glyph.ts';
import { head } from './head.ts';
import { hyphenation } from './hyphenation.ts';
import { leftover } from './leftover.ts';
import { link } from './link.ts';
import { pull } from './pull.ts';
import { question } from './question.ts';
import { quote } from './quote.ts';
import { rawHtml } from './raw-html.ts';
import { sourceLine } from './source-line.ts';
import { table } from './table.ts';
import { typography } from './typography.ts';

export type { Lang, MarkdownEnv, NewsletterLink, PictureSize, PodcastLinks } from './body.ts';
export { createHyphenator } from './hyphenation.ts';

type Construct = (md: MarkdownIt) => void;

/** Blocks first, then what stands in them, then letters; what comes after typography sees the text as it will be printed. */
const constructs: readonly Construct[] = [
  box,
  figure,
  gallery,
  question,
  head,
  quote,
  fact,
  podcast,
  newsletter,
  qr,
  table,
  footnote,
  footnoteCall,
  link,
  rawHtml,
  leftover,
  glyph,
  pull,
  first,
  typography,
  breakPoint,
  endMark,
  hyphenation,
  sourceLine,
];

/** A markdown-it for articles; fit for Eleventy's `setLibrary('md', …)`, with a MarkdownEnv under `markdownEnv` in the page's data. */
export function createMarkdown(): MarkdownIt {
  const md = new Parser({ html: false, typographer: true, linkify: true });
  // Full addresses become links by themselves; "elva.no" in running text may be a name.
  md.linkify.set({ fuzzyLink: false, fuzzyIP: false }).add('ftp:', null).add('//', null);
  md.core.ruler.after('normalize', 'open_body', (state) => {
    openBody(state.env, state.src);
  });
  for (const construct of constructs) construct(md);
  const render = md.render.bind(md);
  md.render = (source, env = {}) => {
    const html = render(source, env);
    bodyOf(env).env.keep?.(html);
    return html;
  };
  return md;
}

let shared: MarkdownIt | undefined;

function rendered(
  env: MarkdownEnv,
  render: (md: MarkdownIt, env: Env) => string,
): { html: string; findings: Finding[] } {
  shared ??= createMarkdown();
  const findings: Finding[] = [];
  const html = render(shared, { markdownEnv: { ...env, findings } });
  return {
    html,
    findings: findings.toSorted((one, other) => (one.place?.line ?? 0) - (other.place?.line ?? 0)),
  };
}

/** An article's body as HTML, with everything that is wrong with it. */
export const renderBody = (source: string, env: MarkdownEnv): { html: string; findings: Finding[] } =>
  rendered(env, (md, own) => md.render(source, own));

/** One line of text from a field (title, standfirst, kicker): inline Markdown and typography, no block around it and no hyphens. */
export const renderLine = (source: string, env: MarkdownEnv): { html: string; findings: Finding[] } =>
  rendered(env, (md, own) => md.renderInline(source, own));
