/** Soft layers in the reader PDF: functions of the plane that run in one direction become shadings that every viewer draws. */
import { PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFObject } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';

import { mendShadings } from '../../scripts/pdf/soft-shadings.ts';

const key = (name: string): PDFName => PDFName.of(name);

/** A shading as the browser writes one: its colour a program of x and y. */
function shadingOf(pdf: PDFDocument, program: string): PDFDict {
  const { context } = pdf;
  const code = Buffer.from(program, 'latin1');
  const entries = {
    FunctionType: 4,
    Domain: [0, 100, 0, 50],
    Range: [0, 1, 0, 1, 0, 1],
    Length: code.length,
  };
  const own = context.register(PDFRawStream.of(context.obj(entries), code));
  const shading = context.obj({ ShadingType: 1, ColorSpace: 'DeviceRGB', Domain: [0, 100, 0, 50] });
  shading.set(key('Function'), own);
  return shading;
}

const typeOf = (object: PDFObject | undefined): string | undefined =>
  object instanceof PDFDict ? object.get(key('ShadingType'))?.toString() : undefined;

test('a function that runs in one direction becomes axial, one that runs outward radial, wherever it stands', async () => {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const across = shadingOf(pdf, '{ pop 100 div dup dup }');
  const alone = context.register(shadingOf(pdf, '{ exch pop 50 div dup dup }'));
  const outward = shadingOf(pdf, '{ dup mul exch dup mul add sqrt 112 div dup dup }');
  const pattern = context.register(context.obj({ PatternType: 2, Shading: across }));
  const resources = context.register(context.obj({ Shading: { S1: outward, S2: alone } }));
  expect(mendShadings(pdf)).toBe(3);
  const made = context.lookup(pattern, PDFDict).lookup(key('Shading'), PDFDict);
  expect(typeOf(made)).toBe('2');
  expect(made.lookup(key('Coords'))?.toString()).toBe('[ 0 0 100 0 ]');
  expect(made.get(key('ColorSpace'))).toBe(key('DeviceRGB'));
  expect(typeOf(context.lookup(alone))).toBe('2');
  const kept = context.lookup(resources, PDFDict).lookup(key('Shading'), PDFDict);
  expect(typeOf(kept.lookup(key('S1')))).toBe('3');
  expect(mendShadings(pdf)).toBe(0);
});

test('what turns round a point stays as it was, and so do shadings of other kinds', async () => {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const conic = context.register(shadingOf(pdf, '{ 25 sub exch 50 sub atan 360 div dup dup }'));
  const axial = context.register(context.obj({ ShadingType: 2, ColorSpace: 'DeviceRGB' }));
  expect(mendShadings(pdf)).toBe(0);
  expect([typeOf(context.lookup(conic)), typeOf(context.lookup(axial))]).toEqual(['1', '2']);
});
