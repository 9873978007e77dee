/** A glued issue: its cover as a sheet of its own, with a spine; the block within it; the booklet proof. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Finding } from '../../scripts/model/finding.ts';
import { mmToPt, ptToMm } from '../../scripts/model/geometry.ts';
import { textByPdfjs } from '../../scripts/pdf/inspect.ts';
import { type PressFileFacts, readPressFile } from '../../scripts/preflight/press-file.ts';
import { adFile, type AdSetting } from '../pdf/ad-file.ts';
import { pagePictures } from '../raster.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-binding-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const BUILD_MS = 120_000;
// To draw pages and to read them takes a browser its time on a busy machine.
vi.setConfig({ testTimeout: BUILD_MS });

const put = (file: string, content: string | Uint8Array): void => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), content);
};

interface Outcome {
  readonly status: number;
  readonly findings: readonly Finding[];
}

const press = (issue: string, ...more: readonly string[]): Promise<Outcome> =>
  new Promise((done, fail) => {
    const words = ['press', issue, '--issues', join(root, 'issues'), '--out', join(root, 'dist'), '--json'];
    execFile(
      process.execPath,
      [resolve('scripts/setup.mjs'), ...words, ...more],
      { maxBuffer: 64e6 },
      (error, stdout, stderr) => {
        if (stdout === '') fail(new Error(stderr));
        else done({ ...(JSON.parse(stdout) as Outcome), status: Number(error?.code ?? 0) });
      },
    );
  });

/** Whole-page advertisements say which page is which; the paper is a millimetre thick, so that few pages have a spine. */
async function issue(
  slug: string,
  printer: string,
  pages: readonly number[],
  setting: (page: number) => AdSetting = () => ({}),
): Promise<void> {
  const ads = pages.map((page) => `side${page}`);
  put(
    `issues/${slug}/issue.yaml`,
    `title: Limt\nnumber: 3/2026\ndate: 2026-09-01\nlanguage: nb\nprinter: ${printer}\norder: [omslag, ${ads.join(', ')}, bakside]\n`,
  );
  put(`issues/${slug}/omslag/article.md`, '---\nlayout: cover\ntitle: Forsiden\n---\n');
  put(`issues/${slug}/bakside/article.md`, '---\nlayout: back\ntitle: Baksiden\n---\n');
  for (const page of pages) {
    put(
      `issues/${slug}/side${page}/article.md`,
      `---\nlayout: ad\ntitle: Side ${page}\nadvertiser: Te\nimage: { src: te.pdf, alt: Te }\n---\n`,
    );
    // oxlint-disable-next-line no-await-in-loop -- a few
    put(`issues/${slug}/side${page}/te.pdf`, await adFile({ text: `Side${page}.`, ...setting(page) }));
  }
}

const SPINE_MM = 4;
const glued = readFileSync('issues/printers/perfect-bound.yaml', 'utf8')
  .replace(/cover: \{.*\}/u, 'cover: { grams: 300, thickness: 1 }')
  .replace(/body: \{.*\}/u, 'body: { grams: 115, thickness: 1 }');

beforeAll(() => {
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  put('issues/magazine.yaml', 'name: d:mag\nslug: prove\npublisher: P\neditor: R\nlanguage: nb\n');
  put('issues/printers/lim.yaml', glued);
  put('issues/printers/merker.yaml', glued.replace('marks: false', 'marks: true'));
  put('issues/printers/papirlos.yaml', glued.replace(/paper:[\s\S]*?(?=stock:)/u, ''));
});

const file = (slug: string, name = ''): string =>
  join(root, `dist/press/${slug}/prove-${slug}${name}-press.pdf`);
const read = (slug: string, name = ''): Promise<PressFileFacts> =>
  readPressFile(readFileSync(file(slug, name)));
const sizeMm = ({ trim }: PressFileFacts['pages'][number]): number[] =>
  [trim![2] - trim![0], trim![3] - trim![1]].map((pt) => Math.round(ptToMm(pt) * 100) / 100);

