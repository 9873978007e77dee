/**
 * Finished pages as pictures, for dist/proof and the report: taken of the pages as they lie on the light table, with screen pictures in place of
 * the proxies. The browser that printed them shows them as it printed them; what the press file has of them is drawn apart, as ink.
 */
import type { Page } from 'puppeteer-core';

import { transparentPicture } from '../io/codec.ts';
import { keptSheets, PROOF_PPI, type SheetPictures } from '../io/sheets.ts';
import { mmToPx } from '../model/geometry.ts';
import { SHEET_ZOOM } from '../pages/stylesheet.ts';
import type { Replacement } from '../pdf/pictures.ts';
import type { IssueSource, PagedEdition } from './pages.ts';
import type { Workshop } from './workshop.ts';

/** CSS pixels an inch. */
const PX_PER_INCH = 96;

/** A page's place in the document, in pixels. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Shows these pictures on one page, by key, and says where it lies. */
const show = (tab: Page, at: number, pictures: Readonly<Record<string, string>>): Promise<Spot> =>
  tab.evaluate(
    async (index, addresses) => {
      const page = document.querySelectorAll<HTMLElement>('.pagedjs_page')[index]!;
      const images = [...page.querySelectorAll<HTMLImageElement>('img[data-picture]')];
      await Promise.all(
        images.map(async (image) => {
          const address = addresses[image.dataset['picture'] ?? ''];
          if (address === undefined) return;
          image.dataset['proxy'] = image.src;
          image.src = address;
          await image.decode().catch(() => undefined);
        }),
      );
      page.scrollIntoView({ block: 'start', inline: 'start', behavior: 'instant' });
      const { x, y, width, height } = page.getBoundingClientRect();
      return { x: x + scrollX, y: y + scrollY, width, height };
    },
    at,
    pictures,
  );

/** Puts the proxies back: the table stays as it was laid. */
const clear = (tab: Page, at: number): Promise<void> =>
  tab.evaluate((index) => {
    const page = document.querySelectorAll<HTMLElement>('.pagedjs_page')[index]!;
    for (const image of page.querySelectorAll<HTMLImageElement>('img[data-proxy]')) {
      image.src = image.dataset['proxy']!;
      delete image.dataset['proxy'];
    }
  }, at);

const address = (type: string, bytes: Uint8Array): string =>
  `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;

/** Where text was written changes nothing of how it looks. */
const withoutLines = (sheet: string): string => sheet.replaceAll(/ data-source-line="\d+"/gu, '');

/**
 * @param pictures the reader PDF's, by their proxies' hash; a page whose picture is not among them shows its proxy
 * @param at which pages, from 0; their pictures come in this order
 */
export async function sheetPictures(
  workshop: Workshop,
  { issue }: IssueSource,
  { outfit, layout, proxies }: PagedEdition,
  pictures: ReadonlyMap<string, Replacement>,
  at: readonly number[] = [...layout.sheets.keys()],
): Promise<SheetPictures[]> {
  const { trim, bleedMm } = outfit.page;
  const hashes = new Map(proxies.map(({ key, hash }) => [key, hash]));
  const keysOn = layout.sheets.map((sheet) =>
    [...sheet.matchAll(/data-picture="([^"]*)"/gu)].map(([, key = '']) => key),
  );
  const known = new Map<string, Promise<string | undefined>>();
  const addressOf = async (key: string): Promise<string | undefined> => {
    const hash = hashes.get(key);
    const picture = hash === undefined ? undefined : pictures.get(hash)?.picture;
    if (!picture) return undefined;
    if (!picture.alpha) return address('jpeg', picture.jpeg);
    const file = issue.pictures.get(key)?.file;
    return file === undefined ? undefined : address('png', await transparentPicture(file, picture.widthPx));
  };
  const { tab } = await outfit.table();
  const session = await tab.createCDPSession();
  const px = (mm: number): number => Math.ceil(mmToPx(mm + 2 * bleedMm) * SHEET_ZOOM);
  // Set once: to set it anew with every picture costs a layout each time.
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: px(trim.widthMm),
    height: px(trim.heightMm),
    deviceScaleFactor: PROOF_PPI / PX_PER_INCH / SHEET_ZOOM,
    mobile: false,
  });
  try {
    return await keptSheets(
      at.map((page) => `${outfit.stamp}\0${layout.pagedCss}\0${withoutLines(layout.sheets[page]!)}`),
      { trim, bleedMm, by: await (await workshop.browser).version(), isSharp: pictures.size > 0 },
      `${workshop.cache.folder}/sheets`,
      async (index) => {
        const page = at[index]!;
        const shown: Record<string, string> = {};
        for (const key of keysOn[page] ?? []) {
          const making = known.get(key) ?? addressOf(key);
          known.set(key, making);
          const found = await making;
          if (found !== undefined) shown[key] = found;
        }
        const spot = await show(tab, page, shown);
        const { data } = await session.send('Page.captureScreenshot', {
          format: 'png',
          optimizeForSpeed: true,
          clip: { ...spot, scale: 1 },
        });
        await clear(tab, page);
        return Buffer.from(data, 'base64');
      },
    );
  } finally {
    await session.send('Emulation.clearDeviceMetricsOverride').catch(() => undefined);
    await session.detach().catch(() => undefined);
  }
}
