/** The file writer: what is saved is what pdf-lib would have saved. */
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';

import { reserveIdentifier, sealed } from '../../scripts/pdf/metadata.ts';
import { saved } from '../../scripts/pdf/save.ts';
import { shared } from '../../scripts/pdf/streams.ts';

const key = (name: string): PDFName => PDFName.of(name);

/** A file of two pages, more small objects than one stream takes, and strings of every byte. */
async function sample(): Promise<PDFDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.addPage([100, 200]);
  pdf.addPage([200, 100]);
  const { context } = pdf;
  const many = Array.from({ length: 250 }, (_, at) =>
    context.register(context.obj({ Number: at, Twice: [at, 2 * at] })),
  );
  const every = Uint8Array.from({ length: 256 }, (_, at) => at);
  const stream = context.register(PDFRawStream.of(context.obj({ Length: every.length }), every));
  pdf.catalog.set(key('Many'), context.obj(many));
  pdf.catalog.set(key('Stream'), stream);
  pdf.catalog.set(key('Words'), PDFHexString.fromText('Blåbærsyltetøy – «ő»'));
  return pdf;
}

/** Every object's text, by number, and the bytes of streams. */
const contentOf = (pdf: PDFDocument): string[] =>
  pdf.context
    .enumerateIndirectObjects()
    .filter(
      ([, object]) =>
        !(
          object instanceof PDFRawStream &&
          ['/ObjStm', '/XRef'].includes(String(object.dict.get(key('Type'))))
        ),
    )
    .map(([ref, object]) =>
      object instanceof PDFRawStream
        ? `${ref.toString()} ${object.dict.toString()} ${Buffer.from(object.contents).toString('hex')}`
        : `${ref.toString()} ${object.toString()}`,
    );

test('says the same as pdf-lib, object by object', async () => {
  const ours = await PDFDocument.load(saved(await sample()), { updateMetadata: false });
  const theirs = await PDFDocument.load(
    await (await sample()).save({ useObjectStreams: true, addDefaultPage: false }),
    { updateMetadata: false },
  );
  expect(contentOf(ours)).toEqual(contentOf(theirs));
  expect(contentOf(ours).length).toBeGreaterThan(250);
  expect(ours.getPages().map((page) => page.getWidth())).toEqual([100, 200]);
  expect(ours.catalog.lookup(key('Words'), PDFHexString).decodeText()).toBe('Blåbærsyltetøy – «ő»');
});

test('every entry of the cross-reference stream leads to its object', async () => {
  const bytes = Buffer.from(saved(await sample()));
  const text = bytes.toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/u.exec(text)?.[1]);
  expect(text.slice(start, start + 20)).toMatch(/^\d+ 0 obj\n/u);
  // A reader that mends files by searching would hide a wrong offset: this one reads as it is told.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const pdf = await getDocument({ data: new Uint8Array(bytes), stopAtErrors: true }).promise;
  expect(pdf.numPages).toBe(2);
});

test('its identifier can be filled in, and the same document gives the same bytes', async () => {
  const make = async (): Promise<Uint8Array> => {
    const pdf = await sample();
    reserveIdentifier(pdf);
    return sealed(saved(pdf));
  };
  const [one, other] = [await make(), await make()];
  expect(Buffer.compare(one, other)).toBe(0);
  const { context } = await PDFDocument.load(one, { updateMetadata: false });
  expect(context.trailerInfo.ID?.toString()).toMatch(/^\[ <([0-9A-F]{32})> <\1> \]$/u);
  expect(context.lookup(context.trailerInfo.Root) instanceof PDFDict).toBe(true);
});

test('parts of shared bytes are plain views of the same memory', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5);
  const part = shared(bytes.subarray(1)).slice(1, 3);
  expect([...part]).toEqual([3, 4]);
  expect(part.buffer).toBe(bytes.buffer);
  // The picture codec refuses any other kind, and whoever draws plates would do without small pictures, at a minute a page.
  expect(part.constructor).toBe(Uint8Array);
});
