/** `npm run deposit -- ISSUE`: what Nasjonalbiblioteket's legal deposit is handed of an issue, in one file with checksums. */
import {
  commandLineFinding,
  commonOptions,
  defineCommand,
  type ExitStatus,
  isProgram,
  runCommand,
  statusOf,
} from './commandline.ts';
import { bag, type Files, zippedBag } from './deposit/bag.ts';
import { bagInfo, type Deposit, depositFindings, dublinCore, letter } from './deposit/record.ts';
import { PRODUCTS, readerName } from './edition/edition.ts';
import { epubName } from './edition/epub.ts';
import {
  ownSources,
  pressFiles,
  putDeposit,
  readFinished,
  readMade,
  sourceHash,
  writeMade,
} from './io/deposit.ts';
import { readIssues } from './io/files.ts';
import { readLayouts } from './io/layouts.ts';
import { outFault } from './io/publish.ts';
import { createReporter, type EndReport, type IssueReport, type Reporter } from './io/terminal.ts';
import { type Finding, hasErrors } from './model/finding.ts';
import type { Issue } from './model/issue.ts';
import type { Magazine } from './model/magazine.ts';
import { published, type Wanted } from './publishing.ts';
import { sha256 } from './report/sums.ts';

interface Finished {
  /** By path in dist/. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly pages: number;
}

const command = defineCommand({
  name: 'deposit',
  description: 'Pack an issue for legal deposit at Nasjonalbiblioteket (npm run deposit -- 2026-1).',
  args: { ...commonOptions },
  many: true,
  async run(args): Promise<ExitStatus> {
    const report = createReporter({ quiet: args.quiet, json: args.json });
    const end = await deposited(args, report);
    report.end(end);
    return end.status;
  },
});

async function deposited(wanted: Wanted, report: Reporter): Promise<EndReport> {
  const refuse = (finding: Finding): EndReport => ({ status: 2, issues: [], findings: [finding] });
  if (wanted._.length === 0)
    return refuse(commandLineFinding('no issue is named', 'write npm run deposit -- 2026-1'));
  const wrongOut = await outFault(wanted.out);
  if (wrongOut) return refuse(wrongOut);
  report.step('reading');
  const read = await readIssues(wanted.issues, await readLayouts(), wanted._);
  const { magazine, issues } = read;
  if (!magazine || hasErrors(read.findings))
    return { status: statusOf(read.findings), issues: [], findings: read.findings };
  const done: IssueReport[] = [];
  const findings: Finding[] = [...read.findings];
  let last: EndReport | undefined;
  for (const issue of issues) {
    const sources = await sourceHash([
      issue.folder,
      `${wanted.issues}/magazine.yaml`,
      `${wanted.issues}/printers`,
      ...ownSources(),
    ]);
    let finished = await fresh(wanted.out, issue.slug, sources);
    if (!finished) {
      last = await published({ ...wanted, _: [issue.slug] }, PRODUCTS, report);
      // What was found in reading is found again.
      const told = new Set(findings.map((finding) => JSON.stringify(finding)));
      findings.push(...last.findings.filter((finding) => !told.has(JSON.stringify(finding))));
      if (last.status !== 0) return { ...last, findings };
      const pages = last.issues.find((each) => each.issue === issue.slug)?.pages ?? 0;
      finished = await made(wanted.out, { issue, magazine }, sources, pages);
    }
    if (!finished) {
      findings.push({
        rule: 'deposit-incomplete',
        level: 'error',
        message: `${issue.slug} has no press PDF, which belongs in the deposit`,
        hint: 'see what is said of the printer’s profile, and mend it first',
        place: { file: `${issue.folder}/issue.yaml`, line: 1, column: 1 },
      });
      continue;
    }
    report.step('packing', issue.slug);
    findings.push(...depositFindings({ issue, magazine }));
    const files = packed({ issue, magazine }, finished);
    done.push({
      issue: issue.slug,
      pages: finished.pages,
      files: await putDeposit(wanted.out, issue.slug, files),
    });
  }
  return { ...last, status: statusOf(findings), issues: done, findings };
}

type Source = { readonly issue: Issue; readonly magazine: Magazine };

/** What lies in dist/ already, where it was made from the same sources and nobody has touched it since. */
async function fresh(out: string, issue: string, sources: string): Promise<Finished | undefined> {
  const note = await readMade(out, issue);
  if (note?.sources !== sources) return undefined;
  const files = await readFinished(out, Object.keys(note.files));
  if (!files || [...files].some(([path, bytes]) => sha256(bytes) !== note.files[path])) return undefined;
  return { files, pages: note.pages };
}

/** The same after a build; undefined where a part is missing. */
async function made(
  out: string,
  { issue, magazine }: Source,
  sources: string,
  pages: number,
): Promise<Finished | undefined> {
  const { slug } = issue;
  const press = await pressFiles(out, slug);
  if (press.length === 0) return undefined;
  const files = await readFinished(out, [
    ...press.map((name) => `press/${slug}/${name}`),
    `web/${slug}/${readerName({ magazine, issue })}`,
    `web/${slug}/${epubName({ magazine, issue })}`,
  ]);
  if (!files) return undefined;
  const sums = Object.fromEntries([...files].map(([path, bytes]) => [path, sha256(bytes)]));
  await writeMade(out, slug, { sources, files: sums, pages });
  return { files, pages };
}

/** The bag in one file, and beside it what is to be done with it. */
function packed({ issue, magazine }: Source, { files, pages }: Finished): Files {
  const payload = new Map<string, string | Uint8Array>();
  const told: { path: string; bytes: number; what: string }[] = [];
  for (const [from, bytes] of files) {
    const name = from.slice(from.lastIndexOf('/') + 1);
    const path = from.startsWith('press/') ? `trykkefil/${name}` : `utgave/${name}`;
    payload.set(path, bytes);
    told.push({ path, bytes: bytes.length, what: whatIs(name) });
  }
  const deposit: Deposit = { issue, magazine, pages, files: told };
  const record = dublinCore(deposit);
  payload.set('metadata/dublin-core.xml', record);
  const whole: Deposit = {
    ...deposit,
    files: [
      ...told,
      {
        path: 'metadata/dublin-core.xml',
        bytes: new TextEncoder().encode(record).length,
        what: 'Opplysninger om utgaven, Dublin Core',
      },
    ],
  };
  const words = letter(whole);
  const name = `${magazine.slug}-${issue.slug}-pliktavlevering`;
  const bagged = bag(payload, bagInfo(whole), new Map([['LESMEG.txt', words]]));
  return new Map<string, string | Uint8Array>([
    [`${name}.zip`, zippedBag(name, bagged, issue.date)],
    ['LESMEG.txt', words],
  ]);
}

function whatIs(name: string): string {
  if (name.endsWith('-cover-press.pdf')) return 'Trykkefila til omslaget, PDF/X';
  if (name.endsWith('-press.pdf'))
    return 'Trykkefila (digitalt grunnlag), PDF/X med utfallende og trykkfarger';
  return name.endsWith('.epub')
    ? 'EPUB 3.3, med sidetallene fra papirutgaven'
    : 'PDF for lesere, tilrettelagt for skjermlesere';
}

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
