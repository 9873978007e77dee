/** Soft layers that every viewer can draw: the browser writes a gradient with transparency as a function of the plane, which not all of them know. */
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

import { screenShading } from './press/shadings.ts';

const key = (name: string): PDFName => PDFName.of(name);

/** Puts axial and radial shadings in the place of such functions, wherever in the file they stand. Returns how many. */
export function mendShadings({ context }: PDFDocument): number {
  let mended = 0;
  const better = (object: PDFObject | undefined): PDFDict | undefined => {
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!object || !(dict instanceof PDFDict) || !dict.has(key('ShadingType'))) return undefined;
    const made = screenShading(object, context);
    if (made) mended++;
    return made;
  };
  const within = (object: PDFObject): void => {
    if (object instanceof PDFRef) return;
    const dict = object instanceof PDFStream ? object.dict : object;
    if (dict instanceof PDFDict) {
      for (const [name, value] of dict.entries()) {
        if (value instanceof PDFRef) continue;
        const made = better(value);
        if (made) dict.set(name, made);
        else within(value);
      }
    } else if (object instanceof PDFArray) {
      for (const value of object.asArray()) within(value);
    }
  };
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const made = better(object);
    if (made) context.assign(ref, made);
    else within(object);
  }
  return mended;
}
