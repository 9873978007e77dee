/** The contestants, and the rounds in which they take turns. */
import { cp, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, type FoundBrowser, isFound } from '../io/browser.ts';
import { MachineFault, run } from '../io/processes.ts';
import { type Measured, measure } from './measure.ts';
import { type EditTimes, timesFile } from './parts.ts';
import { fileUrl, type Project } from './project.ts';

export type Contestant =
  | 'engine'
  | 'engine-checked'
  | 'pagedjs-cli'
  | 'chromium'
  | 'weasyprint'
  | 'engine-edit'
  | 'product'
  | 'eleventy + pagedjs-cli'
  | 'product-edit'
  | 'press'
  | 'press-checked'
  | 'press-edit'
  | 'ghostscript';

/** One run of one contestant. */
export interface Result extends Measured {
  readonly contestant: Contestant;
  readonly size: number;
  /** File that it made. */
  readonly pdf: string;
  readonly edits?: EditTimes;
}

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What a contestant may use: the same browser for all. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly browserArgs: readonly string[];
}

export async function machineForAll(): Promise<Machine> {
  const found = await findBrowser();
  if (!isFound(found)) throw new MachineFault(found);
  return {
    env: browserEnvironment(found),
    browserArgs: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  };
}

const browserEnvironment = ({ executable, libraries }: FoundBrowser): NodeJS.ProcessEnv => ({
  ...process.env,
  PUPPETEER_EXECUTABLE_PATH: executable,
  ...(libraries && {
    LD_LIBRARY_PATH: [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
  }),
});

/** The WeasyPrint on this machine, by version; undefined where there is none. */
export async function weasyPrintVersion(): Promise<string | undefined> {
  const { status, stdout } = await run('weasyprint', ['--version']);
  return status === 0 ? stdout.trim() : undefined;
}

/** The Ghostscript on this machine, by version; undefined where there is none. */
export async function ghostscriptVersion(): Promise<string | undefined> {
  const { status, stdout } = await run('gs', ['--version']);
  return status === 0 ? stdout.trim() : undefined;
}

/** Runs one contestant once, in a folder of its own and from an empty cache. */
export async function compete(
  contestant: Contestant,
  project: Project,
  { env, browserArgs }: Machine,
  folder: string,
): Promise<Result> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const out = join(folder, 'out');
  const cache = join(folder, 'cache');
  // All contestants are given the faces as files; d:mag would cut some of them on its very first run.
  await cp(project.faces, cache, { recursive: true });
  const pdf = join(folder, 'out.pdf');
  const paged = (html: string): string[] => [
    here('node_modules/pagedjs-cli/src/cli.js'),
    html,
    '-o',
    pdf,
    `--browserArgs=${browserArgs.join(',')}`,
  ];
  const part = async (name: string, input: string): Promise<Result> => {
    const measured = await measure(
      process.execPath,
      [
        here('scripts/setup.mjs'),
        'bench',
        ...Object.entries({
          part: name,
          input,
          cache,
          out,
          edited: project.edited,
        }).map(([option, value]) => `--${option}=${value}`),
      ],
      { folder: here('.'), env },
    );
    const made = join(
      out,
      name.startsWith('press') ? 'press/2026-9/bench-2026-9-press.pdf' : 'web/2026-9/bench-2026-9.pdf',
    );
    const edits = name.endsWith('edit')
      ? (JSON.parse(await readFile(timesFile(out), 'utf8')) as EditTimes)
      : undefined;
    return { contestant, size: project.pages, pdf: made, ...measured, edits };
  };
  const rival = async (program: string, ...args: readonly string[]): Promise<Result> => ({
    contestant,
    size: project.pages,
    pdf,
    ...(await measure(program, args, { folder, env })),
  });
  switch (contestant) {
    case 'engine':
    case 'engine-checked':
    case 'engine-edit':
      return part(contestant, project.engineInput);
    case 'product':
    case 'product-edit':
      return part(contestant, project.issues);
    // From the cached paged issue: what the engine left there, unmeasured.
    case 'press':
    case 'press-checked':
      await part('engine', project.engineInput);
      return part(contestant, project.engineInput);
    case 'press-edit':
      return part('press-edit', project.engineInput);
    // It is given the reader PDF, whose pictures have a quarter of the pixels that the press file's have.
    case 'ghostscript': {
      const { pdf: readable } = await part('engine', project.engineInput);
      const conversion = ['-sColorConversionStrategy=CMYK', '-sProcessColorModel=DeviceCMYK'];
      return rival(
        'gs',
        '-q',
        '-dBATCH',
        '-dNOPAUSE',
        '-sDEVICE=pdfwrite',
        ...conversion,
        '-o',
        pdf,
        readable,
      );
    }
    case 'pagedjs-cli':
      return rival(process.execPath, ...paged(project.html));
    case 'chromium':
      return rival(
        process.execPath,
        here('scripts/bench/print.mjs'),
        fileUrl(project.html),
        pdf,
        ...browserArgs,
      );
    case 'weasyprint':
      return rival('weasyprint', '--quiet', project.html, pdf);
    case 'eleventy + pagedjs-cli': {
      const site = join(folder, 'site');
      const modules = join(project.eleventy, 'node_modules');
      await symlink(here('node_modules'), modules, 'junction').catch(() => undefined);
      const first = await measure(
        process.execPath,
        [here('node_modules/@11ty/eleventy/cmd.cjs'), '--quiet', `--output=${site}`],
        { folder: project.eleventy, env },
      );
      const second = await rival(process.execPath, ...paged(join(site, 'index.html')));
      return {
        ...second,
        seconds: first.seconds + second.seconds,
        peakMb: second.peakMb && Math.max(first.peakMb ?? 0, second.peakMb),
        cpuSeconds: second.cpuSeconds && second.cpuSeconds + (first.cpuSeconds ?? 0),
      };
    }
  }
}
