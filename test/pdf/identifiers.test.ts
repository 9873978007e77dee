import { PDFDict, PDFDocument, PDFString } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { renumberTags } from '../../scripts/pdf/identifiers.ts';

const named = async (first: number): Promise<string[]> => {
  const pdf = await PDFDocument.create();
  const name = (number: number): PDFString => PDFString.of(`node${String(first + number).padStart(8, '0')}`);
  const objects = [
    { S: 'TH', ID: name(0) },
    { S: 'TH', ID: name(7) },
    { S: 'TD', A: [{ O: 'Table', Headers: [name(7)] }], ActualText: PDFString.of('node00000009') },
    { Limits: [name(0), name(7)], Names: [name(0), 1, name(7), 2] },
  ].map((each) => pdf.context.register(pdf.context.obj(each)));
  renumberTags(pdf);
  return objects.map((ref) => pdf.context.lookup(ref, PDFDict).toString());
};

test('tags are named alike whatever number the browser had come to', async () => {
  expect(await named(40)).toEqual(await named(1904));
});

test('names keep their order, cells find their heads, and text that looks like a name stays', async () => {
  const [first, second, cell, tree] = await named(40);
  expect(first).toContain('(node00000001)');
  expect(second).toContain('(node00000002)');
  expect(cell).toMatch(/Headers \[ \(node00000002\) \][\s\S]*ActualText \(node00000009\)/);
  expect(tree).toContain('(node00000001) 1 (node00000002) 2');
});
