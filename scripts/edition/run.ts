/** A run over the issues, as `build` and `preflight` make it: read, render, and make every edition. */
import { startBrowser } from '../io/browser.ts';
import { openCache } from '../io/cache.ts';
import { checkBodies, renderArticles } from '../io/eleventy.ts';
import { readIssues, shown } from '../io/files.ts';
import { readLayouts } from '../io/layouts.ts';
import type { Reporter } from '../io/terminal.ts';
import { pdfOnTheWeb } from '../io/web.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { TypeFigures } from '../preflight/figures.ts';
import type { Magazine } from '../model/magazine.ts';
import type { SiteIssue } from '../web/site.ts';
import {
  type Edition,
  type EditionWishes,
  makeEdition,
  readerName,
  type Product,
  PRINTED,
} from './edition.ts';
import { pageEdition, type PagedEdition } from './pages.ts';
import type { LinkSources } from './web-links.ts';
import type { WebIssue } from './web.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

export interface Run {
  /** All faults of all issues, however early the run had to stop. */
  readonly findings: readonly Finding[];
  /** None where the content has errors that make setting it pointless. */
  readonly editions: readonly Edition[];
  /** Their parts of the web edition, where that is wanted. */
  readonly web: readonly WebIssue[];
  readonly magazine?: Magazine;
  /** What was said of each issue's part of the web edition, by its name: of itself, and of nothing that it shares. */
  readonly told?: ReadonlyMap<string, readonly Finding[]>;
  /** What the pages were made from: their links are held against it. */
  readonly sources?: LinkSources;
}

export interface RunWishes extends Pick<EditionWishes, 'isCheck'> {
  /** Issues of the web edition as an earlier run left them: a PDF that is not made anew is told of all the same. */
  readonly before?: readonly SiteIssue[];
  /** Where the web edition goes, and a PDF may lie already. */
  readonly out?: string;
  /** Names of issues whose part of the web edition is what it would be: they are not even read. */
  readonly unchanged?: ReadonlySet<string>;
}

/** The pages as they came out, of the issues that have errors. */
export const proofs = (editions: readonly Edition[]): readonly string[] =>
  editions.filter(({ findings }) => hasErrors(findings)).map(({ proof }) => proof);

/** The reports on the issues that have errors. */
export const reportsOnErrors = (editions: readonly Edition[]): readonly string[] =>
  editions.flatMap(({ preflight }) => preflight ?? []);

/** The type of every issue in numbers. */
export const typeOf = (editions: readonly Edition[]): Readonly<Record<string, TypeFigures>> =>
  Object.fromEntries(editions.map(({ slug, type }) => [slug, type]));

/** A run in a workshop of its own. See buildIssues(). */
export async function runIssues(
  issuesDir: string,
  only: readonly string[],
  report: Reporter,
  products: readonly Product[] = PRINTED,
  wishes: RunWishes = {},
): Promise<Run> {
  // The web edition alone asks for a browser where a card is to be drawn, which is seldom.
  const prints = products.some((product) => product !== 'web');
  const workshop = prints ? startWorkshop('.cache') : openWorkshop(startBrowser, openCache('.cache'));
  try {
    return await buildIssues(workshop, issuesDir, only, report, products, wishes);
  } finally {
    await workshop.close();
  }
}

/** A workshop whose browser is on its way: it starts while content is read and rendered. See openWorkshop() for the rest. */
export function startWorkshop(cacheFolder: string, stays = false, prints = true): Workshop {
  const browser = startBrowser();
  const workshop = openWorkshop(() => browser, openCache(cacheFolder), stays, prints);
  // Asked for at once: what has started is closed with the workshop, also where an error in the content leaves it nothing to do.
  workshop.browser.catch(() => undefined);
  return workshop;
}

/**
 * Reads, renders and makes editions. Repeated in one workshop, it makes anew only what has changed.
 *
 * @param issuesDir where magazine.yaml is
 * @param only slugs of issues; all where empty
 */
