/** `npm run new`: an issue or an article to begin from, which builds as it is. */

import { copyFile, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import {
  commandLineFinding,
  commonOptions,
  defineCommand,
  type ExitStatus,
  isProgram,
  runCommand,
} from './commandline.ts';
import { MachineFault } from './io/processes.ts';
import { readSample, writeSample } from './io/samples.ts';
import type { Finding } from './model/finding.ts';
import { nearest } from './model/nearest.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Issues and articles are folders, and their names stand in web addresses. */
export function checkSlug(slug: string): Finding | undefined {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return;
  const better = slug
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return commandLineFinding(
    `"${slug}" cannot be a folder name; only a–z, 0–9 and single hyphens between them can`,
    better ? `call it ${better}` : 'call it something like 2026-2 or elva',
  );
}

/** "2026-2" is number 2/2026; any other name gets the first free number of the year. */
export function numberFor(slug: string, taken: readonly string[], year: number): string {
  const written = /^(\d{4})-0?(\d{1,2})$/.exec(slug);
  if (written && !taken.includes(`${written[2]}/${written[1]}`)) return `${written[2]}/${written[1]}`;
  let count = 1;
  while (taken.includes(`${count}/${year}`)) count += 1;
  return `${count}/${year}`;
}

export const issueYaml = (number: string, date: string, printer: string, order: readonly string[]): string =>
  `# ${number}
title: Nytt nummer
number: "${number}"
date: ${date}
language: nb
printer: ${printer}

# The running order: one folder a line. An entry may also be { article: name, start: right, pages: 2 }.
order:
${order.map((slug) => `  - ${slug}\n`).join('')}`;

export const MAGAZINE_YAML = `# What is the same in every issue.
name: Nytt magasin
slug: magasin
publisher: Utgiveren
editor: Redaksjonen
language: nb
tagline: Om folk og arbeid
# Printed in every colophon, beside editor and publisher: who prints it, and what else belongs there.
colophon:
  - { label: Trykk, text: Trykkeriet }
`;

/**
 * The articles that a new issue begins with: folder, layout, and a text for a layout that brings no sample. With the samples they fill eight pages, which
 * can be stitched, and none of them is blank.
 */
const BEGINNING = [
  { slug: 'omslag', layout: 'cover', text: front('cover', 'Vi begynner her', 'Et nytt nummer er i gang.') },
  { slug: 'innhold', layout: 'contents', text: front('contents', 'Innhold') },
  {
    slug: 'leder',
    layout: 'editorial',
    text: `${front('editorial', 'Et tomt ark er en invitasjon')}
Alle utgaver begynner slik: noen sider uten tekst, en dato på kalenderen og en samtale om hva leserne trenger å vite.

Denne lederen står her for at du skal se hvordan en side tar seg ut. Skriv over den. Fortell hva som står på spill i dette nummeret, og hvorfor saken hører hjemme akkurat nå.

God lesning.
`,
  },
  {
    slug: 'reportasje',
    layout: 'feature',
    text: `${front('feature', 'Ny sak', 'En ingress på én setning sier hva saken handler om.')}\nTeksten begynner her.\n`,
  },
  { slug: 'spalte', layout: 'column', text: `${front('column', 'Spalten')}\nTeksten begynner her.\n` },
  { slug: 'kolofon', layout: 'colophon', text: front('colophon', 'Kolofon') },
  { slug: 'bakside', layout: 'back', text: front('back', 'Vi sees i neste nummer') },
] as const;

function front(layout: string, title: string, standfirst?: string): string {
  return `---\nlayout: ${layout}\ntitle: ${title}\n${standfirst ? `standfirst: ${standfirst}\n` : ''}---\n`;
}

/**
 * issue.yaml with one more article in `order`; every other byte stays. It goes before a colophon and a back page that
 * close the issue. `layouts` says which layout an article has.
 */
export function addToOrder(source: string, slug: string, layouts: ReadonlyMap<string, string>): string {
  const document = parseDocument(source);
  const order = document.get('order', true);
  if (!isSeq(order) || order.items.length === 0) {
    document.set('order', document.createNode([slug]));
    return document.toString({ lineWidth: 0 });
  }
  const names = order.items.map((item) => {
    if (isScalar(item)) return String(item.value);
    return isMap(item) ? String(item.get('article')) : '';
  });
  if (names.includes(slug)) return source;
  const closes = (name: string): boolean => /^(colophon|back)$/.test(layouts.get(name) ?? '');
  let index = names.length;
  while (index > 0 && closes(names[index - 1] ?? '')) index -= 1;
  const rangeOf = (at: number): [number, number] => {
    const range = (order.items[at] as { range?: [number, number, number] | null }).range;
    return range ? [range[0], range[1]] : [source.length, source.length];
  };
  const before = rangeOf(Math.min(index, names.length - 1));
  if (order.flow) {
    const at = index < names.length ? before[0] : before[1];
    const words = index < names.length ? `${slug}, ` : `, ${slug}`;
    return source.slice(0, at) + words + source.slice(at);
  }
  // A list of lines: a whole line comes before the item, or after the line (or lines) of the last one.
  const lineStart = source.lastIndexOf('\n', before[0]) + 1;
  const indent = /^\s*/.exec(source.slice(lineStart))?.[0] ?? '';
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const line = `${indent}- ${slug}`;
  if (index < names.length) return source.slice(0, lineStart) + line + newline + source.slice(lineStart);
  const lineEnd = source.indexOf('\n', before[1] - (source[before[1] - 1] === '\n' ? 1 : 0));
  if (lineEnd === -1) return source + newline + line + newline;
  return source.slice(0, lineEnd + 1) + line + newline + source.slice(lineEnd + 1);
}

interface Made {
  readonly created: readonly string[];
  readonly findings: readonly Finding[];
}

const refuse = (message: string, hint: string): Made => ({
  created: [],
  findings: [commandLineFinding(message, hint)],
});

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}

