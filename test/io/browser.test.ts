import { chmodSync, mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  browserCrash,
  findBrowser,
  installAdvice,
  installedCandidates,
  launchBrowser,
  launchFinding,
} from '../../scripts/io/browser.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'dmag-browser-'));

function program(file: string, script = 'exit 0'): string {
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const linux = { platform: 'linux', arch: 'x64', release: 'ID=debian\n' } as const;

/** A cache that holds an unpacked browser, made by hand. */
function unpackedBrowser(): string {
  const cache = folder();
  const place = join(cache, 'chromium-153.0.0');
  mkdirSync(place);
  program(join(place, 'chromium'), 'exit 0');
  writeFileSync(
    join(place, 'complete.json'),
    JSON.stringify({ files: { chromium: '#!/bin/sh\nexit 0\n'.length } }),
  );
  return cache;
}

describe.skipIf(process.platform === 'win32')('finding', () => {
  test('the environment names the browser, PUPPETEER_EXECUTABLE_PATH before CHROME_PATH', async () => {
    const [first, second] = [program(join(folder(), 'a')), program(join(folder(), 'b'))];
    expect(await findBrowser({ env: { CHROME_PATH: second, PUPPETEER_EXECUTABLE_PATH: first } })).toEqual({
      kind: 'named',
      executable: first,
    });
    expect(await findBrowser({ env: { CHROME_PATH: second } })).toEqual({
      kind: 'named',
      executable: second,
    });
  });

  test('a named browser that is not there is a finding, and no other is taken in its place', async () => {
    const found = await findBrowser({ env: { CHROME_PATH: '/nowhere/chrome' }, cache: unpackedBrowser() });
    expect(found).toMatchObject({
      rule: 'browser-named',
      message: 'CHROME_PATH names /nowhere/chrome, which is not there',
    });
  });

  test('a named file that cannot be run is a finding', async () => {
    const file = join(folder(), 'chrome');
    writeFileSync(file, '');
    expect(await findBrowser({ env: { CHROME_PATH: file } })).toMatchObject({
      message: `CHROME_PATH names ${file}, which is no program`,
    });
  });

  test.runIf(process.platform === 'linux')('an installed browser comes before the embedded one', async () => {
    const path = folder();
    const executable = program(join(path, 'google-chrome-stable'));
    expect(await findBrowser({ env: { PATH: path }, system: linux, cache: unpackedBrowser() })).toEqual({
      kind: 'installed',
      executable,
    });
  });

  test('a browser in a snap comes after the embedded one', async () => {
    const path = folder();
    program(join(path, 'google-chrome-stable'), 'exec /snap/bin/chromium "$@"');
    const found = await findBrowser({ env: { PATH: path }, system: linux, cache: unpackedBrowser() });
    expect(found).not.toMatchObject({ executable: join(path, 'google-chrome-stable') });
  });

  test('an unpacked browser that was cut short later is not taken', async () => {
    const cache = unpackedBrowser();
    const settings = { env: { PATH: '' }, system: linux, cache, fetch: false };
    const executable = join(cache, 'chromium-153.0.0', 'chromium');
    const before = await findBrowser(settings);
    truncateSync(executable, 5);
    const after = await findBrowser(settings);
    expect(after).not.toMatchObject({ executable });
    // Where Chrome is installed, neither of them was asked for.
    expect([{ kind: 'embedded' }, { kind: 'installed' }]).toContainEqual({
      kind: (before as { kind: string }).kind,
    });
  });

  test('Windows and macOS are searched in their own folders', () => {
    expect(installedCandidates('win32', { PROGRAMFILES: String.raw`C:\Program Files` })).toContain(
      String.raw`C:\Program Files\Microsoft\Edge\Application\msedge.exe`,
    );
    expect(installedCandidates('darwin', { HOME: '/Users/eva' })).toContain(
      '/Users/eva/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
  });
});

const advice = (release: string) => installAdvice({ platform: 'linux', arch: 'arm64', release });

describe('advice', () => {
  test('each system is told how it installs a browser', () => {
    expect(advice('ID=debian\n')).toContain('apt-get install -y --no-install-recommends chromium');
    expect(advice('NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n')).toContain('apt-get');
    expect(advice('ID=ubuntu\nID_LIKE=debian\n')).toContain('.deb');
    expect(advice('ID=fedora\n')).toContain('dnf');
    expect(advice('ID=alpine\n')).toContain('apk');
    expect(installAdvice({ platform: 'win32', arch: 'x64' })).toContain('winget');
    expect(installAdvice({ platform: 'darwin', arch: 'arm64' })).toContain('brew');
  });

  test('Alpine gets advice and not the embedded browser, which needs another C library', async () => {
    const found = await findBrowser({
      env: { PATH: '' },
      system: { platform: 'linux', arch: 'x64', release: 'ID=alpine\n' },
      cache: unpackedBrowser(),
    });
    expect(found).not.toMatchObject({ kind: 'embedded' });
  });

  test('a missing library is named', () => {
    const said =
      '/x/chromium: error while loading shared libraries: libnss3.so: cannot open shared object file';
    expect(launchFinding({ kind: 'installed', executable: '/x/chromium' }, said)).toMatchObject({
      rule: 'browser-libraries',
      message: 'the browser does not start: this system lacks libnss3.so',
    });
  });

  test('a browser that dies under the work is told from any other error', () => {
    expect(browserCrash(new Error('Protocol error (Page.printToPDF): Target closed'))?.rule).toBe(
      'browser-crash',
    );
    expect(browserCrash(new Error('x is not a function'))).toBeUndefined();
  });
});

describe.skipIf(process.platform === 'win32')('starting', () => {
  test('a program that is no browser is a fault with its own words', async () => {
    const executable = program(join(folder(), 'chrome'), 'echo "fatal: no display" >&2; exit 3');
    await expect(launchBrowser({ kind: 'named', executable })).rejects.toMatchObject({
      finding: { rule: 'browser-launch', message: `${executable} does not start: fatal: no display` },
    });
  });

  test('our libraries and a missing sandbox are each tried once, and only when the browser asks', async () => {
    const place = folder();
    const log = join(place, 'log');
    // Asks for libraries, then for no sandbox, then fails for good.
    const executable = program(
      join(place, 'chrome'),
      `case "$LD_LIBRARY_PATH" in *ours*) ;; *) echo "libraries" >>${log}; echo "chrome: error while loading shared libraries: libx.so: no" >&2; exit 127;; esac
case "$*" in *--no-sandbox*) echo "end" >>${log}; echo "fatal: enough" >&2; exit 1;; *) echo "sandbox" >>${log}; echo "No usable sandbox!" >&2; exit 1;; esac`,
    );
    await expect(launchBrowser({ kind: 'embedded', executable, libraries: '/ours' })).rejects.toMatchObject({
      finding: { message: `${executable} does not start: fatal: enough` },
    });
    const asRoot = process.getuid?.() === 0;
    // Each twice: the launch, and the question why it failed.
    expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual([
      'libraries',
      'libraries',
      ...(asRoot ? [] : ['sandbox', 'sandbox']),
      'end',
      'end',
    ]);
  });
});
