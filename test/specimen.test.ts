/**
 * The specimen, built from the layouts' samples and held against pictures of its pages. Where a page is meant to look
 * otherwise, look at it and write new pictures: `DMAG_REFERENCES=write npm test -- test/specimen.test.ts`.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { ownIssues } from './own-issues.ts';
import { pagePictures } from './raster.ts';

const REFERENCES = 'test/fixtures/specimen';
const FAULTS = '.cache/specimen';
const PPI = 60;
/** One letter of body text is some twenty pixels; browsers differ in fewer. */
const MOST_PIXELS = 30;

interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const pixelsOf = async (png: Buffer): Promise<Pixels> => {
  const { data, info } = await sharp(png)
    .toColourspace('b-w')
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({
      resolveWithObject: true,
    });
  return { data, width: info.width, height: info.height };
};

/** As it is kept: sixteen greys are enough to see a line move. */
const asReference = (png: Uint8Array): Promise<Buffer> =>
  sharp(png)
    .flatten()
    .toColourspace('b-w')
    .png({ palette: true, colours: 16, dither: 0, effort: 10 })
    .toBuffer();

/** How many pixels of two pages differ. */
const difference = (one: Pixels, other: Pixels): number =>
  one.width === other.width && one.height === other.height
    ? pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.2 })
    : Number.POSITIVE_INFINITY;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

const own = ownIssues();
let pages: Buffer[] = [];

beforeAll(async () => {
  const { out } = own();
  const there = existsSync(join(out, 'web/specimen')) ? readdirSync(join(out, 'web/specimen')) : [];
  // Beside the pages of the web edition.
  const file = there.find((name) => name.endsWith('.pdf'));
  if (file)
    pages = await Promise.all(
      (await pagePictures(readFileSync(join(out, 'web/specimen', file)), PPI)).map(asReference),
    );
}, 180_000);

describe('the specimen', () => {
  test('in issues/ is what the samples of the layouts make of it (npm run specimen)', () => {
    const [made, kept] = [join(own().issues, 'specimen'), 'issues/specimen'];
    expect(filesIn(kept)).toEqual(filesIn(made));
    const differing = filesIn(made).filter(
      (file) => !readFileSync(join(made, file)).equals(readFileSync(join(kept, file))),
    );
    expect(differing).toEqual([]);
  });

  test('builds without an error', () => {
    expect(own().outcome.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(pages.length).toBeGreaterThan(30);
  });

  test('looks as it did, page by page', async () => {
    const nameOf = (index: number): string => `page-${String(index + 1).padStart(3, '0')}.png`;
    if (process.env['DMAG_REFERENCES'] === 'write') {
      rmSync(REFERENCES, { recursive: true, force: true });
      mkdirSync(REFERENCES, { recursive: true });
      for (const [index, png] of pages.entries()) writeFileSync(join(REFERENCES, nameOf(index)), png);
    }
    rmSync(FAULTS, { recursive: true, force: true });
    const faults = await Promise.all(
      pages.map(async (png, index) => {
        const reference = join(REFERENCES, nameOf(index));
        const pixels = existsSync(reference)
          ? difference(await pixelsOf(readFileSync(reference)), await pixelsOf(png))
          : Number.POSITIVE_INFINITY;
        if (pixels <= MOST_PIXELS) return [];
        mkdirSync(FAULTS, { recursive: true });
        writeFileSync(join(FAULTS, nameOf(index)), png);
        return [`${join(FAULTS, nameOf(index))} differs from ${reference} in ${pixels} pixels`];
      }),
    );
    expect(faults.flat()).toEqual([]);
    expect(readdirSync(REFERENCES)).toHaveLength(pages.length);
  }, 60_000);

  test('a single line that moved by a step of the grid is seen', async () => {
    // Text in three columns stands at its foot, whatever page that is.
    const { pages: known } = JSON.parse(
      readFileSync(join(own().out, 'proof/specimen/pages.json'), 'utf8'),
    ) as { pages: { page: number; article: string }[] };
    const number = known.find(({ article }) => article === 'feature')!.page;
    const page = await pixelsOf(
      readFileSync(join(REFERENCES, `page-${String(number).padStart(3, '0')}.png`)),
    );
    const step = Math.round((13 / 72) * PPI);
    // One line of one column: from its top, a step high, a third of the page wide.
    const [top, width] = [Math.round(page.height * 0.74), Math.round(page.width / 3)];
    const data = Uint8Array.from(page.data);
    for (let y = top + step - 1; y >= top; y--)
      for (let x = 0; x < width * 4; x++)
        data[(y + 2) * page.width * 4 + x] = page.data[y * page.width * 4 + x]!;
    expect(difference(page, { ...page, data })).toBeGreaterThan(MOST_PIXELS);
    expect(difference(page, page)).toBe(0);
  });
});