/** The layouts that there are: folders with a template or a sample. */
async function layoutNames(layouts: string): Promise<string[]> {
  const names = await foldersIn(layouts);
  return names.filter(
    (name) =>
      existsSync(join(layouts, name, `${name}.11ty.ts`)) || existsSync(join(layouts, name, 'sample.md')),
  );
}

/** Makes an issue folder, and magazine.yaml and printers/ where there are none. */
export async function newIssue(slug: string, issues: string, layouts = join(ROOT, 'layouts')): Promise<Made> {
  const wrong = checkSlug(slug);
  if (wrong) return { created: [], findings: [wrong] };
  const folder = join(issues, slug);
  if (existsSync(folder))
    return refuse(`${folder} is there already`, 'choose another name, or delete the folder');
  const created: string[] = [];
  await mkdir(issues, { recursive: true });
  const magazine = join(issues, 'magazine.yaml');
  if (!existsSync(magazine)) {
    await writeFile(magazine, MAGAZINE_YAML);
    created.push(magazine);
  }
  created.push(...(await ensurePrinters(join(issues, 'printers'))));
  const printers = (await readdir(join(issues, 'printers'))).filter((name) => name.endsWith('.yaml')).sort();
  const sources = await issueYamls(issues);
  const printer = printerFor(
    sources,
    printers.map((name) => name.replace(/\.yaml$/, '')),
  );
  const numbers = sources.map((source) => fieldOf(source, 'number'));
  const today = new Date().toISOString().slice(0, 10);
  const articles = BEGINNING.map((article) => article.slug);
  // Made beside and renamed, so that an interrupted command leaves no half issue.
  const workshop = await mkdtemp(join(issues, '.new-'));
  try {
    for (const article of BEGINNING) {
      const layout = join(layouts, article.layout);
      const sample = await readSample(layout, article.text);
      const files = await writeSample(join(workshop, article.slug), sample, articles, layout);
      created.push(...files.map((file) => file.replace(workshop, folder)));
    }
    const number = numberFor(slug, numbers, Number(today.slice(0, 4)));
    await writeFile(join(workshop, 'issue.yaml'), issueYaml(number, today, printer, articles));
    created.push(join(folder, 'issue.yaml'));
    await rename(workshop, folder);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  return { created, findings: [] };
}

/** The printers that d:mag comes with, copied where there are none: a profile needs its ICC file beside it. */
async function ensurePrinters(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  if (names.some((name) => name.endsWith('.yaml'))) return [];
  const source = join(ROOT, 'issues', 'printers');
  const files = await readdir(source, { recursive: true, withFileTypes: true }).catch(() => []);
  const created: string[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const target = join(folder, file.parentPath.slice(source.length), file.name);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(file.parentPath, file.name), target);
    created.push(target);
  }
  if (created.length > 0) return created;
  throw new MachineFault(
    commandLineFinding(
      `${folder} has no printer, and this copy of d:mag brings none`,
      'put a printer profile there (README, "Printers")',
    ),
  );
}

const issueYamls = async (issues: string): Promise<string[]> =>
  Promise.all(
    (await foldersIn(issues)).map((name) =>
      readFile(join(issues, name, 'issue.yaml'), 'utf8').catch(() => ''),
    ),
  );

const fieldOf = (source: string, name: string): string =>
  new RegExp(`^${name}:\\s*["']?([^"'#\\n]*?)["']?\\s*(?:#.*)?$`, 'm').exec(source)?.[1] ?? '';

/** A magazine mostly stays with its printer; a first issue gets the one whose profile comes with d:mag. */
const FIRST_PRINTER = 'sheetfed-coated';

