/** What a page is drawn from, as a name: two pages of one name look the same, in whatever file they stand and under whatever numbers. */
import { createHash } from 'node:crypto';

import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

const key = (name: string): PDFName => PDFName.of(name);

/** Leads back to the page, or to what is not drawn. */
const PASSED_OVER = new Set(['Parent', 'StructParents', 'StructParent', 'Metadata', 'PieceInfo', 'Length']);

/** A name for each page, in order. */
export function pageDigests(pdf: PDFDocument): string[] {
  const { context } = pdf;
  const known = new Map<PDFRef, string>();
  const open = new Set<PDFRef>();

  const digestOf = (object: PDFObject | undefined): string => {
    if (object instanceof PDFRef) {
      const before = known.get(object);
      if (before !== undefined) return before;
      // A form that draws itself.
      if (open.has(object)) return 'again';
      open.add(object);
      const made = digestOf(context.lookup(object));
      open.delete(object);
      known.set(object, made);
      return made;
    }
    if (object instanceof PDFStream) {
      const hash = createHash('sha1').update(digestOf(object.dict));
      return hash
        .update(object instanceof PDFRawStream ? object.contents : object.getContents())
        .digest('hex');
    }
    if (object instanceof PDFDict) {
      const entries = object
        .entries()
        .map(([name, value]) => [name.decodeText(), value] as const)
        .filter(([name]) => !PASSED_OVER.has(name))
        .toSorted(([one], [other]) => (one < other ? -1 : 1));
      return `<<${entries.map(([name, value]) => `${name} ${digestOf(value)}`).join(' ')}>>`;
    }
    if (object instanceof PDFArray) return `[${object.asArray().map(digestOf).join(' ')}]`;
    return String(object);
  };

  return pdf.getPages().map(({ node }) => {
    const parts = [
      digestOf(node.get(key('Contents'))),
      digestOf(node.Resources()),
      digestOf(node.MediaBox()),
      digestOf(node.get(key('Group'))),
    ];
    return createHash('sha1').update(parts.join('\n')).digest('hex');
  });
}
