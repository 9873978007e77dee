/** Eleventy renders every article with its layout. It is handed what the model has read; it reads no content itself. */
import { fileURLToPath } from 'node:url';
import type { Finding } from '../model/finding.ts';
import { compiled, layoutName } from './layouts.ts';
import { type Article, pictureLine } from '../model/article.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import { unshownFields } from '../model/unshown.ts';
import { sheet } from '../pages/stylesheet.ts';
import { createHyphenator, type MarkdownEnv, renderBody } from '../markdown/index.ts';

export interface Rendered {
  /** The article's fragment by its folder name, issue by issue: "2026-1/elva". */
  readonly fragments: ReadonlyMap<string, string>;
  /** The articles' Markdown as HTML, before any layout, by the same names. */
  readonly bodies: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

interface EleventyResult {
  readonly inputPath: string;
  readonly content: string;
}

interface EleventyConfig {
  addTemplate(path: string, content: string, data: object): void;
}

const configPath =
  compiled('eleventy.config.ts') ?? fileURLToPath(new URL('../../eleventy.config.ts', import.meta.url));

/** What the Markdown of each article has to know; all findings go into one list. */
function environments(magazine: Magazine, findings: Finding[]) {
  const hyphenate = createHyphenator(magazine.hyphenation);
  return (issue: Issue, article: Article): MarkdownEnv => {
    const folder = `${issue.slug}/${article.slug}/`;
    return {
      file: article.file,
      bodyLine: article.bodyLine,
      prefix: article.slug,
      issue: issue.slug,
      lang: article.lang,
      picture: (src) => issue.pictures.get(`${folder}${src}`),
      pictureNames: [...issue.pictures.keys()]
        .filter((key) => key.startsWith(folder) && pictureLine(article, key) === undefined)
        .map((key) => key.slice(folder.length)),
      fileNames: article.fileNames ?? [],
      articles: issue.articles.map(({ slug }) => slug),
      podcast: article.podcast,
      newsletter: magazine.newsletter,
      hyphenate,
      findings,
    };
  };
}

/** The faults of all bodies, for a run that has errors already and will set nothing: all of them at once, and soon. */
export function checkBodies(magazine: Magazine, issues: readonly Issue[]): Finding[] {
  const environment = environments(magazine, []);
  return issues.flatMap((issue) =>
    issue.articles.flatMap((article) => renderBody(article.body, environment(issue, article)).findings),
  );
}

export async function renderArticles(magazine: Magazine, issues: readonly Issue[]): Promise<Rendered> {
  const { Eleventy } = (await import('@11ty/eleventy')) as unknown as {
    Eleventy: new (input: string, output: string, options: object) => { toJSON(): Promise<EleventyResult[]> };
  };
  const findings: Finding[] = [];
  const markdownEnv = environments(magazine, findings);
  const bodies = new Map<string, string>();
  const eleventy = new Eleventy('.', '.cache/eleventy', {
    quietMode: true,
    configPath: relativeToWorkingFolder(configPath),
    config(config: EleventyConfig) {
      for (const issue of issues) {
        const page = sheet(issue.theme, issue.printer.trim, issue.printer.bleed);
        for (const article of issue.articles) {
          const name = `${issue.slug}/${article.slug}`;
          const env = { ...markdownEnv(issue, article), keep: (html: string) => void bodies.set(name, html) };
          config.addTemplate(`${name}.md`, article.body, {
            layout: layoutName(article.layout),
            permalink: `${name}/index.html`,
            article,
            issue,
            magazine,
            sheet: page,
            markdownEnv: env,
          });
        }
      }
    },
  });
  const results = await eleventy.toJSON();
  const fragments = new Map(
    results.map(({ inputPath, content }) => [inputPath.replace(/^\.\//u, '').replace(/\.md$/u, ''), content]),
  );
  const unshown = issues.flatMap(({ slug, articles }) =>
    articles.flatMap((article) => unshownFields(article, fragments.get(`${slug}/${article.slug}`) ?? '')),
  );
  return { fragments, bodies, findings: [...findings, ...unshown] };
}

// Eleventy wants its configuration as a path from the working folder.
const relativeToWorkingFolder = (path: string): string =>
  path.startsWith(process.cwd()) ? path.slice(process.cwd().length + 1) : path;
