import { PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
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

test('tags that the browser numbered in another order are named in the order of reading all the same', async () => {
  const read = async (one: number, two: number): Promise<string> => {
    const pdf = await PDFDocument.create();
    const name = (number: number): PDFString => PDFString.of(`node${String(number).padStart(8, '0')}`);
    const tags = [one, two].map((number) =>
      pdf.context.register(
        pdf.context.obj({ S: 'TH', ID: name(number), T: PDFString.of(`${number === one}`) }),
      ),
    );
    const sorted = [
      { number: one, tag: tags[0]! },
      { number: two, tag: tags[1]! },
    ].sort((a, b) => a.number - b.number);
    const names = sorted.flatMap(({ number, tag }) => [name(number), tag]);
    const leaf = pdf.context.register(pdf.context.obj({ Limits: [names[0], names[2]], Names: names }));
    const tree = pdf.context.obj({ Kids: [leaf] });
    const root = pdf.context.obj({ K: tags, IDTree: tree });
    pdf.catalog.set(PDFName.of('StructTreeRoot'), root);
    renumberTags(pdf);
    return [tree, ...tags.map((ref) => pdf.context.lookup(ref, PDFDict))].map(String).join('\n');
  };
  expect(await read(7, 40)).toBe(await read(40, 7));
  expect(await read(40, 7)).toContain('(node00000001)');
});
