/**
 * A session in the studio: one issue, shown as it is. Every change of its sources is paged at once and told to those who watch; the checks follow
 * when the pages have come to rest. An error in the content is a finding, and the last good pages stay.
 */
import { makeEdition, PRODUCTS } from '../edition/edition.ts';
import { type IssueSource, pageEdition, type PagedEdition } from '../edition/pages.ts';
import type { Workshop } from '../edition/workshop.ts';
import { checkBodies, renderArticles } from '../io/eleventy.ts';
import { readIssues } from '../io/files.ts';
import { readLayouts } from '../io/layouts.ts';
import type { Reporter } from '../io/terminal.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { sortFindings } from '../model/report.ts';
import { assemble, withProxies } from '../pages/assemble.ts';
import { type Change, changeOf, findingView, type FindingView, type IssueView, issueView } from './view.ts';

/** How long nobody has changed anything before everything is checked. */
const CHECK_AFTER_MS = 700;

export type Told =
  | {
      readonly kind: 'pages';
      readonly version: number;
      readonly view: IssueView;
      readonly change: Change;
      readonly dress: string;
    }
  | {
      readonly kind: 'findings';
      readonly findings: readonly FindingView[];
      /** "fresh": everything was checked. "stale": the sources have errors, and older pages are shown. */
      readonly state: 'checking' | 'fresh' | 'stale';
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
  /** Reads everything anew and shows it. */
  refresh(): Promise<void>;
  /** @returns how to stop listening */
  listen(listener: (told: Told) => void): () => void;
  close(): void;
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

const silent: Reporter = { step: () => undefined, detail: () => undefined, end: () => undefined };

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const bug = (error: unknown): Finding => ({
  rule: 'bug',
  level: 'error',
  message: `d:mag stopped on a fault of its own: ${message(error)}`,
  hint: 'report what it says; your files are as you left them',
});

/** @param slug the issue's folder */
export function openSession(workshop: Workshop, issuesDir: string, slug: string): Session {
  const listeners = new Set<(told: Told) => void>();
  let shown: Shown | undefined;
  let told: Extract<Told, { kind: 'findings' }> = { kind: 'findings', findings: [], state: 'checking' };
  let round = 0;
  let timer: NodeJS.Timeout | undefined;
  const tell = (what: Told): void => {
    if (what.kind === 'findings') told = what;
    for (const listener of listeners) listener(what);
  };
  const tellFindings = (findings: readonly Finding[], state: 'checking' | 'fresh' | 'stale'): void =>
    tell({ kind: 'findings', findings: sortFindings(findings).map(findingView), state });

  const check = async (source: IssueSource, before: readonly Finding[], of: number): Promise<void> => {
    try {
      const { findings } = await makeEdition(workshop, source, silent, PRODUCTS);
      // Someone has written on.
      if (of === round) tellFindings([...before, ...findings], 'fresh');
    } catch (error) {
      if (of === round) tellFindings([...before, bug(error)], 'stale');
    }
  };

  const page = async (own: number): Promise<void> => {
    const layouts = await readLayouts();
    const { magazine, issues, findings } = await readIssues(issuesDir, layouts, [slug]);
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
    const edition = await pageEdition(workshop, source);
    const { outfit, paged, pages, proxies } = edition;
    const bare = assemble(paged.articles, paged.places, paged.blank).sheets;
    // What stands in an advertiser's PDF is drawn for the proof; all else is shown as it is.
    const addresses = new Map(
      proxies.map(({ key, address }) => [
        key,
        key.endsWith('.pdf') ? address : `/picture/${key.split('/').map(encodeURIComponent).join('/')}`,
      ]),
    );
    const sheets = bare.map((sheet) => withProxies(sheet, addresses));
    const view = issueView(issue, paged, pages, outfit.page);
    const dress = { css: outfit.css, faces: outfit.styles.faces, pagedCss: edition.layout.pagedCss };
    const dressed = `${outfit.stamp} ${dress.pagedCss.length}`;
    const before = shown?.dressed === dressed ? shown.sheets : [];
    shown = { version: own, source, edition, view, sheets, dress, dressed };
    tell({ kind: 'pages', version: own, view, change: changeOf(before, sheets), dress: dressed });
    tellFindings([...all, ...edition.findings], 'checking');
    clearTimeout(timer);
    timer = setTimeout(() => void check(source, all, own), CHECK_AFTER_MS);
  };

  return {
    slug,
    get shown() {
      return shown;
    },
    get findings() {
      return told;
    },
    async refresh() {
      const own = ++round;
      clearTimeout(timer);
      try {
        await page(own);
      } catch (error) {
        tellFindings([bug(error)], 'stale');
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
