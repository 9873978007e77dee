import { expect, test } from 'vitest';
import { type ArchiveTimes, archiveRows, type PageWeight } from '../../scripts/bench/archive.ts';
import { heldTo } from '../../scripts/bench/table.ts';

const times = (issues: number, seconds: number): ArchiveTimes => ({
  issues,
  seconds,
  peakMb: 400,
  freshSeconds: [1.9, 1.4, 1.5],
  warmSeconds: [0.6, 0.4, 0.5],
});
const weight = (more: Partial<PageWeight> = {}): PageWeight => ({
  page: 'elva',
  bytes: 90_000,
  shift: 0.01,
  isLeadPreloaded: true,
  blockingScripts: 0,
  ...more,
});
const verdicts = (...rows: Parameters<typeof archiveRows>): string[] =>
  heldTo(archiveRows(...rows))
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').at(-2)!.trim());

test('an archive that grows as its issues do, and light pages, reach what is wanted', () => {
  const rows = archiveRows([times(1, 4), times(10, 20), times(100, 200)], [weight(), weight()]);
  expect(rows[0]).toMatchObject({ measured: 1, wanted: 1.05 });
  expect(rows[1]).toMatchObject({ measured: 1500 });
  expect(rows[2]).toMatchObject({ measured: 500 });
  expect(verdicts([times(10, 20), times(100, 200)], [weight()])).toEqual(Array(7).fill('yes'));
});

test('each of them is seen where it is missed', () => {
  const slow = { ...times(100, 400), freshSeconds: [3], warmSeconds: [3] };
  const heavy = [
    weight({ bytes: 120_000, shift: 0.2, isLeadPreloaded: false, blockingScripts: 1 }),
    weight(),
  ];
  expect(verdicts([times(10, 20), slow], heavy)).toEqual(Array(7).fill('**no**'));
});

test('where only one archive is measured, its growth is not told', () => {
  expect(verdicts([times(10, 20)], [])[0]).toBe('–');
});
