/** `npm run specimen`: writes issues/specimen anew, the manual that shows every layout and everything that Markdown can say. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commonOptions, defineCommand, type ExitStatus, isProgram, runCommand } from './commandline.ts';
import { readLayouts } from './io/layouts.ts';
import { readSample, writeSample } from './io/samples.ts';
import { specimenArticles, variantOf } from './model/specimen.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SLUG = 'specimen';
/** Written by hand, and never touched: everything that Markdown can say. It stands before what closes an issue. */
const MANUAL = 'skriv';

const issueYaml = (
  order: readonly string[],
): string => `# Written by npm run specimen from the layouts' samples; only ${MANUAL}/ is written by hand.
title: Alt som kan settes
number: "0/2026"
date: 2026-01-01
language: nb
printer: sheetfed-coated
theme: hav
unlisted: true

order:
${order.map((slug) => `  - ${slug}\n`).join('')}`;

/** Writes the specimen into `issues`. Returns its folders, in running order. */
export async function writeSpecimen(issues: string): Promise<string[]> {
  const layouts = await readLayouts();
  const samples = new Map(
    await Promise.all(
      [...layouts.keys()].map(
        async (name) =>
          [
            name,
            await readSample(join(ROOT, 'layouts', name), `---\nlayout: ${name}\ntitle: ${name}\n---\n`),
          ] as const,
      ),
    ),
  );
  const articles = specimenArticles(layouts, samples);
  const slugs = articles.map(({ slug }) => slug);
  const folder = join(issues, SLUG);
  for (const article of articles) {
    const { slug, layout } = article;
    await rm(join(folder, slug), { recursive: true, force: true });
    await writeSample(
      join(folder, slug),
      variantOf(samples.get(layout)!, article, layouts),
      slugs,
      join(ROOT, 'layouts', layout),
    );
  }
  const closing = articles.findIndex(({ layout }) => layout === 'colophon');
  const order = slugs.toSpliced(closing < 0 ? slugs.length : closing, 0, MANUAL);
  await writeFile(join(folder, 'issue.yaml'), issueYaml(order));
  return order;
}

const command = defineCommand({
  name: 'specimen',
  description: 'Write issues/specimen anew from the samples of all layouts',
  args: {
    issues: commonOptions.issues,
    quiet: commonOptions.quiet,
    json: commonOptions.json,
    verbose: commonOptions.verbose,
  },
  async run({ issues, quiet, json }): Promise<ExitStatus> {
    const articles = await writeSpecimen(issues);
    if (json) process.stdout.write(`${JSON.stringify({ status: 0, articles, findings: [] })}\n`);
    else if (!quiet)
      process.stdout.write(
        `made ${articles.length} articles in ${issues}/${SLUG}\nnext: npm run build -- ${SLUG}\n`,
      );
    return 0;
  },
});

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
