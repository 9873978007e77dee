/** Compares an issue as it lies on the disk with an earlier state of it: a commit, or a finished PDF. */
import type { Against } from '../compare/against.ts';
import { differenceOf, type Difference } from '../compare/areas.ts';
import { beginComparison, type Comparison, finishComparison, type Look } from '../compare/comparison.ts';
import { type Baseline, completeTree, findBaseline } from '../io/baseline.ts';
import { PICTURES, sweepCompared } from '../io/compare-cache.ts';
import { checkBodies, renderArticles } from '../io/eleventy.ts';
import { readIssues, shown } from '../io/files.ts';
import { readLayouts } from '../io/layouts.ts';
import { type PagePicture, pagePicture, samplesOf } from '../io/page-pixels.ts';
import { machineFinding } from '../io/processes.ts';
import { sideInTree } from '../io/side-in-tree.ts';
import type { Reporter } from '../io/terminal.ts';
import { type Finding, hasErrors, UNKNOWN_ISSUE } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';
import { printIssue, readerOf } from './edition.ts';
import type { IssueSource } from './pages.ts';
import { openPdf, pdfSide } from './pdf-side.ts';
import { issueSide, type SeenSide, sideOf } from './side.ts';
import type { Workshop } from './workshop.ts';

export interface Wish {
  readonly issuesDir: string;
  readonly slug: string;
  /** A PDF's path, or a name that git knows. */
  readonly with: string;
  /** Today's layouts and styles for the earlier state too, where a commit has its own. */
  readonly todaysLayouts?: boolean;
  /** Whether small pictures of all pages are wanted, and not only those of pages that have changed. */
  readonly all?: boolean;
}

/** Pictures of a page of the comparison, by its place there. */
export interface PageLooks {
  readonly before?: PagePicture;
  readonly after?: PagePicture;
  readonly small?: PagePicture;
}

export interface Compared {
  readonly issue: Issue;
  readonly magazine: Magazine;
  readonly against: Against;
  readonly comparison: Comparison;
  /** One a page of the comparison. */
  readonly looks: readonly PageLooks[];
}

export interface CompareRun {
  readonly findings: readonly Finding[];
  readonly compared?: Compared;
}

const isFinding = (found: object): found is Finding => 'rule' in found;

/** Reads and renders one issue; findings alone where it cannot be set. */
export async function readSource(
  issuesDir: string,
  slug: string,
): Promise<{ readonly findings: readonly Finding[]; readonly source?: IssueSource }> {
  const layouts = await readLayouts();
  const { magazine, issues, findings } = await readIssues(issuesDir, layouts, [slug]);
  const [issue] = issues;
  if (!magazine || !issue || hasErrors(findings))
    return { findings: [...findings, ...(magazine ? checkBodies(magazine, issues) : [])] };
  const { fragments, findings: faults } = await renderArticles(magazine, [issue]);
  const all = [...findings, ...faults];
  return hasErrors(all)
    ? { findings: all }
    : { findings: all, source: { issue, magazine, layouts, fragments } };
}

/** An earlier state that has errors is one finding: nobody can mend it there. */
function brokenThen(name: string, findings: readonly Finding[]): Finding {
  const errors = findings.filter(({ level }) => level === 'error');
  const first = errors[0];
  const where = first?.place && `${first.place.file.split('/').slice(-2).join('/')}:${first.place.line}: `;
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  return {
    rule: 'earlier-state',
    level: 'error',
    message: `the issue at ${name} cannot be set: ${where ?? ''}${first?.message ?? 'unknown'}${more}`,
    hint: 'compare with a version that built, or with the PDF of that build: --with FILE.pdf',
  };
}

export async function compareIssue(workshop: Workshop, wish: Wish, report: Reporter): Promise<CompareRun> {
  const folder = `${workshop.cache.folder}/compare`;
  const run = await compareIn(folder, workshop, wish, report);
  await sweepCompared(folder);
  return run;
}

async function compareIn(
  folder: string,
  workshop: Workshop,
  wish: Wish,
  report: Reporter,
): Promise<CompareRun> {
  const { issuesDir, slug } = wish;
  report.step('reading');
  const [today, baseline] = await Promise.all([
    readSource(issuesDir, slug),
    findBaseline(issuesDir, slug, wish.with, folder, wish.todaysLayouts),
  ]);
  const errors = today.findings.filter(({ level }) => level === 'error');
  if (isFinding(baseline)) {
    const isUnknown = errors.some(({ rule }) => rule === UNKNOWN_ISSUE);
    return { findings: isUnknown ? errors : [...errors, baseline] };
  }
  if (!today.source) return { findings: errors };
  const { source } = today;
  const sides =
    baseline.kind === 'pdf'
      ? await pdfSides(workshop, source, baseline, report)
      : await commitSides(workshop, source, baseline, slug, report);
  if (isFinding(sides)) return { findings: [sides] };
  const { before, after } = sides;

  report.step('comparing');
  const { pairs, looks } = beginComparison(before.side, after.side);
  const differences = await lookAt(before, after, looks);
  const comparison = finishComparison(before.side, after.side, pairs, (look) => differences.get(keyOf(look)));
  return {
    findings: [],
    compared: {
      issue: source.issue,
      magazine: source.magazine,
      against: againstOf(baseline),
      comparison,
      looks: await picturesOf(comparison, before, after, `${folder}/${PICTURES}`, wish.all ?? false),
    },
  };
}

const againstOf = (baseline: Baseline): Against =>
  baseline.kind === 'pdf'
    ? { kind: 'pdf', file: shown(baseline.file) }
    : {
        kind: 'commit',
        name: baseline.name,
        ...baseline.commit,
        layouts: baseline.design,
      };

