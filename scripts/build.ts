/** `npm run build`: every issue, from Markdown to finished files. */
import {
  commonOptions,
  commandLineFinding,
  defineCommand,
  isProgram,
  runCommand,
  statusOf,
} from './commandline.ts';
import { type Product, PRODUCTS } from './edition/edition.ts';
import { proofs, runIssues, typeOf } from './edition/run.ts';
import { outFault, publish } from './io/publish.ts';
import { createReporter, type IssueReport } from './io/terminal.ts';
import { hasErrors } from './model/finding.ts';

/** What `--only` names; the web edition is not made yet. */
const productNamed = (name: string | undefined): readonly Product[] =>
  PRODUCTS.filter((product) => name === undefined || product === name);

const command = defineCommand({
  name: 'build',
  description: 'Build every issue, or those named (npm run build -- 2026-1).',
  args: {
    ...commonOptions,
    only: { type: 'string', valueHint: PRODUCTS.join('|'), description: 'make this product alone' },
  },
  many: true,
  async run(args) {
    const report = createReporter({ quiet: args.quiet, json: args.json });
    const products = productNamed(args.only);
    if (products.length === 0) {
      const message = `--only ${args.only}: there is no such product in this version`;
      report.end({
        status: 2,
        issues: [],
        findings: [commandLineFinding(message, `write --only ${PRODUCTS.join(' or ')}`)],
      });
      return 2;
    }
    const wrongOut = await outFault(args.out);
    if (wrongOut) {
      report.end({ status: 2, issues: [], findings: [wrongOut] });
      return 2;
    }
    const { findings, editions } = await runIssues(args.issues, args._, report, products);
    const done: IssueReport[] = [];
    if (!hasErrors(findings)) {
      report.step('writing');
      for (const edition of editions) done.push(await publish(edition, args.out));
    }
    const status = statusOf(findings);
    report.end({ status, issues: done, findings, proof: proofs(editions), type: typeOf(editions) });
    return status;
  },
});

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
