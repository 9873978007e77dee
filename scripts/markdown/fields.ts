/** Every text of magazine, issue and articles that layouts print as it stands, set as its language wants it. */
import type { Article } from '../model/article.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import type { Lang } from './body.ts';
import { setLine } from './line.ts';

type Texts<T> = { readonly [K in keyof T]?: T[K] };

/** The fields named, set; those that are not written stay away. */
function withSet<T extends object>(of: T, names: readonly (keyof T)[], lang: Lang): T {
  const changed: Texts<T> = Object.fromEntries(
    names.flatMap((name) => {
      const value = of[name];
      return typeof value === 'string' ? [[name, setLine(value, lang)]] : [];
    }),
  ) as Texts<T>;
  return { ...of, ...changed };
}

const rows = <T extends { label: string; text: string }>(all: readonly T[], lang: Lang): T[] =>
  all.map((row) => withSet(row, ['label', 'text'], lang));

export const setArticle = (article: Article): Article => {
  const { lang, image, podcast } = article;
  return {
    ...withSet(article, ['title', 'kicker', 'standfirst', 'photo'], lang),
    byline: article.byline.map((one) => withSet(one, ['name', 'role'], lang)),
    ...(image && { image: withSet(image, ['alt', 'caption', 'credit'], lang) }),
    ...(podcast && { podcast: withSet(podcast, ['title'], lang) }),
  };
};

export const setIssue = (issue: Issue): Issue => ({
  ...withSet(issue, ['title', 'price'], issue.language),
  colophon: rows(issue.colophon, issue.language),
  articles: issue.articles.map(setArticle),
});

export const setMagazine = (magazine: Magazine): Magazine => {
  const { language, newsletter, podcast } = magazine;
  return {
    ...withSet(magazine, ['tagline', 'publisher', 'editor'], language),
    contributors: rows(magazine.contributors, language),
    colophon: rows(magazine.colophon, language),
    ...(newsletter && { newsletter: withSet(newsletter, ['title', 'text'], language) }),
    ...(podcast && { podcast: withSet(podcast, ['title'], language) }),
  };
};
