/** The browser: finding one, fetching the embedded one where none is installed, and starting it. */

import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join, win32 } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress, gunzip } from 'node:zlib';
import type { Browser } from 'puppeteer-core';
import type { Finding } from '../model/finding.ts';
import { archiveEntries } from './archive.ts';
import { tabsAtOnce } from './machine.ts';
import { MachineFault, machineFinding, run, runNpm } from './processes.ts';

export interface FoundBrowser {
  /** Named by an environment variable, installed on the machine, or the one that we carry. */
  readonly kind: 'named' | 'installed' | 'embedded';
  readonly executable: string;
  /** Folder of shared libraries, for a machine that lacks them. */
  readonly libraries?: string;
}

export interface FindSettings {
  /** Whether to fetch the embedded browser when there is no other; otherwise that is a finding. */
  readonly fetch?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly system?: System;
  /** Where the embedded browser is kept. */
  readonly cache?: string;
}

export interface System {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Contents of /etc/os-release on Linux. */
  readonly release?: string;
}

/** One npm package carries the browser. Its contents are held to this hash, as a lockfile would. */
const EMBEDDED = {
  name: '@sparticuz/chromium',
  version: '153.0.0',
  integrity:
    'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
};

export const NOT_FETCHED = 'browser-not-fetched';

const CACHE = fileURLToPath(new URL('../../.cache/browser', import.meta.url));

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export const isFound = (found: FoundBrowser | Finding): found is FoundBrowser => 'executable' in found;

/** Finds a browser: named by the environment, installed, embedded; in this order. Never throws for a missing one. */
export async function findBrowser(settings: FindSettings = {}): Promise<FoundBrowser | Finding> {
  const { fetch = true, env = process.env, system = thisSystem(), cache = CACHE } = settings;
  const named = namedBrowser(env);
  if (named) return named;
  const candidates = installedCandidates(system.platform, env).filter(isExecutable);
  // A browser in a snap sees neither hidden folders nor /tmp, so it cannot open our pages: the last resort.
  const installed = candidates.find((executable) => !isSnap(executable));
  if (installed) return { kind: 'installed', executable: installed };
  const embeddable = canEmbed(system);
  if (embeddable) {
    const embedded = await embeddedBrowser(cache);
    if (embedded) return embedded;
  }
  const elsewhere = await installedElsewhere(system.platform);
  if (elsewhere) return { kind: 'installed', executable: elsewhere };
  if (embeddable) {
    if (fetch) return fetchBrowser(cache);
    return machineFinding(
      NOT_FETCHED,
      `no browser is installed; Chromium ${EMBEDDED.version.split('.')[0]} comes through npm, once (67 MB)`,
      'run npm run build, which fetches it',
    );
  }
  const snap = candidates[0];
  if (snap) return { kind: 'installed', executable: snap };
  return machineFinding('browser-missing', 'no Chrome, Chromium or Edge is installed', installAdvice(system));
}

/** The browser that PUPPETEER_EXECUTABLE_PATH or CHROME_PATH names. */
export function namedBrowser(env: NodeJS.ProcessEnv): FoundBrowser | Finding | undefined {
  for (const variable of ['PUPPETEER_EXECUTABLE_PATH', 'CHROME_PATH']) {
    const executable = env[variable];
    if (!executable) continue;
    if (isExecutable(executable)) return { kind: 'named', executable };
    return machineFinding(
      'browser-named',
      `${variable} names ${executable}, which is ${existsSync(executable) ? 'no program' : 'not there'}`,
      `let ${variable} name a Chrome, Chromium or Edge, or unset it so that one is found`,
    );
  }
}

/** Where an installed browser stands, best first, on this platform. */
export function installedCandidates(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') {
    const programs = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Google Chrome Canary'];
    const folders = ['/Applications', `${env.HOME ?? homedir()}/Applications`];
    return programs.flatMap((name) =>
      folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  if (platform === 'win32') {
    const programs = [
      String.raw`Google\Chrome\Application\chrome.exe`,
      String.raw`Chromium\Application\chrome.exe`,
      String.raw`Microsoft\Edge\Application\msedge.exe`,
    ];
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      Boolean,
    ) as string[];
    return programs.flatMap((name) => folders.map((folder) => win32.join(folder, name)));
  }
  const programs = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const folders = new Set([...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']);
  return programs.flatMap((name) => [...folders].filter(Boolean).map((folder) => join(folder, name)));
}

/** What to install, for a system that has no browser and for which we carry none. */
export function installAdvice({ platform, release = '' }: System): string {
  if (platform === 'darwin') {
    return 'install Google Chrome from https://www.google.com/chrome/ (or: brew install --cask google-chrome)';
  }
  if (platform === 'win32') {
    return 'install Google Chrome from https://www.google.com/chrome/ (or: winget install Google.Chrome)';
  }
  const distribution = /^ID="?([^"\n]*)/m.exec(release)?.[1] ?? '';
  const family = `${distribution} ${/^ID_LIKE="?([^"\n]*)/m.exec(release)?.[1] ?? ''}`;
  // Ubuntu's chromium is a snap, which cannot open our pages.
  if (distribution === 'ubuntu')
    return 'install Google Chrome (the .deb from https://www.google.com/chrome/)';
  if (/debian|ubuntu/.test(family)) {
    return 'install Chromium: sudo apt-get install -y --no-install-recommends chromium';
  }
  if (/fedora|rhel/.test(family)) return 'install Chromium: sudo dnf install chromium';
  if (/alpine/.test(family)) return 'install Chromium: sudo apk add chromium';
  if (/arch/.test(family)) return 'install Chromium: sudo pacman -S chromium';
  if (/suse/.test(family)) return 'install Chromium: sudo zypper install chromium';
  return 'install Chrome or Chromium with the package manager of this system, or let CHROME_PATH name one';
}

