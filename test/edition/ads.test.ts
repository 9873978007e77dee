/** An issue with advertisers' PDFs, from front matter to both files: placed as they are in the one, drawn in the other. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { PDFArray, PDFDict, PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Finding } from '../../scripts/model/finding.ts';
import { ptToMm } from '../../scripts/model/geometry.ts';
import { adName } from '../../scripts/pdf/advertisement.ts';
import { eachOperation } from '../../scripts/pdf/content.ts';
import { decoded, pageContent } from '../../scripts/pdf/streams.ts';
import { identity, type Matrix, multiply } from '../../scripts/pdf/walk.ts';
import { readPressFile } from '../../scripts/preflight/press-file.ts';
import { type AdSetting, adFile, GROUND } from '../pdf/ad-file.ts';
import { pagePictures } from '../raster.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-ads-'));
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

const build = (issue: string, ...more: readonly string[]): Promise<Outcome> =>
  new Promise((done, fail) => {
    const words = ['build', issue, '--issues', join(root, 'issues'), '--out', join(root, 'dist'), '--json'];
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

interface Ad {
  readonly name: string;
  readonly size: 'full' | 'half' | 'quarter';
  readonly setting?: AdSetting;
}

async function issue(slug: string, ads: readonly Ad[]): Promise<void> {
  put(
    `issues/${slug}/issue.yaml`,
    `title: Prøven\nnumber: ${slug}\ndate: 2026-09-01\nlanguage: nb\nprinter: sheetfed-coated\norder: [${ads.map(({ name }) => name).join(', ')}]\n`,
  );
  for (const { name, size, setting } of ads) {
    put(
      `issues/${slug}/${name}/article.md`,
      `---\nlayout: ad\ntitle: ${name}\nadvertiser: Lien te\nsize: ${size}\nimage: { src: annonse.pdf, alt: Annonse for te }\n---\n`,
    );
    // oxlint-disable-next-line no-await-in-loop -- a few
    put(`issues/${slug}/${name}/annonse.pdf`, await adFile({ text: name, ...setting }));
  }
}

/** In hav, a quarter is six columns and the outer margin. */
let quarterMm = 0;

const ADS: readonly Ad[] = [
  { name: 'hel', size: 'full' },
  { name: 'snudd', size: 'full', setting: { rotate: 90, bleedMm: 5 } },
  { name: 'halv', size: 'half', setting: { heightMm: 137.5 } },
  { name: 'kvart', size: 'quarter', setting: { heightMm: 137.5 } },
];

beforeAll(() => {
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  put(
    'issues/magazine.yaml',
    'name: d:mag\nslug: prove\npublisher: P\neditor: R\nlanguage: nb\nsite: https://example.org/prove/\n',
  );
});

test(
  'a place of another size says both, and that is an error',
  async () => {
    await issue('maal', [{ name: 'kvart', size: 'quarter' }]);
    const { status, findings } = await build('maal', '--only', 'reader');
    expect(status).toBe(1);
    const fault = findings.find(({ rule }) => rule === 'ad-size');
    expect(fault).toMatchObject({
      level: 'error',
      place: { file: expect.stringMatching(/kvart\/annonse\.pdf$/u) },
    });
    quarterMm = Number(
      /is 210 × 275 mm; its place on page 1 is ([\d.]+) × 137\.5 mm/u.exec(fault!.message)?.[1],
    );
    expect(quarterMm).toBeGreaterThan(90);
  },
  BUILD_MS,
);

/** Where each advertisement's trim stands on its page, in millimetres from the page's lower left trim corner. */
function placed(pdf: PDFDocument): { page: number; name: string; box: number[] }[] {
  return pdf.getPages().flatMap((page, at) => {
    const found: { page: number; name: string; box: number[] }[] = [];
    const corner = page.getTrimBox();
    let [ctm, stack]: [Matrix, Matrix[]] = [identity, []];
    eachOperation(pageContent(page), (operator, operands) => {
      if (operator === 'q') stack.push(ctm);
      if (operator === 'Q') ctm = stack.pop() ?? identity;
      if (operator === 'cm') ctm = multiply(operands as unknown as Matrix, ctm);
      if (operator !== 'Do') return;
      const form = page.node
        .Resources()!
        .lookup(PDFName.of('XObject'), PDFDict)
        .lookup(PDFName.of(typeof operands[0] === 'string' ? operands[0] : ''), PDFStream);
      const name = adName(form.dict);
      if (name === undefined) return;
      const own = form.dict.lookup(PDFName.of('Matrix'), PDFArray).asArray().map(Number) as unknown as Matrix;
      const box = form.dict.lookup(PDFName.of('BBox'), PDFArray).asRectangle();
      const [a, b, c, d, e, f] = multiply(own, ctm);
      const ends = [
        [box.x, box.y],
        [box.x + box.width, box.y + box.height],
      ].map(([x, y]) => [ptToMm(a * x! + c * y! + e - corner.x), ptToMm(b * x! + d * y! + f - corner.y)]);
      const [[x1, y1], [x2, y2]] = ends as [[number, number], [number, number]];
      const mm = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
      found.push({
        page: at + 1,
        name: name.split('/')[1]!,
        box: mm.map((each) => Math.round(each * 10) / 10),
      });
    });
    return found;
  });
}

