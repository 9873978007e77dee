/** The page's grid, for what a layout has to know of it before anything is composed. */
import type { Sheet } from '../../scripts/pages/stylesheet.ts';

/** Millimetres of so many columns and the gutters between them. */
export const columnsMm = ({ columnMm, gutterMm }: Sheet, columns: number): number =>
  columns * (columnMm + gutterMm) - gutterMm;
