/** What the commands have in common that write finished files to dist/. */
import { join } from 'node:path';
import { type ExitStatus, statusOf } from './commandline.ts';
import type { Product } from './edition/edition.ts';
import { webChange, type WebIssue } from './edition/web.ts';
import { linkFindings } from './edition/web-links.ts';
import { proofs, reportsOnErrors, runIssues, typeOf } from './edition/run.ts';
import type { SiteIssue } from './web/site.ts';
import { issueKeys, recordIssue, unchangedIssues } from './io/web-records.ts';
import { changeWeb, type WebChange, isOnTheWeb, readBodies, readWebIssues } from './io/web.ts';
import { outFault, publish } from './io/publish.ts';
import { createReporter, type EndReport, type IssueReport, type Reporter } from './io/terminal.ts';
import { hasErrors } from './model/finding.ts';

export interface Wanted {
  /** Slugs of issues; all where empty. */
  readonly _: readonly string[];
  readonly out: string;
  readonly issues: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** Makes the products of the issues and puts them into `out`; nothing of any issue where there is an error. */
export async function makeAndPublish(wanted: Wanted, products: readonly Product[]): Promise<ExitStatus> {
  const report = createReporter({ quiet: wanted.quiet, json: wanted.json });
  const end = await published(wanted, products, report);
  report.end(end);
  return end.status;
}

/** The same, for a command that has more to do: what is to be said at its end. */
export async function published(
  wanted: Wanted,
  products: readonly Product[],
  report: Reporter,
): Promise<EndReport> {
  const wrongOut = await outFault(wanted.out);
  if (wrongOut) return { status: 2, issues: [], findings: [wrongOut] };
  const before = await readWebIssues(wanted.out);
  // Whatever is printed is read and checked again; pages for the screen are not, where nothing has changed.
  const isWebAlone = products.every((product) => product === 'web');
  const keys = isWebAlone ? issueKeys(wanted.issues) : new Map<string, string>();
  const known = unchangedIssues(wanted.out, keys);
  const unchanged = new Set(before.map(({ slug }) => slug).filter((slug) => known.has(slug)));
  const run = await runIssues(wanted.issues, wanted._, report, products, {
    before,
    unchanged,
    out: wanted.out,
  });
  const { editions, web } = run;
  const isWanted = (slug: string): boolean => wanted._.length === 0 || wanted._.includes(slug);
  const findings = [
    ...run.findings,
    ...[...known].flatMap(([slug, told]) => (unchanged.has(slug) && isWanted(slug) ? told : [])),
  ];
  const done: IssueReport[] = [];
  const publishAll = async (): Promise<void> => {
    for (const edition of editions) done.push(await publish(edition, wanted.out));
  };
  if (!hasErrors(findings)) {
    report.step('writing');
    const { magazine, sources } = run;
    if (magazine && sources && products.includes('web')) {
      const isWhole = wanted._.length === 0;
      const bodies = (issue: string) => readBodies(wanted.out, issue);
      const decide = async (now: readonly SiteIssue[]): Promise<WebChange | undefined> => {
        const change = await webChange(magazine, web, now, isWhole, unchanged, bodies);
        // PDFs are put there after it, by the editions that made them.
        const coming = new Set(editions.flatMap(({ slug, folders }) => webFiles(slug, folders['web'])));
        const isThere = (file: string): boolean => coming.has(file) || isOnTheWeb(wanted.out, file);
        findings.push(...linkFindings(change, sources, isThere));
        if (hasErrors(findings)) return undefined;
        await publishAll();
        return change;
      };
      await changeWeb(wanted.out, decide, async () => {
        for (const { issue } of web) {
          const told = run.told?.get(issue.slug) ?? [];
          await recordIssue(wanted.out, issue.slug, keys.get(issue.slug), told);
        }
      });
    } else await publishAll();
  }
  return {
    status: statusOf(findings),
    issues: withPages(done, web, wanted.out),
    findings,
    proof: proofs(editions),
    preflight: reportsOnErrors(editions),
    type: typeOf(editions),
  };
}

const webFiles = (slug: string, files: Readonly<Record<string, unknown>> = {}): readonly string[] =>
  Object.keys(files).map((name) => `${slug}/${name}`);

/** Where each issue begins on the web, told before its other files. */
const withPages = (
  done: readonly IssueReport[],
  web: readonly WebIssue[],
  out: string,
): readonly IssueReport[] => {
  const pages = new Map(web.map(({ issue }) => [issue.slug, join(out, 'web', issue.slug, 'index.html')]));
  const printed = done.map((each) => {
    const page = pages.get(each.issue);
    return page ? { ...each, files: [page, ...each.files] } : each;
  });
  const rest = [...pages].filter(([issue]) => done.every((each) => each.issue !== issue));
  return [...printed, ...rest.map(([issue, page]) => ({ issue, pages: 0, files: [page] }))];
};
