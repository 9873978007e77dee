/**
 * Set-up: `node scripts/setup.mjs COMMAND [args]` gets what is missing (packages, a browser), then runs the command.
 * Plain JavaScript on Node's own modules, because it runs before any package is there.
 */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as modules from 'node:module';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const NODE_NEEDED = [20, 19];
const COMMANDS = [
  'build',
  'test',
  'studio',
  'preflight',
  'press',
  'compare',
  'deposit',
  'new',
  'specimen',
  'doctor',
  'bench',
];
const NEEDS_BROWSER = new Set([
  'build',
  'test',
  'studio',
  'preflight',
  'press',
  'compare',
  'deposit',
  'bench',
]);
/** Commands that use it at once, in this process. */
const BROWSES = new Set(['build', 'studio', 'preflight', 'press', 'compare']);

/**
 * How much bytecode a function of Node 20 runs before it is optimised: eight times as much as it would. A command takes seconds, and most of what
 * is optimised for it never pays, while the threads that do it take a core from the browser. Loops that matter still are, within milliseconds.
 * Later versions go by other measures, and gain nothing.
 */
const OPTIMISE_LATE = '--interrupt-budget=500000';

const HEARTBEAT_MS = 5000;
const SILENCE_MS = 60000;

/** What stands in the way, and what to do about it. */
class Fault extends Error {
  constructor(rule, message, hint) {
    super(message);
    this.rule = rule;
    this.hint = hint;
  }
}

/** `20.19.0` is enough for `[20, 19]`. */
export function nodeIsEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1]);
}

/**
 * What node_modules must have been made from: the lockfile, and the system, since some packages carry compiled parts.
 * A folder shared between a Mac and a container needs each its own.
 */
function wantedPackages(root) {
  const lock = join(root, 'package-lock.json');
  const source = fs.readFileSync(fs.existsSync(lock) ? lock : join(root, 'package.json'));
  return `${createHash('sha256').update(source).digest('hex')} ${process.platform} ${process.arch}\n`;
}

const stampOf = (root) => join(root, 'node_modules', '.dmag-packages');

/** Whether node_modules is what package-lock.json asks for, installed to the end. */
export function packagesAreComplete(root) {
  const wanted = wantedPackages(root);
  const stamp = readText(stampOf(root));
  if (stamp === wanted) return true;
  // Made on another system.
  if (stamp && stamp.split(' ').slice(1).join(' ') !== wanted.split(' ').slice(1).join(' ')) return false;
  // Someone ran npm by hand: npm writes its own list last, so the list tells whether it came to the end.
  if (!installedByHand(root)) return false;
  fs.writeFileSync(stampOf(root), wanted);
  return true;
}