interface Sides {
  readonly before: SeenSide;
  readonly after: SeenSide;
}

async function commitSides(
  workshop: Workshop,
  source: IssueSource,
  baseline: Extract<Baseline, { kind: 'commit' }>,
  slug: string,
  report: Reporter,
): Promise<Sides | Finding> {
  report.step('paginating', `${slug} at ${baseline.name}`);
  let before: SeenSide;
  if (baseline.tree === undefined) {
    const then = await readSource(baseline.issuesDir, slug);
    if (!then.source) return brokenThen(baseline.name, then.findings);
    before = await issueSide(workshop, then.source);
  } else {
    await completeTree(baseline.tree);
    const made = await sideInTree(baseline.tree, baseline.issuesDir, slug);
    if ('fault' in made)
      return {
        rule: 'earlier-layouts',
        level: 'error',
        message: `the layouts of ${baseline.name} cannot be used by today’s d:mag: ${made.fault}`,
        hint: 'add --todays-layouts, or compare with the PDF of that build: --with FILE.pdf',
      };
    if ('findings' in made) return brokenThen(baseline.name, made.findings);
    before = made;
  }
  report.step('paginating', `${source.issue.articles.length} articles`);
  return { before, after: await issueSide(workshop, source) };
}

/** Off by less, two programs have rounded. */
const SAME_SIZE_MM = 1;

async function pdfSides(
  workshop: Workshop,
  source: IssueSource,
  { file, bytes }: Extract<Baseline, { kind: 'pdf' }>,
  report: Reporter,
): Promise<Sides | Finding> {
  const old = await openPdf(bytes);
  if (!old)
    return machineFinding(
      'command-line',
      `${shown(file)} is damaged, locked or no PDF`,
      'write the path of the reader PDF of an earlier build',
    );
  report.step('paginating', `${source.issue.articles.length} articles`);
  const printed = await printIssue(workshop, source, report);
  report.step('reader PDF');
  const { bytes: made } = await readerOf(workshop, source, printed);
  const today = sideOf(source, printed.edition, printed.proof.measured);
  const words = {
    blocks: today.blocks,
    articles: today.articles,
    articlesOn: today.pages.map(({ article }) => article),
  };
  const before = pdfSide(workshop, old, bytes, words, false);
  const after = pdfSide(workshop, (await openPdf(made))!, made, words, true);
  const [was, is] = [before.side.trim, after.side.trim];
  if (
    Math.abs(was.widthMm - is.widthMm) > SAME_SIZE_MM ||
    Math.abs(was.heightMm - is.heightMm) > SAME_SIZE_MM
  ) {
    const size = ({ widthMm, heightMm }: typeof was): string =>
      `${Math.round(widthMm)} × ${Math.round(heightMm)} mm`;
    return machineFinding(
      'command-line',
      `pages of ${shown(file)} are ${size(was)}, and those of ${source.issue.slug} are ${size(is)}`,
      'write the path of a reader PDF of this issue',
    );
  }
  return { before, after };
}

const keyOf = ({ before, after }: Look): string => `${before} ${after}`;

/** Pages that what is known of them does not tell apart. */
async function lookAt(
  before: SeenSide,
  after: SeenSide,
  looks: readonly Look[],
): Promise<Map<string, Difference>> {
  const old = await before.photograph(looks.map((look) => look.before));
  const now = await after.photograph(looks.map((look) => look.after));
  const found = new Map<string, Difference>();
  for (const [at, look] of looks.entries()) {
    const [one, other] = await Promise.all([samplesOf(old[at]!.proof), samplesOf(now[at]!.proof)]);
    found.set(keyOf(look), differenceOf(one, other, after.side.trim.widthMm));
  }
  return found;
}

/** Both states of pages that are not what they were, and of all a small one where that is wanted. */
async function picturesOf(
  { pages }: Comparison,
  before: SeenSide,
  after: SeenSide,
  folder: string,
  isAll: boolean,
): Promise<PageLooks[]> {
  const isOther = pages.map(({ status }) => status !== 'same' && status !== 'moved');
  // Beside a page that has changed one sees the one that faces it.
  const facing = new Set(
    pages.flatMap(({ after }, at) =>
      isOther[at] && after !== undefined ? [after % 2 ? after - 1 : after + 1] : [],
    ),
  );
  const isShown = pages.map(({ after }, at) => isOther[at]! || facing.has(after ?? 0));
  const numbers = (side: 'before' | 'after', isWanted: (at: number) => boolean): number[] =>
    pages.flatMap((page, at) => (isWanted(at) && page[side] !== undefined ? [page[side]] : []));
  const shots = async (seen: SeenSide, wanted: readonly number[]): Promise<Map<number, Uint8Array>> => {
    const made = await seen.photograph(wanted);
    return new Map(wanted.map((page, at) => [page, made[at]!.proof]));
  };
  const old = await shots(
    before,
    numbers('before', (at) => isOther[at]!),
  );
  const now = await shots(
    after,
    numbers('after', (at) => isAll || isShown[at]!),
  );
  return Promise.all(
    pages.map(async (page, at): Promise<PageLooks> => {
      const [was, is] = [old.get(page.before ?? 0), now.get(page.after ?? 0)];
      const smallest = is ?? was;
      return {
        ...(isOther[at] && was && { before: await pagePicture(was, folder, 'whole') }),
        ...(isShown[at] && is && { after: await pagePicture(is, folder, 'whole') }),
        ...(isAll && smallest && { small: await pagePicture(smallest, folder, 'small') }),
      };
    }),
  );
}
