/** Photographers of an issue, in the order of their first picture, each once. */
import type { Issue } from '../../scripts/model/issue.ts';

/** A name without its label: "Foto: Kari Ås" and "Kari Ås" are one photographer. */
const bare = (credit: string): string =>
  credit.replace(/^(foto|photo|illustrasjon|tegning|kilde)\s*:\s*/iu, '').trim();

/** Credits in captions stand at the end, after their label: «… Foto: Kari Ås». */
const inCaptions = (body: string): string[] =>
  [...body.matchAll(/!\[[^\]]*\]\([^)]*?"[^"]*?(?:Foto|Photo|Illustrasjon|Tegning):\s*([^"]+)"\)/gu)].map(
    (match) => match[1]!,
  );

export function credits(issue: Issue): string[] {
  const all = issue.articles.flatMap((article) => [
    ...(article.image?.credit ? [article.image.credit] : []),
    ...inCaptions(article.body),
  ]);
  return [...new Set(all.map((credit) => bare(credit).replace(/\.$/u, '')))];
}
