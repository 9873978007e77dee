/** Bytes become text, whatever the editor that saved them. */
import { expect, test } from 'vitest';
import { formatFindings } from '../../scripts/model/report.ts';
import { decodeSource } from '../../scripts/model/source.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);
const report = (source: Uint8Array): string =>
  formatFindings(decodeSource(source, 'a.md').findings, { color: false });

test('a byte order mark, CRLF and old Mac line ends are taken away', () => {
  expect(decodeSource(bytes('\uFEFFa\r\nb\rc\n'), 'a.md').value).toBe('a\nb\nc\n');
});

test('«å» of two characters becomes one', () => {
  expect(decodeSource(bytes('a\u030A'), 'a.md').value).toBe('å');
});

test('Latin-1 is an error at its first byte', () => {
  expect(report(bytes('tittel\r\nPå elva\r\nblå', 'latin1'))).toBe(
    'a.md:2:2 error  the file is not UTF-8: byte E5 (å in Latin-1) stands here  (not-utf-8)\n' +
      '  hint: save the file as UTF-8 in your editor',
  );
});

test('the column counts letters, not bytes, and the byte order mark is none', () => {
  const source = Buffer.concat([bytes('\uFEFFæøå'), Buffer.from([0xf8]), bytes(' x')]);
  expect(report(source)).toContain('a.md:1:4 error  the file is not UTF-8: byte F8 (ø in Latin-1)');
});

test('a letter cut off at the end of the file is found', () => {
  expect(report(Buffer.from([0x61, 0xc3]))).toContain('a.md:1:2 error  the file is not UTF-8: byte C3');
});

test('UTF-16 is found at its first byte', () => {
  expect(report(bytes('\uFEFFtitle', 'utf16le'))).toContain('a.md:1:1 error  the file is not UTF-8: byte FF');
});
