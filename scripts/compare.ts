/** `npm run compare -- ISSUE --with <git ref or PDF>`: what has changed since, page by page and word by word. */
import { join } from 'node:path';
import {
  commandLineFinding,
  commonOptions,
  defineCommand,
  type ExitStatus,
  isProgram,
  runCommand,
} from './commandline.ts';
import { changeLines } from './compare/lines.ts';
import { tally } from './compare/comparison.ts';
import { compareIssue } from './edition/compare.ts';
import { compareReport } from './edition/compare-report.ts';
import { startWorkshop } from './edition/run.ts';
import { writeWhole } from './io/cache.ts';
import { outFault } from './io/publish.ts';
import { createReporter, takesColour } from './io/terminal.ts';
import { type Finding, UNKNOWN_ISSUE } from './model/finding.ts';
import { formatFinding } from './model/report.ts';

const command = defineCommand({
  name: 'compare',
  description:
    'Show what has changed in an issue since a git version of it, or since a PDF (npm run compare -- 2026-1 --with HEAD).',
  args: {
    issue: { type: 'positional', required: false, description: 'the issue: 2026-1' },
    ...commonOptions,
    with: {
      type: 'string',
      valueHint: 'REF|FILE.pdf',
      description: 'a commit, branch or tag, or the reader PDF of an earlier build',
    },
    'todays-layouts': {
      type: 'boolean',
      description: 'set the earlier state with the layouts and styles of today, not with its own',
    },
  },
  async run(args): Promise<ExitStatus> {
    const report = createReporter({ quiet: args.quiet, json: args.json });
    const refuse = (status: 1 | 2, findings: readonly Finding[]): ExitStatus => {
      report.end({ status, issues: [], findings });
      return status;
    };
    const { issue: slug, with: wanted } = args;
    if (!slug)
      return refuse(2, [
        commandLineFinding('compare needs an issue', 'write npm run compare -- 2026-1 --with HEAD'),
      ]);
    if (!wanted)
      return refuse(2, [
        commandLineFinding(
          'compare needs to know what to compare with',
          `write npm run compare -- ${slug} --with HEAD, or --with FILE.pdf`,
        ),
      ]);
    const wrongOut = await outFault(args.out);
    if (wrongOut) return refuse(2, [wrongOut]);
    const workshop = startWorkshop('.cache', true);
    try {
      const { findings, compared } = await compareIssue(
        workshop,
        {
          issuesDir: args.issues,
          slug,
          with: wanted,
          todaysLayouts: args['todays-layouts'],
          all: true,
        },
        report,
      );
      if (!compared)
        return refuse(
          findings.some(({ rule }) => rule === 'command-line' || rule === UNKNOWN_ISSUE) ? 2 : 1,
          findings,
        );
      report.step('writing');
      const file = join(args.out, 'proof', compared.issue.slug, 'compare.html');
      await writeWhole(file, await compareReport(workshop, compared));
      const { comparison, against } = compared;
      if (args.json) {
        const { pages, words, pictures } = comparison;
        const told = { issue: compared.issue.slug, against, ...tally(comparison), file };
        process.stdout.write(
          `${JSON.stringify({ status: 0, ...told, changes: { pages, words, pictures } })}\n`,
        );
        return 0;
      }
      const color = takesColour(process.stdout);
      for (const line of changeLines(comparison)) process.stdout.write(`${formatFinding(line, { color })}\n`);
      report.end({
        status: 0,
        issues: [{ issue: compared.issue.slug, pages: compared.comparison.pages.length, files: [file] }],
        findings: [],
      });
      return 0;
    } finally {
      await workshop.close();
    }
  },
});

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
