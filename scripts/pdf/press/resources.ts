/** The resources of a rewritten program: only what it uses, under the names it had where that is possible. */
import { type PDFContext, PDFDict, PDFName, type PDFObject, PDFRef } from '@cantoo/pdf-lib';

const key = (name: string): PDFName => PDFName.of(name);

export class ResourceShelf {
  private readonly context: PDFContext;
  private readonly from: PDFDict | undefined;
  private readonly shelves = new Map<string, Map<string, PDFObject>>();

  constructor(context: PDFContext, from: PDFDict | undefined) {
    this.context = context;
    this.from = from;
  }

  private shelf(category: string): Map<string, PDFObject> {
    const shelf = this.shelves.get(category) ?? new Map<string, PDFObject>();
    this.shelves.set(category, shelf);
    return shelf;
  }

  /** The name under which the program finds the object: its own, or one more where that means something else already. */
  use(category: string, name: string, object: PDFObject): string {
    const shelf = this.shelf(category);
    for (let more = 0; ; more++) {
      const tried = more === 0 ? name : `${name}.${more}`;
      const before = shelf.get(tried);
      if (before === object) return tried;
      if (before === undefined) {
        shelf.set(tried, object);
        return tried;
      }
    }
  }

  /** An object that is not from the original: under a name that nothing there has. The same kind again is the same object. */
  own(category: string, kind: string, object: PDFObject): string {
    const shelf = this.shelf(category);
    const original = this.from?.lookupMaybe(key(category), PDFDict);
    for (let more = 0; ; more++) {
      const tried = `Press${kind}${more === 0 ? '' : more}`;
      const before = shelf.get(tried);
      if (
        before !== undefined &&
        (before === object || (!(before instanceof PDFRef) && before.toString() === object.toString()))
      )
        return tried;
      if (before === undefined && original?.has(key(tried)) !== true) {
        shelf.set(tried, object);
        return tried;
      }
    }
  }

  dict(): PDFDict {
    const out = this.context.obj({});
    const fonts = this.from?.get(key('Font'));
    if (fonts !== undefined) out.set(key('Font'), fonts);
    for (const [category, shelf] of [...this.shelves].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const entries = this.context.obj({});
      for (const [name, object] of shelf) entries.set(key(name), object);
      out.set(key(category), entries);
    }
    return out;
  }
}
