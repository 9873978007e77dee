/** `npm run bench`: how fast d:mag is beside other ways to the same PDF, as ratios within one run. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { commonOptions, defineCommand, type ExitStatus, isProgram, runCommand } from './commandline.ts';

const SIZES: readonly number[] = [16, 64, 128, 256];
const ROUNDS = 3;
/** Issues of the archives that the web edition is measured on. */
const ARCHIVES: readonly number[] = [1, 10, 100];
/** Edits and the whole product are measured at this size. */
const WHOLE = 64;
const MARKS = /(<!-- bench -->)[\s\S]*?(<!-- \/bench -->)/u;

const command = defineCommand({
  name: 'bench',
  description: 'Measure d:mag beside pagedjs-cli, Chromium’s own print and WeasyPrint.',
  args: {
    quiet: commonOptions.quiet,
    json: commonOptions.json,
    verbose: commonOptions.verbose,
    quick: { type: 'boolean', description: '16 and 64 pages, one run each' },
    sizes: { type: 'string', valueHint: 'N,N', description: 'pages (16,64,128,256)' },
    rounds: { type: 'string', valueHint: 'N', description: 'runs of each (3)' },
    web: { type: 'boolean', description: 'the web edition alone' },
    archives: { type: 'string', valueHint: 'N,N', description: 'issues of its archives (1,10,100)' },
    keep: { type: 'string', valueHint: 'DIR', description: 'work in this folder and leave it' },
    part: { type: 'string', description: 'run one measured part (the bench does this itself)' },
    input: { type: 'string', default: '', description: 'what that part is given' },
    cache: { type: 'string', default: '', description: 'its cache' },
    out: { type: 'string', default: '', description: 'where its result goes' },
    edited: { type: 'string', default: '', description: 'the article.md that it edits' },
  },
  async run(args): Promise<ExitStatus> {
    if (args.part !== undefined) {
      const { runPart } = await import('./bench/parts.ts');
      await runPart(args.part, args);
      return 0;
    }
    const chosen = args.sizes?.split(',').map(Number) ?? (args.quick ? SIZES.slice(0, 2) : SIZES);
    const sizes = chosen.filter((size) => size > 0);
    const rounds = Number(args.rounds ?? (args.quick ? 1 : ROUNDS));
    const folder = args.keep ?? join(tmpdir(), `dmag-bench-${process.pid}`);
    const archives = (
      args.archives?.split(',').map(Number) ?? (args.quick ? ARCHIVES.slice(0, 2) : ARCHIVES)
    ).filter((count) => count > 0);
    try {
      if (args.web) await benchWeb(folder, archives, args);
      else await bench(folder, sizes, rounds, archives, args);
    } finally {
      if (args.keep === undefined) await rm(folder, { recursive: true, force: true });
    }
    return 0;
  },
});

/** The web edition at scale and in weight, by itself. */
async function benchWeb(
  folder: string,
  archives: readonly number[],
  { json, quiet }: { readonly json?: boolean; readonly quiet?: boolean },
): Promise<void> {
  const { heldTo } = await import('./bench/table.ts');
  const { rows, times, weights } = await webRows(folder, archives, !json && !quiet);
  if (json) process.stdout.write(`${JSON.stringify({ rows, times, weights })}\n`);
  else process.stdout.write(`${heldTo(rows)}\n`);
}

async function webRows(folder: string, archives: readonly number[], isTold: boolean) {
  const { archiveRows, archivePictures, buildSample, measureArchive, measurePages } =
    await import('./bench/archive.ts');
  const say = (words: string): void => {
    if (isTold) process.stderr.write(`${words}\n`);
  };
  const pictures = join(folder, 'pictures');
  await archivePictures(pictures);
  const times: Awaited<ReturnType<typeof measureArchive>>[] = [];
  for (const count of archives) {
    // oxlint-disable-next-line no-await-in-loop -- nothing else may run beside what is measured
    const found = await measureArchive(join(folder, `archive-${count}`), count, pictures);
    times.push(found);
    say(`archive of ${count}: ${JSON.stringify(found)}, load ${loadavg()[0]!.toFixed(1)}`);
  }
  const sample = await buildSample(join(folder, 'sample'));
  const weights = await measurePages(sample.out, sample.issue);
  for (const weight of weights) say(JSON.stringify(weight));
  return { rows: archiveRows(times, weights), times, weights };
}