export async function buildIssues(
  workshop: Workshop,
  issuesDir: string,
  only: readonly string[],
  report: Reporter,
  products: readonly Product[] = PRINTED,
  wishes: RunWishes = {},
): Promise<Run> {
  report.step('reading');
  const layouts = await readLayouts();
  const asBefore = (wishes.before ?? []).filter(({ slug }) => wishes.unchanged?.has(slug));
  const numbers = new Map(asBefore.map(({ slug, number }) => [slug, number]));
  const { magazine, issues, findings } = await readIssues(issuesDir, layouts, only, numbers);
  if (!magazine) return { findings, editions: [], web: [] };
  if (hasErrors(findings))
    return { findings: [...findings, ...checkBodies(magazine, issues)], editions: [], web: [] };
  // Where one of many issues is made again, an article of it has changed and must be set: its browser starts meanwhile.
  if (asBefore.length > 0 && issues.length > 0) workshop.browser.catch(() => undefined);
  report.step('rendering', `${issues.reduce((sum, issue) => sum + issue.articles.length, 0)} articles`);
  const {
    fragments,
    bodies,
    findings: faults,
  } = issues.length > 0
    ? await renderArticles(magazine, issues)
    : { fragments: new Map<string, string>(), bodies: new Map<string, string>(), findings: [] };
  const all: Finding[] = [...findings, ...faults];
  if (hasErrors(all)) return { findings: all, editions: [], web: [] };

  // A third of the code is for the web: whoever prints alone does not wait for it.
  const forWeb = products.includes('web') ? await import('./web-parts.ts') : undefined;
  if (forWeb) all.push(...addressNotes(magazine, issuesDir));
  const printed = products.filter((product) => product !== 'web');
  const editions: Edition[] = [];
  const web: WebIssue[] = [];
  const ofIssues = new Map<string, readonly Finding[]>();
  for (const issue of issues) {
    const source = { issue, magazine, layouts, fragments, bodies };
    const told = [...findings, ...faults].filter((finding) => concerns(finding, issue));
    let edition: Edition | undefined;
    let paged: PagedEdition | undefined;
    if (printed.length > 0) {
      const whole = await makeEdition(workshop, source, report, printed, { isCheck: wishes.isCheck, told });
      // Kept with the editions of a hundred issues, their pages would fill the memory.
      const { paged: own, ...rest } = whole;
      [paged, edition] = [own, rest];
      all.push(...rest.findings);
      editions.push(rest);
    }
    if (forWeb) {
      report.step('EPUB', `${issue.articles.length} articles`);
      // An issue with errors is not published, whatever is made of it.
      const set = hasErrors(all)
        ? undefined
        : (paged ?? (await pageEdition(workshop, source, { waits: true })));
      const epub = set && (await forWeb.makeEpub(workshop, source, set));
      all.push(...(epub?.findings ?? []));
      report.step('web edition', `${issue.articles.length} articles`);
      const name = readerName(source);
      const made = edition?.folders['web']?.[name];
      const pdf =
        edition && made
          ? { name, bytes: made.length, pages: edition.pages }
          : wishes.out &&
            (await pdfOnTheWeb(
              wishes.out,
              issue.slug,
              name,
              wishes.before?.find(({ slug }) => slug === issue.slug)?.pdf,
            ));
      const pages = await forWeb.webIssue(workshop, source, {
        ...(pdf && { pdf }),
        epub,
        printed: set?.paged.places,
      });
      all.push(...pages.findings);
      web.push(pages);
      const own = told.filter(({ place }) => place?.file.startsWith(`${issue.folder}/`));
      ofIssues.set(issue.slug, [...own, ...(epub?.findings ?? []), ...pages.findings]);
    }
  }
  if (forWeb)
    all.push(
      ...forWeb.clashes(
        magazine,
        issues,
        web.map(({ issue }) => issue),
        only.length === 0 ? asBefore : (wishes.before ?? []),
      ),
    );
  const sources = {
    issues,
    bodies,
    magazineFile: `${shown(issuesDir)}/magazine.yaml`,
    ...(magazine.site && { site: magazine.site.replace(/\/*$/u, '/') }),
  };
  return { findings: all, editions, web, magazine, sources, told: ofIssues };
}

/** Whether a finding about sources is of this issue: of its own folder, of its printer, of what all issues share. */
function concerns({ place }: Finding, { folder, printer }: Issue): boolean {
  if (!place) return true;
  const above = folder.slice(0, folder.lastIndexOf('/'));
  const shared = [`${above}/magazine.yaml`, `${above}/printers/${printer.slug}.yaml`];
  return place.file.startsWith(`${folder}/`) || shared.includes(place.file);
}

/** Without an address of its own, the edition cannot be told of elsewhere. */
const addressNotes = ({ site }: Magazine, issuesDir: string): readonly Finding[] =>
  site
    ? []
    : [
        {
          rule: 'no-site',
          level: 'note',
          message:
            'magazine.yaml has no site, so the web edition has no feeds, no sitemap and no canonical addresses',
          hint: 'write site: and the address where dist/web will stand, like https://example.org/dmag/',
          place: { file: `${issuesDir}/magazine.yaml`, line: 1, column: 1 },
        },
      ];
