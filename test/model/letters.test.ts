/** The list of letters is what the faces really have. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { missingGlyph, missingLetters } from '../../scripts/model/letters.ts';
import { type Face, faces } from '../../styles/faces.ts';

/** The code points of a TrueType file: its cmap's table of format 4 or 12. */
function codePointsOf(file: string): number[] {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(file));
  const tables = Array.from({ length: bytes.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  const cmap = bytes.readUInt32BE(tables.find((at) => bytes.toString('latin1', at, at + 4) === 'cmap')! + 8);
  const subtables = Array.from({ length: bytes.readUInt16BE(cmap + 2) }, (_, index) => {
    return cmap + bytes.readUInt32BE(cmap + 4 + 8 * index + 4);
  });
  const found: number[] = [];
  for (const at of subtables) {
    const format = bytes.readUInt16BE(at);
    if (format === 12) {
      for (let group = 0; group < bytes.readUInt32BE(at + 12); group += 1) {
        const from = bytes.readUInt32BE(at + 16 + 12 * group);
        for (let code = from; code <= bytes.readUInt32BE(at + 20 + 12 * group); code += 1) found.push(code);
      }
    } else if (format === 4) {
      const length = bytes.readUInt16BE(at + 6);
      for (let segment = 0; segment < length; segment += 2) {
        const last = bytes.readUInt16BE(at + 14 + segment);
        for (let code = bytes.readUInt16BE(at + 16 + length + segment); code <= last; code += 1)
          if (code < 0xffff) found.push(code);
      }
    }
  }
  return found;
}

const lettersOf = (theme: readonly Face[]): Set<number> =>
  new Set(theme.filter(({ file }) => file.endsWith('.ttf')).flatMap(({ file }) => codePointsOf(file)));

const had = lettersOf(Object.values(faces).flat());

test('no theme lacks letters that another has', () => {
  for (const theme of Object.values(faces)) {
    const own = lettersOf(theme);
    expect([...had].filter((code) => !own.has(code)).map((code) => code.toString(16))).toEqual([]);
  }
});

test('every letter that a face has is known, and none that no face has', () => {
  const differing: string[] = [];
  for (let code = 0x21; code < 0x1ffff; code += 1) {
    const letter = String.fromCodePoint(code);
    // Half a pair is no letter; what composition changes is looked up as what it becomes.
    if ((code >= 0xd800 && code < 0xe000) || letter.normalize('NFC') !== letter) continue;
    if (/[\s\p{Cc}\p{Cf}\p{Variation_Selector}\u2011\uFFFC]/u.test(letter)) continue;
    if ((missingLetters(letter).length === 0) !== had.has(code)) differing.push(code.toString(16));
  }
  expect(had.size).toBeGreaterThan(900);
  expect(differing).toEqual([]);
});

test('what a magazine in these languages needs is there', () => {
  const text =
    'Åse Čáhcesuolu Ŋ đ ŧ ž Łódź źdźbło Ελληνικά Привет «–—…’» ½ → ≥ √ ✓ e\u0301 kommu\u00ADnen a\u2011b';
  expect(missingLetters(text)).toEqual([]);
});

test('a letter is named as a reader sees it, once, with its code', () => {
  expect(missingLetters('🎉 og 👩‍🚀, 中文中 ☃')).toEqual(['🎉', '👩‍🚀', '中', '文', '☃']);
  expect(missingGlyph(['🎉']).message).toBe(
    '🎉 (U+1F389) is in none of the faces; what prints depends on the machine',
  );
  expect(missingGlyph(['中', '文']).message).toMatch(/^中 \(U\+4E2D\) and 文 \(U\+6587\) are in none/);
  expect(missingGlyph('0123456789'.split('')).message).toContain('and 2 more are');
});
