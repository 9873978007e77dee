/** Names of spot inks: one ink, one plate. */
import { expect, test } from 'vitest';

import { declaredSpots, isMisspelt } from '../../scripts/model/spots.ts';

test('a name in another spelling is the same ink on another plate', () => {
  expect(isMisspelt('Pantone 485c', 'PANTONE 485 C')).toBe(true);
  expect(isMisspelt('PANTONE 485 C', 'PANTONE 485 C')).toBe(false);
  expect(isMisspelt('PANTONE 485 C', 'PANTONE 485 U')).toBe(false);
  expect(isMisspelt('Sølv', 'SØLV')).toBe(true);
});

test('only what the print shop names has a plate, under the name that it gives', () => {
  const wanted = new Map([
    ['d4532f', 'Pantone 7417C'],
    ['004050', 'Gull'],
    ['aabbcc', 'Lakk'],
  ]);
  const { spots, misspelt } = declaredSpots(wanted, ['PANTONE 7417 C', 'Lakk']);
  expect([...spots]).toEqual([
    ['d4532f', 'PANTONE 7417 C'],
    ['aabbcc', 'Lakk'],
  ]);
  expect(misspelt).toEqual([{ theme: 'Pantone 7417C', printer: 'PANTONE 7417 C' }]);
  expect(declaredSpots(wanted, [])).toEqual({ spots: new Map(), misspelt: [] });
});