/** The embedded browser is built against glibc for x64. */
const canEmbed = ({ platform, arch, release = '' }: System): boolean =>
  platform === 'linux' && arch === 'x64' && !/^ID="?alpine/m.test(release);

export function thisSystem(): System {
  const { platform, arch } = process;
  const release =
    platform === 'linux' && existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return { platform, arch, release };
}

function isExecutable(path: string): boolean {
  try {
    const facts = statSync(path);
    return facts.isFile() && (process.platform === 'win32' || (facts.mode & 0o111) !== 0);
  } catch {
    return false;
  }
}

function isSnap(executable: string): boolean {
  if (/^\/snap\/|\/snap$/.test(executable) || realpathSync(executable).endsWith('/bin/snap')) return true;
  // Ubuntu's /usr/bin/chromium-browser is a short script that starts the snap.
  return statSync(executable).size < 65_536 && readFileSync(executable, 'latin1').includes('/snap/bin/');
}

/** Slower ways of finding an installed browser: desktop entries on Linux, the launch services on macOS. */
async function installedElsewhere(platform: NodeJS.Platform): Promise<string | undefined> {
  if (platform !== process.platform || platform === 'win32') return;
  try {
    const { Launcher } = await import('chrome-launcher');
    // Under WSL it offers Windows' Chrome, which does not know our paths.
    return Launcher.getInstallations().find(
      (executable) => !executable.startsWith('/mnt/') && isExecutable(executable) && !isSnap(executable),
    );
  } catch {
    // It throws when it finds none.
  }
}

/** The unpacked embedded browser, if every file is there in its full length. */
async function embeddedBrowser(cache: string): Promise<FoundBrowser | undefined> {
  const folder = join(cache, `chromium-${EMBEDDED.version}`);
  try {
    const { files } = JSON.parse(await readFile(join(folder, 'complete.json'), 'utf8')) as Inventory;
    const sizes = await Promise.all(
      Object.keys(files).map(async (name) => (await stat(join(folder, name))).size),
    );
    if (!Object.values(files).every((sizeBytes, index) => sizeBytes === sizes[index])) return;
  } catch {
    return;
  }
  return { kind: 'embedded', executable: join(folder, 'chromium'), libraries: join(folder, 'lib') };
}

/** Written last, so a folder that has it was unpacked to the end; the lengths tell of files cut short later. */
interface Inventory {
  readonly files: Record<string, number>;
}

/** Fetches the embedded browser through npm and unpacks it. Two at once do the work twice and both succeed. */
async function fetchBrowser(cache: string): Promise<FoundBrowser | Finding> {
  const workshop = join(cache, `.unpacking-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await clearLeftovers(cache);
    await mkdir(workshop, { recursive: true });
    const packed = await runNpm(
      ['pack', `${EMBEDDED.name}@${EMBEDDED.version}`, '--pack-destination', workshop, '--loglevel=error'],
      { folder: workshop },
    );
    const tarball = (await readdir(workshop)).find((name) => name.endsWith('.tgz'));
    if (packed.status !== 0 || !tarball) {
      return machineFinding(
        'browser-fetch',
        `npm could not fetch the browser: ${lastWords(packed.stderr)}`,
        `check the network and npm's proxy settings and run again, or ${installAdvice(thisSystem())}`,
      );
    }
    const archive = await readFile(join(workshop, tarball));
    const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    if (integrity !== EMBEDDED.integrity) {
      return machineFinding(
        'browser-integrity',
        `the fetched browser is not the one expected: its hash is ${integrity.slice(0, 23)}…`,
        'run npm cache verify and try again; if it happens again, ask who runs the npm registry',
      );
    }
    const finished = join(workshop, 'finished');
    const files = await unpack(await promisify(gunzip)(archive), finished);
    await writeFile(join(finished, 'complete.json'), JSON.stringify({ files } satisfies Inventory));
    await moveIntoPlace(finished, join(cache, `chromium-${EMBEDDED.version}`), workshop, cache);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return machineFinding(
      'browser-unpack',
      `the browser could not be unpacked: ${message}`,
      code === 'ENOSPC'
        ? 'free 350 MB of disk and run again'
        : `check that ${cache} can be written, and run again`,
    );
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  const embedded = await embeddedBrowser(cache);
  return (
    embedded ??
    machineFinding('browser-unpack', `the unpacked browser in ${cache} is not whole`, 'run the command again')
  );
}

