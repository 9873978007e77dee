/** Links of the finished pages that lead nowhere, as findings at the Markdown they come from. */
import type { Content, WebChange } from '../io/web.ts';
import { fault, type Finding } from '../model/finding.ts';
import type { Article } from '../model/article.ts';
import type { Issue } from '../model/issue.ts';
import { startOf } from '../model/source.ts';
import { type Broken, brokenLinks, lineOf } from '../web/links.ts';

/** What is known of where pages come from. */
export interface LinkSources {
  readonly issues: readonly Issue[];
  /** Markdown of every article as HTML, by "2026-1/elva". */
  readonly bodies: ReadonlyMap<string, string>;
  readonly magazineFile: string;
  readonly site?: string;
}

/**
 * @param isThere whether dist/web has such a file already, of what is not changed now
 */
export function linkFindings(
  change: WebChange,
  { issues, bodies, magazineFile, site }: LinkSources,
  isThere: (file: string) => boolean,
): readonly Finding[] {
  const files = new Map<string, Content>(change.files);
  for (const [folder, { files: own }] of change.folders)
    for (const [path, content] of own) files.set(`${folder}/${path}`, content);
  const gone = new Set(change.gone);
  const exists = (file: string): boolean => {
    if (files.has(file)) return true;
    const [folder = '', ...rest] = file.split('/');
    if (gone.has(folder)) return false;
    const kept = change.folders.get(folder);
    return (kept ? (kept.keeps?.(rest.join('/')) ?? false) : rest.length > 0) && isThere(file);
  };
  const pages = new Map(
    [...files].filter(
      (each): each is [string, string] => each[0].endsWith('.html') && typeof each[1] === 'string',
    ),
  );
  const articles = new Map<string, Article>(
    issues.flatMap((issue) => issue.articles.map((each) => [`${issue.slug}/${each.slug}`, each] as const)),
  );
  const findings = brokenLinks(pages, exists, site).map((broken) => {
    const name = broken.link.page.split('/').slice(0, 2).join('/');
    return findingOf(broken, articles.get(name), bodies.get(name) ?? '', magazineFile);
  });
  // A page has an address in several sizes of a picture, and a list shows what every page shows.
  return findings.filter(
    (each, at) =>
      findings.findIndex(
        (other) => other.message === each.message && other.place?.line === each.place?.line,
      ) === at,
  );
}

function findingOf(
  { link, why }: Broken,
  article: Article | undefined,
  body: string,
  magazineFile: string,
): Finding {
  const { written, page, anchor, file = '' } = link;
  const [issue = '', target = ''] = file.split('/');
  const isOwn = article !== undefined && issue === article.issueSlug;
  const line =
    (isOwn ? lineOf(body, { article: target, anchor }) : undefined) ?? lineOfAddress(article, written);
  const place =
    article === undefined
      ? startOf(magazineFile)
      : line === undefined
        ? startOf(article.file)
        : { file: article.file, line, column: columnOf(article, line, target, written) };
  if (why === 'no address')
    return fault(
      'broken-link',
      place,
      `${written} is no complete web address`,
      'write it as https://example.no/page',
    );
  if (why === 'no place') {
    const head = anchor?.replace(`${target}--`, '') ?? '';
    const where = target && target !== 'index.html' ? target : 'the page';
    return fault(
      'broken-link',
      place,
      `${where} has no head #${head}`,
      `link to a head of ${where}, in small letters, with - for spaces`,
    );
  }
  return fault(
    'broken-link',
    place,
    `${written} on ${page.replace(/index\.html$/u, '') || 'the front page'} leads nowhere in the web edition`,
    'correct the address, or delete the link',
  );
}

/** The body's line, counted in the file, on which an address stands. */
function lineOfAddress(article: Article | undefined, written: string): number | undefined {
  if (!article) return undefined;
  const at = article.body.split('\n').findIndex((line) => line.includes(written));
  return at < 0 ? undefined : article.bodyLine + at;
}

function columnOf({ body, bodyLine }: Article, line: number, target: string, written: string): number {
  const text = body.split('\n')[line - bodyLine] ?? '';
  return Math.max(0, text.indexOf(`../${target}`), text.indexOf(written)) + 1;
}
