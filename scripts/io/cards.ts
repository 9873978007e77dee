/** The door to cards: drawn once by the browser, and kept by content under .cache/cards. Where all are kept, no browser starts. */
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { faces } from '../../styles/faces.ts';
import type { Picture } from '../model/picture.ts';
import type { Theme } from '../model/theme.ts';
import { hashOf } from '../pages/key.ts';
import { type Card, CARD_PX, cardDocument, MOST_CARD_BYTES, PICTURE_SLOT, titleSizes } from '../web/card.ts';
import { writeWhole } from './cache.ts';
import { codec } from './codec.ts';
import { ifThere, put } from './encode.ts';
import { fontFaces } from './fonts.ts';
import { fileAddress, processors } from './machine.ts';
import { contentHash } from './originals.ts';
import { readSheet } from './styles.ts';
import { takeTurns } from './turns.ts';

// What a change here must change in the cache's keys too.
const SETTINGS = 'card 2, jpeg 84 to 50, mozjpeg';
const IDLE_MS = 2000;
const QUALITIES = [84, 76, 68, 60, 50];

export interface DrawnCard {
  /** Ten letters that are other ones for another picture. */
  readonly hash: string;
  readonly file: string;
}

/** Draws a card, with its picture if it has one. */
export type DrawCard = (theme: Theme, card: Card, picture?: Picture) => Promise<DrawnCard>;

export function cardDrawer(browser: () => Promise<Browser>, cacheFolder: string): DrawCard {
  const folder = join(cacheFolder, 'cards');
  // One tab draws them all, one after the other; the next one's picture is made ready, and the last one's written, meanwhile.
  const inTurn = takeTurns(1);
  const atOnce = takeTurns(processors());
  const drawn = easel(browser);
  const styles = new Map<string, Promise<string>>();
  const stylesOf = ({ name, own }: Theme): Promise<string> => {
    const reading =
      styles.get(`${name} ${own}`) ??
      Promise.all(['layers', 'tokens', `themes/${name}`, 'card'].map(readSheet)).then(
        ([layers, tokens, theme, card]) => [layers, tokens, theme, own, card].join('\n'),
      );
    styles.set(`${name} ${own}`, reading);
    return reading;
  };
  return async (theme, card, picture) => {
    const own: Card = picture ? { ...card, focus: card.focus ?? '50% 50%' } : { ...card, focus: undefined };
    const css = await stylesOf(theme);
    const content = picture ? await contentHash(picture.file) : '';
    const names = JSON.stringify(faces[theme.name]);
    const hash = hashOf(SETTINGS, cardDocument(own, css), content, names).slice(0, 10);
    const file = join(folder, `${hash}.jpg`);
    if (await ifThere(file)) return { hash, file };
    return atOnce(async () => {
      await mkdir(folder, { recursive: true });
      // Faces are told without the ascents that hold print's lines to the grid: here a line is as high as its letters.
      const fonts = (await fontFaces(faces[theme.name] ?? [], cacheFolder)).replaceAll(
        /(?:ascent|descent|line-gap)-override:[^;}]*;?/gu,
        '',
      );
      const address = picture ? await pictureAddress(picture) : '';
      const document = cardDocument(own, `${fonts}\n${css}`).replace(PICTURE_SLOT, address);
      // A name of its own: another run may draw the same card meanwhile.
      const page = join(folder, `${hash}.${randomUUID()}.html`);
      await writeWhole(page, document);
      await put(file, await light(await inTurn(() => drawn(page, own))));
      await rm(page, { force: true });
      return { hash, file };
    });
  };
}

/** Whatever kind of picture it is, upright and in sRGB, as large as a card can show. */
async function pictureAddress({ file }: Picture): Promise<string> {
  const sharp = await codec();
  const jpeg = await sharp(file, { limitInputPixels: false })
    .autoOrient()
    .toColourspace('srgb')
    .resize({ width: 1260, height: 1260, fit: 'outside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}

/** A tab for the cards of a run. A page in it that has crashed, or whose browser has, makes room for another. */
function easel(browser: () => Promise<Browser>) {
  let tab: Promise<Page> | undefined;
  let leaving: NodeJS.Timeout | undefined;
  const close = async (): Promise<void> => {
    const old = tab;
    tab = undefined;
    await old?.then((each) => each.close()).catch(() => undefined);
  };
  return async (file: string, card: Card): Promise<Uint8Array> => {
    clearTimeout(leaving);
    try {
      tab ??= browser().then(async (each) => {
        const opened = await each.newPage();
        await opened.setViewport({ width: CARD_PX.widthPx, height: CARD_PX.heightPx, deviceScaleFactor: 1 });
        return opened;
      });
      const page = await tab;
      await page.goto(fileAddress(file), { waitUntil: 'load', timeout: 0 });
      await fitTitle(page, titleSizes(card));
      const clip = { x: 0, y: 0, width: CARD_PX.widthPx, height: CARD_PX.heightPx };
      return await page.screenshot({ type: 'png', clip });
    } catch (error) {
      await close();
      throw error;
    } finally {
      // Nobody says when the last card is drawn; an idle tab holds 50 MB.
      leaving = setTimeout(() => void close(), IDLE_MS);
      leaving.unref();
    }
  };
}

/** The largest size, in whole px, at which the title keeps to its room; words break only where it would fit at no size otherwise. */
const fitTitle = (
  tab: Page,
  { most, least }: { readonly most: number; readonly least: number },
): Promise<void> =>
  tab.evaluate(
    async (from, to) => {
      await document.fonts.ready;
      const title = document.querySelector<HTMLElement>('.card-title')!;
      const room = document.querySelector<HTMLElement>('.card-room')!;
      const written = title.textContent ?? '';
      const whole = written.replaceAll('\u00AD', '');
      const fits = (size: number): boolean => {
        title.style.fontSize = `${size}px`;
        return title.offsetHeight <= room.clientHeight && title.scrollWidth <= room.clientWidth;
      };
      const largest = (text: string, smallest: number): number => {
        title.textContent = text;
        let size = to;
        while (size > smallest && !fits(size)) size -= 1;
        return size;
      };
      // A word that is broken may be larger; it is worth it only where a whole one would be small.
      const small = (from + to) / 2.4;
      const size = largest(whole, from);
      if (size < small || !fits(size)) {
        const broken = Math.min(largest(written, from), Math.round(small));
        if (!fits(broken)) title.style.overflowWrap = 'anywhere';
      }
    },
    least,
    most,
  );

/** As a JPEG, as good as its weight allows. */
async function light(png: Uint8Array): Promise<Uint8Array> {
  const sharp = await codec();
  let jpeg: Uint8Array = png;
  for (const quality of QUALITIES) {
    // oxlint-disable-next-line no-await-in-loop -- the next is worse
    jpeg = await sharp(png)
      .jpeg({ quality, mozjpeg: true, chromaSubsampling: quality > 70 ? '4:4:4' : '4:2:0' })
      .toBuffer();
    if (jpeg.length <= MOST_CARD_BYTES) break;
  }
  return jpeg;
}