/** The printer of the latest issue, from the sources of all issue.yaml, if it is one of those `there`. */
export function printerFor(sources: readonly string[], there: readonly string[]): string {
  const [latest] = sources
    .map((source) => ({ date: fieldOf(source, 'date'), printer: fieldOf(source, 'printer') }))
    .filter(({ printer }) => there.includes(printer))
    .toSorted((one, other) => other.date.localeCompare(one.date));
  return latest?.printer ?? there.find((name) => name === FIRST_PRINTER) ?? there[0] ?? '';
}

/** Makes an article from its layout's sample and adds it to the running order. */
export async function newArticle(
  issue: string,
  slug: string,
  layout: string,
  issues: string,
  layouts = join(ROOT, 'layouts'),
): Promise<Made> {
  const wrong = checkSlug(slug);
  if (wrong) return { created: [], findings: [wrong] };
  const yaml = join(issues, issue, 'issue.yaml');
  if (!existsSync(yaml)) {
    const near = nearest(issue, await foldersIn(issues));
    return refuse(
      `there is no issue ${issue} in ${issues}`,
      near
        ? `write ${near}, or make it: npm run new -- issue ${issue}`
        : `make it: npm run new -- issue ${issue}`,
    );
  }
  const known = await layoutNames(layouts);
  if (!known.includes(layout)) {
    const near = nearest(layout, known);
    return refuse(
      `there is no layout ${layout}`,
      near ? `use --layout ${near}` : `use one of: ${known.join(', ')}`,
    );
  }
  const folder = join(issues, issue, slug);
  if (existsSync(folder))
    return refuse(`${folder} is there already`, 'choose another name, or delete the folder');
  const source = await readFile(yaml, 'utf8');
  if (parseDocument(source).errors.length > 0) {
    return refuse(
      `${yaml} cannot be read`,
      `run npm run preflight -- ${issue}, which says where the fault is`,
    );
  }
  const siblings = await foldersIn(join(issues, issue));
  const layoutOf = new Map(
    await Promise.all(
      siblings.map(async (name): Promise<[string, string]> => {
        const article = await readFile(join(issues, issue, name, 'article.md'), 'utf8').catch(() => '');
        return [name, /^layout:\s*["']?([\w-]+)/m.exec(article)?.[1] ?? ''];
      }),
    ),
  );
  const otherwise = `${front(layout, 'Ny sak', 'En ingress på én setning sier hva saken handler om.')}\nTeksten begynner her.\n`;
  const made = join(layouts, layout);
  const created = await writeSample(folder, await readSample(made, otherwise), siblings, made);
  const beside = `${yaml}.${process.pid}`;
  await writeFile(beside, addToOrder(source, slug, layoutOf));
  await rename(beside, yaml);
  return { created, findings: [] };
}

const command = defineCommand({
  name: 'new',
  description: 'Begin an issue (new issue SLUG) or an article (new article ISSUE SLUG --layout NAME)',
  args: {
    what: { type: 'positional', required: false, description: 'issue or article' },
    first: { type: 'positional', required: false, valueHint: 'ISSUE', description: 'the issue' },
    second: { type: 'positional', required: false, valueHint: 'SLUG', description: 'the article' },
    layout: { type: 'string', valueHint: 'NAME', description: 'the layout of a new article' },
    ...commonOptions,
  },
  async run({ what = '', first, second, layout, issues, quiet, json }): Promise<ExitStatus> {
    const made = await make(what, first, second, layout, issues);
    const [fault] = made.findings;
    if (fault) throw new MachineFault(fault);
    const created = made.created.map((file) => file.replaceAll('\\', '/'));
    if (json) process.stdout.write(`${JSON.stringify({ status: 0, created, findings: [] })}\n`);
    else if (!quiet) {
      process.stdout.write(`made ${created.join('\n     ')}\nnext: npm run build -- ${first}\n`);
    }
    return 0;
  },
});

function make(
  what: string,
  first: string | undefined,
  second: string | undefined,
  layout: string | undefined,
  issues: string,
): Made | Promise<Made> {
  if (what === 'issue') {
    if (second) return refuse(`${second} is one argument too many`, `write npm run new -- issue ${first}`);
    if (layout) return refuse('an issue has no layout', `write npm run new -- issue ${first ?? 'SLUG'}`);
    return first
      ? newIssue(first, issues)
      : refuse('the issue has no name', 'write npm run new -- issue 2026-2');
  }
  if (what === 'article') {
    if (first && second && layout) return newArticle(first, second, layout, issues);
    const missing = !first ? 'no issue is named' : !second ? 'the article has no name' : 'no layout is named';
    return refuse(
      missing,
      `write npm run new -- article ${first ?? 'ISSUE'} ${second ?? 'SLUG'} --layout ${layout ?? 'NAME'}`,
    );
  }
  return refuse(
    what ? `${what} is neither issue nor article` : 'nothing is named',
    'write npm run new -- issue SLUG, or npm run new -- article ISSUE SLUG --layout NAME',
  );
}

if (isProgram(import.meta.url)) await runCommand(command);
