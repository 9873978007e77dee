/** TrueType files: which glyph a character has, how wide it is, and what a font descriptor asks (OpenType 1.9). */

const tableAt = (view: DataView, name: string): number | undefined => {
  const tables = view.getUint16(4);
  for (let table = 0; table < tables; table++) {
    const record = 12 + table * 16;
    const tag = String.fromCodePoint(...[0, 1, 2, 3].map((at) => view.getUint8(record + at)));
    if (tag === name) return view.getUint32(record + 8);
  }
  return undefined;
};

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Every character with its glyph, from the cmap's subtables of format 4 and 12, one after the other. */
export function* characters(bytes: Uint8Array): Generator<readonly [code: number, glyph: number]> {
  const view = viewOf(bytes);
  const cmap = tableAt(view, 'cmap');
  if (cmap === undefined) return;
  for (let each = view.getUint16(cmap + 2) - 1; each >= 0; each--) {
    const at = cmap + view.getUint32(cmap + 4 + each * 8 + 4);
    const format = view.getUint16(at);
    if (format === 12) {
      for (let group = view.getUint32(at + 12) - 1; group >= 0; group--) {
        const [from, to, glyph] = [0, 4, 8].map((part) => view.getUint32(at + 16 + group * 12 + part));
        for (let code = from!; code <= to!; code++) yield [code, glyph! + code - from!];
      }
    }
    if (format !== 4) continue;
    const segments = view.getUint16(at + 6);
    for (let segment = 0; segment < segments; segment += 2) {
      const last = view.getUint16(at + 14 + segment);
      const first = view.getUint16(at + 16 + segments + segment);
      const delta = view.getUint16(at + 16 + 2 * segments + segment);
      const rangeAt = at + 16 + 3 * segments + segment;
      const range = view.getUint16(rangeAt);
      for (let code = first; code <= last && code < 0xff_ff; code++) {
        const listed = range === 0 ? code : view.getUint16(rangeAt + range + 2 * (code - first));
        yield [code, (listed + delta) & 0xff_ff];
      }
    }
  }
}

export interface TrueType {
  /** Glyph of a code point; undefined where the file draws none. */
  readonly glyphOf: (code: number) => number | undefined;
  /** Advance in thousandths of the size. */
  readonly widthOf: (glyph: number) => number;
  /** [left, bottom, right, top], and heights, in thousandths of the size. */
  readonly box: readonly [number, number, number, number];
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
}

/** @throws where a table that every TrueType has is not there */
export function readTrueType(bytes: Uint8Array): TrueType {
  const view = viewOf(bytes);
  const at = (name: string): number => {
    const table = tableAt(view, name);
    if (table === undefined) throw new Error(`a TrueType file without ${name}`);
    return table;
  };
  const [head, hhea, hmtx, os2] = [at('head'), at('hhea'), at('hmtx'), at('OS/2')];
  const unit = 1000 / view.getUint16(head + 18);
  const scaled = (value: number): number => Math.round(value * unit);
  const widths = view.getUint16(hhea + 34);
  const glyphs = new Map(characters(bytes));
  return {
    glyphOf: (code) => glyphs.get(code) || undefined,
    // Glyphs beyond the last width have that one too.
    widthOf: (glyph) => scaled(view.getUint16(hmtx + 4 * Math.min(glyph, widths - 1))),
    box: [36, 38, 40, 42].map((offset) => scaled(view.getInt16(head + offset))) as unknown as TrueType['box'],
    ascent: scaled(view.getInt16(hhea + 4)),
    descent: scaled(view.getInt16(hhea + 6)),
    // OS/2 knows it from its second version on.
    capHeight: view.getUint16(os2) >= 2 ? scaled(view.getInt16(os2 + 88)) : 700,
  };
}
