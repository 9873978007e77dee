/** `npm run build`: every issue, from Markdown to finished files. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commonOptions, defineCommand, isProgram, runCommand, statusOf } from './commandline.ts';
import { findBrowser, isFound, launchBrowser } from './io/browser.ts';
import { openCache, writeWhole } from './io/cache.ts';
import { buildIssue, type BuiltIssue } from './io/edition.ts';
import { renderArticles } from './io/eleventy.ts';
import { readIssues } from './io/files.ts';
import { readLayouts } from './io/layouts.ts';
import { MachineFault } from './io/processes.ts';
import { createReporter, type IssueReport } from './io/terminal.ts';
import { type Finding, hasErrors } from './model/finding.ts';

const command = defineCommand({
  name: 'build',
  description: 'Build every issue, or those named: reader PDF and page map.',
  args: { ...commonOptions },
  many: true,
  async run(args) {
    const report = createReporter({ quiet: args.quiet, json: args.json });
    const findings: Finding[] = [];
    const done: IssueReport[] = [];
    const end = (): 0 | 1 | 2 => {
      const status = statusOf(findings);
      report.end({ status, issues: done, findings });
      return status;
    };

    // The browser starts while content is read and rendered.
    const browser = startBrowser();
    browser.catch(() => undefined);
    try {
      report.step('reading');
      const layouts = await readLayouts();
      const { magazine, issues, findings: faults } = await readIssues(args.issues, layouts, args._);
      findings.push(...faults);
      report.step('rendering', `${issues.reduce((sum, issue) => sum + issue.articles.length, 0)} articles`);
      const rendered = magazine ? await renderArticles(magazine, issues) : undefined;
      findings.push(...(rendered?.findings ?? []));
      if (!magazine || !rendered || hasErrors(findings)) return end();

      const cache = openCache('.cache');
      const built: BuiltIssue[] = [];
      for (const issue of issues) {
        const result = await buildIssue({ issue, magazine, layouts, fragments: rendered.fragments, browser, cache, report });
        findings.push(...result.findings);
        built.push(result);
      }
      if (hasErrors(findings)) return end();

      report.step('writing');
      for (const result of built) done.push(await publish(result, args.out));
      return end();
    } finally {
      await browser.then((each) => each.close()).catch(() => undefined);
    }
  },
});

async function startBrowser() {
  const found = await findBrowser({ fetch: true });
  if (!isFound(found)) throw new MachineFault(found);
  return launchBrowser(found);
}

/** Writes an issue beside the old one and changes places, so that a failed build leaves what was there. */
async function publish(built: BuiltIssue, out: string): Promise<IssueReport> {
  const files: string[] = [];
  for (const [folder, contents] of Object.entries(built.folders)) {
    const target = join(out, folder, built.slug);
    const beside = join(out, folder, `.${built.slug}.${process.pid}`);
    await mkdir(beside, { recursive: true });
    for (const [name, content] of Object.entries(contents)) {
      await writeWhole(join(beside, name), content);
      files.push(join(target, name));
    }
    const old = `${beside}.old`;
    await rename(target, old).catch(() => undefined);
    await rename(beside, target);
    await rm(old, { recursive: true, force: true });
  }
  return { issue: built.slug, pages: built.pages, files };
}

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
