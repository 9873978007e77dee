/** Prints the paged issue once, and measures what stands on its pages while it is open. */
import { mmToPx } from '../model/geometry.ts';
import type { MeasuredPage } from '../pages/pagemap.ts';
import { orCrash } from '../pages/tabs.ts';
import { SHEET_ZOOM, sheetSize } from '../pages/stylesheet.ts';
import type { PagedEdition } from './pages.ts';

export interface Proof {
  /** Chromium's PDF: trim and bleed, proxies for pictures, tagged. */
  readonly pdf: Uint8Array;
  readonly measured: readonly MeasuredPage[];
}

/** @param onMeasured told the measures before printing begins, so that pictures can be encoded meanwhile */
export async function printProof(
  edition: PagedEdition,
  onMeasured: (measured: readonly MeasuredPage[]) => void = () => undefined,
): Promise<Proof> {
  const { page } = edition.outfit;
  const { tab } = await edition.outfit.table();
  const measured = await layAndMeasure(edition);
  onMeasured(measured);
  const size = sheetSize(page);
  const printing = tab.pdf({
    width: `${mmToPx(size.widthMm)}px`,
    height: `${mmToPx(size.heightMm)}px`,
    scale: 1 / SHEET_ZOOM,
    printBackground: true,
    tagged: true,
    outline: true,
    timeout: 0,
  });
  return { pdf: await orCrash(tab, printing), measured };
}

/** Lays the pages on the light table, and measures what stands on them. */
export async function layAndMeasure({ outfit, layout }: PagedEdition): Promise<readonly MeasuredPage[]> {
  const table = await outfit.table();
  await table.lay(layout);
  const { trim, bleedMm } = outfit.page;
  return orCrash(
    table.tab,
    table.tab.evaluate(
      (trimWidthMm, bleedMm) => window.dmag.measurePages(trimWidthMm, bleedMm),
      trim.widthMm,
      bleedMm,
    ),
  );
}
