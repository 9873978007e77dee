/** Names of tags (table heads and what refers to them), counted in this file instead of in the browser's whole life. */
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

/** Where such a name stands: on its tag, in the tree that finds tags by name, and in a cell's list of heads. */
const PLACES = ['ID', 'Names', 'Limits', 'Headers'].map((name) => PDFName.of(name));
const GIVEN = /^node\d+$/;

/** Names of tags in the order of reading, which is the same however the browser went about its work. */
function* inReadingOrder(
  value: PDFObject | undefined,
  pdf: PDFDocument,
  seen: Set<PDFObject>,
): Generator<string> {
  const found = value instanceof PDFRef ? pdf.context.lookup(value) : value;
  if (found === undefined || seen.has(found)) return;
  seen.add(found);
  if (found instanceof PDFArray) {
    for (const item of found.asArray()) yield* inReadingOrder(item, pdf, seen);
  } else if (found instanceof PDFDict) {
    const id = found.get(PDFName.of('ID'));
    if (id instanceof PDFString || id instanceof PDFHexString) yield id.decodeText();
    yield* inReadingOrder(found.get(PDFName.of('K')), pdf, seen);
  }
}

/** The tree that finds tags by name must be sorted by name: it is written anew, as one leaf. */
function sortTree(pdf: PDFDocument): void {
  const root = pdf.catalog.lookup(PDFName.of('StructTreeRoot'));
  const tree = root instanceof PDFDict ? root.lookup(PDFName.of('IDTree')) : undefined;
  if (!(tree instanceof PDFDict)) return;
  const pairs: [string, PDFObject][] = [];
  const collect = (node: PDFDict): void => {
    const names = node.lookup(PDFName.of('Names'));
    if (names instanceof PDFArray) {
      for (let at = 0; at + 1 < names.size(); at += 2) {
        const name = names.lookup(at);
        if (name instanceof PDFString || name instanceof PDFHexString)
          pairs.push([name.decodeText(), names.get(at + 1)]);
      }
    }
    const kids = node.lookup(PDFName.of('Kids'));
    if (kids instanceof PDFArray) {
      for (let at = 0; at < kids.size(); at++) {
        const kid = kids.lookup(at);
        if (kid instanceof PDFDict) collect(kid);
      }
    }
  };
  collect(tree);
  pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const key of ['Kids', 'Limits']) tree.delete(PDFName.of(key));
  tree.set(PDFName.of('Names'), pdf.context.obj(pairs.flatMap(([name, tag]) => [PDFString.of(name), tag])));
}

/**
 * The browser numbers nodes in the order in which it first has to do with them, which timing can shift: the same pages
 * came out with other names. The new names count tags in the order of reading.
 */
export const renumberTags = (pdf: PDFDocument): void => {
  const found: { readonly name: string; readonly put: (name: PDFString) => void }[] = [];
  const note = (value: PDFObject | undefined, put: (name: PDFString) => void): void => {
    if (value instanceof PDFArray) {
      value.asArray().forEach((item, index) => note(item, (name) => value.set(index, name)));
    } else if (value instanceof PDFString || value instanceof PDFHexString) {
      const name = value.decodeText();
      if (GIVEN.test(name)) found.push({ name, put });
    }
  };
  const look = (value: PDFObject | undefined): void => {
    if (value instanceof PDFArray) for (const item of value.asArray()) look(item);
    if (!(value instanceof PDFDict)) return;
    for (const key of PLACES) note(value.get(key), (name) => value.set(key, name));
    // A tag's attributes stand in it, in a list or alone.
    look(value.get(PDFName.of('A')));
  };
  for (const [, value] of pdf.context.enumerateIndirectObjects()) look(value);
  const read = [...inReadingOrder(pdf.catalog.get(PDFName.of('StructTreeRoot')), pdf, new Set())];
  // What no tag bears comes last, in the browser's own order.
  const rest = found.map(({ name }) => name).sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
  const names = [...new Set([...read.filter((name) => GIVEN.test(name)), ...rest])];
  const next = new Map(names.map((name, index) => [name, `node${String(index + 1).padStart(8, '0')}`]));
  for (const { name, put } of found) put(PDFString.of(next.get(name)!));
  sortTree(pdf);
};
