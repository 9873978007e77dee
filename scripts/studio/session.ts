/**
 * A session in the studio: one issue, shown as it is. Every change of its sources is paged at once and told to those who watch; the checks follow
 * when the pages have come to rest. An error in the content is a finding, and the last good pages stay.
 */
import { type IssueSource, pageEdition, type PagedEdition } from '../edition/pages.ts';
import type { Outfit, Workshop } from '../edition/workshop.ts';
import { browserCrash } from '../io/browser.ts';
import type { Checks } from '../io/checks.ts';
import { checkBodies, renderArticles } from '../io/eleventy.ts';
import { type Outside, readIssues } from '../io/files.ts';
import { readLayouts } from '../io/layouts.ts';
import { MachineFault } from '../io/processes.ts';
import type { Issue } from '../model/issue.ts';
import type { PaginatedArticle } from '../pages/compose/types.ts';
import { hashOf } from '../pages/key.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { sortFindings } from '../model/report.ts';
import { assemble, withProxies } from '../pages/assemble.ts';
import { type Change, changeOf, findingView, type FindingView, type IssueView, issueView } from './view.ts';

/** How long nobody has changed anything before the pages are checked. */
const CHECK_AFTER_MS = 700;
/** And before the press file is made and checked, which takes the most. */
const PRESS_AFTER_MS = 5000;

/**
 * "checking": the pages are new. "checked": they were checked, and the press file comes next. "fresh": everything was checked. "stale": the
 * sources have errors, and older pages are shown, if any.
 */
export type State = 'checking' | 'checked' | 'fresh' | 'stale';

export type Told =
  | {
      readonly kind: 'pages';
      readonly version: number;
      readonly view: IssueView;
      /** Whether the browser is to ask for the whole document. */
      readonly isWhole?: boolean;
      readonly change: Change;
      /** Another one than before: the styles are other too. */
      readonly dress: string;
    }
  | {
      readonly kind: 'findings';
      readonly findings: readonly FindingView[];
      readonly state: State;
      /** Articles that wait outside the pages. */
      readonly outside: readonly Outside[];
    };

/** How the pages are dressed beside their own HTML. */
export interface Dress {
  readonly css: string;
  readonly faces: string;
  readonly pagedCss: string;
}

export interface Session {
  readonly slug: string;
  /** The pages as they stand. Undefined as long as none could be made. */
  readonly shown: Shown | undefined;
  readonly findings: Extract<Told, { kind: 'findings' }>;
  /**
   * Reads everything anew and shows it.
   *
   * @param faults what stands in the way of that: they are told, and the last good pages stay
   */
  refresh(faults?: readonly Finding[]): Promise<void>;
  /** @param article the one that somebody looks at: what changes all articles is seen there first */
  look(article: string | undefined): void;
  /** @returns how to stop listening */
  listen(listener: (told: Told) => void): () => void;
  close(): Promise<void>;
}

