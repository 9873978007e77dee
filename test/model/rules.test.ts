/** How a print shop weighs the rules. */
import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import type { Finding } from '../../scripts/model/finding.ts';
import { RULES, weighed } from '../../scripts/model/rules.ts';

const finding = (rule: string, level: Finding['level']): Finding => ({ rule, level, message: 'x' });

test('a rule has the level that the print shop gives it, or none', () => {
  const all = [
    finding('image-resolution', 'error'),
    finding('image-resolution', 'warning'),
    finding('empty-page', 'warning'),
    finding('thin-line', 'warning'),
    finding('unreadable-yaml', 'error'),
  ];
  const rules = { 'image-resolution': 'warning', 'empty-page': 'error', 'thin-line': 'off' } as const;
  expect(weighed(all, rules).map(({ rule, level }) => `${rule} ${level}`)).toEqual([
    'image-resolution warning',
    'image-resolution warning',
    'empty-page error',
    'unreadable-yaml error',
  ]);
  expect(weighed(all, {})).toEqual(all);
});

test('every rule of a check of the press file can be weighed', () => {
  const folder = 'scripts/preflight/checks/press';
  const used = readdirSync(folder).flatMap((name) =>
    [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/\brule: ([^,\n]+),/gu)].flatMap(
      ([, value = '']) => [...value.matchAll(/'([a-z0-9-]+)'/gu)].map(([, rule = '']) => rule),
    ),
  );
  expect(used.length).toBeGreaterThan(8);
  expect(used.filter((rule) => !(RULES as readonly string[]).includes(rule))).toEqual([]);
  // And what a profile may name is a rule of some check: one that does nothing would be a lie.
  const checks = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  expect(RULES.filter((rule) => !checks.some((source) => source.includes(`'${rule}'`)))).toEqual([]);
});