/** Where a text begins, in millimetres from the left of the trim. */
const leftOf = ({ texts, trim }: PressFileFacts['pages'][number], size: number): number[] =>
  texts.filter(({ sizePt }) => Math.abs(sizePt - size) < 0.2).map(({ xPt }) => ptToMm(xPt - trim![0]));

describe('eight pages, glued', () => {
  let outcome: Outcome;

  beforeAll(async () => {
    await issue('lim', 'lim', [2, 3, 4, 5, 6, 7]);
    outcome = await press('lim', '--imposed');
  }, BUILD_MS);

  test('pass their checks', () => {
    expect(outcome.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(outcome.status).toBe(0);
  });

  test('are a block of the pages within, single and in order', async () => {
    const body = await read('lim');
    expect(body.pages.map(sizeMm)).toEqual(Array.from({ length: 4 }, () => [210, 275]));
    const texts = await textByPdfjs(readFileSync(file('lim')));
    expect(texts.map((text) => /Side\d/u.exec(text)?.[0])).toEqual(['Side3', 'Side4', 'Side5', 'Side6']);
    expect(texts.join(' ')).not.toMatch(/Forsiden|Baksiden|Side[27]/u);
  });

  test('and a cover of two sides, as wide as two pages and the spine', async () => {
    const cover = await read('lim', '-cover');
    expect(cover.pages.map(sizeMm)).toEqual([
      [420 + SPINE_MM, 275],
      [420 + SPINE_MM, 275],
    ]);
    for (const { media, bleed, trim } of cover.pages) {
      expect(bleed).toEqual(media);
      expect(ptToMm(trim![0] - bleed![0])).toBeCloseTo(3, 2);
      expect(ptToMm(bleed![3] - trim![3])).toBeCloseTo(3, 2);
    }
    expect(cover.version).toBe('1.6');
    expect(cover.xmp).toContain('PDF/X-4');
    expect(cover.intents).toHaveLength(1);
    const spaces = cover.pages.flatMap(({ spaces }) => spaces.map(({ space }) => space));
    expect(new Set(spaces)).toEqual(new Set(['DeviceCMYK']));
    expect(cover.fonts.every(({ embedded }) => embedded)).toBe(true);
  });

  test('whose outside has the back, the spine and the front, and whose inside the second page and the last but one', async () => {
    const [outside = '', inside = ''] = (await textByPdfjs(readFileSync(file('lim', '-cover')))).map((text) =>
      text.replaceAll(/\s+/gu, ' '),
    );
    expect(outside).toContain('Baksiden');
    expect(outside).toContain('Forsiden');
    expect(outside).toContain('3/2026');
    expect(inside).toMatch(/Side2\./u);
    expect(inside).toMatch(/Side7\./u);
    const { pages } = await read('lim', '-cover');
    // The advertisements' 24 pt begin 12 mm from their pages' trim.
    expect(leftOf(pages[1]!, 24).map(Math.round)).toEqual([12, 210 + SPINE_MM + 12]);
  });

  test('whose spine stands in the middle of its width, in black ink alone, and reads from above', async () => {
    const { pages } = await read('lim', '-cover');
    const [outside] = pages;
    const edges = [210, 210 + SPINE_MM];
    const { trim } = outside!;
    const spine = outside!.texts.filter(({ box }) => {
      const [left, right] = [ptToMm(box[0] - trim![0]), ptToMm(box[2] - trim![0])];
      return left > edges[0]! && right < edges[1]!;
    });
    // Read from above: what comes first stands highest, letter for letter.
    const said = spine
      .toSorted((one, other) => other.box[3] - one.box[3])
      .map(({ text }) => text)
      .join('');
    expect(said).toBe('d:magLimt3/2026');
    for (const { components, box } of spine) {
      expect(components).toEqual([0, 0, 0, 1]);
      // From baseline to the height of capitals; the middle of the letters is the spine's, to half a millimetre.
      expect(Math.abs(ptToMm((box[0] + box[2]) / 2 - trim![0]) - (210 + SPINE_MM / 2))).toBeLessThan(0.5);
    }
    const ends = spine.map(({ box }) => ptToMm(box[1] - trim![1]));
    expect([Math.max(...ends) > 255, Math.min(...ends) < 20]).toEqual([true, true]);
  });

  test('bare paper in the spine’s place, ink on both sides of it', async () => {
    const [outside] = await pagePictures(readFileSync(file('lim', '-cover')), 72);
    const { data, info } = await sharp(outside).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const at = (xMm: number, yMm: number): number[] => {
      const [x, y] = [xMm + 3, yMm + 3].map((mm) => Math.round((mm * 72) / 25.4)) as [number, number];
      return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
    };
    expect(Math.min(...at(212, 70))).toBeGreaterThan(250);
    expect(at(205, 70)).not.toEqual([255, 255, 255]);
    expect(at(219, 70)).not.toEqual([255, 255, 255]);
  });

  test('have a booklet proof beside pages.json, and no reader PDF', async () => {
    const booklet = join(root, 'dist/proof/lim/prove-lim-booklet.pdf');
    const texts = await textByPdfjs(readFileSync(booklet));
    expect(texts).toHaveLength(4);
    expect(texts[0]).toMatch(/Baksiden[\s\S]*Forsiden/u);
    expect(existsSync(join(root, 'dist/web'))).toBe(false);
  });

  test(
    'come out the same a second time',
    async () => {
      const before = ['', '-cover'].map((name) => readFileSync(file('lim', name)));
      await press('lim');
      const after = ['', '-cover'].map((name) => readFileSync(file('lim', name)));
      expect(after.map((bytes, at) => Buffer.compare(bytes, before[at]!))).toEqual([0, 0]);
    },
    BUILD_MS,
  );
});

test(
  'findings name the pages of the issue, on the cover and within',
  async () => {
    await issue('feil', 'lim', [2, 3, 4, 5], (page) =>
      [2, 3, 5].includes(page) ? { ground: '0.9 0.2 0.1 rg' } : {},
    );
    const { status, findings } = await press('feil');
    expect(status).toBe(1);
    const told = findings.filter(({ rule }) => rule === 'residual-rgb');
    // A colour space is a sheet's: both of its pages are looked at.
    expect(told.map(({ page, place }) => `${page} ${place?.file.split('/').at(-2)}`)).toEqual(
      expect.arrayContaining(['2 side2', '3 side3', '5 side5']),
    );
    expect(new Set(told.map(({ place }) => place?.file.split('/').at(-2)))).toEqual(
      new Set(['side2', 'side3', 'side5']),
    );
  },
  BUILD_MS,
);

test(
  'marks stand round the cover’s sheet as round the pages',
  async () => {
    await issue('merker', 'merker', [2, 3, 4, 5]);
    const { findings } = await press('merker');
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    const cover = await read('merker', '-cover');
    for (const { marks, media, bleed } of cover.pages) {
      expect(marks.length).toBeGreaterThan(8);
      expect(bleed![0] - media![0]).toBeGreaterThan(mmToPt(5));
    }
    expect((await read('merker')).pages.every(({ marks }) => marks.length > 8)).toBe(true);
  },
  BUILD_MS,
);

test(
  'without a paper there is no spine and no press file; of an odd number of pages no cover can be made',
  async () => {
    await issue('papirlos', 'papirlos', [2, 3, 4, 5]);
    expect((await press('papirlos')).findings).toMatchObject([
      { rule: 'spine-width', level: 'error', hint: expect.stringContaining('paper: { body:') },
    ]);
    await issue('kort', 'lim', [2, 3]);
    const { status, findings } = await press('kort');
    expect(status).toBe(1);
    expect(findings.filter(({ rule }) => rule === 'cover-sheet')).toMatchObject([
      { level: 'error', message: '4 pages are a cover and nothing within it' },
    ]);
  },
  BUILD_MS,
);
