/** What the commands have in common that write finished files to dist/. */
import { type ExitStatus, statusOf } from './commandline.ts';
import type { Product } from './edition/edition.ts';
import { proofs, reportsOnErrors, runIssues, typeOf } from './edition/run.ts';
import { outFault, publish } from './io/publish.ts';
import { createReporter, type IssueReport } from './io/terminal.ts';
import { hasErrors } from './model/finding.ts';

interface Wanted {
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
  const wrongOut = await outFault(wanted.out);
  if (wrongOut) {
    report.end({ status: 2, issues: [], findings: [wrongOut] });
    return 2;
  }
  const { findings, editions } = await runIssues(wanted.issues, wanted._, report, products);
  const done: IssueReport[] = [];
  if (!hasErrors(findings)) {
    report.step('writing');
    for (const edition of editions) done.push(await publish(edition, wanted.out));
  }
  const status = statusOf(findings);
  report.end({
    status,
    issues: done,
    findings,
    proof: proofs(editions),
    preflight: reportsOnErrors(editions),
    type: typeOf(editions),
  });
  return status;
}
