/** Spaces of inks with a plate of their own. */
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';

import { inkName, inkOf, separation } from '../../../scripts/pdf/press/separation.ts';

test('names keep their letters, in UTF-8', () => {
  expect(inkName('PANTONE 485 C').toString()).toBe('/PANTONE#20485#20C');
  expect(inkName('Sølv').toString()).toBe('/S#C3#B8lv');
  for (const ink of ['Sølv', 'Čáhppes', 'PANTONE 485 C', 'A#B (x)/y']) expect(inkOf(inkName(ink))).toBe(ink);
  expect(inkOf(PDFName.of('Sølv'))).toBe('Sølv');
});

test('a tint runs evenly from paper to the build', async () => {
  const { context } = await PDFDocument.create();
  const space = separation(context, 'Gull', [0.1, 0.3, 0.9, 0]);
  const tint = space.lookup(3, PDFDict).toString();
  expect(space.lookup(2)).toBe(PDFName.of('DeviceCMYK'));
  expect(tint).toMatch(
    /\/FunctionType 2[\s\S]*\/N 1[\s\S]*\/C0 \[ 0 0 0 0 \][\s\S]*\/C1 \[ 0\.1 0\.3 0\.9 0 \]/u,
  );
});
