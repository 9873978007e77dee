/** What d:mag does in a process of its own while it is measured: `bench --part NAME` runs one of these. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Edition,
  makeEdition,
  printIssue,
  type Product,
  readerName,
  readerOf,
} from '../edition/edition.ts';
import { type IssueSource, pageEdition } from '../edition/pages.ts';
import { pressName, pressOf, pressTools } from '../edition/press.ts';
import { buildIssues, startWorkshop } from '../edition/run.ts';
import type { Workshop } from '../edition/workshop.ts';
import { writeWhole } from '../io/cache.ts';
import { readLayouts } from '../io/layouts.ts';
import { publish } from '../io/publish.ts';
import { createReporter } from '../io/terminal.ts';
import { hasErrors } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import type { Magazine } from '../model/magazine.ts';

export interface PartPaths {
  readonly input: string;
  readonly cache: string;
  readonly out: string;
  /** article.md that product-edit changes. */
  readonly edited: string;
}

/** Seconds from a change to new pages and to a new PDF, one for each edit. */
export interface EditTimes {
  readonly pagesSeconds: readonly number[];
  readonly pdfSeconds: readonly number[];
}

const EDITS = 3;
const report = createReporter({ quiet: true, json: false });

export async function writeEngineInput(
  file: string,
  { issue, magazine, fragments }: Omit<IssueSource, 'layouts'>,
): Promise<void> {
  const plain = { issue: { ...issue, pictures: [...issue.pictures] }, magazine, fragments: [...fragments] };
  await writeFile(file, JSON.stringify(plain));
}

async function readEngineInput(file: string): Promise<IssueSource> {
  const [text, layouts] = await Promise.all([readFile(file, 'utf8'), readLayouts()]);
  const { issue, magazine, fragments } = JSON.parse(text) as {
    issue: Omit<Issue, 'pictures'> & { pictures: [string, never][] };
    magazine: Magazine;
    fragments: [string, string][];
  };
  return {
    issue: { ...issue, pictures: new Map(issue.pictures) },
    magazine,
    layouts,
    fragments: new Map(fragments),
  };
}

function sound(edition: Edition): Edition {
  if (hasErrors(edition.findings)) throw new Error(JSON.stringify(edition.findings, undefined, 1));
  return edition;
}

const seconds = (from: number): number => (performance.now() - from) / 1000;

/** Makes a different edit of `text` each time: a word more in its first long sentence. */
const withEdit = (text: string, number: number): string =>
  text.replace(/(?<= )havet?(?= )/u, (word) => `${word} endret${'e'.repeat(number + 1)}`);

function edited(source: IssueSource, number: number): IssueSource {
  const key = [...source.fragments.keys()][Math.floor(source.fragments.size / 2)]!;
  const fragments = new Map(source.fragments).set(key, withEdit(source.fragments.get(key)!, number));
  return { ...source, fragments };
}

/** Fragments in, reader PDF out: what the other engines do too, so without the check of every word and without linearising. */
async function engine({ input, cache, out }: PartPaths): Promise<void> {
  const workshop = startWorkshop(cache);
  try {
    await engineOnce(workshop, await readEngineInput(input), out);
  } finally {
    await workshop.close();
  }
}

async function engineOnce(workshop: Workshop, source: IssueSource, out: string): Promise<void> {
  const printed = await printIssue(workshop, source, report);
  const { bytes, findings } = await readerOf(workshop, source, printed);
  const all = [...printed.edition.findings, ...findings];
  if (hasErrors(all)) throw new Error(JSON.stringify(all, undefined, 1));
  await writeWhole(join(out, 'web', source.issue.slug, readerName(source)), bytes);
}

/** The same with all checks. */
async function checkedEngine({ input, cache, out }: PartPaths): Promise<void> {
  const workshop = startWorkshop(cache);
  try {
    await editionTo(workshop, await readEngineInput(input), out);
  } finally {
    await workshop.close();
  }
}

