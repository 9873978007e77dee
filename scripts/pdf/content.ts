/** Content streams: what a page's or a form's drawing program says, one operation at a time. ISO 32000-1, 7.8.2. */

/** An operand: names come as plain strings, PDF strings as bytes, dictionaries as maps. */
export type Operand =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly Operand[]
  | ReadonlyMap<string, Operand>;

/**
 * Takes one operation; `start` is the offset of its first operand and `end` the offset behind its operator, so that a caller
 * can splice.
 */
export type Visit = (operator: string, operands: readonly Operand[], start: number, end: number) => unknown;

/** A visitor's answer to BDC or BMC: go on at its EMC, without reading what it holds. */
export const PASS_OVER = Symbol('pass over');

// One byte's class: 0 regular, 1 white space, 2 delimiter (ISO 32000-1, 7.2.2).
const REGULAR = 0;
const SPACE = 1;
const DELIMITER = 2;
const classes = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) classes[byte] = SPACE;
for (const sign of '()<>[]{}/%') classes[sign.codePointAt(0)!] = DELIMITER;

/** A hexadecimal digit's value, or -1. */
const hexDigits = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit++) {
  const sign = digit.toString(16);
  hexDigits[sign.codePointAt(0)!] = digit;
  hexDigits[sign.toUpperCase().codePointAt(0)!] = digit;
}

const escapes = new Map<number, number>([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
]);

const words = new Map<number, string>();
const isDigitStart = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;

