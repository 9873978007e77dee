/** The boxes of a press page: trim, bleed edge by edge, and nothing beyond it. */
import { type PDFDocument, PDFName, type PDFPage } from '@cantoo/pdf-lib';

import { type BleedMm, bleedAt, mmToPt, type Side, type SizeMm } from '../../model/geometry.ts';

const key = (name: string): PDFName => PDFName.of(name);
const short = (pt: number): number => Math.round(pt * 1000) / 1000;

export interface SheetMm {
  readonly trim: SizeMm;
  /** What stands around the trim on every sheet of the proof. */
  readonly sheetBleedMm: number;
  /** What the print shop wants of it. */
  readonly bleed: BleedMm;
  /** Page by page. */
  readonly sides: readonly Side[];
}

/** A page's trim in its points, as long as its media box is still the browser's sheet: [left, bottom, right, top]. */
export function trimOn(
  page: PDFPage,
  { trim, sheetBleedMm }: Pick<SheetMm, 'trim' | 'sheetBleedMm'>,
): readonly [number, number, number, number] {
  const sheet = page.getMediaBox();
  const left = sheet.x + mmToPt(sheetBleedMm);
  const top = sheet.y + sheet.height - mmToPt(sheetBleedMm);
  return [left, top - mmToPt(trim.heightMm), left + mmToPt(trim.widthMm), top];
}

/**
 * Sets Media-, Bleed- and TrimBox of every page. The browser draws from the sheet's top left corner and rounds the sheet's size alone, so all is
 * measured from there. Contents keep their place: patterns are fixed to the page's origin, which therefore may not move.
 */
export function setBoxes(pdf: PDFDocument, { trim, sheetBleedMm, bleed, sides }: SheetMm): void {
  pdf.getPages().forEach((page, at) => {
    const [left, foot, right, top] = trimOn(page, { trim, sheetBleedMm });
    const { leftMm, rightMm } = bleedAt(bleed, sides[at] ?? (at % 2 ? 'left' : 'right'));
    const bled = [
      left - mmToPt(leftMm),
      foot - mmToPt(bleed.bottomMm),
      right + mmToPt(rightMm),
      top + mmToPt(bleed.topMm),
    ];
    const set = (name: string, box: readonly number[]): void =>
      page.node.set(key(name), pdf.context.obj(box.map(short)));
    set('MediaBox', bled);
    set('BleedBox', bled);
    set('TrimBox', [left, foot, right, top]);
    for (const name of ['ArtBox', 'CropBox', 'Rotate', 'UserUnit']) page.node.delete(key(name));
  });
}