/** One article's fragment changes: how long to new pages, and to a new PDF. */
async function engineEdit({ input, cache, out }: PartPaths): Promise<EditTimes> {
  const workshop = startWorkshop(cache, true);
  try {
    const source = await readEngineInput(input);
    await engineOnce(workshop, source, out);
    const pagesSeconds: number[] = [];
    const pdfSeconds: number[] = [];
    for (let number = 0; number < EDITS; number++) {
      const [first, second] = [edited(source, 2 * number), edited(source, 2 * number + 1)];
      const from = performance.now();
      await pageEdition(workshop, first);
      pagesSeconds.push(seconds(from));
      pdfSeconds.push(await timed(() => engineOnce(workshop, second, out)));
    }
    return { pagesSeconds, pdfSeconds };
  } finally {
    await workshop.close();
  }
}

async function editionTo(
  workshop: Workshop,
  source: IssueSource,
  out: string,
  product: Product = 'reader',
): Promise<void> {
  await publish(sound(await makeEdition(workshop, source, report, [product])), out);
}

/** The press file alone, as its rivals make one: nothing is checked. */
async function pressOnce(workshop: Workshop, source: IssueSource, out: string): Promise<void> {
  const tools = await pressTools(source);
  if ('rule' in tools) throw new Error(tools.message);
  const { edition, proof, presses } = await printIssue(workshop, source, report, ['press'], tools);
  const { pictures } = await presses;
  const { bytes } = await pressOf(workshop, source, edition, proof.pdf, tools, pictures);
  await writeWhole(join(out, 'press', source.issue.slug, pressName(source)), bytes);
}

/** From articles that lie paged in the cache. */
async function press({ input, cache, out }: PartPaths): Promise<void> {
  const workshop = startWorkshop(cache);
  try {
    await pressOnce(workshop, await readEngineInput(input), out);
  } finally {
    await workshop.close();
  }
}

/** The same with all checks. */
async function checkedPress({ input, cache, out }: PartPaths): Promise<void> {
  const workshop = startWorkshop(cache);
  try {
    await editionTo(workshop, await readEngineInput(input), out, 'press');
  } finally {
    await workshop.close();
  }
}

/** One article's fragment changes: how long to a new press file. */
async function pressEdit({ input, cache, out }: PartPaths): Promise<EditTimes> {
  const workshop = startWorkshop(cache, true);
  try {
    const source = await readEngineInput(input);
    await pressOnce(workshop, source, out);
    const pdfSeconds: number[] = [];
    for (let number = 0; number < EDITS; number++)
      pdfSeconds.push(await timed(() => pressOnce(workshop, edited(source, number), out)));
    return { pagesSeconds: [], pdfSeconds };
  } finally {
    await workshop.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return seconds(from);
}

/** An issue's folder in, reader PDF out, all checks on. */
async function product({ input, cache, out }: PartPaths): Promise<void> {
  const workshop = startWorkshop(cache);
  try {
    await productOnce(workshop, input, out);
  } finally {
    await workshop.close();
  }
}

async function productOnce(workshop: Workshop, issues: string, out: string): Promise<void> {
  const { findings, editions } = await buildIssues(workshop, issues, [], report, ['reader']);
  if (hasErrors(findings)) throw new Error(JSON.stringify(findings, undefined, 1));
  for (const edition of editions) await publish(edition, out);
}

/** One article's Markdown changes on disk. */
async function productEdit({ input, cache, out, edited }: PartPaths): Promise<EditTimes> {
  const workshop = startWorkshop(cache, true);
  const text = await readFile(edited, 'utf8');
  try {
    await productOnce(workshop, input, out);
    const pdfSeconds: number[] = [];
    for (let number = 0; number < EDITS; number++) {
      await writeFile(edited, withEdit(text, number));
      pdfSeconds.push(await timed(() => productOnce(workshop, input, out)));
    }
    return { pagesSeconds: [], pdfSeconds };
  } finally {
    await writeFile(edited, text);
    await workshop.close();
  }
}

const parts = {
  engine,
  'engine-checked': checkedEngine,
  product,
  'engine-edit': engineEdit,
  'product-edit': productEdit,
  press,
  'press-checked': checkedPress,
  'press-edit': pressEdit,
};

export type PartName = keyof typeof parts;

/** Runs one part; what it measured goes to a file beside its output. */
export async function runPart(name: string, paths: PartPaths): Promise<void> {
  const times = await parts[name as PartName](paths);
  if (times) await writeFile(timesFile(paths.out), JSON.stringify(times));
}

export const timesFile = (out: string): string => join(out, 'times.json');
