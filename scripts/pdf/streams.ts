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