/** Unpacks browser and libraries; returns the length of every file. */
async function unpack(archive: Buffer, folder: string): Promise<Record<string, number>> {
  await mkdir(join(folder, 'lib'), { recursive: true });
  const parts = new Map([...archiveEntries(archive)].map(({ name, content }) => [name, content]));
  const part = (name: string): Buffer => {
    const content = parts.get(`package/bin/${name}`);
    if (!content) throw new Error(`the package holds no ${name}`);
    return content;
  };
  const executable = join(folder, 'chromium');
  await pipeline(
    Readable.from([part('chromium.br')]),
    createBrotliDecompress(),
    createWriteStream(executable, { mode: 0o755 }),
  );
  const files: Record<string, number> = { chromium: (await stat(executable)).size };
  for (const library of archiveEntries(await promisify(brotliDecompress)(part('al2023.tar.br')))) {
    await mkdir(dirname(join(folder, library.name)), { recursive: true });
    await writeFile(join(folder, library.name), library.content);
    if (library.executable) await chmod(join(folder, library.name), 0o755);
    files[library.name] = library.content.length;
  }
  return files;
}

async function moveIntoPlace(
  finished: string,
  place: string,
  workshop: string,
  cache: string,
): Promise<void> {
  // What stands there is broken, or was put there by another process in the meantime and is as good as ours.
  if (existsSync(place)) {
    if (await embeddedBrowser(cache)) return;
    await rename(place, join(workshop, 'broken')).catch(() => {});
  }
  try {
    await rename(finished, place);
  } catch (error) {
    if (!(await embeddedBrowser(cache))) throw error;
  }
}

