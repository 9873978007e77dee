/** Facts of pictures, from their headers. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adFile } from '../pdf/ad-file.ts';
import { pictureFacts } from '../../scripts/io/images.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dmag-images-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function factsOf(name: string, content: string | Uint8Array): Promise<unknown> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return pictureFacts(file);
}
const blank = (channels: 3 | 4) =>
  sharp({ create: { width: 30, height: 20, channels, background: '#12345680' } });

test('a photograph on its side counts as it will be seen', async () => {
  const turned = await blank(3).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  expect(await factsOf('a.jpg', turned)).toEqual({
    widthPx: 20,
    heightPx: 30,
    format: 'jpeg',
    hasAlpha: false,
    space: 'srgb',
    orientation: 6,
    bytes: turned.length,
  });
});

test('transparency and colour space are seen', async () => {
  expect(await factsOf('a.png', await blank(4).png().toBuffer())).toMatchObject({
    hasAlpha: true,
    format: 'png',
  });
  expect(await factsOf('g.jpg', await blank(3).toColourspace('b-w').jpeg().toBuffer())).toMatchObject({
    space: 'b-w',
  });
  const cmyk = await blank(3).toColourspace('cmyk').tiff().toBuffer();
  expect(await factsOf('c.tif', cmyk)).toMatchObject({ space: 'cmyk', format: 'tiff' });
});

test('the format is what the file holds, not what its name says', async () => {
  expect(await factsOf('b.jpg', await blank(3).webp().toBuffer())).toMatchObject({ format: 'webp' });
  expect(await factsOf('a.avif', await blank(3).avif().toBuffer())).toMatchObject({
    format: 'heif',
    widthPx: 30,
  });
});

test('a drawing counts by its view box', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"/>';
  expect(await factsOf('a.svg', svg)).toMatchObject({ widthPx: 60, heightPx: 40, format: 'svg' });
});

test("a PDF counts by its first page's trim, turned as it is read", async () => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([216, 144]);
  page.setTrimBox(36, 36, 144, 72);
  expect(await factsOf('a.pdf', await pdf.save())).toMatchObject({
    widthPx: 192,
    heightPx: 96,
    format: 'pdf',
  });
  page.setRotation(degrees(90));
  expect(await factsOf('b.pdf', await pdf.save())).toMatchObject({ widthPx: 96, heightPx: 192 });
});

test('a PDF without pages, or under a password, says so', async () => {
  const pdf = await PDFDocument.create();
  expect(await factsOf('c.pdf', await pdf.save({ addDefaultPage: false }))).toMatchObject({
    rule: 'pdf-empty',
  });
  expect(await factsOf('d.pdf', await adFile({ password: 'hemmelig' }))).toMatchObject({
    rule: 'pdf-encrypted',
    message: 'd.pdf is encrypted and cannot be opened',
  });
});

test('a file that is not there is a finding', async () => {
  expect(await pictureFacts(path.join(folder, 'gone.jpg'))).toMatchObject({ rule: 'not-a-picture' });
});