function installedByHand(root) {
  const lock = readText(join(root, 'package-lock.json'));
  const list = readText(join(root, 'node_modules', '.package-lock.json'));
  if (!lock || !list) return false;
  const wanted = JSON.parse(lock).packages;
  const there = JSON.parse(list).packages;
  return Object.keys(wanted).every((folder) => {
    if (folder === '' || (!there[folder] && wanted[folder].optional)) return true;
    return (
      there[folder] &&
      there[folder].version === wanted[folder].version &&
      fs.existsSync(join(root, folder, 'package.json'))
    );
  });
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Runs npm to its end; the npm that started us where there is one. Reports its process id, so that a lock can name it. */
function npm(root, args, started) {
  const script = process.env.npm_execpath;
  const own = script && /npm-cli\.[cm]?js$/.test(script);
  return new Promise((done) => {
    const child = own
      ? spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
      : // npm is a .cmd on Windows, which only a shell can start.
        spawn('npm', args, {
          cwd: root,
          stdio: ['ignore', 'ignore', 'pipe'],
          shell: process.platform === 'win32',
        });
    if (child.pid) started(child.pid);
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', (error) => done({ status: 1, said: error.message, missing: error.code === 'ENOENT' }));
    child.on('close', (status) => done({ status, said, missing: false }));
  });
}

async function installPackages(root, say, started) {
  const locked = fs.existsSync(join(root, 'package-lock.json'));
  const work = locked
    ? 'packages: installing with npm ci'
    : 'packages: no package-lock.json, so npm install chooses the versions';
  await timed(say, work, async () => {
    fs.rmSync(stampOf(root), { force: true });
    const { status, said, missing } = await npm(
      root,
      [
        locked ? 'ci' : 'install',
        '--include=dev',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ],
      started,
    );
    if (status !== 0) throw installFault(missing ? 'there is no npm' : said, missing);
    // The lockfile may be new, so it is read again.
    fs.writeFileSync(stampOf(root), wantedPackages(root));
  });
}

function installFault(said, missing) {
  const reason = said
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .filter((line) => line && !/^npm warn|complete log/i.test(line))
    .slice(0, 4)
    .join(' · ');
  const [, hint] = [
    [missing, 'install npm (it comes with Node from https://nodejs.org) and run again'],
    [
      /EUSAGE/.test(said),
      'run npm install, which brings package-lock.json in step with package.json, and run again',
    ],
    [
      /ENOTFOUND|ETIMEDOUT|ECONN|EAI_AGAIN|network/i.test(said),
      "check the network and npm's proxy settings, and run again",
    ],
    [/ENOSPC/.test(said), 'free a gigabyte of disk and run again'],
    [/EACCES|EPERM|EROFS/.test(said), 'make this folder writable for you (without sudo) and run again'],
    [/EINTEGRITY/.test(said), 'run npm cache verify and run again'],
    [true, 'run npm ci by hand to see all that it says'],
  ].find(([applies]) => applies);
  return new Fault('packages', `npm could not install the packages: ${reason || 'it gave no reason'}`, hint);
}

/**
 * Runs `work` while no other set-up of this folder is at work. The lock is a folder, whose making is atomic; it names the
 * processes that hold it. Dead processes, or silence for a minute from another machine, leave it free to be taken.
 */
export async function alone(root, say, work) {
  const cache = join(root, '.cache');
  const lock = join(cache, 'setup.lock');
  const owner = join(lock, 'owner');
  fs.mkdirSync(cache, { recursive: true });
  for (let waiting = false; ;) {
    try {
      fs.mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned(lock)) {
      takeAway(lock);
      continue;
    }
    if (!waiting) say('waiting for another set-up of this folder to finish\n');
    waiting = true;
    await new Promise((wake) => setTimeout(wake, 200));
  }
  const pids = [process.pid];
  const sign = () => {
    if (fs.existsSync(lock)) fs.writeFileSync(owner, [hostname(), ...pids].join(' '));
  };
  const release = () => fs.rmSync(lock, { recursive: true, force: true });
  const stop = () => {
    // npm gets Ctrl-C from the terminal as we do, but not a signal to us alone. What it leaves is half done either way.
    for (const pid of pids.slice(1)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    process.exit(130);
  };
  const heartbeat = setInterval(sign, HEARTBEAT_MS);
  process.once('exit', release).once('SIGINT', stop).once('SIGTERM', stop);
  sign();
  try {
    return await work((pid) => {
      pids.push(pid);
      sign();
    });
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release).off('SIGINT', stop).off('SIGTERM', stop);
    release();
  }
}

/** Only one of several waiting processes succeeds in renaming it. */
function takeAway(lock) {
  const aside = `${lock}.${process.pid}.${Date.now()}`;
  try {
    fs.renameSync(lock, aside);
    // Between the look and the renaming another process may have taken it away and made its own.
    if (isAbandoned(aside)) fs.rmSync(aside, { recursive: true, force: true });
    else fs.renameSync(aside, lock);
  } catch {
    // Another process was quicker.
  }
}

function isAbandoned(lock) {
  const owner = join(lock, 'owner');
  try {
    const [host, ...pids] = (readText(owner) || '').split(' ');
    if (host === hostname() && pids.length > 0) return !pids.some((pid) => isAlive(Number(pid)));
    const file = fs.existsSync(owner) ? owner : lock;
    return Date.now() - fs.statSync(file).mtimeMs > SILENCE_MS;
  } catch {
    // It was released just now.
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Says what is done and, on the same line, how long it took. */
async function timed(say, work, action) {
  const from = Date.now();
  say(`${work} … `);
  try {
    const result = await action();
    say(`${((Date.now() - from) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    say('failed\n');
    throw error;
  }
}

/** @param ahead whether to start it now, while the command is being loaded; 'ends itself' where that handles an interrupt */
async function ensureBrowser(root, code, say, ahead) {
  const { findBrowser, isFound, NOT_FETCHED, startAhead } = await load(join(code, 'io/browser.js'));
  const look = () => findBrowser({ fetch: false });
  const canFetch = (found) => !isFound(found) && found.rule === NOT_FETCHED;
  let found = await look();
  if (canFetch(found)) {
    found = await alone(root, say, async () => {
      // Another set-up may have fetched it while this one waited.
      const now = await look();
      return canFetch(now) ? timed(say, `browser: ${now.message}`, () => findBrowser()) : now;
    });
  }
  if (!isFound(found)) throw new Fault(found.rule, found.message, found.hint);
  const tab = pathToFileURL(join(code, 'pages', 'tab.html')).href;
  if (ahead) await startAhead(found, tab, ahead === 'ends itself');
}

async function prepare(command, args, root, say) {
  if (!nodeIsEnough(process.versions.node)) {
    throw new Fault(
      'node',
      `this is Node ${process.versions.node}; d:mag needs ${NODE_NEEDED.join('.')} or newer`,
      'install the LTS version from https://nodejs.org and run again',
    );
  }
  if (!COMMANDS.includes(command)) {
    throw new Fault('command', `${command || 'nothing'} is no command`, `use one of: ${COMMANDS.join(', ')}`);
  }
  if (!packagesAreComplete(root)) {
    await alone(root, say, async (started) => {
      if (!packagesAreComplete(root)) await installPackages(root, say, started);
    });
  }
  const { compiledScripts } = await import('./compile.mjs');
  const code = await compiledScripts(root);
  // What Node 22 and newer have compiled they need not compile again; it is kept beside what it was compiled from.
  modules.enableCompileCache?.(join(code, 'compiled'));
  if (NEEDS_BROWSER.has(command)) {
    const isMeasured = command === 'bench' && args.some((arg) => arg.startsWith('--part='));
    // The web edition alone seldom asks for it.
    const prints = !/--only[= ]web\b/.test(options(args).join(' '));
    const ahead = command === 'studio' ? 'ends itself' : (BROWSES.has(command) && prints) || isMeasured;
    await ensureBrowser(root, code, say, ahead);
  }
  return code;
}

const load = (file) => import(pathToFileURL(file).href);

/** What stands before --, which ends the options. */
const options = (args) => (args.includes('--') ? args.slice(0, args.indexOf('--')) : args);

async function main([command, ...args]) {
  const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
  const json = options(args).includes('--json');
  const silent = json || options(args).includes('--quiet');
  // Standard output belongs to the command.
  const say = (words) => silent || process.stderr.write(words);
  let code;
  try {
    code = await prepare(command, args, root, say);
  } catch (error) {
    // Anything else is a bug, and shows itself whole.
    if (!(error instanceof Fault) && !/^E[A-Z]+$/.test(error.code || '')) throw error;
    const { rule = 'machine', message, hint = 'check that this folder can be read and written' } = error;
    process.exitCode = 2;
    process.stderr.write(`error  ${message}  (${rule})\n  hint: ${hint}\n`);
    if (json) {
      const findings = [{ rule, level: 'error', message, hint }];
      process.stdout.write(`${JSON.stringify({ status: 2, findings })}\n`);
    }
    return;
  }
  if (command !== 'test' && process.versions.v8.startsWith('11.')) setFlagsFromString(OPTIMISE_LATE);
  // The command runs in this same process: starting a second one costs more than everything else here.
  const test = command === 'test';
  const script = join(root, test ? 'node_modules/vitest/vitest.mjs' : `scripts/${command}.ts`);
  const how = test ? ['run', '--config', join(root, 'test/vitest.config.ts')] : [];
  process.argv = [process.execPath, script, ...how, ...args];
  if (!test) process.env.DMAG_CODE = code;
  await load(test ? script : join(code, `${command}.js`));
}

if (process.argv[1] && fs.realpathSync(resolve(process.argv[1])) === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2));
}