describe('an issue of four advertisements', () => {
  let outcome: Outcome;
  const pressFile = join(root, 'dist/press/ni/prove-ni-press.pdf');
  const readerFile = join(root, 'dist/web/ni/prove-ni.pdf');

  beforeAll(async () => {
    await issue(
      'ni',
      ADS.map((ad) =>
        ad.size === 'quarter' ? { ...ad, setting: { ...ad.setting, widthMm: quarterMm } } : ad,
      ),
    );
    outcome = await build('ni');
  }, BUILD_MS);

  test('is built without a word', () => {
    expect(outcome.findings).toEqual([]);
    expect(outcome.status).toBe(0);
  });

  test('has every trim on its place’s, with its bleed beyond', async () => {
    const found = placed(await PDFDocument.load(readFileSync(pressFile)));
    expect(found).toEqual([
      { page: 1, name: 'hel', box: [-3, -3, 213, 278] },
      { page: 2, name: 'snudd', box: [-5, -5, 215, 280] },
      { page: 3, name: 'halv', box: [-3, -3, 213, 140.5] },
      // A left page: off the left edge and the foot.
      { page: 4, name: 'kvart', box: [-3, -3, Math.round((quarterMm + 3) * 10) / 10, 140.5] },
    ]);
  });

  test('has their inks as they were, and their faces', async () => {
    const file = await readPressFile(readFileSync(pressFile));
    expect(file.pages.every(({ spaces }) => spaces.every(({ space }) => space === 'DeviceCMYK'))).toBe(true);
    expect(file.fonts.filter(({ ad }) => ad !== undefined).every(({ embedded }) => embedded)).toBe(true);
    const pdf = await PDFDocument.load(readFileSync(pressFile));
    const forms = pdf.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFStream && adName(object.dict) !== undefined
          ? [Buffer.from(decoded(object)).toString('latin1')]
          : [],
      );
    expect(forms).toHaveLength(4);
    for (const form of forms) expect(form).toContain(GROUND);
  });

  test('shows their pictures to a reader, in the same place and with what they say to one who does not see', async () => {
    const [whole, turned, half, quarter] = await pagePictures(readFileSync(readerFile), 72);
    const at = async (png: Uint8Array | undefined, xMm: number, yMm: number): Promise<number[]> => {
      const [left, top] = [xMm, yMm].map((mm) => Math.round((mm * 72) / 25.4)) as [number, number];
      const { data } = await sharp(png)
        .removeAlpha()
        .extract({ left, top, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      return [...data];
    };
    const near = (found: number[], wanted: (level: number) => boolean): boolean => found.every(wanted);
    const isPaper = (level: number): boolean => level > 245;
    // Cyan and a little yellow: little red is left.
    for (const png of [whole, turned]) {
      expect((await at(png, 3, 272))[0]).toBeLessThan(140);
      expect((await at(png, 206, 200))[0]).toBeLessThan(140);
    }
    // The frame is black, six millimetres within the trim.
    expect(near(await at(whole, 6, 150), (level) => level < 90)).toBe(true);
    expect(near(await at(half, 100, 100), isPaper)).toBe(true);
    expect((await at(half, 3, 200))[0]).toBeLessThan(140);
    expect((await at(quarter, 3, 200))[0]).toBeLessThan(140);
    expect(near(await at(quarter, 200, 200), isPaper)).toBe(true);
    const alts = (await PDFDocument.load(readFileSync(readerFile))).context
      .enumerateIndirectObjects()
      .filter(
        ([, object]) => object instanceof PDFDict && object.lookup(PDFName.of('S')) === PDFName.of('Figure'),
      )
      .map(([, object]) => String((object as PDFDict).lookup(PDFName.of('Alt'))));
    expect(alts.length).toBeGreaterThanOrEqual(4);
  });

  test(
    'makes a reader’s file alone, too, and the press file of the same bytes again',
    async () => {
      const before = readFileSync(pressFile);
      rmSync(join(root, 'dist'), { recursive: true });
      const { status, findings } = await build('ni', '--only', 'reader');
      expect([status, findings]).toEqual([0, []]);
      expect(existsSync(readerFile)).toBe(true);
      await build('ni', '--only', 'press');
      expect(Buffer.compare(readFileSync(pressFile), before)).toBe(0);
    },
    BUILD_MS,
  );
});

test(
  'what an advertiser does wrong is told in one run, with each file',
  async () => {
    await issue('annonsefeil', [
      { name: 'rgb', size: 'full', setting: { ground: '0.9 0.2 0.1 rg' } },
      { name: 'knapp', size: 'full', setting: { bleedMm: 0 } },
      { name: 'fri', size: 'full', setting: { embedded: false, link: true } },
      { name: 'mange', size: 'full', setting: { pages: 2, hiddenLayer: true } },
    ]);
    const { status, findings } = await build('annonsefeil');
    expect(status).toBe(1);
    const told = new Set(findings.map(({ rule, place }) => `${rule} ${place?.file.split('/').at(-2)}`));
    expect([...told].sort()).toEqual([
      'ad-annotations fri',
      'ad-bleed knapp',
      'ad-layers mange',
      'ad-pages mange',
      // Seen on the finished page, too.
      'bleed-filled knapp',
      'font-embedding fri',
      'residual-rgb rgb',
    ]);
  },
  BUILD_MS,
);

test(
  'a file under a password stops the build before a page is made',
  async () => {
    await issue('laast', [{ name: 'laas', size: 'full', setting: { password: 'hemmelig' } }]);
    const { status, findings } = await build('laast');
    expect(status).toBe(1);
    expect(findings).toMatchObject([{ rule: 'pdf-encrypted', level: 'error' }]);
  },
  BUILD_MS,
);
