/** Streams of a PDF: their bytes decoded, and new ones deflated. */
import { deflateSync, inflateSync } from 'node:zlib';

import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFStream,
  decodePDFRawStream,
} from '@cantoo/pdf-lib';

/** A stream's bytes without their filters. node's own inflate is many times faster than pdf-lib's, so it takes the plain case. */
export const decoded = (stream: PDFStream): Uint8Array => {
  if (!(stream instanceof PDFRawStream)) return stream.getContents();
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  if (filter === undefined) return stream.contents;
  if (filter === PDFName.of('FlateDecode') && !stream.dict.has(PDFName.of('DecodeParms'))) {
    try {
      return inflateSync(stream.contents);
    } catch {
      // A damaged checksum: the lenient decoder still reads what is there.
    }
  }
  return decodePDFRawStream(stream).decode();
};

/** Bytes that lie elsewhere until the file is written: a long issue's pictures together need more memory than all else. */
export interface LaterBytes {
  readonly bytes: number;
  /** Puts them where they belong. */
  copyInto(file: Uint8Array, at: number): void;
}

/** Bytes that are there. */
export const here = (bytes: Uint8Array): LaterBytes => ({
  bytes: bytes.length,
  copyInto: (file, at) => file.set(bytes, at),
});

export function read(later: LaterBytes): Uint8Array {
  const bytes = new Uint8Array(later.bytes);
  later.copyInto(bytes, 0);
  return bytes;
}

const waiting = new WeakMap<PDFRawStream, LaterBytes>();

/** A stream whose bytes are read whenever someone asks for them, and kept by nobody. */
export function laterStream(dict: PDFDict, later: LaterBytes): PDFRawStream {
  dict.set(PDFName.of('Length'), dict.context.obj(later.bytes));
  const stream = PDFRawStream.of(dict, new Uint8Array());
  Object.defineProperty(stream, 'contents', { get: () => read(later) });
  waiting.set(stream, later);
  return stream;
}

/** A stream's bytes as they will stand in the file. */
export const bytesOf = (stream: PDFRawStream): LaterBytes => waiting.get(stream) ?? here(stream.contents);

/**
 * Bytes whose parts are views: the parser cuts every stream out of a file, and would hold the file twice.
 */
class SharedBytes extends Uint8Array<ArrayBuffer> {
  override slice(from?: number, to?: number): Uint8Array<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.subarray(from, to);
    // A plain view: the codec takes no other kind of bytes.
    return new Uint8Array(buffer, byteOffset, byteLength);
  }
}

export const shared = (bytes: Uint8Array): Uint8Array =>
  new SharedBytes(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);

/** A fiftieth of a reader PDF larger than at zlib's own level, in half the time. */
const DEFLATE_LEVEL = 3;

/** A new stream of these bytes, deflated, with the entries of `dict` (Filter and Length are set here). */
export const deflated = (context: PDFContext, bytes: Uint8Array, dict?: PDFDict): PDFRawStream => {
  return rawStream(context, deflateSync(bytes, { level: DEFLATE_LEVEL }), dict);
};

/** A stream of bytes that are deflated already. */
export const rawStream = (context: PDFContext, contents: Uint8Array, dict?: PDFDict): PDFRawStream => {
  const entries = dict ?? PDFDict.withContext(context);
  entries.delete(PDFName.of('DecodeParms'));
  entries.set(PDFName.of('Filter'), PDFName.of('FlateDecode'));
  entries.set(PDFName.of('Length'), context.obj(contents.length));
  return PDFRawStream.of(entries, contents);
};

/** A page's whole drawing program; several streams are joined by a line break, as ISO 32000-1, 7.8.2 has it. */
export const pageContent = (page: PDFPage): Uint8Array => {
  const contents = page.node.Contents();
  if (contents instanceof PDFStream) return decoded(contents);
  if (!(contents instanceof PDFArray)) return new Uint8Array();
  const parts: Uint8Array[] = [];
  for (let i = 0; i < contents.size(); i++)
    parts.push(decoded(contents.lookup(i, PDFStream)), Uint8Array.of(10));
  return Buffer.concat(parts);
};

/** Removes every object that nothing reaches from the trailer. Returns how many went. */
export const sweep = (pdf: PDFDocument): number => {
  const { context } = pdf;
  const { Root, Info, Encrypt } = context.trailerInfo;
  const reached = new Set<unknown>();
  const open: unknown[] = [Root, Info, Encrypt, context.trailerInfo.ID];
  while (open.length > 0) {
    const object = open.pop();
    if (object === undefined || object === null || reached.has(object)) continue;
    if (object instanceof PDFDict) {
      reached.add(object);
      for (const value of object.values()) open.push(value);
    } else if (object instanceof PDFArray) {
      reached.add(object);
      for (let i = 0; i < object.size(); i++) open.push(object.get(i));
    } else if (object instanceof PDFStream) {
      reached.add(object);
      open.push(object.dict);
    } else if (object instanceof PDFRef) {
      reached.add(object);
      open.push(context.lookup(object));
    }
  }
  let removed = 0;
  for (const [ref] of context.enumerateIndirectObjects()) {
    if (reached.has(ref)) continue;
    context.delete(ref);
    removed++;
  }
  return removed;
};
