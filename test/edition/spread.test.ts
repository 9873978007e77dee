/** Pictures across two pages, measured in the printed file: the halves meet at the spine, or stand a hinge apart. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ptToMm } from '../../scripts/model/geometry.ts';
import type { PictureOnPage } from '../../scripts/pages/pagemap.ts';
import { inspectPdf } from '../../scripts/pdf/inspect.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-spread-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const BUILD_MS = 120_000;
const TRIM_MM = 210;
const BLEED_MM = 3;
const HINGE_MM = 6;

const put = (file: string, text: string): void => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};

/** Shapes that are cropped at the sides, above and below, and hardly at all. */
const SHAPES = { wide: [2400, 900], flat: [2000, 1100], high: [1500, 1400] } as const;

async function draw(file: string, [width, height]: readonly [number, number], red: number): Promise<void> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="rgb(${red},40,90)"/><stop offset="1" stop-color="rgb(40,${red},60)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`;
  await sharp(Buffer.from(svg)).jpeg().toFile(join(root, file));
}

const TEXT = `${'Et avsnitt om en bro som går fra den ene sida til den andre. '.repeat(30)}\n\n`.repeat(6);

interface Half extends PictureOnPage {
  readonly page: number;
  /** Left edge of the whole picture on its page, from the trim, as the printed file has it. */
  readonly leftMm: number;
  readonly topMm: number;
  readonly printedMm: number;
}

const halves: Record<'saddle' | 'perfect', Half[]> = { saddle: [], perfect: [] };

async function build(binding: 'saddle' | 'perfect'): Promise<Half[]> {
  const out = join(root, `dist-${binding}`);
  await new Promise<void>((done, fail) => {
    const words = [
      'build',
      `spread-${binding}`,
      '--issues',
      join(root, 'issues'),
      '--out',
      out,
      '--json',
      '--only',
      'reader',
    ];
    execFile(
      process.execPath,
      [resolve('scripts/setup.mjs'), ...words],
      { maxBuffer: 64e6 },
      (error, stdout) => (error ? fail(new Error(stdout)) : done()),
    );
  });
  const { pages } = JSON.parse(readFileSync(join(out, `proof/spread-${binding}/pages.json`), 'utf8')) as {
    pages: { page: number; images: PictureOnPage[] }[];
  };
  const facts = await inspectPdf(
    readFileSync(join(out, `web/spread-${binding}/prove-spread-${binding}.pdf`)),
  );
  return pages.flatMap(({ page, images }) => {
    const printed = facts.images.filter((image) => image.page === page);
    expect(printed).toHaveLength(images.length);
    const { mediaBox } = facts.pages[page - 1]!;
    return images.map((image, at) => {
      const [, , , , e, f] = printed[at]!.matrix;
      return {
        ...image,
        page,
        // A reader's page is cut to the trim.
        leftMm: ptToMm(e - mediaBox[0]),
        topMm: ptToMm(mediaBox[3] - f) - printed[at]!.heightMm,
        printedMm: printed[at]!.widthMm,
      };
    });
  });
}

beforeAll(async () => {
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  const profile = readFileSync('issues/printers/sheetfed-coated.yaml', 'utf8');
  put(
    'issues/printers/perfect.yaml',
    profile.replace('binding: saddle', `binding: perfect\nhinge: ${HINGE_MM}`),
  );
  put('issues/magazine.yaml', 'name: d:mag\nslug: prove\npublisher: P\neditor: R\nlanguage: nb\n');
  for (const [binding, printer] of [
    ['saddle', 'sheetfed-coated'],
    ['perfect', 'perfect'],
  ] as const) {
    const issue = `issues/spread-${binding}`;
    put(
      `${issue}/issue.yaml`,
      `title: P\nnumber: 7/2026\ndate: 2026-07-01\nlanguage: nb\nprinter: ${printer}\norder: [aapner, tekst, essay]\n`,
    );
    const opener = 'image: { src: wide.jpg, alt: A, focus: 30% 50% }';
    put(
      `${issue}/aapner/article.md`,
      `---\nlayout: feature\nopener: spread\ntitle: T\n${opener}\n---\n${TEXT}`,
    );
    put(
      `${issue}/tekst/article.md`,
      `---\nlayout: feature\ntitle: T\n---\n${TEXT}\n![A](flat.jpg){.spread}\n\n${TEXT}\n![B](high.jpg "Med tekst."){.spread focus="50% 20%"}\n\n${TEXT}`,
    );
    put(
      `${issue}/essay/article.md`,
      `---\nlayout: photo-essay\ntitle: T\n---\n![A](flat.jpg "A")\n\n${TEXT.slice(0, 300)}\n\n![B](wide.jpg "B"){.spread}\n`,
    );
    for (const slug of ['aapner', 'tekst', 'essay'])
      for (const [at, name] of (['wide', 'flat', 'high'] as const).entries())
        // oxlint-disable-next-line no-await-in-loop -- nine small pictures
        await draw(`${issue}/${slug}/${name}.jpg`, SHAPES[name], 30 + 60 * at + 9 * slug.length);
    // oxlint-disable-next-line no-await-in-loop -- one issue after the other: both use the browser
    halves[binding] = await build(binding);
  }
}, BUILD_MS);

