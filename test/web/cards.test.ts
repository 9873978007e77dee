/** Cards: what they weigh and measure, and when a browser is asked for. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../../scripts/io/browser.ts';
import { cardDrawer } from '../../scripts/io/cards.ts';
import { readTheme } from '../../scripts/io/styles.ts';
import type { Picture } from '../../scripts/model/picture.ts';
import { type Card, MOST_CARD_BYTES } from '../../scripts/web/card.ts';

const root = mkdtempSync(join(tmpdir(), 'cards-'));
const noise = join(root, 'noise.png');
const stripes = join(root, 'stripes.png');
let browser: Promise<Browser> | undefined;
let starts = 0;
const start = (): Promise<Browser> => {
  starts += 1;
  return (browser ??= startBrowser());
};
const draw = cardDrawer(start, root);
const never = cardDrawer(() => Promise.reject(new Error('nobody asked for a browser')), root);

const card = (title: string, more: Partial<Card> = {}): Card => ({
  kind: 'article',
  language: 'nb',
  masthead: 'd:mag',
  number: 'Nr. 1 2026',
  kicker: 'Natur',
  title,
  ...more,
});
const pictureAt = (file: string): Picture => ({
  key: 'a/b/c',
  file,
  bytes: 1,
  widthPx: 1600,
  heightPx: 1200,
  format: 'png',
  hasAlpha: false,
  space: 'srgb',
  orientation: 1,
});

beforeAll(async () => {
  // The heaviest picture that there is: no two pixels alike.
  await sharp({
    create: {
      width: 1600,
      height: 1200,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toFile(noise);
  // Nowhere of one colour either, and quick to draw.
  const data = Buffer.from(Array.from({ length: 160 * 120 }, (_, at) => (((at % 160) >> 2) % 2 ? 255 : 0)));
  await sharp(data, { raw: { width: 160, height: 120, channels: 1 } })
    .png()
    .toFile(stripes);
});

afterAll(async () => {
  await (await browser)?.close();
  rmSync(root, { recursive: true, force: true });
});

test('a card is 1200 × 630 px and light, whatever its picture', async () => {
  const hav = await readTheme('hav');
  const { file, hash } = await draw(hav, card('Elva'), pictureAt(noise));
  const bytes = readFileSync(file);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
  expect(bytes.length).toBeLessThanOrEqual(MOST_CARD_BYTES);
  expect(hash).toMatch(/^[0-9a-f]{10}$/u);
}, 60_000);

test('one that is kept is not drawn again, and asks for no browser', async () => {
  const hav = await readTheme('hav');
  const before = starts;
  const first = await draw(hav, card('Elva'), pictureAt(noise));
  expect(await never(hav, card('Elva'), pictureAt(noise))).toEqual(first);
  expect(starts).toBe(before);
  await expect(never(hav, card('Elven'), pictureAt(noise))).rejects.toThrow('nobody asked');
}, 60_000);

test('other words, another picture, another focus, another theme: another card', async () => {
  const [hav, fjell] = await Promise.all([readTheme('hav'), readTheme('fjell')]);
  const other = join(root, 'other.png');
  await sharp({ create: { width: 300, height: 200, channels: 3, background: '#123' } })
    .png()
    .toFile(other);
  const hashes = [];
  for (const [theme, own, picture] of [
    [hav, card('Elva'), pictureAt(stripes)],
    [hav, card('Elver'), pictureAt(stripes)],
    [hav, card('Elva'), pictureAt(other)],
    [hav, card('Elva', { focus: '10% 90%' }), pictureAt(stripes)],
    [hav, card('Elva'), undefined],
    [fjell, card('Elva'), pictureAt(stripes)],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one tab
    hashes.push((await draw(theme, own, picture)).hash);
  }
  expect(new Set(hashes).size).toBe(hashes.length);
}, 60_000);

/** The ink of the title keeps to its own half: a column in the margin between words and picture, or at the card's edge, has one colour. */
test.each([
  'Slik gikk det til da kommunen, fylket og staten skulle rette opp tre små feil i et skjema som ingen lenger husket hvem som hadde laget, eller hvorfor',
  'Hjemme\u00ADoppfølgings\u00ADtjenestens kvalitets\u00ADregister\u00ADmeldinger',
  'Uforståeligsammensattordutenetenestebindestrekellermellomrom',
  'Å',
])(
  '%s fits',
  async (title) => {
    for (const name of ['hav', 'fjell']) {
      // oxlint-disable-next-line no-await-in-loop -- one tab
      const { file } = await draw(await readTheme(name), card(title), pictureAt(stripes));
      // oxlint-disable-next-line no-await-in-loop -- one tab
      const { channels } = await sharp(
        await sharp(file).extract({ left: 572, top: 0, width: 20, height: 630 }).toBuffer(),
      ).stats();
      for (const { max, min } of channels) expect(max - min).toBeLessThan(60);
      // oxlint-disable-next-line no-await-in-loop -- one tab
      const gap = await sharp(
        await sharp(file).extract({ left: 0, top: 500, width: 590, height: 14 }).toBuffer(),
      ).stats();
      for (const { max, min } of gap.channels) expect(max - min).toBeLessThan(60);
    }
  },
  60_000,
);

/** A browser whose tab opens its page only after a while, as on a busy machine. */
const slow = (delayMs: number) => async (): Promise<Browser> => {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
    .png()
    .toBuffer();
  const page = {
    setViewport: async () => undefined,
    goto: async (address: string) => {
      await new Promise((wake) => setTimeout(wake, delayMs));
      readFileSync(fileURLToPath(address));
    },
    evaluate: async () => undefined,
    screenshot: async () => png,
    close: async () => undefined,
  };
  return { newPage: async () => page } as unknown as Browser;
};

test('of two runs that draw the same card at once, the first to end leaves the other its page', async () => {
  const theme = await readTheme('hav');
  const runs = [0, 1500].map((delayMs) => cardDrawer(slow(delayMs), root));
  const drawn = await Promise.all(runs.map((each) => each(theme, card('To på én gang'))));
  expect(drawn[0]).toEqual(drawn[1]);
});
