/** A source file's text: bytes that are UTF-8, with one kind of line end and no byte order mark. */
import { fault, type Finding, type Place } from './finding.ts';

/** What a parser gives back: the value where it could be made, and every fault met on the way. */
export interface Parsed<T> {
  readonly value?: T;
  readonly findings: readonly Finding[];
}

export const startOf = (file: string): Place => ({ file, line: 1, column: 1 });

/** Line and column (from 1) of an offset in `text`. */
export function placeAt(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

// NFC, because macOS gives «å» as two characters, which neither a file name nor a search would match.
const normalise = (text: string): string =>
  withoutPasteMarks(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')).normalize('NFC');

// A joiner between two pictographs makes one of them; a soft hyphen says where a word may break. All else that cannot
// be seen (zero-width spaces, marks of direction, byte order marks, control characters) comes from pasting.
const INVISIBLE =
  /(?!(?<=\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)\u200D(?=\p{Extended_Pictographic}))(?![\u00AD\n\t\u{E0020}-\u{E007F}])[\p{Cf}\p{Cc}]/gu;
// Typography sets hard spaces itself; those at numbers and dashes do no harm.
const HARD_BETWEEN_WORDS = /(?<=\p{L}[.,:;!?…'"’”»)\]*_]*)[\u00A0\u202F](?=['"‘“«([*_]*\p{L})/gu;
const HARD_AT_LINE_START = /^[ \u00A0\u202F]*[\u00A0\u202F]|(?<=^ *(?:#{1,6}|[-*+>]|:::))[\u00A0\u202F]/gmu;

/** Without what comes along from Word and web pages unseen. Lines stay where they are. */
const withoutPasteMarks = (text: string): string =>
  text
    .replaceAll(/[\v\f\u2028\u2029]/g, ' ')
    .replaceAll(INVISIBLE, '')
    // Four blanks would make it code.
    .replaceAll(HARD_AT_LINE_START, (blanks) => ' '.repeat(Math.min(blanks.length, 3)))
    .replaceAll(/ [\u00A0\u202F]+|[\u00A0\u202F]+ /g, ' ')
    .replaceAll(HARD_BETWEEN_WORDS, ' ');

/** Bytes of a file → text with `\n` line ends; a finding where they are not UTF-8, at the first wrong byte. */
export function decodeSource(bytes: Uint8Array, file: string): Parsed<string> {
  try {
    return { value: normalise(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), findings: [] };
  } catch {
    const before = longestText(bytes);
    const byte = bytes[new TextEncoder().encode(before).length] ?? 0;
    const hex = byte.toString(16).toUpperCase().padStart(2, '0');
    const letter = byte >= 0xa0 ? ` (${String.fromCodePoint(byte)} in Latin-1)` : '';
    const text = before.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
    const finding: Finding = fault(
      'not-utf-8',
      placeAt(file, text, text.length),
      `the file is not UTF-8: byte ${hex}${letter} stands here`,
      'save the file as UTF-8 in your editor',
    );
    return { findings: [finding] };
  }
}

/** All text before the first wrong byte. A streaming decoder fails only once a prefix holds that byte, so bisect. */
function longestText(bytes: Uint8Array): string {
  const decode = (length: number): string | undefined => {
    try {
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      return decoder.decode(bytes.subarray(0, length), { stream: true });
    } catch {
      return undefined;
    }
  };
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decode(middle) === undefined) bad = middle;
    else good = middle;
  }
  return decode(good) ?? '';
}
