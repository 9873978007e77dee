import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Check,
  checkBrowser,
  checkPackages,
  checkWriting,
  formatChecks,
  remedyFor,
  statusOfChecks,
} from '../scripts/doctor.ts';

const ok: Check = { name: 'node', state: 'ok', found: '20.20.2' };
const optional: Check = { name: 'qpdf', state: 'optional', found: 'not installed', remedy: 'install it' };
const missing: Check = {
  name: 'browser',
  state: 'missing',
  found: 'no Chrome is installed',
  remedy: 'install Chrome',
};

test('only what is missing and needed stands in the way', () => {
  expect(statusOfChecks([ok, optional])).toBe(0);
  expect(statusOfChecks([ok, missing])).toBe(2);
});

test('each check is a line, its remedy another, and the verdict ends the list', () => {
  expect(formatChecks([ok, missing], false)).toBe(`ok        node     20.20.2
missing   browser  no Chrome is installed
  hint: install Chrome
1 of 2 must be mended before a build
`);
  expect(formatChecks([ok, optional], false)).toContain('ready: npm run build will work');
});

test('each system gets its own remedy', () => {
  const remedies = { darwin: 'brew', win32: 'winget', linux: 'apt' };
  expect((['darwin', 'win32', 'linux', 'freebsd'] as const).map((name) => remedyFor(name, remedies))).toEqual(
    ['brew', 'winget', 'apt', 'apt'],
  );
});

test('a package of the wrong version is named with the version that is wanted', async () => {
  const root = mkdtempSync(join(tmpdir(), 'dmag-doctor-'));
  mkdirSync(join(root, 'node_modules/a'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ dependencies: { a: '2.0.0' } }));
  writeFileSync(join(root, 'node_modules/a/package.json'), JSON.stringify({ version: '1.0.0' }));
  expect(await checkPackages(root)).toMatchObject({
    state: 'missing',
    found: '1 of 1 are not as in package.json: a 1.0.0 (wanted: 2.0.0)',
    remedy: 'run npm ci',
  });
});

test('a browser that is named but not there is missing, with its remedy', async () => {
  expect(await checkBrowser({ env: { CHROME_PATH: '/nowhere' } })).toMatchObject({
    state: 'missing',
    found: 'CHROME_PATH names /nowhere, which is not there',
    remedy: expect.stringContaining('unset it') as string,
  });
});

test('a folder that can be written is left as it was', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'dmag-doctor-')), 'dist/deep');
  expect(await checkWriting(folder)).toMatchObject({ state: 'ok' });
  expect(existsSync(join(folder, '..'))).toBe(false);
});

test('a folder whose place is taken by a file cannot be written', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'dmag-doctor-')), 'dist');
  writeFileSync(file, '');
  expect(await checkWriting(file)).toMatchObject({ state: 'missing' });
});