/** Left and right half of each picture across two pages. */
const pairs = (list: readonly Half[]): [Half, Half][] =>
  list.flatMap((left, at) => {
    const right = list[at + 1];
    return right?.key === left.key && right.page === left.page + 1 ? [[left, right] as [Half, Half]] : [];
  });

test('halves meet at the spine to a tenth of a millimetre, at one height and in one size', () => {
  const found = pairs(halves.saddle);
  expect(found).toHaveLength(5);
  for (const [left, right] of found) {
    expect(left.page % 2, left.key).toBe(0);
    // What of the picture stands at the spine, as the left page has it and as the right page has it.
    const [cutLeft, cutRight] = [(TRIM_MM - left.leftMm) / left.printedMm, -right.leftMm / right.printedMm];
    expect(Math.abs(cutLeft - cutRight) * left.printedMm, left.key).toBeLessThan(0.1);
    expect(Math.abs(left.topMm - right.topMm), left.key).toBeLessThan(0.1);
    expect(Math.abs(left.printedMm - right.printedMm), left.key).toBeLessThan(0.1);
  }
});

test('they bleed at the outer edge and stop at the spine', () => {
  for (const [left, right] of [...pairs(halves.saddle), ...pairs(halves.perfect)]) {
    expect(left.xMm, left.key).toBeLessThanOrEqual(-BLEED_MM + 0.05);
    // By no more than a hair, which hides the paper between them on a screen.
    const past = [left.xMm + left.widthMm - TRIM_MM, -right.xMm];
    for (const mm of past) expect(Math.abs(mm - 0.05), left.key).toBeLessThan(0.07);
    // The lead of an essay ends where the white of its right page begins.
    const end = right.xMm + right.widthMm;
    expect(
      end > TRIM_MM + BLEED_MM - 0.05 || Math.abs(end - (18 + 4 * 15 - 4)) < 0.1,
      `${right.key} ${end}`,
    ).toBe(true);
  }
});

test('a hinge moves both halves outward by it, and changes nothing else', () => {
  const [before, after] = [pairs(halves.saddle), pairs(halves.perfect)];
  expect(after).toHaveLength(before.length);
  for (const [at, [left, right]] of after.entries()) {
    const [oldLeft, oldRight] = before[at]!;
    expect(left.leftMm - oldLeft.leftMm, left.key).toBeCloseTo(-HINGE_MM, 1);
    expect(right.leftMm - oldRight.leftMm, right.key).toBeCloseTo(HINGE_MM, 1);
    expect(left.printedMm).toBeCloseTo(oldLeft.printedMm, 1);
    expect(left.topMm).toBeCloseTo(oldLeft.topMm, 1);
  }
});

test('what is printed is what was measured, and in the shape of the source', () => {
  for (const half of [...halves.saddle, ...halves.perfect]) {
    expect(half.leftMm, half.key).toBeCloseTo(half.whole.xMm, 0);
    expect(half.printedMm / half.whole.widthMm, half.key).toBeCloseTo(1, 2);
    const [width, height] = SHAPES[/(\w+)\.jpg/u.exec(half.key)![1] as keyof typeof SHAPES];
    expect((half.whole.widthMm * height) / half.whole.heightMm / width, half.key).toBeCloseTo(1, 2);
  }
});
