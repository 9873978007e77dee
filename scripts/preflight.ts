/** `npm run preflight -- ISSUE`: the checks alone, of the pages and of the press file. Nothing is written to dist/. */
import { commonOptions, defineCommand, isProgram, runCommand, statusOf } from './commandline.ts';
import { PRINTED } from './edition/edition.ts';
import { proofs, reportsOnErrors, runIssues, typeOf } from './edition/run.ts';
import { createReporter } from './io/terminal.ts';

const command = defineCommand({
  name: 'preflight',
  description: 'Check every issue, or those named, and write nothing; exit 1 where a finding is an error.',
  args: { ...commonOptions },
  many: true,
  async run(args) {
    const report = createReporter({ quiet: args.quiet, json: args.json });
    const { findings, editions } = await runIssues(args.issues, args._, report, PRINTED, { isCheck: true });
    const status = statusOf(findings);
    report.end({
      status,
      issues: editions.map(({ slug, pages }) => ({ issue: slug, pages, files: [] })),
      findings,
      proof: proofs(editions),
      preflight: reportsOnErrors(editions),
      type: typeOf(editions),
    });
    return status;
  },
});

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
