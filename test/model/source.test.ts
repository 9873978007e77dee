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

const pasted = (text: string): string | undefined =>
  decodeSource(bytes(text), 'a.md').value?.replaceAll('\u00A0', '⍽');

test('hard spaces between ordinary words become spaces; those at numbers and dashes stay', () => {
  expect(pasted('Det\u00A0var,\u00A0«nesten»\u202Fslik.')).toBe('Det var, «nesten» slik.');
  expect(pasted('Kl.\u00A016, 5\u00A0% og –\u00A0Ja')).toBe('Kl.⍽16, 5⍽% og –⍽Ja');
  expect(pasted('to\u00A0 blanke \u00A0her')).toBe('to blanke her');
});

test('a hard space after a mark at the beginning of a line is a blank', () => {
  expect(pasted('##\u00A0Hode\n-\u00A0punkt\n\u00A0\u00A0\u00A0\u00A0\u00A0innrykk')).toBe(
    '## Hode\n- punkt\n   innrykk',
  );
});

test('what cannot be seen is taken away, but soft hyphens and the joiners of pictographs', () => {
  expect(pasted('\u200BLin\u200Bje\u200Ebrudd\u2060 \uFEFFher\u0007 a\u200Db')).toBe('Linjebrudd her ab');
  expect(pasted('kommu\u00ADnen 👩‍🚀 👩🏽‍🚀 ❤️‍🔥')).toBe('kommu\u00ADnen 👩‍🚀 👩🏽‍🚀 ❤️‍🔥');
});

test('a line break of Word parts words, and lines keep their numbers', () => {
  expect(pasted('en\vto\u2028tre\nfire\ttab')).toBe('en to tre\nfire\ttab');
});
