import { expect, test } from 'vitest';
import { commonOptions, defineCommand, readArguments } from '../scripts/commandline.ts';

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
  expect(faults('-q')[0]).toContain('unknown option -q · use one of: --only, --out');
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
