/** The issue's first page as a picture, taken by itself: the rest of the issue need not be printed for it. */
import { writeWhole } from '../io/cache.ts';
import { transparentPicture } from '../io/codec.ts';
import { ifThere } from '../io/encode.ts';
import { fileAddress } from '../io/machine.ts';
import { contentHash } from '../io/originals.ts';
import { mmToPx } from '../model/geometry.ts';
import { issueDocument, withProxies } from '../pages/assemble.ts';
import { hashOf } from '../pages/key.ts';
import { SHEET_ZOOM } from '../pages/stylesheet.ts';
import { type IssueSource, type PagedEdition, workFolder } from './pages.ts';
import type { Workshop } from './workshop.ts';

const PPI = 160;
const PX_PER_INCH = 96;
/** Of its pictures: more than a page of 210 mm shows. */
const PICTURE_PX = 2000;
const RECIPE = `cover 1: ${PPI}, ${PICTURE_PX}`;

/** PNG of the trim; undefined where there is no page. Kept by what stands on it. */
export async function coverSheet(
  workshop: Workshop,
  { issue }: IssueSource,
  { outfit, layout, proxies }: Pick<PagedEdition, 'outfit' | 'layout' | 'proxies'>,
): Promise<Uint8Array | undefined> {
  const [sheet] = layout.sheets;
  if (sheet === undefined) return undefined;
  const shown = proxies.filter(({ key }) => sheet.includes(`data-picture="${key}"`));
  const contents = await Promise.all(
    shown.map(async ({ key }) => contentHash(issue.pictures.get(key)!.file)),
  );
  const name = hashOf(RECIPE, outfit.stamp, layout.pagedCss, sheet, ...contents);
  const kept = `${workshop.cache.folder}/covers/${name}.png`;
  const known = await ifThere(kept);
  if (known) return known;
  const addresses = new Map<string, string>();
  for (const { key, address } of shown) {
    const picture = issue.pictures.get(key);
    const sharp =
      picture && picture.format !== 'pdf'
        ? await addressOf(workshop, picture.file).catch(() => undefined)
        : undefined;
    addresses.set(key, sharp ?? address);
  }
  const file = `${workFolder(workshop, issue)}/cover.html`;
  const { styles, css, page } = outfit;
  const own = { ...layout, faces: styles.faces, css, sheets: [withProxies(sheet, addresses)] };
  await writeWhole(file, issueDocument(own));
  // In a tab that has set text before, letters come out a level of 255 darker or lighter, as it happens.
  const tab = await (await workshop.browser).newPage();
  try {
    const px = (mm: number): number => mmToPx(mm) * SHEET_ZOOM;
    const { trim, bleedMm } = page;
    await tab.setViewport({
      width: Math.ceil(px(trim.widthMm + 2 * bleedMm)),
      height: Math.ceil(px(trim.heightMm + 2 * bleedMm)),
      deviceScaleFactor: PPI / PX_PER_INCH / SHEET_ZOOM,
    });
    await tab.goto(fileAddress(file), { waitUntil: 'load', timeout: 0 });
    const corner = await tab.evaluate(async () => {
      await document.fonts.ready;
      await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
      const { x, y } = document.querySelector('.pagedjs_page')!.getBoundingClientRect();
      return { x: x + scrollX, y: y + scrollY };
    });
    const taken = await tab.screenshot({
      type: 'png',
      clip: {
        x: corner.x + px(bleedMm),
        y: corner.y + px(bleedMm),
        width: px(trim.widthMm),
        height: px(trim.heightMm),
      },
    });
    await writeWhole(kept, taken);
    return taken;
  } finally {
    await tab.close().catch(() => undefined);
  }
}

/** A picture as a data: address; with an alpha channel where something shows through it. */
async function addressOf({ encode }: Workshop, file: string): Promise<string> {
  const { jpeg, alpha } = await encode(file, PICTURE_PX);
  const bytes = alpha ? await transparentPicture(file, PICTURE_PX) : jpeg;
  return `data:image/${alpha ? 'png' : 'jpeg'};base64,${Buffer.from(bytes).toString('base64')}`;
}
