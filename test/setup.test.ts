import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';

interface Setup {
  readonly nodeIsEnough: (version: string) => boolean;
  readonly packagesAreComplete: (root: string) => boolean;
  readonly alone: (
    root: string,
    say: (words: string) => void,
    work: (started: (pid: number) => void) => Promise<unknown>,
  ) => Promise<unknown>;
}

const script = resolve('scripts/setup.mjs');
// Set-up is plain JavaScript, so its types are stated here.
const { nodeIsEnough, packagesAreComplete, alone } = (await import(pathToFileURL(script).href)) as Setup;

const LOCK = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/for-a-mac': { version: '1.0.0', optional: true },
  },
};

/** A folder with a lockfile and, as after npm, its packages and npm's own list of them. */
function installedFolder(list: object = { packages: { 'node_modules/a': { version: '1.0.0' } } }): string {
  const root = mkdtempSync(join(tmpdir(), 'dmag-setup-'));
  mkdirSync(join(root, 'node_modules/a'), { recursive: true });
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(LOCK));
  writeFileSync(join(root, 'node_modules/a/package.json'), '{}');
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify(list));
  return root;
}

const stamp = (root: string): string => join(root, 'node_modules/.dmag-packages');

const silent = (): void => {};
const root = (): string => mkdtempSync(join(tmpdir(), 'dmag-lock-'));
const run = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });

test('Node 20.19 and newer are enough', () => {
  expect(['18.20.0', '20.18.3', '20.19.0', '22.0.0', '26.1.0'].map(nodeIsEnough)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
});

describe('packages', () => {
  test('what npm installed to the end by hand is taken as it is, and stamped', () => {
    const root = installedFolder();
    expect(packagesAreComplete(root)).toBe(true);
    expect(existsSync(stamp(root))).toBe(true);
  });

  test('an install that was interrupted is not complete', () => {
    const root = installedFolder();
    rmSync(join(root, 'node_modules/.package-lock.json'));
    expect(packagesAreComplete(root)).toBe(false);
    expect(existsSync(stamp(root))).toBe(false);
  });

  test('a package of another version, or one that is gone, is not complete', () => {
    expect(
      packagesAreComplete(installedFolder({ packages: { 'node_modules/a': { version: '0.9.0' } } })),
    ).toBe(false);
    const root = installedFolder();
    rmSync(join(root, 'node_modules/a'), { recursive: true });
    expect(packagesAreComplete(root)).toBe(false);
  });

  test('a changed lockfile is noticed', () => {
    const root = installedFolder();
    packagesAreComplete(root);
    const lock = { packages: { ...LOCK.packages, 'node_modules/b': { version: '1.0.0' } } };
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
    expect(packagesAreComplete(root)).toBe(false);
  });

  test('packages that were installed on another system are not taken', () => {
    const root = installedFolder();
    packagesAreComplete(root);
    const [hash] = readFileSync(stamp(root), 'utf8').split(' ');
    writeFileSync(stamp(root), `${hash} plan9 mips\n`);
    expect(packagesAreComplete(root)).toBe(false);
  });
});

describe('two set-ups at once', () => {
  test('one waits for the other, and says so', async () => {
    const place = root();
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise((wake) => setTimeout(wake, 100));
      log.push(`${name} ends`);
    };
    const said: string[] = [];
    await Promise.all([
      alone(place, silent, work('first')),
      alone(place, (words) => said.push(words), work('second')),
    ]);
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    expect(said).toEqual(['waiting for another set-up of this folder to finish\n']);
    expect(readdirSync(join(place, '.cache'))).toEqual([]);
  });

  test('the lock is free again when the work fails', async () => {
    const place = root();
    await expect(alone(place, silent, () => Promise.reject(new Error('npm failed')))).rejects.toThrow(
      'npm failed',
    );
    expect(await alone(place, silent, () => Promise.resolve('done'))).toBe('done');
  });

  test('the lock of a dead process is taken away', async () => {
    const place = root();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    mkdirSync(join(place, '.cache/setup.lock'), { recursive: true });
    writeFileSync(join(place, '.cache/setup.lock/owner'), `${hostname()} ${dead}`);
    expect(await alone(place, silent, () => Promise.resolve('done'))).toBe('done');
  });

  test('the lock stays while the npm of a dead set-up is still at work', async () => {
    const place = root();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const npm = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)']);
    mkdirSync(join(place, '.cache/setup.lock'), { recursive: true });
    writeFileSync(join(place, '.cache/setup.lock/owner'), `${hostname()} ${dead} ${npm.pid}`);
    let done = false;
    const waiting = alone(place, silent, async () => (done = true));
    await new Promise((wake) => setTimeout(wake, 300));
    expect(done).toBe(false);
    npm.kill('SIGKILL');
    await waiting;
    expect(done).toBe(true);
  });

  test('a lock from another machine counts until it has been silent for a minute', async () => {
    const place = root();
    const owner = join(place, '.cache/setup.lock/owner');
    mkdirSync(join(place, '.cache/setup.lock'), { recursive: true });
    writeFileSync(owner, 'another-machine 1');
    let done = false;
    const waiting = alone(place, silent, async () => (done = true));
    await new Promise((wake) => setTimeout(wake, 300));
    expect(done).toBe(false);
    const longAgo = Date.now() / 1000 - 120;
    utimesSync(owner, longAgo, longAgo);
    await waiting;
    expect(done).toBe(true);
  });
});

describe('the command', () => {
  test('an unknown one ends with 2 and the list of those that there are', () => {
    const { status, stdout, stderr } = run('biuld');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      'error  biuld is no command  (command)\n  hint: use one of: build, test, studio, preflight, press, compare, deposit, new, specimen, doctor, bench\n',
    );
  });

  test('with --json the fault is one object on standard output', () => {
    const { status, stdout } = run('biuld', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 2,
      findings: [{ rule: 'command', message: 'biuld is no command' }],
    });
  });

  test('the status of the command is the status of set-up', () => {
    const { status, stderr } = run('new', 'isue');
    expect(status).toBe(2);
    expect(stderr).toContain('isue is neither issue nor article');
  });
});
