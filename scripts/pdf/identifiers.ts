/** Names of tags (table heads and what refers to them), counted in this file instead of in the browser's whole life. */
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFString,
} from '@cantoo/pdf-lib';

/** Where such a name stands: on its tag, in the tree that finds tags by name, and in a cell's list of heads. */
const PLACES = ['ID', 'Names', 'Limits', 'Headers'].map((name) => PDFName.of(name));
const GIVEN = /^node\d+$/;

/**
 * The browser numbers nodes in the order in which it first has to do with them, which timing can shift: the same pages
 * came out with other names. The new names keep the old ones' order, since the tree of names is sorted.
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
  const order = (name: string): number => Number(name.slice(4));
  const names = [...new Set(found.map(({ name }) => name))].toSorted((a, b) => order(a) - order(b));
  const next = new Map(names.map((name, index) => [name, `node${String(index + 1).padStart(8, '0')}`]));
  for (const { name, put } of found) put(PDFString.of(next.get(name)!));
};
