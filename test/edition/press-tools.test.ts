/** Whether a press file can be made for a printer, and what the designer is told where it cannot. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { pressTools, slugLines } from '../../scripts/edition/press.ts';
import type { IssueSource } from '../../scripts/edition/pages.ts';
import type { Finding } from '../../scripts/model/finding.ts';
import { parsePrinter } from '../../scripts/model/printer.ts';

/** Nothing but the printer and where the issue lies counts here. */
const sourceOf = (yaml: string, file: string, folder = 'issues/2026-1'): IssueSource =>
  ({ issue: { folder, printer: parsePrinter(yaml, file).value! } }) as unknown as IssueSource;

const coated = readFileSync('issues/printers/sheetfed-coated.yaml', 'utf8');

test('PDF/X-1a is a finding at its line, with what to ask the print shop', async () => {
  const yaml = coated.replace('level: X-4', 'level: X-1a');
  const line = yaml.split('\n').findIndex((each) => each.startsWith('level:')) + 1;
  const told = (await pressTools(sourceOf(yaml, 'issues/printers/ark.yaml'))) as Finding;
  expect(told).toMatchObject({
    rule: 'press-level',
    level: 'error',
    place: { file: 'issues/printers/ark.yaml', line, column: 1 },
  });
  expect(told.message).toMatch(/^no press file: the printer wants PDF\/X-1a/u);
  expect(told.hint).toMatch(/^ask trykk@example\.org: «.*PDF\/X-4.*» If so, write level: X-4/u);
  expect(await pressTools(sourceOf(coated, 'issues/printers/ark.yaml'))).toHaveProperty('profile');
});

test('of the printers that come with d:mag, those whose profile may be shipped can be printed for at once', async () => {
  const folder = 'issues/printers';
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const told = await Promise.all(
    names.map(async (name) => {
      const file = `${folder}/${name}`;
      const tools = await pressTools(sourceOf(readFileSync(file, 'utf8'), file));
      return 'rule' in tools ? tools : undefined;
    }),
  );
  const lacking = names.filter((_, at) => told[at]);
  expect(lacking).toEqual(['heatset-web.yaml', 'newspaper-insert.yaml', 'sheetfed-uncoated.yaml']);
  const web = told[names.indexOf('heatset-web.yaml')]!;
  const yaml = readFileSync(`${folder}/heatset-web.yaml`, 'utf8').split('\n');
  expect(web).toMatchObject({
    rule: 'missing-profile',
    message:
      'no press file: the profile icc/PSO_LWC_Improved_eci.icc for FOGRA45 is not there, or is no ICC profile',
    place: {
      file: `${folder}/heatset-web.yaml`,
      line: yaml.findIndex((each) => each.startsWith('icc:')) + 1,
    },
  });
  expect(web.hint).toContain('put it at issues/printers/icc/PSO_LWC_Improved_eci.icc');
});

test('a profile of one’s own: its path and its condition', async () => {
  const root = mkdtempSync(join(tmpdir(), 'dmag-icc-'));
  mkdirSync(join(root, 'printers/min'), { recursive: true });
  mkdirSync(join(root, '2026-1'));
  copyFileSync('issues/printers/icc/FOGRA39L_300.icc', join(root, 'printers/min/egen.icc'));
  writeFileSync(join(root, 'printers/min/tekst.icc'), 'ikke en profil');
  const own = (path: string) =>
    pressTools(
      sourceOf(
        coated.replace('icc/FOGRA39L_300.icc', path).replace('condition: FOGRA39', 'condition: Min presse'),
        `${root}/printers/egen.yaml`,
        `${root}/2026-1`,
      ),
    );
  expect(await own('min/egen.icc')).toHaveProperty('profile');
  expect(await own(join(root, 'printers/min/egen.icc'))).toHaveProperty('profile');
  expect(await own('min/tekst.icc')).toMatchObject({ rule: 'missing-profile' });
});

test('the slug line names title, number, page, condition, printer and the issue’s own date', () => {
  const { issue } = sourceOf(coated, 'issues/printers/ark.yaml');
  const source = {
    magazine: { name: 'd:mag' },
    issue: { ...issue, number: '1/2026', title: 'Verdt å huske', date: '2026-03-02', language: 'nb' },
  } as unknown as IssueSource;
  expect(slugLines(source, [{ number: 1 }, { number: 12 }])[1]).toEqual({
    left: 'd:mag 1/2026 · Verdt å huske · s. 12',
    right: 'FOGRA39 · Arkoffset, bestrøket papir · 2026-03-02',
  });
});