/** Removes what an interrupted fetch left behind. */
async function clearLeftovers(cache: string): Promise<void> {
  for (const name of await readdir(cache).catch(() => [])) {
    const pid = /^\.unpacking-(\d+)-/.exec(name)?.[1];
    if (!pid) continue;
    const ageMs = Date.now() - (await stat(join(cache, name)).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    // A process in another container that shares this folder looks dead from here: so wait a while.
    if (ageMs > HOUR_MS || (ageMs > MINUTE_MS && !isAlive(Number(pid)))) {
      await rm(join(cache, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const lastWords = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .filter((line) => line && !/complete log|^npm warn/i.test(line))
    .slice(0, 3)
    .join(' · ') || 'it gave no reason';

/** Quiet without a network, and the same letterforms and colours on every machine. */
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-gpu',
  '--disable-sync',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
];

interface Manner {
  readonly ownLibraries: boolean;
  readonly sandbox: boolean;
}

/** What an executable needed to start, so that the second launch does not fail first. */
const manners = new Map<string, Manner>();

/**
 * Starts the browser. Throws a MachineFault that says what to do when it does not start.
 *
 * @param endsItself whether an interrupt is left to the caller; else it ends browser and program
 */
export async function launchBrowser(
  found: FoundBrowser,
  extraFlags: readonly string[] = [],
  endsItself = false,
): Promise<Browser> {
  const { default: puppeteer } = await import('puppeteer-core');
  let manner = manners.get(found.executable) ?? { ownLibraries: false, sandbox: process.getuid?.() !== 0 };
  for (;;) {
    const args = [...FLAGS, ...extraFlags, ...(manner.sandbox ? [] : ['--no-sandbox'])];
    const env = manner.ownLibraries ? withLibraries(found.libraries) : process.env;
    try {
      const browser = await puppeteer.launch({
        executablePath: found.executable,
        headless: 'shell',
        // The browser ends by itself when our end of the pipe closes, however we end.
        pipe: true,
        args,
        env,
        handleSIGINT: !endsItself,
        handleSIGTERM: !endsItself,
        handleSIGHUP: !endsItself,
        timeout: 2 * MINUTE_MS,
        protocolTimeout: 0,
      });
      manners.set(found.executable, manner);
      return browser;
    } catch (error) {
      // Over a pipe puppeteer does not pass on what the browser said, so it is asked once more.
      const said = await complaint(found.executable, args, env);
      const next = gentler(manner, said, found);
      if (!next) throw new MachineFault(launchFinding(found, said || (error as Error).message), error);
      manner = next;
    }
  }
}

/** One process fewer: pages are only our own files, and there is no network to keep apart. */
const LEAN: readonly string[] = ['--enable-features=NetworkServiceInProcess2'];

let ahead: Promise<Browser> | undefined;
let isOwnEnd = false;

/**
 * Starts the browser before the command that will use it is loaded: both take as long, and they can be done at once. Resolves when its driver
 * is there and at work: to load the command beside it would keep the browser waiting for both.
 *
 * @param tab file: address of the document that its tabs begin with
 * @param endsItself whether the command has something to do when it is interrupted, and closes its browsers
 */
export async function startAhead(found: FoundBrowser, tab: string, endsItself = false): Promise<void> {
  await import('puppeteer-core');
  isOwnEnd = endsItself;
  ahead = launchBrowser(found, [...LEAN, tab], endsItself).then(async (browser) => {
    // One message each: the browser then goes on alone while the command is being loaded.
    const session = await browser.target().createCDPSession();
    for (let more = 1; more < tabsAtOnce(); more++) await session.send('Target.createTarget', { url: tab });
    await session.detach();
    // The driver's side of both, which takes as many messages again.
    await browser.pages();
    return browser;
  });
  ahead.catch(() => undefined);
}

/** The browser that was started ahead, or a new one. Throws a MachineFault where there is none. */
export async function startBrowser(): Promise<Browser> {
  const started = ahead;
  ahead = undefined;
  if (started) return started;
  const found = await findBrowser({ fetch: true });
  if (!isFound(found)) throw new MachineFault(found);
  return launchBrowser(found, LEAN, isOwnEnd);
}

/** Closes a browser that was started ahead and that nobody took. */
export async function closeAhead(): Promise<void> {
  const started = ahead;
  ahead = undefined;
  await started?.then((browser) => browser.close()).catch(() => undefined);
}

const withLibraries = (libraries = ''): NodeJS.ProcessEnv => ({
  ...process.env,
  LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
});

async function complaint(
  executable: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { status, stderr } = await run(executable, ['--headless', ...args, '--dump-dom', 'about:blank'], {
    env,
    timeoutMs: MINUTE_MS,
  });
  return status === 0 ? '' : stderr.trim() || `it ended with status ${status ?? 'unknown'}`;
}

/** The next manner to try after what the browser said, each at most once. */
function gentler(manner: Manner, said: string, found: FoundBrowser): Manner | undefined {
  if (isMissingLibrary(said) && found.libraries && !manner.ownLibraries)
    return { ...manner, ownLibraries: true };
  if (/no usable sandbox|setuid sandbox|sandbox_host_linux/i.test(said) && manner.sandbox) {
    return { ...manner, sandbox: false };
  }
}

const isMissingLibrary = (said: string): boolean => /error while loading shared libraries/.test(said);

/** Why a browser does not start, and the remedy. Exported for its tests. */
export function launchFinding(found: FoundBrowser, said: string): Finding {
  const library = /error while loading shared libraries: ([^\s:]+)/.exec(said)?.[1];
  if (library) {
    return machineFinding(
      'browser-libraries',
      `the browser does not start: this system lacks ${library}`,
      `install what the browser needs (Debian, Ubuntu: sudo apt-get install libnss3 libexpat1; Fedora: sudo dnf install nss expat)`,
    );
  }
  const glibc = /version `(GLIBC_[\d.]+)' not found/.exec(said)?.[1];
  if (glibc) {
    return machineFinding(
      'browser-libraries',
      `the browser does not start: it needs ${glibc}, and this system is older`,
      installAdvice(thisSystem()),
    );
  }
  const reason = said.split('\n').find((line) => /error|fatal|fail/i.test(line)) ?? said.split('\n')[0] ?? '';
  return machineFinding(
    'browser-launch',
    `${found.executable} does not start: ${reason.trim().slice(0, 200)}`,
    {
      embedded: 'delete .cache/browser and run again, or install Chrome',
      installed: 'start it once by hand, update it, or let CHROME_PATH name another browser',
      named: 'let PUPPETEER_EXECUTABLE_PATH or CHROME_PATH name another browser, or unset it',
    }[found.kind],
  );
}

/** The finding for an error that means that the browser died under us; undefined for any other error. */
export function browserCrash(error: unknown): Finding | undefined {
  if (!(error instanceof Error)) return;
  const died =
    /target closed|connection closed|session closed|page crashed|browser has disconnected|detached frame/i;
  if (!died.test(error.message)) return;
  return machineFinding(
    'browser-crash',
    `the browser stopped in the middle of the work (${error.message.split('\n')[0]})`,
    'close other programs to free memory and run again; npm run doctor shows which browser is used',
  );
}
