/** Pictures of every class on built pages: where they stand, in which shape, with their focus in sight, clear of text. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ptToMm } from '../../scripts/model/geometry.ts';
import type { BoxOnPage, PictureOnPage } from '../../scripts/pages/pagemap.ts';
import { inspectPdf } from '../../scripts/pdf/inspect.ts';

const root = mkdtempSync(join(tmpdir(), 'dmag-placed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const BUILD_MS = 180_000;
const [WIDTH_MM, HEIGHT_MM, BLEED_MM] = [210, 275, 3];
const FOCUS = { lying: '80% 20%', standing: '30% 75%' } as const;
const SHAPES = { lying: [1500, 900], standing: [900, 1400] } as const;
type Name = keyof typeof SHAPES;

const CLASSES = [
  '',
  '.wide',
  '.wide .bottom',
  '.half',
  '.half .bottom',
  '.top',
  '.bottom',
  '.margin',
  '.full .top',
  '.full .bottom',
  '.full',
  '.spread',
];
const SENTENCE = 'Et avsnitt om det som står ved siden av bildet, langt nok til å fylle en spalte. ';
const TEXT = `${SENTENCE.repeat(8)}\n\n`.repeat(4);

const put = (file: string, text: string): void => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};

let drawn = 0;
/** A picture like no other. `grey`: its lightness, 0 to 255. */
async function draw(file: string, [width, height]: readonly [number, number], grey = 60): Promise<void> {
  drawn += 1;
  const [hue, x, y] = [(drawn * 37) % 360, 15 + ((drawn * 7) % 70), 15 + ((drawn * 11) % 70)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="rgb(${grey},${grey},${grey})"/><circle cx="${x}%" cy="${y}%" r="9%" fill="hsl(${hue},50%,${grey / 4}%)"/></svg>`;
  await sharp(Buffer.from(svg)).jpeg().toFile(join(root, file));
}

interface Report {
  readonly status: number;
  readonly findings: readonly {
    rule: string;
    level: string;
    message: string;
    hint?: string;
    place?: { line: number };
  }[];
}

const dmag = (issue: string): Promise<Report> =>
  new Promise((done) => {
    const words = [
      'build',
      issue,
      '--issues',
      join(root, 'issues'),
      '--out',
      join(root, 'dist'),
      '--json',
      '--only',
      'reader',
    ];
    execFile(process.execPath, [resolve('scripts/setup.mjs'), ...words], { maxBuffer: 64e6 }, (_, stdout) =>
      done(JSON.parse(stdout) as Report),
    );
  });

interface Page {
  readonly page: number;
  readonly article: string;
  readonly side: string;
  readonly images: readonly PictureOnPage[];
}

const sheet = (order: readonly string[]): string =>
  `title: P\nnumber: 6/2026\ndate: 2026-06-01\nlanguage: nb\nprinter: sheetfed-coated\norder: [${order.join(', ')}]\n`;

beforeAll(() => {
  cpSync('issues/printers', join(root, 'issues/printers'), { recursive: true });
  put('issues/magazine.yaml', 'name: d:mag\nslug: prove\npublisher: P\neditor: R\nlanguage: nb\n');
});

const layouts = {
  to: 'layout: feature\nopener: text\ncolumns: 2',
  tre: 'layout: feature\nopener: text\ncolumns: 3',
  samtale: 'layout: interview\npodcast: { title: P, spotify: https://example.org/p }',
} as const;

describe('every class, in two and three columns and beside a margin', () => {
  let report: Report;
  let pages: readonly Page[];
  /** Placement of each picture in the printed file, page by page in order. */
  let printed: { page: number; x: number; y: number; width: number; height: number }[];

  beforeAll(async () => {
    put('issues/alle/issue.yaml', sheet(Object.keys(layouts)));
    for (const [slug, front] of Object.entries(layouts)) {
      const names = CLASSES.flatMap((_, at) =>
        (['lying', 'standing'] as const).map((name) => `${name}${at}.jpg`),
      );
      const body = CLASSES.flatMap((classes, at) =>
        (['lying', 'standing'] as const)
          // In its own shape it would be taller than the page.
          .filter((name) => name === 'lying' || !['', '.margin'].includes(classes))
          .map(
            (name) =>
              `![B](${name}${at}.jpg "Bilde ${at}. Foto: Kari"){${classes} focus="${FOCUS[name]}"}\n\n${TEXT}`,
          ),
      ).join('');
      // What stands in the margin gives way to a band over the whole page.
      const boxes = slug === 'samtale' ? `::: fact N {.margin}\n${SENTENCE}\n:::\n\n` : '';
      const noted = body.replaceAll(/(?=!\[B\]\([^)]*\)\{\.full \.(?:top|bottom))/gu, boxes);
      const podcast =
        slug === 'samtale'
          ? noted.replace('![B](standing9', '::: podcast\nP.\n:::\n\n![B](standing9')
          : noted;
      put(`issues/alle/${slug}/article.md`, `---\n${front}\ntitle: T\n---\n${TEXT}${podcast}`);
      for (const name of names)
        // oxlint-disable-next-line no-await-in-loop -- small pictures
        await draw(`issues/alle/${slug}/${name}`, SHAPES[name.replace(/\d.*/u, '') as Name]);
    }
    report = await dmag('alle');
    if (report.status !== 0) throw new Error(JSON.stringify(report.findings, undefined, 1));
    pages = (JSON.parse(readFileSync(join(root, 'dist/proof/alle/pages.json'), 'utf8')) as { pages: Page[] })
      .pages;
    const facts = await inspectPdf(readFileSync(join(root, 'dist/web/alle/prove-alle.pdf')));
    printed = facts.images.map(({ page, matrix, widthMm, heightMm }) => {
      const { mediaBox } = facts.pages[page - 1]!;
      return {
        page,
        // A reader's page is cut to the trim.
        x: ptToMm(matrix[4] - mediaBox[0]),
        y: ptToMm(mediaBox[3] - matrix[5]) - heightMm,
        width: widthMm,
        height: heightMm,
      };
    });
  }, BUILD_MS);

  const placed = () =>
    pages.flatMap(({ page, article, side, images }) => {
      const own = printed.filter((each) => each.page === page);
      expect(own, `page ${page}`).toHaveLength(images.length);
      return images.map((image, at) => {
        const [, name = '', number = ''] = /\/([a-z]+)(\d+)\.jpg$/u.exec(image.key) ?? [];
        return {
          image,
          print: own[at]!,
          article,
          side,
          name: name as Name,
          classes: CLASSES[Number(number)]!,
        };
      });
    });

  test('builds without a finding but that a feature has no margin, and how full the last page is', () => {
    expect(report.findings.filter(({ rule }) => rule !== 'no-margin' && rule !== 'last-page')).toEqual([]);
    expect(placed().length).toBeGreaterThanOrEqual(3 * (2 * CLASSES.length - 2));
  });

  test('none is stretched: in the file each has the shape of its source, to two pixels of the sheet', () => {
    for (const { print, name, image } of placed()) {
      const [width, height] = SHAPES[name];
      const off = Math.abs(print.width - (print.height * width) / height);
      expect(off, image.key).toBeLessThan(Math.max(0.36, 0.003 * print.width));
    }
  });

  test('the file has them where the page map says', () => {
    for (const { print, image } of placed()) {
      expect(Math.abs(print.x - image.whole.xMm), image.key).toBeLessThan(0.3);
      expect(Math.abs(print.y - image.whole.yMm), image.key).toBeLessThan(0.3);
      expect(Math.abs(print.width - image.whole.widthMm), image.key).toBeLessThan(0.5);
    }
  });

  test('the focus is in sight on the trimmed page', () => {
    for (const { print, image, name, classes } of placed()) {
      const [across, down] = FOCUS[name].split(' ').map((percent) => Number.parseInt(percent, 10) / 100);
      const [x, y] = [print.x + across! * print.width, print.y + down! * print.height];
      const seen = (box: BoxOnPage): boolean =>
        x >= Math.max(0, box.xMm) - 0.3 &&
        x <= Math.min(WIDTH_MM, box.xMm + box.widthMm) + 0.3 &&
        y >= Math.max(0, box.yMm) - 0.3 &&
        y <= Math.min(HEIGHT_MM, box.yMm + box.heightMm) + 0.3;
      // Across two pages it is in sight on one of them.
      if (classes === '.spread') continue;
      expect(seen(image), `${image.key} ${classes}`).toBe(true);
    }
    const spreads = placed().filter(({ classes }) => classes === '.spread');
    for (const { image, print, name } of spreads) {
      const x = print.x + (Number.parseInt(FOCUS[name], 10) / 100) * print.width;
      const isHere = x >= 0 && x <= WIDTH_MM;
      const isThere = x >= WIDTH_MM ? x <= 2 * WIDTH_MM : x >= -WIDTH_MM;
      expect(isHere || isThere, image.key).toBe(true);
    }
  });

  test('each class stands where it says', () => {
    const edge = {
      left: -BLEED_MM,
      top: -BLEED_MM,
      right: WIDTH_MM + BLEED_MM,
      bottom: HEIGHT_MM + BLEED_MM,
    };
    for (const { image, classes, article, side, name } of placed()) {
      const [left, top] = [image.xMm, image.yMm];
      const [right, bottom] = [left + image.widthMm, top + image.heightMm];
      const reaches = (['left', 'top', 'right', 'bottom'] as const)
        .filter((at) => Math.abs({ left, top, right, bottom }[at] - edge[at]) < 0.3)
        .join(' ');
      const where = `${article} ${name} ${classes} page side ${side}`;
      const outer = side === 'left' ? 'left' : 'right';
      if (classes === '.full .bottom') expect(reaches, where).toBe('left right bottom');
      else if (classes === '.full .top')
        expect(reaches, where).toMatch(/^left top right$|^left right bottom$/u);
      else if (classes === '.full') expect(reaches, where).toBe('left top right');
      else if (classes === '.spread') expect(reaches, where).toBe(side === 'left' ? 'left top' : 'top right');
      else if (classes === '.half' && article !== 'samtale' && reaches)
        expect(reaches.split(' ').toSorted(), where).toEqual([outer, 'top'].toSorted());
      else expect(reaches, where).toBe('');
      if (classes.startsWith('.wide'))
        expect(image.widthMm, where).toBeCloseTo(article === 'samtale' ? 116 : 176, 0);
      if (classes === '.margin' && article === 'samtale') expect(image.widthMm, where).toBeCloseTo(41, 0);
    }
  });
});

describe('what is wrong on the page is found', () => {
  let report: Report;
  const found = (rule: string) => report.findings.filter((each) => each.rule === rule);

  beforeAll(async () => {
    put('issues/galt/issue.yaml', sheet(['lys', 'grell', 'morkt']));
    const image = 'image: { src: a.jpg, alt: A }';
    put(
      'issues/galt/lys/article.md',
      `---\nlayout: interview\ntitle: Hvit på lyst\n${image}\n---\n\n${TEXT}`,
    );
    put(
      'issues/galt/grell/article.md',
      `---\nlayout: feature\nopener: text\ntitle: T\n---\n\n${TEXT.repeat(3)}\n![B](a.jpg){.full .top}\n\n${TEXT.repeat(3)}`,
    );
    put(
      'issues/galt/morkt/article.md',
      `---\nlayout: interview\ntone: dark\ntitle: Svart på mørkt\n${image}\n---\n\n${TEXT}`,
    );
    await draw('issues/galt/lys/a.jpg', SHAPES.lying, 220);
    await draw('issues/galt/grell/a.jpg', SHAPES.lying, 225);
    await draw('issues/galt/morkt/a.jpg', SHAPES.lying, 40);
    report = await dmag('galt');
  }, BUILD_MS);

  test('white type on a bright picture and black type on a dark one are errors, with what to write', () => {
    const titles = found('contrast').map(({ message, hint }) => [/“.*?”/u.exec(message)?.[0], hint]);
    expect(titles).toContainEqual(['“Hvit på lyst”', 'write tone: dark']);
    expect(titles).toContainEqual(['“Svart på mørkt”', 'write tone: light']);
    // At the line that names the picture.
    const lines = found('contrast').map(({ message, place }) => [/“.*?”/u.exec(message)?.[0], place?.line]);
    expect(lines).toContainEqual(['“Hvit på lyst”', 4]);
    expect(lines).toContainEqual(['“Svart på mørkt”', 5]);
    const shown = readFileSync(join(root, 'issues/galt/grell/article.md'), 'utf8').split('\n');
    const inText = shown.findIndex((line) => line.includes('a.jpg')) + 1;
    expect(found('picture-credit').map(({ place }) => place?.line)).toEqual([inText, 4, 5]);
    expect(report.status).toBe(1);
  });

  test('a running head that cannot be read on a picture is told at the picture’s line', () => {
    expect(found('contrast').filter(({ message }) => message.includes('running head'))).toMatchObject([
      { hint: "write tone=dark between the picture's braces", place: { line: expect.any(Number) } },
    ]);
  });

  test(
    'and is gone when it is done',
    async () => {
      const mend = (file: string, from: string, to: string): void =>
        put(file, readFileSync(join(root, file), 'utf8').replace(from, to));
      mend('issues/galt/lys/article.md', 'title:', 'tone: dark\ntitle:');
      mend('issues/galt/morkt/article.md', 'tone: dark', 'tone: light');
      mend('issues/galt/grell/article.md', '.top}', '.top tone=dark}');
      report = await dmag('galt');
      expect(report.findings.filter(({ level }) => level === 'error')).toEqual([]);
    },
    BUILD_MS,
  );
});
