/** `npm run build`: every issue, from Markdown to finished files. */
import { commonOptions, commandLineFinding, defineCommand, isProgram, runCommand } from './commandline.ts';
import { type Product, PRODUCTS } from './edition/edition.ts';
import { createReporter } from './io/terminal.ts';
import { makeAndPublish } from './publishing.ts';

/** What `--only` names. */
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
    const products = productNamed(args.only);
    if (products.length > 0) return makeAndPublish(args, products);
    const message = `--only ${args.only}: there is no such product in this version`;
    createReporter({ quiet: args.quiet, json: args.json }).end({
      status: 2,
      issues: [],
      findings: [commandLineFinding(message, `write --only ${PRODUCTS.join(' or ')}`)],
    });
    return 2;
  },
});

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
