import { describe, expect, test } from 'vitest';

import { RULES } from '../../scripts/model/rules.ts';
import { magazineChecks } from '../../scripts/preflight/checks/magazine/index.ts';
import { leftInEnglish } from '../report/told-in-bokmaal.ts';
import { MAGAZINE_FAULTS, type MagazineCase, SOUND } from './magazine-faults.ts';
import { PRESS_FAULTS, type PressCase } from './press-faults.ts';
import { faults } from './press-fixture.ts';

const rulesOf = async ({ change = () => undefined, ...more }: PressCase): Promise<string[]> =>
  (await faults(change, more)).rules;

describe('one fault in a press file', () => {
  test.each(PRESS_FAULTS.map((each) => [`${each.name}: ${each.rule}`, each] as const))(
    '%s',
    async (_, { rule, also = [], fault, neighbour }) => {
      expect((await rulesOf(fault)).sort(), 'the fault').toEqual([rule, ...also].sort());
      expect(await rulesOf(neighbour), 'its neighbour').toEqual([]);
    },
  );
});

describe('one fault in a magazine', () => {
  const told = (faulty: MagazineCase) => magazineChecks.flatMap((check) => check({ ...SOUND, ...faulty }));
  test('a sound one has none', () => expect(told({})).toEqual([]));
  test.each(MAGAZINE_FAULTS.map((each) => [`${each.name}: ${each.rule}`, each] as const))(
    '%s',
    (_, { rule, fault, neighbour }) => {
      const found = told(fault);
      expect(
        found.map((each) => each.rule),
        'the fault',
      ).toEqual([rule]);
      expect(found[0]!.place, 'its place').toBeDefined();
      expect(leftInEnglish(found), 'write them into scripts/report/page-words.ts').toEqual([]);
      expect(told(neighbour), 'its neighbour').toEqual([]);
    },
  );
  test('each check has been seen to fail', () => {
    const silent = magazineChecks.filter((check) =>
      MAGAZINE_FAULTS.every(({ fault }) => check({ ...SOUND, ...fault }).length === 0),
    );
    expect(silent).toEqual([]);
  });
  test('styles are told with line and column', () => {
    const [found] = told({
      styles: [{ file: 'styles/a.css', css: 'a {\n  color: red;\n  filter: blur(1px);\n}' }],
    });
    expect(found!.place).toEqual({ file: 'styles/a.css', line: 3, column: 3 });
  });
});

test('findings say on which page, and where on it', async () => {
  for (const { rule, fault } of PRESS_FAULTS.filter(({ rule: each }) =>
    ['small-text', 'thin-line', 'safe-margin', 'total-ink', 'missing-glyph', 'black-overprint'].includes(
      each,
    ),
  )) {
    // oxlint-disable-next-line no-await-in-loop -- one file after the other
    const { all } = await faults(fault.change ?? (() => undefined), fault);
    expect(all[0], rule).toMatchObject({ page: 2, box: expect.anything(), place: expect.anything() });
  }
});

test('forty faults at least are known, and as many good neighbours', () => {
  expect(PRESS_FAULTS.length + MAGAZINE_FAULTS.length).toBeGreaterThanOrEqual(40);
});

test('every rule that a print shop can weigh has been seen to fail', () => {
  const seen = new Set(PRESS_FAULTS.flatMap(({ rule, also = [] }) => [rule, ...also]));
  expect(RULES.filter((rule) => !seen.has(rule))).toEqual([]);
});
