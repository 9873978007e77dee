/** Fields that an article gives and its layout does not set: told, since what is written would be missing from the page without a word. */
import type { Article } from './article.ts';
import type { Finding } from './finding.ts';
import { startOf } from './source.ts';

/** Letters and figures alone: typography changes the rest. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

const withoutTags = (html: string): string =>
  html.replaceAll(/<[^>]*>/gu, '').replaceAll(/&(?:nbsp|shy|amp|quot|#39|lt|gt);/gu, '');

/** Warnings `field-not-shown`. A kicker stands in the contents, the photographer in the colophon in any case. `html`: the fragment that the layout made of the article. */
export function unshownFields(article: Article, html: string): Finding[] {
  const shown = bare(withoutTags(html));
  const { standfirst, byline, podcast, layout, file } = article;
  const fields: readonly (readonly [field: string, texts: readonly string[]])[] = [
    ['standfirst', standfirst ? [standfirst] : []],
    ['byline', byline.map(({ name }) => name)],
  ];
  const missing = fields.flatMap(([field, texts]) =>
    texts.every((text) => shown.includes(bare(text))) ? [] : [field],
  );
  const findings = missing.map((field): Finding => ({
    rule: 'field-not-shown',
    level: 'warning',
    message: `${field} is written, but the layout ${layout} does not show it`,
    hint: 'take it away, or put it into the text',
    place: startOf(file),
  }));
  if (podcast && !/<aside[^>]*\bpodcast\b/u.test(html)) {
    findings.push({
      rule: 'field-not-shown',
      level: 'warning',
      message: 'podcast is written, but its box stands nowhere in the text',
      hint: 'write ::: podcast and ::: on lines of their own where the box belongs',
      place: startOf(file),
    });
  }
  return findings;
}
