import { describe, expect, test } from 'vitest';

import { RULES } from '../../scripts/model/rules.ts';
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

test('every rule that a print shop can weigh has been seen to fail', () => {
  const seen = new Set(PRESS_FAULTS.flatMap(({ rule, also = [] }) => [rule, ...also]));
  expect(RULES.filter((rule) => !seen.has(rule))).toEqual([]);
});