export interface Shown {
  readonly version: number;
  readonly source: IssueSource;
  readonly edition: PagedEdition;
  readonly view: IssueView;
  readonly sheets: readonly string[];
  readonly dress: Dress;
  /** Changes with the dress. */
  readonly dressed: string;
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const bug = (error: unknown): Finding => ({
  rule: 'bug',
  level: 'error',
  message: `d:mag stopped on a fault of its own: ${message(error)}`,
  hint: 'report what it says; your files are as you left them',
});

/** One finding as another run would tell it again. */
const nameOf = ({ rule, message, place }: Finding): string =>
  `${rule} ${place?.file} ${place?.line} ${message}`;

/** Findings of `all` that are not among `known`. */
const beyond = (all: readonly Finding[], known: readonly Finding[]): Finding[] => {
  const names = new Set(known.map(nameOf));
  return all.filter((finding) => !names.has(nameOf(finding)));
};

export interface SessionDoors {
  /** Whatever sets the pages; asked for each time, for it may have had to be opened anew. */
  workshop(): Workshop;
  /** The workshop's browser has ended: another one is wanted. */
  reopen(): Promise<void>;
  readonly checks: Checks;
}

/** @param slug the issue's folder */
export function openSession(doors: SessionDoors, issuesDir: string, slug: string): Session {
  const { checks } = doors;
  const listeners = new Set<(told: Told) => void>();
  let shown: Shown | undefined;
  let outside: readonly Outside[] = [];
  let told: Extract<Told, { kind: 'findings' }> = {
    kind: 'findings',
    findings: [],
    state: 'checking',
    outside,
  };
  let round = 0;
  let lookedAt: string | undefined;
  /** Of the pictures on the pages as they are shown. */
  let addresses: ReadonlyMap<string, string> = new Map();
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  // What only the checks find: it stays in sight, as of an earlier state, until they have run again.
  let ofPages: readonly Finding[] = [];
  let ofPress: readonly Finding[] = [];
  const tell = (what: Told): void => {
    if (what.kind === 'findings') told = what;
    for (const listener of listeners) listener(what);
  };
  const tellFindings = (
    findings: readonly Finding[],
    state: State,
    earlier: readonly Finding[] = [],
  ): void => {
    const old = beyond(earlier, findings);
    tell({
      kind: 'findings',
      findings: [
        ...sortFindings(findings).map((each) => findingView(each)),
        ...sortFindings(old).map((each) => findingView(each, true)),
      ],
      state,
      outside,
    });
  };

  /** Checks the pages when they have come to rest, and the press file when that has lasted. */
  const check = (known: readonly Finding[], own: number): void => {
    const later = (afterMs: number, work: () => Promise<void>): void => {
      clearTimeout(timer);
      // Pages may come out after the end.
      if (!isClosed) timer = setTimeout(() => void work(), afterMs);
    };
    later(CHECK_AFTER_MS, async () => {
      const onPages = await checks.check('reader');
      if (!onPages || own !== round) return;
      ofPages = beyond(onPages, known);
      tellFindings(onPages, 'checked', ofPress);
      later(PRESS_AFTER_MS - CHECK_AFTER_MS, async () => {
        const all = await checks.check('press');
        if (!all || own !== round) return;
        ofPress = beyond(all, onPages);
        tellFindings(all, 'fresh');
      });
    });
  };

  const dressIn = (
    { stamp, css, styles: { faces } }: Outfit,
    pagedCss: string,
  ): Pick<Shown, 'dress' | 'dressed'> => ({
    dress: { css, faces, pagedCss },
    dressed: hashOf(stamp, pagedCss),
  });

  /**
   * The article that somebody looks at, shown before the others are set: as long as it keeps its place among them, nothing else need be known.
   * They follow in less than a second, and wear the new styles on their old lines until then.
   */
  const glimpse = (issue: Issue, article: PaginatedArticle, outfit: Outfit): void => {
    if (!shown || article.article !== lookedAt) return;
    const { articles, places, blank } = shown.edition.paged;
    const at = articles.findIndex((each) => each.article === article.article);
    const before = articles[at];
    const isInPlace =
      before?.pages.length === article.pages.length &&
      before.side === article.side &&
      issue.articles.every(({ slug }, index) => slug === articles[index]?.article);
    const hasPictures = article.pages.every(({ pictures }) =>
      pictures.every(({ key }) => addresses.has(key)),
    );
    if (!isInPlace || !hasPictures) return;
    const { first, pages } = places[at]!;
    const set = assemble(articles.with(at, article), places, blank).sheets;
    const sheets = shown.sheets.map((sheet, index) =>
      index >= first - 1 && index < first - 1 + pages ? withProxies(set[index]!, addresses) : sheet,
    );
    const change = changeOf(shown.sheets, sheets);
    shown = { ...shown, sheets, ...dressIn(outfit, article.css) };
    tell({ kind: 'pages', version: shown.version, view: shown.view, change, dress: shown.dressed });
  };

  const page = async (own: number): Promise<void> => {
    const layouts = await readLayouts();
    const { magazine, issues, findings, ...read } = await readIssues(issuesDir, layouts, [slug]);
    ({ outside } = read);
    const issue = issues.find((each) => each.slug === slug);
    if (!magazine || !issue || hasErrors(findings)) {
      tellFindings([...findings, ...(magazine ? checkBodies(magazine, issues) : [])], 'stale');
      return;
    }
    const { fragments, findings: faults } = await renderArticles(magazine, [issue]);
    const all = [...findings, ...faults];
    if (hasErrors(all)) {
      tellFindings(all, 'stale');
      return;
    }
    const source = { issue, magazine, layouts, fragments };
    const edition = await pageEdition(doors.workshop(), source, {
      lookedAt,
      onSet(article, outfit, beside) {
        if (beside > 0 && own === round) glimpse(issue, article, outfit);
      },
    });
    const { outfit, paged, pages, proxies } = edition;
    const bare = assemble(paged.articles, paged.places, paged.blank).sheets;
    // Another picture of the same name has another address.
    const contents = new Map(proxies.map(({ key, address }) => [key, hashOf(address).slice(0, 8)]));
    addresses = new Map(
      proxies.map(({ key, address }) => [
        key,
        // An advertiser's PDF is drawn for its place, which the studio's page knows when it has been laid out.
        issue.pictures.get(key)?.format === 'pdf'
          ? address
          : `/picture/${key.split('/').map(encodeURIComponent).join('/')}?${contents.get(key)}`,
      ]),
    );
    const sheets = bare.map((sheet) => withProxies(sheet, addresses));
    const view = issueView(issue, paged, pages, outfit.page, contents);
    const change = changeOf(shown?.sheets ?? [], sheets);
    shown = { version: own, source, edition, view, sheets, ...dressIn(outfit, edition.layout.pagedCss) };
    tell({ kind: 'pages', version: own, view, change, dress: shown.dressed });
    const known = [...all, ...edition.findings];
    tellFindings(known, 'checking', [...ofPages, ...ofPress]);
    check(known, own);
  };

  return {
    slug,
    get shown() {
      return shown;
    },
    get findings() {
      return told;
    },
    async refresh(faults = []) {
      if (isClosed) return;
      const own = ++round;
      clearTimeout(timer);
      checks.drop();
      if (faults.length > 0) {
        tellFindings(faults, 'stale');
        return;
      }
      try {
        try {
          await page(own);
        } catch (error) {
          // It has ended with the studio: nobody would close another.
          if (isClosed || !browserCrash(error)) throw error;
          await doors.reopen();
          await page(own);
        }
      } catch (error) {
        tellFindings(
          [error instanceof MachineFault ? error.finding : (browserCrash(error) ?? bug(error))],
          'stale',
        );
      }
    },
    look(article) {
      lookedAt = article;
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      listeners.clear();
      await checks.close();
    },
  };
}
