/** `npm run doctor`: what is installed, what is missing, and how to mend it on this system. */

import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { commonOptions, defineCommand, type ExitStatus, isProgram, runCommand } from './commandline.ts';
import { type FindSettings, findBrowser, isFound, launchBrowser } from './io/browser.ts';
import { MachineFault, run, runNpm } from './io/processes.ts';
import { takesColour } from './io/terminal.ts';

/** One thing that is looked at. Only what is missing and needed stands in the way of a build. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'missing' | 'optional';
  /** What is there, or what is wrong. */
  readonly found: string;
  /** What to do, as an imperative. */
  readonly remedy?: string;
}

/** 2 where something needed is missing: the machine is at fault. */
export const statusOfChecks = (checks: readonly Check[]): ExitStatus =>
  checks.some(({ state }) => state === 'missing') ? 2 : 0;

export function formatChecks(checks: readonly Check[], color: boolean): string {
  const paint = pc.createColors(color);
  const signs = {
    ok: paint.green('ok      '),
    missing: paint.red('missing '),
    optional: paint.dim('optional'),
  };
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.map(({ name, state, found, remedy }) => {
    const line = `${signs[state]}  ${name.padEnd(width)}  ${found}`;
    return remedy ? `${line}\n  hint: ${remedy}` : line;
  });
  const faults = checks.filter(({ state }) => state === 'missing').length;
  const verdict =
    faults === 0
      ? 'ready: npm run build will work'
      : `${faults} of ${checks.length} must be mended before a build`;
  return `${lines.join('\n')}\n${verdict}\n`;
}

type Platforms = { readonly darwin: string; readonly win32: string; readonly linux: string };

/** The remedy for this platform; what is not Windows or macOS is treated as Linux. */
export const remedyFor = (platform: NodeJS.Platform, remedies: Platforms): string =>
  platform === 'darwin' || platform === 'win32' ? remedies[platform] : remedies.linux;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function checkNode(): Check {
  // Set-up has refused an older one before this runs.
  return {
    name: 'node',
    state: 'ok',
    found: `${process.versions.node} (${process.platform} ${process.arch})`,
  };
}

async function checkNpm(): Promise<Check> {
  const { status, stdout } = await runNpm(['--version']);
  if (status === 0) return { name: 'npm', state: 'ok', found: stdout.trim() };
  return {
    name: 'npm',
    state: 'missing',
    found: 'not found',
    remedy: remedyFor(process.platform, {
      darwin: 'install Node from https://nodejs.org, which brings npm (or: brew install node)',
      win32: 'install Node from https://nodejs.org, which brings npm (or: winget install OpenJS.NodeJS.LTS)',
      linux: 'install npm with the package manager of this system, or Node from https://nodejs.org',
    }),
  };
}

const dependenciesOf = async (root: string): Promise<Record<string, string>> => {
  const list = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return list.dependencies;
};

export async function checkPackages(root = ROOT): Promise<Check> {
  const dependencies = await dependenciesOf(root);
  const wrong: string[] = [];
  for (const [name, wanted] of Object.entries(dependencies)) {
    const source = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8').catch(() => '{}');
    const { version } = JSON.parse(source) as { version?: string };
    if (version !== wanted) wrong.push(`${name} ${version ?? 'missing'} (wanted: ${wanted})`);
  }
  const count = Object.keys(dependencies).length;
  if (wrong.length === 0) return { name: 'packages', state: 'ok', found: `all ${count} as in package.json` };
  return {
    name: 'packages',
    state: 'missing',
    found: `${wrong.length} of ${count} are not as in package.json: ${wrong.slice(0, 3).join(', ')}`,
    remedy: 'run npm ci',
  };
}