async function bench(
  folder: string,
  sizes: readonly number[],
  rounds: number,
  archives: readonly number[],
  { json, quiet }: { readonly json?: boolean; readonly quiet?: boolean },
): Promise<void> {
  const [
    { paintPictures, writeProject },
    { compete, ghostscriptVersion, machineForAll, weasyPrintVersion },
    { benchArticles },
    { tables, rowsOf },
    { measureStudio },
  ] = await Promise.all([
    import('./bench/project.ts'),
    import('./bench/contest.ts'),
    import('./bench/content.ts'),
    import('./bench/table.ts'),
    import('./bench/studio.ts'),
  ]);
  const say = (words: string): void => {
    if (!json && !quiet) process.stderr.write(`${words}\n`);
  };
  say('painting pictures');
  await rm(join(folder, 'runs'), { recursive: true, force: true });
  const pictures = join(folder, 'pictures');
  await paintPictures(sizes.flatMap(benchArticles), pictures);
  const machine = await machineForAll();
  const weasyPrint = await weasyPrintVersion();
  const ghostscript = await ghostscriptVersion();
  const results: Awaited<ReturnType<typeof compete>>[] = [];
  let studio: Awaited<ReturnType<typeof measureStudio>> | undefined;
  const pageCounts = new Map<string, number>();
  for (const size of sizes) {
    await rm(join(folder, String(size)), { recursive: true, force: true });
    const project = await writeProject(join(folder, String(size)), size, pictures);
    const contestants = [
      'engine',
      'pagedjs-cli',
      'chromium',
      ...(weasyPrint && size <= WHOLE ? (['weasyprint'] as const) : []),
      ...(size === WHOLE
        ? (['engine-checked', 'product', 'eleventy + pagedjs-cli', 'engine-edit', 'product-edit'] as const)
        : []),
      ...(size === WHOLE || size === sizes.at(-1) ? (['press'] as const) : []),
      ...(size === WHOLE
        ? (['press-checked', 'press-edit', ...(ghostscript ? (['ghostscript'] as const) : [])] as const)
        : []),
    ] as const;
    if (size === WHOLE) {
      studio = await measureStudio(project, join(folder, 'studio'));
      say(`studio ${size}: ${JSON.stringify(studio)}, load ${loadavg()[0]!.toFixed(1)}`);
    }
    for (let round = 0; round < rounds; round++) {
      for (const contestant of contestants) {
        const result = await compete(contestant, project, machine, join(folder, 'runs', contestant));
        results.push(result);
        const name = `${contestant} ${size}`;
        if (!pageCounts.has(name)) {
          const pdf = await PDFDocument.load(await readFile(result.pdf), { updateMetadata: false });
          pageCounts.set(name, pdf.getPageCount());
        }
        say(
          `${name}: ${result.seconds.toFixed(2)} s, processors ${(result.cpuSeconds ?? 0).toFixed(1)} s, ${Math.round(result.peakMb ?? 0)} MB, ${pageCounts.get(name)} pages${result.edits ? ` ${JSON.stringify(result.edits)}` : ''}, load ${loadavg()[0]!.toFixed(1)}`,
        );
      }
    }
  }
  const notes = [
    `Medians of ${rounds}, whole processes, caches empty, one run on ${cpus().length} cores at a load of ${loadavg()[2]!.toFixed(1)} under Node ${process.versions.node}. Memory: resident sets of all processes of the tree, added up${process.platform === 'linux' ? '' : '; not measured on this system'}.`,
    ...(ghostscript ? [] : ['Ghostscript is not installed on this machine and was left out.']),
    ...(weasyPrint ? [] : ['WeasyPrint is not installed on this machine and was left out.']),
  ];
  const web = await webRows(folder, archives, !json && !quiet);
  const table = tables(results, sizes, pageCounts, notes, studio, web.rows);
  const rows = [...rowsOf(results, sizes, studio), ...web.rows];
  if (json)
    process.stdout.write(`${JSON.stringify({ results, rows, archives: web.times, pages: web.weights })}\n`);
  else process.stdout.write(`${table}\n`);
  // Only a whole run is worth publishing.
  if (rounds >= ROUNDS && SIZES.every((size) => sizes.includes(size))) await putIntoReadme(table);
}

async function putIntoReadme(table: string): Promise<void> {
  const file = new URL('../README.md', import.meta.url);
  const text = await readFile(file, 'utf8').catch(() => '');
  if (MARKS.test(text))
    await writeFile(
      file,
      text.replace(MARKS, (_, open, close) => `${open}\n\n${table}\n\n${close}`),
    );
}

if (isProgram(import.meta.url)) await runCommand(command);

export default command;