class Reader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Past white space and comments. */
  skip(): void {
    const { bytes } = this;
    let { at } = this;
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === 0x25) while (at + 1 < bytes.length && bytes[at + 1] !== 10 && bytes[at + 1] !== 13) at++;
      else if (classes[byte] !== SPACE) break;
    }
    this.at = at;
  }

  number(): number {
    const { bytes } = this;
    let { at } = this;
    let sign = 1;
    let value = 0;
    let scale = 0;
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte >= 0x30 && byte <= 0x39) {
        value = value * 10 + byte - 0x30;
        scale *= 10;
      } else if (byte === 0x2e) scale = 1;
      else if (byte === 0x2d) sign = -1;
      else if (byte !== 0x2b) break;
    }
    // A sign with no digit still goes past its byte.
    this.at = at;
    return scale > 1 ? (sign * value) / scale : sign * value;
  }

  /** The regular characters from here, as an operator or keyword. */
  word(): string {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    let code = 0;
    while (at < bytes.length && classes[bytes[at]!] === REGULAR) code = code * 256 + bytes[at++]!;
    this.at = at;
    if (at - start > 3) return String.fromCharCode(...bytes.subarray(start, at));
    const known = words.get(code);
    if (known !== undefined) return known;
    const word = String.fromCharCode(...bytes.subarray(start, at));
    words.set(code, word);
    return word;
  }

  name(): string {
    this.at++;
    const { bytes } = this;
    let name = '';
    while (this.at < bytes.length && classes[bytes[this.at]!] === REGULAR) {
      let byte = bytes[this.at++]!;
      const high = byte === 0x23 ? (hexDigits[bytes[this.at] ?? 0] ?? -1) : -1;
      const low = high >= 0 ? (hexDigits[bytes[this.at + 1] ?? 0] ?? -1) : -1;
      if (low >= 0) {
        byte = high * 16 + low;
        this.at += 2;
      }
      name += String.fromCharCode(byte);
    }
    return name;
  }

  hexString(): Uint8Array {
    const { bytes } = this;
    const start = ++this.at;
    let end = start;
    while (end < bytes.length && bytes[end] !== 0x3e) end++;
    this.at = end + 1;
    const out = new Uint8Array((end - start + 1) >> 1);
    let digits = 0;
    for (let at = start; at < end; at++) {
      const value = hexDigits[bytes[at]!]!;
      if (value < 0) continue;
      if (digits % 2 === 0) out[digits >> 1] = value << 4;
      else out[digits >> 1]! |= value;
      digits++;
    }
    return (digits + 1) >> 1 === out.length ? out : out.subarray(0, (digits + 1) >> 1);
  }

  literalString(): Uint8Array {
    this.at++;
    const { bytes } = this;
    const out: number[] = [];
    let depth = 1;
    while (this.at < bytes.length) {
      const byte = bytes[this.at++]!;
      if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) break;
      if (byte === 0x5c) this.escape(out);
      else out.push(byte);
    }
    return Uint8Array.from(out);
  }

  private escape(out: number[]): void {
    const byte = this.bytes[this.at++] ?? 0;
    if (byte >= 0x30 && byte <= 0x37) {
      let value = byte - 0x30;
      for (let digits = 1; digits < 3; digits++) {
        const next = this.bytes[this.at]!;
        if (next < 0x30 || next > 0x37) break;
        value = value * 8 + next - 0x30;
        this.at++;
      }
      out.push(value & 255);
    } else if (byte === 13) {
      if (this.bytes[this.at] === 10) this.at++;
    } else if (byte !== 10) out.push(escapes.get(byte) ?? byte);
  }

  array(): readonly Operand[] {
    this.at++;
    const out: Operand[] = [];
    for (this.skip(); this.at < this.bytes.length && this.bytes[this.at] !== 0x5d; this.skip()) {
      const operand = this.operand();
      if (operand === undefined) this.word();
      else out.push(operand);
    }
    this.at++;
    return out;
  }

  /** The entries up to `>>`, or up to the word ID for an inline picture. */
  dictionary(inline: boolean): ReadonlyMap<string, Operand> {
    const out = new Map<string, Operand>();
    for (this.skip(); this.at < this.bytes.length && this.bytes[this.at] === 0x2f; this.skip()) {
      const key = this.name();
      this.skip();
      out.set(key, this.operand() ?? null);
    }
    this.at += inline ? 3 : 2;
    return out;
  }

  /** The operand here; undefined where an operator stands. */
  operand(): Operand | undefined {
    const byte = this.bytes[this.at]!;
    if (isDigitStart(byte)) return this.number();
    if (byte === 0x2f) return this.name();
    if (byte === 0x28) return this.literalString();
    if (byte === 0x5b) return this.array();
    if (byte === 0x3c) {
      if (this.bytes[this.at + 1] !== 0x3c) return this.hexString();
      this.at += 2;
      return this.dictionary(false);
    }
    if (classes[byte] === DELIMITER) {
      this.at++; // a stray delimiter is a fault of the file; go past it
      return null;
    }
    if (byte !== 0x74 && byte !== 0x66 && byte !== 0x6e) return undefined;
    const start = this.at;
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    this.at = start;
    return undefined;
  }

  /**
   * To the EMC of a mark that has just been opened, told by the marks' operators alone: reading all that they hold takes
   * several times as long. Stays where it is if a string or an inline picture might hold such a word.
   */
  passOver(): void {
    const { bytes } = this;
    let depth = 1;
    for (let at = this.at; at + 2 < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === 0x28 || (byte === 0x42 && bytes[at + 1] === 0x49)) return;
      const ends = byte === 0x45 && bytes[at + 1] === 0x4d && bytes[at + 2] === 0x43;
      const opens =
        byte === 0x42 && (bytes[at + 1] === 0x44 || bytes[at + 1] === 0x4d) && bytes[at + 2] === 0x43;
      if (!ends && !opens) continue;
      const before = bytes[at - 1]!;
      const after = bytes[at + 3];
      // Not the digits of <0BDC>.
      const isWord =
        (before === 0x3e || classes[before] === SPACE) && (after === undefined || classes[after] === SPACE);
      if (!isWord) continue;
      depth += opens ? 1 : -1;
      if (depth === 0) {
        this.at = at;
        return;
      }
      at += 2;
    }
  }

  /** Past an inline picture's data: to behind an EI that stands between white space. */
  inlineData(): void {
    const { bytes } = this;
    for (; this.at < bytes.length; this.at++) {
      const found =
        bytes[this.at] === 0x45 &&
        bytes[this.at + 1] === 0x49 &&
        classes[bytes[this.at - 1]!] === SPACE &&
        classes[bytes[this.at + 2] ?? 32] === SPACE;
      if (found) break;
    }
    this.at += 2;
  }
}

/** Visits every operation of a decoded content stream in order. An inline picture is one operation, BI, with its dictionary and its data. */
export const eachOperation = (bytes: Uint8Array, visit: Visit): void => {
  const reader = new Reader(bytes);
  let operands: Operand[] = [];
  let start = -1;
  for (reader.skip(); reader.at < bytes.length; reader.skip()) {
    if (start < 0) start = reader.at;
    const operand = reader.operand();
    if (operand !== undefined) {
      operands.push(operand);
      continue;
    }
    const operator = reader.word();
    if (operator === 'BI') {
      operands.push(reader.dictionary(true));
      const from = reader.at;
      reader.inlineData();
      operands.push(bytes.subarray(from, Math.max(from, reader.at - 3)));
    }
    if (visit(operator, operands, start, reader.at) === PASS_OVER) reader.passOver();
    operands = [];
    start = -1;
  }
};