/** The faces come as packages; without them the pages would be set in another face. */
async function checkFonts(): Promise<Check> {
  const names = Object.keys(await dependenciesOf(ROOT)).filter((name) =>
    /^@(expo-google-fonts|fontsource(-variable)?)\//.test(name),
  );
  const empty: string[] = [];
  for (const name of names) {
    const files = await readdir(join(ROOT, 'node_modules', name), { recursive: true }).catch(() => []);
    if (!files.some((file) => /\.(ttf|otf|woff2?)$/.test(file))) empty.push(name);
  }
  if (names.length > 0 && empty.length === 0) return { name: 'fonts', state: 'ok', found: names.join(', ') };
  return {
    name: 'fonts',
    state: 'missing',
    found: `no faces in ${empty.join(', ') || 'package.json'}`,
    remedy: 'run npm ci',
  };
}

export async function checkBrowser(settings: FindSettings = {}): Promise<Check> {
  const found = await findBrowser(settings);
  if (!isFound(found)) return { name: 'browser', state: 'missing', found: found.message, remedy: found.hint };
  try {
    const browser = await launchBrowser(found);
    const version = await browser.version();
    await browser.close();
    return { name: 'browser', state: 'ok', found: `${version}, ${found.kind}: ${found.executable}` };
  } catch (error) {
    if (!(error instanceof MachineFault)) throw error;
    const { message, hint } = error.finding;
    return { name: 'browser', state: 'missing', found: message, remedy: hint };
  }
}

/** Whether a folder can be made and written, seen by doing it. */
export async function checkWriting(folder: string): Promise<Check> {
  const name = `writing ${folder}`;
  const trial = join(folder, `.trial-${process.pid}`);
  try {
    const made = await mkdir(folder, { recursive: true });
    await writeFile(trial, '');
    // A folder that was not there before is not left behind.
    await rm(made ?? trial, { recursive: true });
    return { name, state: 'ok', found: 'possible' };
  } catch (error) {
    return {
      name,
      state: 'missing',
      found: (error as Error).message,
      remedy: remedyFor(process.platform, {
        darwin: `make it yours: sudo chown -R "$USER" ${folder}`,
        linux: `make it yours: sudo chown -R "$USER" ${folder}`,
        win32: `allow yourself to write ${folder} (Properties, Security)`,
      }),
    };
  }
}

interface Tool {
  readonly name: string;
  readonly asks: readonly string[];
  readonly use: string;
  readonly remedies: Platforms;
}

/** Second opinions on a finished PDF. Nothing in a build needs them. */
const TOOLS: readonly Tool[] = [
  {
    name: 'pdftotext',
    asks: ['-v'],
    use: "reads a PDF's text as a search would",
    remedies: {
      darwin: 'brew install poppler',
      win32: 'winget install oschwartz10612.Poppler',
      linux: 'sudo apt-get install poppler-utils',
    },
  },
  {
    name: 'qpdf',
    asks: ['--version'],
    use: "checks a PDF's structure",
    remedies: {
      darwin: 'brew install qpdf',
      win32: 'winget install QPDF.QPDF',
      linux: 'sudo apt-get install qpdf',
    },
  },
];

async function checkTool({ name, asks, use, remedies }: Tool): Promise<Check> {
  const { status, stdout, stderr } = await run(name, asks, { timeoutMs: 10_000 });
  if (status === 0) {
    return { name, state: 'ok', found: /\d+(\.\d+)+/.exec(stdout + stderr)?.[0] ?? 'there' };
  }
  return {
    name,
    state: 'optional',
    found: `not installed; ${use}`,
    remedy: remedyFor(process.platform, remedies),
  };
}

const command = defineCommand({
  name: 'doctor',
  description: 'What is installed, what is missing, and how to mend it',
  args: commonOptions,
  async run({ out, json, quiet }): Promise<ExitStatus> {
    const checks = [
      checkNode(),
      ...(await Promise.all([
        checkNpm(),
        checkPackages(),
        checkFonts(),
        checkBrowser(),
        checkWriting(out),
        checkWriting(join(ROOT, '.cache')),
        ...TOOLS.map(checkTool),
      ])),
    ];
    const status = statusOfChecks(checks);
    const color = takesColour(process.stdout);
    if (json) process.stdout.write(`${JSON.stringify({ status, checks }, null, 2)}\n`);
    else if (!quiet || status !== 0) process.stdout.write(formatChecks(checks, color));
    return status;
  },
});

if (isProgram(import.meta.url)) await runCommand(command);
