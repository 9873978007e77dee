import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { commonOptions, defineCommand, readArguments, runCommand, statusOf } from '../scripts/commandline.ts';

const build = defineCommand({
  name: 'build',
  description: 'Build',
  many: true,
  args: {
    issue: { type: 'positional', required: false },
    only: { type: 'enum', options: ['reader', 'press', 'web'], valueHint: 'PART' },
    ...commonOptions,
  },
  run: () => 0,
});

const faults = (...words: string[]) =>
  readArguments(build, words).findings.map(({ message, hint }) => `${message} · ${hint}`);

test('issues and options are read, and what is not given has its default', () => {
  const { args, findings } = readArguments(build, [
    '2026-1',
    '--only',
    'reader',
    '2026-2',
    '--json',
    '--out=ut',
  ]);
  expect(findings).toEqual([]);
  expect(args).toMatchObject({
    _: ['2026-1', '2026-2'],
    only: 'reader',
    json: true,
    out: 'ut',
    issues: 'issues',
  });
});

test('an unknown option is a finding with the nearest known one', () => {
  expect(faults('--onyl', 'reader')).toEqual(['unknown option --onyl · use --only']);
  expect(faults('-q')[0]).toMatch(/^unknown option -q · use one of: --only, --out.*, --help$/);
});

test('all faults are told at once', () => {
  expect(faults('--jsno', '--quite')).toHaveLength(2);
});

test('an option without its value is a finding', () => {
  expect(faults('--out')).toEqual(['--out needs a value · write --out DIR']);
  expect(faults('--out', '--json')).toEqual(['--out needs a value · write --out DIR']);
  expect(faults('--out=')).toEqual(['--out needs a value · write --out DIR']);
  expect(faults('--json=yes')).toEqual(['--json takes no value · write --json alone']);
});

test('a value that is none of the possible ones is a finding', () => {
  expect(faults('--only', 'redaer')[0]).toMatch(/redaer.*reader.*press.*web/);
});

test('an argument too many is a finding where the command takes no list', () => {
  const doctor = { name: 'doctor', args: commonOptions };
  expect(readArguments(doctor, ['now']).findings[0]?.message).toBe('now is one argument too many');
});

test('an option that npm kept for itself is noticed', () => {
  // `npm run build 2026-1 --only reader`, without the two dashes.
  const { findings } = readArguments(build, ['2026-1', 'reader'], { npm_config_only: 'reader' });
  expect(findings[0]).toMatchObject({
    message: 'npm kept --only for itself',
    hint: 'write -- before the arguments: npm run build -- … --only reader',
  });
  expect(readArguments(build, ['2026-1'], { npm_config_only: 'production' }).findings).toEqual([]);
});

test('folders that are given count from where the user stands, defaults from the project', () => {
  const standing = resolve('/home/kari');
  const read = (...words: string[]) => readArguments(build, words, { INIT_CWD: standing }).args;
  expect(read('--out', 'ut', '--issues=../blad')).toMatchObject({
    out: resolve('/home/kari/ut'),
    issues: resolve('/home/blad'),
  });
  expect(read()).toMatchObject({ out: 'dist', issues: 'issues' });
  expect(read('--only', 'reader')).toMatchObject({ only: 'reader' });
});

test('an issue that is not there is a fault of the command line', () => {
  const finding = { rule: 'unknown-issue', level: 'error', message: 'm' } as const;
  expect(statusOf([finding])).toBe(2);
  expect(statusOf([{ ...finding, rule: 'missing-picture' }])).toBe(1);
  expect(statusOf([{ ...finding, rule: 'blank-page', level: 'warning' }])).toBe(0);
});

test.each(['--help', '-h'])('%s tells what the command takes', async (word) => {
  const said: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  await runCommand({ ...build, run: () => 1 }, [word]);
  write.mockRestore();
  // oxlint-disable-next-line no-control-regex -- colour codes begin with a control character
  const plain = said.join('').replaceAll(/\u001B\[\d+m/g, '');
  expect(plain.split('\n')[0]).toBe('Build');
  expect(plain).toContain('npm run build --');
  expect(plain).toContain('--out');
});
