/** The outline's titles: Chromium joins the lines of a wrapped head without the space between them. */
import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';

const key = (name: string): PDFName => PDFName.of(name);

/** What two writings of a head have in common, however they are spaced and hyphenated. */
const bare = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\u00AD\u2060-]+/gu, '');

function* itemsOf(parent: PDFDict): Generator<PDFDict> {
  for (let item = parent.lookup(key('First')); item instanceof PDFDict; item = item.lookup(key('Next'))) {
    yield item;
    yield* itemsOf(item);
  }
}

/** Gives every outline item the head's own words. `heads`: the titles and heads of the issue as they were written. */
export function mendOutline(pdf: PDFDocument, heads: readonly string[]): void {
  const written = new Map(heads.map((head) => [bare(head), head.replaceAll(/\s+/gu, ' ').trim()]));
  const outlines = pdf.catalog.lookup(key('Outlines'));
  if (!(outlines instanceof PDFDict)) return;
  for (const item of itemsOf(outlines)) {
    const title = item.lookup(key('Title'));
    if (!(title instanceof PDFHexString) && !(title instanceof PDFString)) continue;
    const head = written.get(bare(title.decodeText()));
    if (head !== undefined) item.set(key('Title'), PDFHexString.fromText(head));
  }
}
